"""Which column is which field: guessed from the headers and what stands below them, and put right by the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from coopctl import suggest
from coopctl.problems import CoopctlError
from coopctl.report import Column as Shown
from coopctl.report import Table
from coopctl.trackers import fields
from coopctl.trackers.fields import BY_NAME, FIELDS
from coopctl.trackers.ids import PATH
from coopctl.trackers.sheet import Column, Sheet

Fits = Callable[[Column, Sequence[str]], Mapping[str, str]]
"""Of a column and its values: the fields that its header can mean and its values cannot be, each with the reason."""

EXPORT = "coopctl export csv"
WORKBOOK = "coopctl export xlsx"
COMPUTED = "is worked out from the dates"
_OWN = {"path", "roadmap", "deliverable", "deliverable_title", "milestone", "title", "due", "due_last_day", "done"}
_OWN_COMPUTED = {"path", "stage", "status", "deadline", "deadline_last_day", "as_of"}
_IN_WORKBOOK = {"Id", "Title", "Status", "Because", "Roadmap's title", "Stage"}
_WORKBOOK_NAMES = {
    "Id": "milestone",
    "Focus area": "area",
    "Deliverable's title": "deliverable_title",
    "Roadmap's title": "roadmap_title",
}
_WORKBOOK_COMPUTED = {"because", "set_by", "days_left", "next_deadline", "rating", "progress", "open", "overdue"}
_WORKBOOK_COMPUTED |= {"milestones", "at_risk", "in_progress", "planned"}
_EXAMPLE = 40


class Mapped(NamedTuple):
    """The columns of each field, in their order, and why each other column is left out.

    ``origin`` is the command that wrote the file, where that was this program.
    """

    columns: dict[str, list[Column]]
    left_out: dict[Column, str]
    origin: str

    @property
    def is_own(self) -> bool:
        """Whether this program wrote the file, so that its columns are what they are called."""
        return bool(self.origin)

    @property
    def is_exported(self) -> bool:
        """Whether ``coopctl export csv`` wrote it, which has all fields there are."""
        return self.origin == EXPORT

    @property
    def is_raw(self) -> bool:
        """Whether a command wrote it that writes ids, not names, and guards text from being taken for formulas."""
        return self.is_own and self.origin != WORKBOOK

    def field_of(self, column: Column) -> str:
        """The field that a column is; empty where it is left out."""
        return next((name for name, columns in self.columns.items() if column in columns), "")

    def has(self, field: str) -> bool:
        """Whether some column is this field."""
        return field in self.columns


def mapped(sheet: Sheet, wanted: Iterable[str], fits: Fits) -> Mapped:
    """The fields of the columns, those ``wanted`` (``due=Deadline``; ``notes=`` for none) before any that is guessed.

    Raises CoopctlError (2) for a field or a column that there is not.
    """
    asked = _asked(sheet, wanted)
    origin = _origin(sheet)
    taken = {column for columns in asked.values() for column in columns}
    free = [column for column in sheet.columns if column not in taken]
    guessed, left_out = (_own if origin else _guessed)(sheet, free, set(asked), fits)
    found = {field.name: asked.get(field.name, guessed.get(field.name, [])) for field in FIELDS}
    return Mapped({name: columns for name, columns in found.items() if columns}, left_out, origin)


def _origin(sheet: Sheet) -> str:
    """The command that wrote this: all columns of the one, or the addresses in the first column of the others."""
    headers = {column.header for column in sheet.columns}
    if headers >= _OWN:
        return EXPORT
    first = sheet.columns[0]
    ids = values_of(sheet, first) if first.header in ("id", "Id") else []
    if not ids or not all(map(PATH.fullmatch, ids)):
        return ""
    return "coopctl list milestones" if first.header == "id" else WORKBOOK if headers >= _IN_WORKBOOK else ""


def values_of(sheet: Sheet, column: Column) -> list[str]:
    """What stands in a column, blanks left out."""
    return [text for row in sheet.rows if (text := row.cells[column.place].strip())]


def _asked(sheet: Sheet, wanted: Iterable[str]) -> dict[str, list[Column]]:
    asked: dict[str, list[Column]] = {}
    for word in wanted:
        name, equals, header = (part.strip() for part in word.partition("="))
        field = BY_NAME.get(name.lower().replace("-", "_").replace(" ", "_"))
        if not equals or field is None:
            raise _no_field(sheet, word, name, header)
        columns = asked.setdefault(field.name, [])
        if header:
            columns.append(column_named(sheet, header))
        if len(columns) > 1 and not field.several:
            raise CoopctlError(f'--map: "{field.name}" can be one column only', help="say once which it is")
    return asked


def _no_field(sheet: Sheet, word: str, name: str, header: str) -> CoopctlError:
    if header.lower() in BY_NAME:
        return CoopctlError(f'--map {word}: "{name}" is no field', help=f'write --map {header.lower()}="{name}"')
    near = suggest.did_you_mean(name, BY_NAME)
    help = f"{near} the fields are {suggest.either(BY_NAME, most=40)}; write FIELD=COLUMN".strip()
    return CoopctlError(f'--map {word}: there is no field "{name}"', help=help)


def column_named(sheet: Sheet, header: str) -> Column:
    """The column with this header, or by its letter. Raises CoopctlError (2) when there is none."""
    folded = header.casefold()
    for column in sheet.columns:
        if column.header.casefold() == folded or fields.plain(column.header) == fields.plain(header) != "":
            return column
    by_letter = next((column for column in sheet.columns if column.letter.casefold() == folded), None)
    if by_letter:
        return by_letter
    headers = [column.header for column in sheet.columns]
    help = f"{suggest.did_you_mean(header, headers)} the columns are {suggest.either(headers, most=40)}"
    raise CoopctlError(f'--map: there is no column "{header}"', help=help.strip())


Guess = tuple[dict[str, list[Column]], dict[Column, str]]


def _own(sheet: Sheet, free: list[Column], asked: set[str], fits: Fits) -> Guess:
    """The columns that this program writes, by their exact names."""
    is_workbook = _origin(sheet) == WORKBOOK
    worked_out = _OWN_COMPUTED | (_worked_out(sheet) if is_workbook else set())
    found, left_out = {}, {}
    for column in free:
        name = _in_workbook(column.header) if is_workbook else "milestone" if column.header == "id" else column.header
        if name in worked_out or name.endswith(("_first_day", "_last_day")):
            left_out[column] = COMPUTED
        elif name in BY_NAME and name not in asked:
            found[name] = [column]
        else:
            left_out[column] = "is no field of a milestone"
    return found, left_out


def _in_workbook(header: str) -> str:
    """The name of a column of a workbook, where it has a title: ``days_left`` of ``Days left``."""
    return _WORKBOOK_NAMES.get(header, header.lower().replace(",", "").replace(" ", "_"))


def _worked_out(sheet: Sheet) -> set[str]:
    """The names in a workbook that are no fields; where no last day stands beside it, a date's name heads a number."""
    headers = {column.header for column in sheet.columns}
    return _WORKBOOK_COMPUTED | {name.lower() for name in ("Done", "Dropped") if f"{name}, last day" not in headers}


def _guessed(sheet: Sheet, free: list[Column], asked: set[str], fits: Fits) -> Guess:
    ranks: dict[Column, dict[str, int]] = {}
    left_out: dict[Column, str] = {}
    for column in free:
        unfit = fits(column, values_of(sheet, column))
        meant = fields.meanings(column.header)
        ranks[column] = {name: rank for name, rank in meant.items() if name not in unfit and name not in asked}
        left_out[column] = next((unfit[name] for name in meant if name in unfit), "")
    found: dict[str, list[Column]] = {}
    for field in FIELDS:
        named = [column for column in free if field.name in ranks[column]]
        best = sorted(named, key=lambda column: (ranks[column][field.name], column.place))
        for column in sorted(best, key=lambda one: one.place) if field.several else best[:1]:
            found.setdefault(field.name, []).append(column)
            ranks[column], left_out[column] = {}, ""
    for column, meant in ranks.items():
        others = [found[name][0].header for name in meant if name in found]
        left_out[column] = left_out[column] or (f'"{others[0]}" is that already' if others else "")
    taken = {column for columns in found.values() for column in columns}
    return found, {column: why for column, why in left_out.items() if column not in taken}


def shown(sheet: Sheet, found: Mapped, title: str, *, whole: bool) -> Table:
    """What each column is taken for, with an example, but for columns with neither a header nor anything below it.

    If not the ``whole`` of it is wanted, only the title is left.
    """
    rows = []
    for column in sheet.columns if whole else ():
        values = values_of(sheet, column)
        if values or not column.header.startswith("column "):
            rows.append(
                (column.letter, _short(column.header), _becomes(found, column), _short(values[0] if values else ""))
            )
    columns = (
        Shown("column", "", "id"),
        Shown("header", "Column"),
        Shown("field", "becomes"),
        Shown("example", "e.g."),
    )
    hint = " (--map FIELD=COLUMN says otherwise)" if rows else ""
    return Table("columns", f"{title}{hint}", columns, rows)


def _becomes(found: Mapped, column: Column) -> str:
    field = found.field_of(column)
    why = found.left_out.get(column, "")
    return field or ("(left out)" if not why else f"(left out: {why})")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXAMPLE else f"{line[: _EXAMPLE - 1]}…"
