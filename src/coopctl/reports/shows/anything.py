"""`show`: everything known about one thing, found by its id. What it is decides which file answers."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from coopctl import suggest
from coopctl.problems import CoopctlError, Exit
from coopctl.query import Question, no_such_id
from coopctl.report import Report

KINDS = {
    "roadmap": "SELECT id, id FROM roadmap ORDER BY id",
    "area": "SELECT id, title FROM focus_area ORDER BY position",
    "country": "SELECT id, name FROM country ORDER BY position",
    "partner": "SELECT id, name FROM organisation ORDER BY position",
    "region": "SELECT id, title FROM region ORDER BY position",
    "source": "SELECT id, title FROM source ORDER BY position",
    "aim": "SELECT id, title FROM aim ORDER BY position",
}
"""What can stand in front of an id, ``area:resettlement``, and the query for what there is, as id and title."""


def build(question: Question, id: str | None = None) -> Report:
    """The roadmap, deliverable, milestone or indicator, or thing of the framework, with this id or name.

    Without an id the portfolio itself. Raises CoopctlError: 4 when there is no such thing, 2 when there are
    several or the kind in front of it is none.
    """
    if id is None:
        whole: Report = _module("portfolio").build(question)
        return whole
    kind, colon, name = id.partition(":")
    if colon and "/" not in kind:
        return _of_kind(question, kind, name)
    return _by_path(question, id) or _by_name(question, id)


def _module(name: str) -> Any:
    return import_module(f"coopctl.reports.shows.{name}")


def _of_kind(question: Question, kind: str, name: str) -> Report:
    if kind.lower() not in KINDS:
        near = suggest.did_you_mean(kind, KINDS)
        there = f"what can stand in front of a colon is {suggest.either(KINDS)}"
        raise CoopctlError(f'nothing in a portfolio is called "{kind}:"', help=f"{near} {there}".strip())
    known = dict(question.rows(KINDS[kind.lower()]))
    found = _named(known, name)
    if found:
        report: Report = _module(kind.lower()).build(question, found[0])
        return report
    close = suggest.nearest(name, [*known, *known.values()])
    help = f'did you mean "{kind}:{close}"?' if close else suggest.there_are([f"{kind}:{one}" for one in known])
    raise CoopctlError(f'there is no {kind} "{name}" in this portfolio', help=help, exit_code=Exit.NOT_FOUND)


def _named(known: dict[str, str], name: str) -> list[str]:
    """The ids among the known ones that ``name`` means, by id or else by title, in any case."""
    folded = name.casefold()
    return [id for id in known if id.casefold() == folded] or [
        id for id, title in known.items() if title.casefold() == folded
    ]


def _by_path(question: Question, id: str) -> Report | None:
    """The roadmap, or what is in one, that this path leads to."""
    parts = id.strip("/").split("/")
    report: Report | None = None
    if len(parts) == 1 and question.rows("SELECT 1 FROM roadmap WHERE id = ?", parts):
        report = _module("roadmap").build(question, *parts)
    if len(parts) == 2 and question.rows("SELECT 1 FROM deliverable WHERE roadmap = ? AND id = ?", parts):
        report = _module("deliverable").build(question, *parts)
    if len(parts) == 3:
        report = _module("milestone").find(question, *parts)
    return report


def _by_name(question: Question, name: str) -> Report:
    """The thing of the framework that ``name`` means, if it is only one."""
    known = {kind: dict(question.rows(query)) for kind, query in KINDS.items() if kind != "roadmap"}
    found = [(kind, id) for kind, entries in known.items() for id in _named(entries, name)]
    if len(found) == 1:
        return _of_kind(question, *found[0])
    if found:
        ways = suggest.either(f"{kind}:{id}" for kind, id in found)
        raise CoopctlError(f'"{name}" is several things', help=f"write {ways}")
    if any(sign in name for sign in "*?["):
        raise CoopctlError(f'show takes one id, not the pattern "{name}"', help="see which there are with coopctl list")
    error = no_such_id(question.connection, name)
    entries = {
        word: f"{kind}:{id}"
        for kind, titles in known.items()
        for id, title in titles.items()
        for word in (title, id if kind != "country" else title)  # two letters are near to too much
    }
    roadmaps = dict(question.rows(KINDS["roadmap"]))
    near = None if "/" in name else suggest.nearest(name, [*roadmaps, *entries])
    help = f'did you mean "{entries[near]}"?' if near and near in entries else error.help
    raise CoopctlError(error.message, help=help, exit_code=Exit.NOT_FOUND)
