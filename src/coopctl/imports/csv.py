"""Take over an existing tracker: a row a milestone.

Columns are recognised by their headers and shown; --map puts right what was guessed wrong. Separator and encoding are
recognised too. Dates may be days, months, quarters or years; whether 4/5/2026 has the day first is asked unless other
dates show it. Countries, organisations and focus areas go by id or name.

What coopctl export csv wrote comes in again as it is. Rows that are in the portfolio already stay as they are; with
--update what differs is changed, nothing is removed, and comments stay.
"""

from __future__ import annotations

from typing import Any

from coopctl.imports import ImportOption
from coopctl.intake.known import Known
from coopctl.intake.value import Imported, Source

EXAMPLES = """
coopctl import csv tracker.csv --roadmap ruritania-2025 --dry-run
coopctl import csv tracker.csv --roadmap ruritania-2025 --map due="Agreed date" --map notes= --day-first
coopctl import csv tracker.csv --roadmap graustark-2027 --kind roadmap --title "Roadmap with Graustark" --add-missing
coopctl export csv --country ZZ -o milestones.csv; coopctl import csv milestones.csv --update
"""

OPTIONS = (
    ImportOption("roadmap", "The roadmap of all rows.", metavar="ID"),
    ImportOption("title", "The title of a roadmap that is begun.", metavar="TEXT"),
    ImportOption("kind", "The kind of a roadmap that is begun.", metavar="KIND"),
    ImportOption("map", "This field is that column; without a column, none is.", metavar="FIELD=COLUMN", several=True),
    ImportOption("day_first", "In 4/5/2026 the day comes first."),
    ImportOption("month_first", "In 4/5/2026 the month comes first."),
    ImportOption("excel_dates", "Numbers such as 46200 in place of a date count days, as Excel does."),
    ImportOption("status_as_of", "The day on which status words were true: done by then.", metavar="DATE"),
    ImportOption("keep_words", "Put words in place of a date into the notes."),
    ImportOption("fill_down", "Merged cells: a blank deliverable or roadmap is that of the row above."),
    ImportOption("add_missing", "Add organisations, countries and areas that the framework lacks."),
    ImportOption("separator", "What stands between cells, if it is not recognised.", metavar="SIGN"),
    ImportOption("encoding", "The encoding, if it is not recognised, such as windows-1250.", metavar="NAME"),
)


def read(source: Source, known: Known, *, update: bool, **options: Any) -> Imported:
    """What the tracker says, as :mod:`coopctl.trackers` reads it. Raises Unfit, CoopctlError (2 or 4)."""
    from coopctl.trackers import tracker

    return tracker.take(source, known, tracker.Wishes(update=update, **options))
