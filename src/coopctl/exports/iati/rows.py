"""What is published, row by row: a roadmap at a time, so that a portfolio of any size needs little memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.question import Question

Row = dict[str, Any]

_LINKS = (
    *("country", "region", "aim", "support", "focus_area", "cross_cutting", "partner", "source", "follows"),
    *("funding", "iati_sector", "iati_recipient"),
)
_NAMED = ("organisation", "source", "focus_area", "country", "region", "aim", "support_kind")


def _rows(connection: sqlite3.Connection, sql: str) -> Iterator[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


class Stream:
    """The rows of a query in the order of their roadmaps, handed out roadmap by roadmap."""

    def __init__(self, connection: sqlite3.Connection, sql: str) -> None:
        self._groups = groupby(_rows(connection, sql), itemgetter("roadmap"))
        self._roadmap: str | None = ""
        self._rows: list[Row] = []

    def of(self, roadmap: str) -> list[Row]:
        """The rows of a roadmap; the next one asked for must come after it."""
        while self._roadmap is not None and self._roadmap < roadmap:
            self._roadmap, group = next(self._groups, (None, ()))
            self._rows = list(group)
        return self._rows if self._roadmap == roadmap else []


class Portfolio:
    """The framework as a whole, and the roadmaps that a question leaves as streams."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.framework = next(_rows(question.connection, "SELECT * FROM framework"))
        self.has_iati = self.framework["iati_secondary_reporter"] is not None
        self.sectors = list(_rows(question.connection, "SELECT * FROM framework_iati_sector ORDER BY position"))
        self.named = {table: self._by_id(table) for table in _NAMED}
        self.identifiers: dict[str, str | None] = dict(question.rows("SELECT id, iati_identifier FROM roadmap"))
        self.parents = dict(question.rows("SELECT id, part_of FROM roadmap WHERE part_of IN (SELECT id FROM roadmap)"))
        self.children: dict[str, list[str]] = {}
        for child, parent in sorted(self.parents.items()):
            self.children.setdefault(parent, []).append(child)

    def agency(self) -> Row | None:
        """The organisation whose portfolio this is, as far as that is said."""
        return self.named["organisation"].get(self.framework["agency"])

    def roadmaps(self) -> Iterator[Row]:
        """The roadmaps that the question leaves, by id."""
        sql = f"SELECT id AS roadmap, * FROM roadmaps WHERE {status_of_counts(self.question)} ORDER BY id"
        return _rows(self.question.connection, sql)

    def events(self) -> Stream:
        """When anything of each roadmap was started or done, the first first, whatever was asked for."""
        events = " UNION ALL ".join(
            f"""SELECT roadmap, {event} AS event, {event}_first AS event_first, {event}_last AS event_last
            FROM milestone WHERE {event} IS NOT NULL"""
            for event in ("started", "done")
        )
        order = "roadmap, coalesce(event_first, event_last), event_last, event"
        return self._stream(f"SELECT * FROM ({events}) ORDER BY {order}")

    def links(self) -> dict[str, Stream]:
        """What roadmaps refer to and have lists of, by the table's name without ``roadmap_``."""
        return {name: self._stream(f"SELECT * FROM roadmap_{name} ORDER BY roadmap, position") for name in _LINKS}

    def tracked(self) -> dict[str, Stream]:
        """Deliverables, milestones that the question leaves, evidence and indicators, in the order of the files."""
        by_id = "roadmap, deliverable"
        below = {
            "deliverable": "SELECT * FROM deliverable ORDER BY roadmap, position",
            "deliverable_topic": f"SELECT * FROM deliverable_topic ORDER BY {by_id}, position",
            "deliverable_evidence": f"SELECT * FROM deliverable_evidence ORDER BY {by_id}, position",
            "milestone_topic": f"SELECT * FROM milestone_topic ORDER BY {by_id}, milestone, position",
            "milestone_evidence": f"SELECT * FROM milestone_evidence ORDER BY {by_id}, milestone, position",
            "indicator": f"SELECT * FROM indicator ORDER BY {by_id}, position",
            "indicator_actual": f"SELECT * FROM indicator_actual ORDER BY {by_id}, indicator, position",
        }
        chosen = f"""SELECT t.*, m.owner AS own_owner, m.responsible AS own_responsible
            FROM milestones t JOIN milestone m USING (key) WHERE {status_of_rows(self.question)}
            ORDER BY roadmap, deliverable_position, t.position"""
        return {name: self._stream(sql) for name, sql in {**below, "milestone": chosen}.items()}

    def _stream(self, sql: str) -> Stream:
        return Stream(self.question.connection, sql)

    def _by_id(self, table: str) -> dict[str, Row]:
        return {row["id"]: row for row in _rows(self.question.connection, f"SELECT * FROM {table}")}
