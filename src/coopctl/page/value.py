"""What the status page holds. Dates are texts as written, days ISO 8601; None and "" are "not known"."""

from __future__ import annotations

from typing import NamedTuple

from coopctl.dates import PartialDate
from coopctl.report import Fact, Table


class Named(NamedTuple):
    """An entry of the portfolio by its id, with its title."""

    id: str
    title: str


class Head(NamedTuple):
    """Whose page it is, over which day and why that, and what it is restricted to (empty: nothing).

    ``cautions`` are sentences on what the page leaves out or does not restrict.
    """

    title: str
    agency: str
    day: str
    why_day: str
    restriction: str
    cautions: tuple[str, ...]
    strategy: str
    notes: str


class Figure(NamedTuple):
    """How many there are of one sort."""

    name: str
    number: int


class Figures(NamedTuple):
    """The portfolio in figures: each roadmap and milestone counted once; progress is ``done`` out of ``counted``."""

    roadmaps: int
    stages: tuple[Figure, ...]
    ratings: tuple[Figure, ...]
    milestones: int
    statuses: tuple[Figure, ...]
    done: int
    counted: int
    next_deadline: str | None

    def of(self, status: str) -> int:
        """How many milestones have this status."""
        return sum(figure.number for figure in self.statuses if figure.name == status)


class Mark(NamedTuple):
    """A milestone at the date that its status is about: done, dropped, forecast or deadline."""

    path: str
    title: str
    status: str
    date: PartialDate


class Lane(NamedTuple):
    """A roadmap in time. ``agreed`` is the end before extensions, ``stopped`` when it was concluded or cancelled.

    ``undated`` counts the milestones that have no date to stand at.
    """

    id: str
    title: str
    stage: str
    period: str
    start: PartialDate | None
    end: PartialDate | None
    agreed: PartialDate | None
    stopped: PartialDate | None
    marks: tuple[Mark, ...]
    undated: int


class Timeline(NamedTuple):
    """The roadmaps by start; those with no date at all come last."""

    day: str
    lanes: tuple[Lane, ...]


class Cell(NamedTuple):
    """How many roadmaps there are of each sort of stage."""

    running: int = 0
    preparation: int = 0
    over: int = 0
    undated: int = 0


class Coverage(NamedTuple):
    """What runs where: by region, countries and focus areas. ``gaps`` are None where only a part is looked at."""

    areas: tuple[Named, ...]
    groups: tuple[CoveredRegion, ...]
    gaps: tuple[Gap, ...] | None


class CoveredCountry(NamedTuple):
    """A row: ``all`` counts every roadmap that concerns the country, also those without a focus area."""

    country: Named
    priority: bool
    all: Cell
    cells: tuple[Cell, ...]


class CoveredRegion(NamedTuple):
    """The countries of a region, or those of none."""

    title: str
    rows: tuple[CoveredCountry, ...]


class Gap(NamedTuple):
    """What has nothing running, in words; empty ``entries`` say that there is no such gap."""

    what: str
    entries: tuple[Named, ...]


class Deadline(NamedTuple):
    """An open milestone; ``days`` are left until its deadline's last day, negative when it has passed."""

    path: str
    title: str
    roadmap: Named
    owner: str | None
    status: str
    why: str | None
    due: str
    days: int
    expected: str | None


class Deadlines(NamedTuple):
    """Overdue, the oldest first; then what is due within ``within`` days; ``later`` counts the rest."""

    overdue: tuple[Deadline, ...]
    upcoming: tuple[Deadline, ...]
    within: int
    later: int


class Proof(NamedTuple):
    """What shows something: the id of a source on the page, a link, or words."""

    text: str
    source: str = ""


class Tracked(NamedTuple):
    """A milestone or a deliverable with everything known about it; ``due`` may be its roadmap's end.

    An event that has not happened yet on the page's day is called later: ``2027-02 (later)``.
    ``sources`` are those that are not among the evidence already.
    """

    path: str
    title: str
    status: str
    why: str | None
    due: str | None
    is_own_due: bool
    expected: str | None
    started: str | None
    done: str | None
    dropped: str | None
    facts: tuple[Fact, ...]
    evidence: tuple[Proof, ...]
    sources: tuple[Named, ...]


class Deliverable(NamedTuple):
    """A deliverable; without ``milestones`` it is tracked as one."""

    own: Tracked
    progress: tuple[int, int]
    milestones: tuple[Tracked, ...]


class Relative(NamedTuple):
    """Another roadmap and how it is related; ``is_shown`` when it is on the page too."""

    relation: str
    roadmap: Named
    is_shown: bool


class Roadmap(NamedTuple):
    """One roadmap in full."""

    id: str
    title: str
    summary: str | None
    notes: str | None
    facts: tuple[Fact, ...]
    deliverables: tuple[Deliverable, ...]
    tables: tuple[Table, ...]
    lineage: tuple[Relative, ...]
    sources: tuple[Named, ...]


class Engagement(NamedTuple):
    """Standing cooperation that is no roadmap."""

    id: str
    title: str
    facts: tuple[Fact, ...]
    notes: str | None


class Source(NamedTuple):
    """A document that something on the page rests on."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    notes: str | None


class Page(NamedTuple):
    """The whole page. ``footnotes`` are pairs of a country's code or name and its note."""

    head: Head
    figures: Figures
    status: Table
    timeline: Timeline
    coverage: Coverage
    deadlines: Deadlines
    roadmaps: tuple[Roadmap, ...]
    engagements: tuple[Engagement, ...]
    sources: tuple[Source, ...]
    footnotes: tuple[tuple[str, str], ...]

    def notes(self) -> tuple[tuple[int, str, str], ...]:
        """The footnotes, each once: number, whose it is, text."""
        whose = {note: name for name, note in self.footnotes}
        return tuple((number, name, note) for number, (note, name) in enumerate(whose.items(), 1))

    def note_of(self, text: str) -> int:
        """The number of the footnote of a country, by its code, its name or both (``Kosovo (XK)``); 0 for none."""
        code = text[:-1].rpartition("(")[2] if text.endswith(")") else text
        note = dict(self.footnotes).get(code)
        return next((number for number, _, held in self.notes() if held == note), 0)
