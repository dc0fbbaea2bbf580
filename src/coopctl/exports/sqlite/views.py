"""The views of the file: those of views.sql, each with what it means in it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import coopctl

_HOME = Path(coopctl.__file__).parent
_VIEW = re.compile(r"((?:^--[^\n]*\n)+)CREATE TEMP VIEW (\w+) AS\n(.*?);\n", re.MULTILINE | re.DOTALL)

AS_TABLES = ("roadmap_news",)
"""Views that are tables in the file: DuckDB, which puts them in words of its own, says this one so that SQLite does not
understand it any more (1.5.5: brackets around what UNION joins)."""

_LISTED = """CREATE VIEW roadmap_listed AS
-- The countries of each roadmap as a list, in the order of the framework.
SELECT roadmap, group_concat(country, ', ') AS countries FROM (
    SELECT l.roadmap, l.country FROM roadmap_countries l JOIN country c ON c.id = l.country
    ORDER BY l.roadmap, c.position
) GROUP BY roadmap"""
"""What the index keeps as a table, its countries separated by a character that no reader shows."""

_SEPARATED = re.compile("separated by (the character 31|U\\+001F)")


def make(database: sqlite3.Connection) -> None:
    """Make them in a ``database`` that has the tables."""
    database.execute(_LISTED)
    for comment, name, query in _VIEW.findall((_HOME / "views.sql").read_text("utf-8")):
        if name not in AS_TABLES:
            database.execute(f"CREATE VIEW {name} AS\n{adapted(comment)}{query}")


def adapted(words: str) -> str:
    """What is said of views, as it is true of those in the file."""
    return _SEPARATED.sub("separated by commas", words)
