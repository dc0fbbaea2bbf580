"""The way in: changes are made one after another, and the outcome is verified before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coopctl.edits import verify
from coopctl.edits.changes import Change, changed
from coopctl.edits.put import Order
from coopctl.edits.write import written
from coopctl.toml.outline import MARK, Refused, outlined
from coopctl.toml.parts import Path


class Edited(NamedTuple):
    """A file's text before and after.

    ``lost`` are the comments that went away with the table or list they stood in, ``said`` is what was done, as a
    sentence after the name of what it was done to: `done on 2026-08-14`.
    """

    before: str
    text: str
    lost: tuple[str, ...] = ()
    said: str = ""

    @property
    def lines(self) -> tuple[int, ...]:
        """The numbers, from 1, of the lines where something changed; where lines were taken out, of the next one."""
        return tuple(first + 1 for first, _ in _differences(self.before, self.text))

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.text


def in_no_order(path: Path) -> Sequence[str]:
    """For files of which nothing is known: a new key goes behind those that are there."""
    return ()


def apply(text: str, changes: Iterable[Change], order: Order = in_no_order) -> Edited:
    """Make ``changes`` in ``text``, one after another, and verify the outcome.

    ``order`` says in which order a table has its keys. Raises Refused, which says why, and nothing is changed.
    """
    bare = text.removeprefix(MARK)
    current, intended, gone = bare, outlined(bare).data, []
    made = list(changes)
    for change in made:
        try:
            intended = changed(intended, change)
            after = written(current, change, order)
        except (LookupError, TypeError, AttributeError) as error:
            raise Refused(f"{_named(change.path)} cannot be changed like this") from error
        gone += verify.lost(current, after, change)
        current = after
    verify.exactly(current, intended, made)
    return Edited(text, text[: len(text) - len(bare)] + current, tuple(gone))


def _named(path: Path) -> str:
    return f'"{".".join(map(str, path))}"'


def _differences(before: str, after: str) -> list[tuple[int, int]]:
    """The stretches of lines of ``after``, from 0, that differ from ``before``."""
    from difflib import SequenceMatcher

    old, new = before.split("\n"), after.split("\n")
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    return [(first + start, first + end) for kind, _, _, start, end in matcher.get_opcodes() if kind != "equal"]
