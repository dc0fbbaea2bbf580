"""What is fuzzed: functions that take any bytes, and raise only when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from coopctl import dates, files, load, pitfalls, problem_text, ranges, toml
from coopctl.edits import assign, fields, mark, tidy
from coopctl.edits.places import Place, in_roadmap
from coopctl.problems import CoopctlError
from coopctl.toml.outline import outlined
from tests.conftest import EXAMPLE, SHIPPED

DAY = date(2026, 6, 30)
STEPS: tuple[list[str], ...] = ([], ["contingency-plan"], ["contingency-plan", "drafted"], ["trainer-pool", "trainers"])
STATES: tuple[mark.State, ...] = ("done", "started", "dropped", "open")
SEEDS = sorted([*EXAMPLE.glob("*.toml"), *SHIPPED.glob("*.toml")])


def reading(data: bytes) -> None:
    """A file: there is a model, or errors that can be shown; its warnings can be shown too."""
    for name in ("roadmap.toml", "framework.toml"):
        try:
            text = files.decode(data)
        except files.Unreadable as error:
            _require(bool(error.message), "a sentence about what cannot be read")
            continue
        model, problems = load.validated(text, name)
        _require((model is None) == bool(problems), "either a model or problems")
        for problem in problems or pitfalls.warnings(text, name):
            shown = problem_text.block(problem)
            _require("\x1b" not in shown and len(shown) < 10_000, "a problem that can be shown")
            _require(0 <= problem.line <= text.count("\n") + 1, "a line of the file")
            _require(problem.column <= len(problem.excerpt) + 1, "a column of the line")


def edits(data: bytes) -> None:
    """A file behind a line of assignments: an edit is refused, or reads back, and tidying twice is tidying once."""
    head, _, content = data.partition(b"\n")
    words = head.decode("utf-8", "replace").split("|")
    try:
        text = files.decode(content)
    except files.Unreadable:
        return
    steps, state = STEPS[len(head) % len(STEPS)], STATES[len(words) % len(STATES)]
    wanted = mark.Mark(state, DAY, "", "", ())

    def place() -> Place:
        return in_roadmap(outlined(text).data, steps)

    for change in (
        lambda: fields.assign(text, "roadmap.toml", place(), assign.parse(words)).text,
        lambda: mark.mark(text, "roadmap.toml", place(), wanted).text,
    ):
        _outcome(change)
    once = _outcome(lambda: tidy.tidied(text))
    _require(_outcome(lambda: tidy.tidied(once)) == once, "a tidy file stays as it is")


def _outcome(change: Callable[[], str]) -> str:
    """What an edit makes, which is TOML; empty when it is refused."""
    try:
        after = change()
    except CoopctlError as error:
        _require(bool(error.message), "a sentence about what is refused")
        return ""
    _require(not isinstance(toml.read(after.removeprefix("\ufeff")), toml.Fault), "an edit that reads back")
    return after


def words(data: bytes) -> None:
    """Anything as a date, a range or a span: read within the years there are, or answered with advice on one line."""
    text = data.decode("utf-8", "replace")
    for read in (lambda: ranges.parse(text, DAY), lambda: ranges.before(text, DAY), lambda: dates.parse_text(text)):
        try:
            found = read()
        except ValueError as error:
            _require(bool(str(error)), "advice")
            continue
        known = found if isinstance(found, tuple) else (found,)
        days = [one for one in known if isinstance(one, date)]
        _require(all(1900 <= one.year <= 2200 for one in days), "a day within the years there are")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


TARGETS: dict[str, Callable[[bytes], None]] = {"reading": reading, "edits": edits, "words": words}


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with."""
    if target == "words":
        yield from (b"2026-06", b"2026-Q3/..", b"../2026", b"-90d/30d", b"next-quarter", b"30.06.2026")
    else:
        head = b"title=New|due=2026-06|topics+=a\n" if target == "edits" else b""
        yield from (head + path.read_bytes() for path in SEEDS)
