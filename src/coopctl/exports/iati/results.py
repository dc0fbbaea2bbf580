"""Deliverables as results; their milestones and indicators as the indicators of these.

A milestone is an indicator in units: its target is 1, its actual 1 when it is done and 0 until then, for the days of
its deadline. So is a deliverable without milestones, unless it has only indicators to tell how far it is, and no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from xml.etree.ElementTree import Element

from coopctl.dates import parse_text
from coopctl.exports.iati.documents import Documents
from coopctl.exports.iati.elements import add, clean, narrate, said, say
from coopctl.exports.iati.lacks import Lacks
from coopctl.exports.iati.measures import Value, add_measures, add_period
from coopctl.exports.iati.rows import Portfolio, Row, Stream
from coopctl.iati import codes, facts, places
from coopctl.toml.parts import Path


class Results:
    """Adds the results of one roadmap after the other, in the order of their ids."""

    def __init__(self, portfolio: Portfolio, documents: Documents, lacks: Lacks) -> None:
        self._owners = portfolio.named["organisation"]
        self._documents = documents
        self._lacks = lacks
        self._day = date.fromisoformat(portfolio.question.day)
        self._streams: dict[str, Stream] = portfolio.tracked()

    def add(self, activity: Element, roadmap: str) -> None:
        """Add a result for every deliverable of which the question leaves a milestone."""
        rows = {name: stream.of(roadmap) for name, stream in self._streams.items()}
        held = _Held(rows)
        for id, steps in groupby(rows["milestone"], itemgetter("deliverable")):
            self._add_result(activity, held, held.deliverables[id], list(steps))

    def _add_result(self, activity: Element, held: _Held, row: Row, steps: list[Row]) -> None:
        id, indicators = row["id"], held.indicators.get((row["id"],), [])
        if indicators and _is_only_measured(steps[0]):
            steps = []
        is_one = bool(steps) and steps[0]["milestone"] == ""
        path: Path = ("deliverables", id)
        result = add(activity, "result", type=codes.OUTPUT)
        self._title(result, row, path)
        proofs = [] if is_one else held.list("deliverable", "evidence", id)
        own = {"focus_area": row["focus_area"]}
        if not is_one:
            own |= {key: row[key] for key in ("activity", "responsible", "reason", "notes")}
            own["owner"] = self._owner(row["owner"])
        topics = [] if is_one else held.list("deliverable", "topic", id)
        told = _facts(facts.OF_DELIVERABLE, own, topics, self._documents.words(proofs))
        say(result, "description", facts.write(told))
        self._documents.add_evidence(result, proofs, row["roadmap"], path)
        for step in steps:
            self._add_milestone(result, held, step)
        for indicator in indicators:
            self._add_indicator(result, held, indicator)

    def _add_milestone(self, result: Element, held: _Held, step: Row) -> None:
        deliverable, id = step["deliverable"], step["milestone"]
        path: Path = ("deliverables", deliverable, *(("milestones", id) if id else ()))
        indicator = add(result, "indicator", measure=codes.UNIT, ascending="1")
        self._title(indicator, step, path)
        proofs = held.list("milestone", "evidence", deliverable, id)
        own = {**step, "owner": self._owner(step["own_owner"]), "responsible": step["own_responsible"]}
        words = self._documents.words(proofs)
        told = _facts(facts.OF_MILESTONE, own, held.list("milestone", "topic", deliverable, id), words)
        say(indicator, "description", facts.write(told, facts.MILESTONE))
        self._documents.add_evidence(indicator, proofs, step["roadmap"], path)
        _refer(indicator, places.Place(deliverable, "milestones", id))
        when = step["deadline"] or step["done"]
        if when:
            add_period(indicator, parse_text(when), _reached(step, self._day), _standing(step))

    def _add_indicator(self, result: Element, held: _Held, row: Row) -> None:
        deliverable, id = row["deliverable"], row["id"]
        path: Path = ("deliverables", deliverable, "indicators", id)
        unit = (row["unit"] or "").strip().lower()
        measure = codes.PERCENTAGE if unit in codes.PERCENT else codes.UNIT
        indicator = add(result, "indicator", measure=measure, ascending=_ascending(row))
        self._title(indicator, row, path)
        say(indicator, "description", facts.write(_facts(facts.OF_INDICATOR, row, [], [])))
        _refer(indicator, places.Place(deliverable, "indicators", id))
        actuals = held.actuals.get((deliverable, id), [])
        add_measures(indicator, row, actuals, path, self._lacks)

    def _title(self, parent: Element, row: Row, path: Path) -> None:
        if not clean(row["title"]):
            self._lacks.add(row["roadmap"], (*path, "title"), "IATI demands a title, and this one is blank", "name it")
        narrate(add(parent, "title"), row["title"])

    def _owner(self, id: str | None) -> str | None:
        return self._owners[id]["name"] if id in self._owners else id


def _is_only_measured(step: Row) -> bool:
    """Whether this is a deliverable without milestones of which nobody has said a date."""
    return step["milestone"] == "" and not any(step[key] for key in ("due", "expected", "started", "done", "dropped"))


class _Held:
    """What one roadmap holds, by the ids within it."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.deliverables = {row["id"]: row for row in rows["deliverable"]}
        self.indicators = _grouped(rows["indicator"], "deliverable")
        self.actuals = _grouped(rows["indicator_actual"], "deliverable", "indicator")
        self._lists = {
            (table, kind): _grouped(rows[f"{table}_{kind}"], *keys)
            for table, *keys in (("deliverable", "deliverable"), ("milestone", "deliverable", "milestone"))
            for kind in ("topic", "evidence")
        }

    def list(self, table: str, kind: str, *owner: str) -> list[str]:
        """The topics or the evidence of a deliverable or a milestone."""
        return [row[kind] for row in self._lists[table, kind].get(owner, [])]


def _grouped(rows: Iterable[Row], *keys: str) -> dict[tuple[str, ...], list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def _facts(keys: Iterable[str], row: Row, topics: list[str], evidence: list[str]) -> Iterator[facts.Fact]:
    """What there is under each key, lists one by one."""
    lists: dict[str, list[str]] = {"topic": topics, "evidence": evidence}
    return said((key, value) for key in keys for value in lists.get(key, [row.get(key)]))


def _reached(step: Row, day: date) -> list[Value]:
    """The target of a milestone, and whether it was done by ``day``, also where its roadmap was cancelled later."""
    when, done = parse_text(step["deadline"] or step["done"]), step["done"] and parse_text(step["done"])
    is_done = done and done.counts_from <= day
    return [Value("target", "1", when), Value("actual", "1" if is_done else "0", when)]


def _standing(step: Row) -> str:
    """Its status, and why it is that."""
    return f"{step['status']}: {step['why']}" if step["why"] else str(step["status"])


def _ascending(row: Row) -> str | None:
    """Whether more is better, by the target and the baseline; nothing where these do not say."""
    values: list[Any] = [row["baseline_value"], row["target_value"]]
    return None if None in values or values[0] == values[1] else str(int(values[0] < values[1]))


def _refer(indicator: Element, place: places.Place) -> None:
    add(indicator, "reference", vocabulary=codes.OWN_VOCABULARY, code=places.write(place))
