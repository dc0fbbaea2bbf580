"""`list roadmaps`: one row a roadmap."""

from __future__ import annotations

from datetime import date
from functools import partial

from coopctl import ranges
from coopctl.conditions import quoted, status_of_counts
from coopctl.filters import OVER
from coopctl.problems import CoopctlError
from coopctl.question import Question
from coopctl.report import Report
from coopctl.reports.lists.listing import COUNTS, SHARE, Field, extra, linked, listed, report

_linked = partial(linked, "roadmap", roadmap="roadmaps.id")
_REGIONS = listed(
    "SELECT r.id FROM roadmap_regions l JOIN region r ON r.id = l.region WHERE l.roadmap = roadmaps.id"
    " ORDER BY r.position",
    "id",
)
_AREAS = listed(
    "SELECT f.id FROM roadmap_areas l JOIN focus_area f ON f.id = l.area WHERE l.roadmap = roadmaps.id"
    " ORDER BY l.role DESC, f.position",
    "id",
)
_FUNDING = "coalesce(amount || ' ', '') || coalesce(currency || ' ', '') || coalesce(funder, instrument, '')"
_SINCE = "CAST(julianday((SELECT day FROM as_of)) - julianday(last_day) AS INTEGER)"
_EVENTS = ("last_event", "days_since")

FIELDS = (
    Field("id", "Roadmap", "id", "id"),
    Field("title", "Title", "title", weight=2),
    Field("countries", "Countries", "countries", "list", weight=3, countries=True),
    Field("kind", "Kind", "kind", weight=6),
    Field("stage", "Stage", "stage", "status"),
    Field("start", "Start", "starts", "date", weight=5, last="starts_last"),
    Field("end", "End", "ends", "date", weight=4),
    Field("progress", "Progress", SHARE, "share", weight=1),
    Field("rating", "Rating", "rating", "rating"),
    extra("because", "Because", "reason_for_rating"),
    extra("next_deadline", "Next deadline", "next_deadline", "date"),
    *COUNTS,
    extra("last_event", "Last event", "last_event", "date"),
    extra("days_since", "Days since", _SINCE, "number"),
    extra("regions", "Regions", _REGIONS, "list"),
    extra("aims", "Aims", _linked("aim"), "list"),
    extra("areas", "Focus areas", _AREAS, "list"),
    extra("support", "Support", _linked("support"), "list"),
    extra("partners", "Partners", _linked("partner"), "list"),
    extra(
        "funding", "Funding", listed(f"SELECT {_FUNDING} AS sum FROM roadmap_funding WHERE roadmap = id", "sum"), "list"
    ),
    extra("signed", "Signed", "signed_on", "date"),
    extra("started", "Started", "started", "date"),
    extra("concluded", "Concluded", "concluded", "date"),
    extra("cancelled", "Cancelled", "cancelled", "date"),
    extra("reason", "Reason", "reason"),
    extra("part_of", "Part of", "part_of"),
    extra("follows", "Follows", _linked("follows"), "list"),
    extra("sources", "Sources", _linked("source"), "list"),
    extra("summary", "Summary", "summary"),
    extra("notes", "Notes", "notes"),
)

_NEWS = "(SELECT roadmap, date AS last_event, last AS last_day FROM roadmap_news)"


def build(question: Question, stale: str | None = None) -> Report:
    """The roadmaps that the question leaves, by id; or those on which nothing was reported for a span such as 1y.

    Raises CoopctlError (2) for a ``stale`` that is no span.
    """
    eventful = stale or any(map(question.view.wants, _EVENTS))
    source = f"roadmaps LEFT JOIN {_NEWS} n ON n.roadmap = roadmaps.id" if eventful else "roadmaps"
    if stale:
        return _stale(question, source, _cutoff(question, stale))
    source = f"{source} WHERE {status_of_counts(question)}"
    return report(question, "roadmaps", "Roadmaps", FIELDS, source, "id", "No roadmap matches.")


def _stale(question: Question, source: str, cutoff: str) -> Report:
    """Those not yet over on which nothing was reported since ``cutoff``, the longest silent first; a roadmap with no
    event at all counts as silent since its start."""
    fields = [field._replace(shown=True, weight=0) if field.key in _EVENTS else field for field in FIELDS]
    source = f"""{source} WHERE stage NOT IN {quoted(OVER)}
        AND coalesce(last_day, starts_last, '') < '{cutoff}' AND {status_of_counts(question)}"""
    order = "last_day IS NOT NULL, last_day, id"
    empty = f"Every roadmap has news since {cutoff}."
    found = report(question, "roadmaps", "Stale roadmaps", fields, source, order, empty)
    return found._replace(header=f"{found.header} · without news since {cutoff}")


def _cutoff(question: Question, stale: str) -> str:
    try:
        return ranges.before(stale, date.fromisoformat(question.day)).isoformat()
    except ValueError as error:
        raise CoopctlError(f'--stale: "{stale}" is not a span of time', help=str(error)) from error
