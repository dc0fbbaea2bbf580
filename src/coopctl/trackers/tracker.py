"""A tracker from its bytes to roadmaps: what is said of it on the way, and what is wrong with it, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopctl import clock, suggest
from coopctl import dates as days
from coopctl.intake.known import Known
from coopctl.intake.value import Imported, Origin, Source, Unfit
from coopctl.problems import CoopctlError
from coopctl.trackers import fields, mapping, sheet, text, twins
from coopctl.trackers.dates import Order
from coopctl.trackers.faults import Cell, Faults, quoted
from coopctl.trackers.fitting import fits
from coopctl.trackers.homes import Homes
from coopctl.trackers.ids import PATH
from coopctl.trackers.mapping import Mapped, mapped
from coopctl.trackers.names import WORDS, Names
from coopctl.trackers.orders import orders
from coopctl.trackers.roadmaps import Roadmaps, Target
from coopctl.trackers.rows import Item, Reading, Rows
from coopctl.trackers.sheet import Sheet

_MOST_NAMED = 5


class Wishes(NamedTuple):
    """What the person said: the options of `coopctl import csv`, under their names."""

    update: bool = False
    roadmap: str | None = None
    title: str | None = None
    kind: str | None = None
    map: Sequence[str] = ()
    day_first: bool = False
    month_first: bool = False
    excel_dates: bool = False
    status_as_of: str | None = None
    keep_words: bool = False
    fill_down: bool = False
    add_missing: bool = False
    separator: str | None = None
    encoding: str | None = None


def take(source: Source, known: Known, wishes: Wishes) -> Imported:
    """What the tracker says.

    Raises Unfit: 3 with everything that is wrong in it, 2 where it has to be said how something is meant; CoopctlError
    (2 or 4) for wishes that cannot be.
    """
    order, target, how = _order(wishes), _target(wishes), _reading(wishes)
    read = text.read(source.stream, wishes.encoding)
    table = sheet.read(read.text, wishes.separator, fields.known)
    faults = Faults(source.name)
    names = Names(known, faults, add_missing=wishes.add_missing)
    unmapped = ["roadmap="] if wishes.roadmap else []
    found = mapped(table, [*wishes.map, *unmapped], fits(names, clock.today()))
    title = _title(source, table, read, found.origin)
    shown = (mapping.shown(table, found, title, whole=not found.is_exported or bool(wishes.map)),)
    try:
        _require_headers(table, faults)
        _require_home(table, found, wishes, known)
        known_orders = orders(table, found, order)
        rows = Rows(found, known_orders, names, faults, how)
        homes = Homes(known, faults, found, (wishes.roadmap or "").removesuffix(".toml"))
        roadmaps = Roadmaps(known, names, faults, found, homes, target)
        items = rows.read(table)
        taken = roadmaps.take(items, rows)
        same = list(twins.told(homes.plans.values(), table, found, faults, update=wishes.update))
        _require_sound(faults, items, roadmaps)
    except CoopctlError as error:
        raise Unfit(
            error.message, help=error.help, exit_code=error.exit_code, problems=error.problems, shown=shown
        ) from error
    said = (*filter(None, [known_orders.said]), *rows.said, *same, *_left_alone(roadmaps, items, wishes))
    notes = (*_sampled(read), *said, *_near(names, known))
    return Imported(taken, names.added, notes, shown, {**roadmaps.origins, **_origins(names)})


def _order(wishes: Wishes) -> Order:
    if wishes.day_first and wishes.month_first:
        raise CoopctlError("--day-first and --month-first exclude each other", help="say one of them")
    return "day-first" if wishes.day_first else "month-first" if wishes.month_first else ""


def _target(wishes: Wishes) -> Target:
    from typing import get_args

    from coopctl import model

    kinds = get_args(model.Kind)
    if wishes.kind and wishes.kind not in kinds:
        near = suggest.did_you_mean(wishes.kind, kinds)
        raise CoopctlError(f'--kind: there is no "{wishes.kind}"', help=f"{near} {suggest.there_are(kinds)}".strip())
    return Target(wishes.title or "", wishes.kind or "", wishes.update)


def _reading(wishes: Wishes) -> Reading:
    day = wishes.status_as_of or ""
    if day == "today":
        day = clock.today().isoformat()
    try:
        if day:
            days.parse_plain(day)
    except ValueError as error:
        raise CoopctlError(f'--status-as-of: "{day}" is not a date', help=str(error)) from error
    return Reading(day, wishes.excel_dates, wishes.keep_words, wishes.fill_down)


def _title(source: Source, table: Sheet, read: text.Text, origin: str) -> str:
    own = f"; written by {origin}" if origin else ""
    rows = suggest.count(len(table.rows), "row")
    separator = suggest.plural(sheet.SEPARATORS.get(table.separator, f'"{table.separator}"'))
    above = f" below the headers in row {table.header_row}"
    return f"{source.name}: {rows}{above}, separated by {separator}, {read.encoding}{own}"


def _require_headers(table: Sheet, faults: Faults) -> None:
    """Raise Unfit (3) where something stands beyond the headers: then nothing in its row is where it belongs."""
    last = table.columns[-1]
    sign = f'"{table.separator}"' if table.separator.strip() else sheet.SEPARATORS.get(table.separator, "separator")
    help = f"most often a cell has a {sign} in it and no quotation marks around it; else give the column a header"
    for number, more in table.surplus:
        message = f"row {number} has more cells than there are headers, such as {quoted(more)}"
        faults.add("surplus-cells", Cell(number, last, more), message, help)
    if faults.problems:
        raise _wrong(faults)


def _wrong(faults: Faults) -> Unfit:
    problems = faults.problems
    return Unfit(f"nothing was written: {suggest.count(len(problems), 'error')} in {faults.name}", problems=problems)


def _require_home(table: Sheet, found: Mapped, wishes: Wishes, known: Known) -> None:
    """Raise CoopctlError (2) where no row can say which roadmap or milestone it is about."""
    if not table.rows:
        raise Unfit("there are no rows below the headers")
    has_paths = any(
        PATH.fullmatch(value)
        for column in found.columns.get("milestone", ())
        for value in mapping.values_of(table, column)
    )
    if not (found.has("title") or found.has("milestone") or found.has("deliverable")):
        headers = suggest.either((column.header for column in table.columns), most=40)
        help = f'name the column with --map title="COLUMN"; the columns are {headers}'
        raise CoopctlError("no column says what the milestones are called", help=help)
    if not (wishes.roadmap or found.has("roadmap") or has_paths):
        there = suggest.there_are(known.roadmaps) if known.roadmaps else "there is none yet"
        raise CoopctlError(
            "no column says which roadmap the rows belong to", help=f"name it with --roadmap ID; {there}"
        )


def _require_sound(faults: Faults, items: list[Item], roadmaps: Roadmaps) -> None:
    if faults.problems:
        raise _wrong(faults)
    if not items:
        raise Unfit("no row is a milestone")
    if roadmaps.unknown:
        raise roadmaps.unknown


def _left_alone(roadmaps: Roadmaps, items: list[Item], wishes: Wishes) -> Iterator[str]:
    """How many rows are about what is in the portfolio already, and stay as it is."""
    number = len(roadmaps.there)
    if number and not wishes.update:
        named = suggest.enumerated(roadmaps.there, most=_MOST_NAMED)
        what = "is in the portfolio already and stays as it is" if number == 1 else _STAY
        yield f"{number} of {suggest.count(len(items), 'row')} {what} ({named}); --update changes what differs"


_STAY = "are in the portfolio already and stay as they are"


def _sampled(read: text.Text) -> Iterator[str]:
    if read.sample:
        help = "if that is not right, name another one with --encoding, such as windows-1250"
        yield f"read as {read.encoding}: {read.sample}; {help}"


def _near(names: Names, known: Known) -> Iterator[str]:
    """New entries of the framework, with what they may be meant to be."""
    for kind, key in ((kind, key) for kind, key in _KEYS.items() if key in names.added):
        there = known.entries(kind)
        for id, entry in names.added[key].items():
            name = str(next(iter(entry.values())))
            near = suggest.nearest(name, there.values()) if kind != "country" else None
            named = f": {quoted(name)}" if name != id else ""
            yield f"new {WORDS[kind]} {id}{named}" + (f'; the framework has "{near}"' if near else "")


_KEYS = {"partner": "organisations", "area": "focus_areas", "country": "countries", "source": "sources"}


def _origins(names: Names) -> dict[tuple[str, ...], Origin]:
    return {
        ("framework", *place): Origin(cell.row, cell.column.place + 1, f"{cell.column.header} ({cell.name})")
        for place, cell in names.origins.items()
    }
