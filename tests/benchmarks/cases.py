"""Every reading command, as it is typed over a generated portfolio.

Lists, reports, formats, exports and what can be shown are found by the names of their files, so that a new one is
measured, and held to the budgets, without being named here. A new command is: `READING` says how it is called.
"""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Literal, NamedTuple

from coopctl.cli import main, output
from coopctl.cli.commands import list as listing
from coopctl.cli.commands import report
from coopctl.reports import shows
from tests.benchmarks import generate

ROADMAP = generate.id_of(3)

READING = {
    "check": ("check", "check --strict -f json"),
    "completion": ("completion bash",),
    "log": (f"log {ROADMAP}",),
    "schema": ("schema framework", "schema roadmap", "schema roadmap --portfolio", "schema output"),
    "sql": ('sql "SELECT owner, count(*) FROM milestones GROUP BY owner" -f csv', "sql --schema"),
}
"""The commands that only read and whose variants no folder lists, and how they are called."""

WRITING = frozenset(("add", "edit", "fmt", "import", "init", "mark", "new", "rename", "set"))

SHOWN = {
    "aim": "aim:aim-1",
    "area": "area:area-2",
    "country": "country:QM",
    "deliverable": f"{ROADMAP}/deliverable-1",
    "indicator": f"{ROADMAP}/deliverable-0/people",
    "milestone": f"{ROADMAP}/deliverable-1/step-1",
    "partner": "partner:ORG-1",
    "portfolio": "",
    "region": "region:region-1",
    "roadmap": ROADMAP,
    "source": "source:register",
}
"""The id of one thing of each kind in a generated portfolio."""

WITH_MILESTONES = ("aim", "area", "country", "partner", "region")
"""What is shown with all its open milestones, which may be thousands."""

DRAWN = "list milestones -f csv"
"""What a timeline draws."""

ASKED = (
    "list -f csv",
    "list --stale 90d",
    "list --country QM --active 2026 --kind project",
    "list milestones --status overdue",
    "list milestones --sort -due --limit 20",
    'list milestones --text "interpreter guideline"',
    "report -f csv",
    "report --by country",
    "report --by area,owner -f csv",
    "report --due 90d",
    "report monday",
)
"""Questions as people ask them, beside everything just as it comes."""

TYPED = {
    "Tab: a command": "coopctl re",
    "Tab: an option": "coopctl list --st",
    "Tab: an id": "coopctl show roadmap-0000",
    "Tab: a country, with counts": "coopctl list --status open --country ",
    "Tab: a column of a report": "coopctl report status --columns ",
}
"""Lines on which somebody presses Tab."""

HISTORY = ("log", "report changes")
"""What needs the portfolio to be in git."""

SINCE_EARLIER = {"changes": " --since HEAD~1"}

THOROUGH = ("--text", "area,owner", "GROUP BY owner")
"""What goes through every text, or every milestone with those who own it."""

Kind = Literal["piped", "thorough", "terminal", "completion", "document", "history"]


class Case(NamedTuple):
    """A command, by the words behind ``coopctl -C DIR``.

    A ``thorough`` one looks at every milestone by itself. A ``document`` is the portfolio, or its schema, as a whole;
    ``history`` asks git and reads what files said before: no bar is set for these. ``counted`` are the words of a
    command whose CSV has a line for each row of this one.
    ``typed`` is the line that Tab is pressed on.
    """

    name: str
    words: tuple[str, ...]
    kind: Kind = "piped"
    counted: tuple[str, ...] = ()
    typed: str = ""


def every_case() -> list[Case]:
    """All of them, those without git where there is none."""
    found = (*_lists(), *_reports(), *_shows(), *_commands(), *_asked(), *_typed(), *_on_a_terminal(), *_documents())
    return [case for case in found if shutil.which("git") or case.kind != "history"]


def _case(line: str, kind: Kind = "piped", counted: str = "") -> Case:
    return Case(line, tuple(shlex.split(line)), kind, tuple(shlex.split(counted)))


def _as_csv(line: str) -> str:
    return line if "-f csv" in line else f"{line} -f csv"


def _lists() -> Iterator[Case]:
    for what in listing.what_there_is():
        yield _case(f"list {what}", counted=f"list {what} -f csv")


def _reports() -> Iterator[Case]:
    for name in report.names():
        line = f"report {name}{SINCE_EARLIER.get(name, '')}"
        counted = DRAWN if name == "timeline" else _as_csv(line)
        yield _case(line, "history" if line.startswith(HISTORY) else "piped", counted)


def shown_kinds() -> list[str]:
    """What can be shown: a file each that builds a report, but for the one that chooses among them."""
    found = (module.name for module in iter_modules(shows.__path__))
    return [name for name in found if name != "anything" and _builds(f"{shows.__name__}.{name}")]


def _builds(module: str) -> bool:
    spec = find_spec(module)
    return bool(spec and spec.origin and "\ndef build(" in Path(spec.origin).read_text("utf-8"))


def _shows() -> Iterator[Case]:
    for kind in shown_kinds():
        line = f"show {SHOWN[kind]}".rstrip()
        yield _case(line, counted=f"{line} --table open_milestones -f csv" if kind in WITH_MILESTONES else "")


def _commands() -> Iterator[Case]:
    for name in main.names():
        for line in READING.get(name, ()):
            whole = name in ("schema", "completion") or "--schema" in line
            yield _case(line, "history" if line.startswith(HISTORY) else "document" if whole else _kind(line))


def _kind(line: str) -> Kind:
    return "thorough" if any(words in line for words in THOROUGH) else "piped"


def _asked() -> Iterator[Case]:
    for line in ASKED:
        yield _case(line, _kind(line), _as_csv(line))


def _typed() -> Iterator[Case]:
    for name, line in TYPED.items():
        yield Case(name, (), "completion", typed=line)


def _on_a_terminal() -> Iterator[Case]:
    yield Case("40 rows on a terminal", ("report", "status", "roadmap-000[0-3]*"), "terminal")


def _documents() -> Iterator[Case]:
    every_milestone = "list milestones -f csv"
    for format in output.format_names():
        if format != "table":
            yield _case(f"list milestones -f {format}", "document", every_milestone)
    for name in output.export_names():
        yield _case(f"export {name}", "document", every_milestone)
