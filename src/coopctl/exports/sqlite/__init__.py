"""The portfolio as a database, for those who outgrow files.

One SQLite file with the tables and views that `coopctl sql` asks, their keys and references declared, and what each
column means beside it and in the table "dictionary". The table "as_of" has the day that everything is judged by,
"about" what the file holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from coopctl import dictionary, snapshot
from coopctl.exports.sqlite import contents, declared, views
from coopctl.question import Question

EXAMPLES = """
coopctl export sqlite -o portfolio.sqlite
coopctl export sqlite --country TR -o turkey.sqlite
datasette portfolio.sqlite
duckdb -c "ATTACH 'portfolio.sqlite' AS p (TYPE sqlite); SELECT * FROM p.milestones WHERE status = 'overdue'"
"""

BINARY = True

APPLICATION_ID = int.from_bytes(b"coop")
"""Stands in the file's header and says whose file it is, as SQLite's `magic.txt` has it."""

FORMAT_VERSION = 1
"""The file's "user version": one more when what is there is called otherwise or means something else."""


def write(question: Question) -> Iterator[bytes]:
    """The file; the same bytes for the same portfolio and the same version of SQLite."""
    meanings = dictionary.described()
    with closing(snapshot.in_memory()) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        tables = declared.tables(question.connection, meanings)
        for table in tables:
            database.execute(declared.statement(table))
        left_out = contents.fill(database, question, tables)
        views.make(database)
        contents.describe(database, question, tables, meanings, left_out)
        database.commit()
        database.execute("VACUUM")
        yield database.serialize()
