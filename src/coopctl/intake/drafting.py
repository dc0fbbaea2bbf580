"""The one way in which what was imported becomes text of the portfolio's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coopctl import files, suggest
from coopctl.drafts import Drafts
from coopctl.edits.apply import Edited
from coopctl.edits.changes import Add, Put
from coopctl.edits.fields import told
from coopctl.edits.merge import merge
from coopctl.intake.value import Fields, Imported, Origin
from coopctl.problems import Problem
from coopctl.toml.outline import outlined
from coopctl.toml.parts import Path

_BY_ID = ("deliverables", "milestones", "indicators")


class Taken(NamedTuple):
    """What became of one file: its name, the edit, and the changes made. A new file had no text before."""

    file: str
    edited: Edited
    changes: list[Put | Add]

    @property
    def is_new(self) -> bool:
        """Whether the file is new."""
        return not self.edited.before

    @property
    def changed(self) -> list[str]:
        """What became of each thing that was there: ``ruritania-2025/plan/drafted: due = "2026-09" (was ...)``."""
        if self.is_new:
            return []
        before, after = outlined(self.edited.before).data, outlined(self.edited.text).data
        things: dict[Path, list[str]] = {}
        for change in self.changes:
            if isinstance(change, Put):
                place = _thing(change.path)
                things.setdefault(place, []).append(told(change.path, place, before, after))
        above = self.file.removesuffix(".toml")
        return [f"{'/'.join([above, *map(str, place[1::2])])}: {', '.join(said)}" for place, said in things.items()]

    @property
    def said(self) -> str:
        """What was done, as a sentence."""
        kinds = [_kind(change.path) for change in self.changes if isinstance(change, Add)]
        added = suggest.enumerated(suggest.count(kinds.count(kind), kind) for kind in sorted(set(kinds)))
        if self.is_new:
            return f"new roadmap with {added}" if added else "new roadmap"
        changed = len(self.changes) - len(kinds)
        parts = [f"{added} added" if added else "", f"{suggest.count(changed, 'field')} changed" if changed else ""]
        return ", ".join(filter(None, parts)) or "unchanged"


def _thing(path: Path) -> Path:
    """The path of the table by id that a field stands in; of the file's own fields, none."""
    depth = 0
    while len(path) > depth + 2 and path[depth] in _BY_ID:
        depth += 2
    return path[:depth]


def _kind(path: Path) -> str:
    from coopctl.tables import singular

    return singular(str(path[-2])).replace("_", " ")


def draft(drafts: Drafts, imported: Imported) -> list[Taken]:
    """Have in ``drafts`` what was imported: new files, and new and changed things in those that are there.

    Raises Refused where a file's text has no place for a change, CoopctlError (3) for a file that cannot be read.
    """
    there = set(files.scan(drafts.folder).names)
    wanted = _new_in_framework(drafts, imported)
    taken = [_drafted(drafts, files.FRAMEWORK, wanted)] if wanted else []
    for id, fields in imported.roadmaps.items():
        name = f"{id}.toml"
        taken.append(_drafted(drafts, name, fields) if name in there else _created(drafts, name, fields))
    return taken


def _new_in_framework(drafts: Drafts, imported: Imported) -> Fields:
    """What the framework has not: fields of its own, and entries."""
    if not imported.framework and not imported.entries:
        return {}
    there = outlined(drafts.text(files.FRAMEWORK)).data
    own = {key: value for key, value in imported.framework.items() if key not in there}
    return own | {
        key: {id: fields for id, fields in named.items() if id not in there.get(key, {})}
        for key, named in imported.entries.items()
    }


def _drafted(drafts: Drafts, name: str, wanted: Mapping[str, Any]) -> Taken:
    edited, changes = merge(drafts.text(name), name, wanted)
    drafts.put(name, edited.text)
    return Taken(name, edited, changes)


def _created(drafts: Drafts, name: str, wanted: Mapping[str, Any]) -> Taken:
    edited, changes = merge("", name, wanted)
    drafts.create(name, edited.text)
    return Taken(name, edited, changes)


def traced(problems: Iterable[Problem], drafts: Drafts, imported: Imported, source: str) -> list[Problem]:
    """``problems`` of the drafts, those that concern something imported with its place in the file it came from."""
    return [_traced(one, drafts, imported.origins, source) for one in problems]


def _traced(problem: Problem, drafts: Drafts, origins: Mapping[tuple[str, ...], Origin], source: str) -> Problem:
    name = problem.path.rpartition("/")[2]
    id = name.removesuffix(".toml")
    if not problem.line or not any(path[0] == id for path in origins):
        return problem
    path: Sequence[str] = (id, *_path_at(drafts.text(name), problem.line))
    found = next((origins[tuple(path[:end])] for end in range(len(path), 0, -1) if tuple(path[:end]) in origins), None)
    if found is None:
        return problem
    label = f"{found.label}: " if found.label else ""
    return problem._replace(
        path=source, line=found.line, column=found.column, excerpt="", width=0, message=f"{label}{problem.message}"
    )


def _path_at(text: str, line: int) -> tuple[str, ...]:
    """The way to what stands in this line: the header that it is below, and its key."""
    outline = outlined(text)
    start = sum(len(one) for one in text.splitlines(keepends=True)[: line - 1])
    below = [(block.start, path) for path, block in outline.headers.items() if block.start <= start]
    path = max(below)[1] if below else ()
    own = [
        pair.keys[0].name
        for block in outline.blocks
        for pair in block.pairs
        if pair.start <= start + len(text[start:].partition("\n")[0]) and pair.end > start
    ]
    return tuple(map(str, (*path, *own[:1])))
