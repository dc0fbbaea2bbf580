"""The rules of status, stage, progress and rating, against a second reading of them written here in Python."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopctl import build, dates, index, rules, tables
from coopctl.filters import STAGES, STATUSES
from coopctl.model import Roadmap

TODAY = date(2026, 6, 30)
EVENTS = ["2025", "2026-Q1", "2026-05", "2026-06-30", "2026-07-01", "../2025", "../2026", "../2026-05"]
PLANNED = ["2025", "2026-Q2", "2026-06", "2026-06-29", "2026-06-30", "2026-07-30", "2026-07-31", "2027"]


def judged(roadmap: dict[str, Any], day: date) -> sqlite3.Connection:
    """An index of one roadmap named r, computed over ``day``."""
    connection = index.empty("test")
    build.insert_rows(
        connection, tables.roadmap_rows("r", Roadmap.model_validate({"title": "R", "kind": "roadmap", **roadmap}))
    )
    rules.compute(connection, day.isoformat())
    return connection


def status_of(milestone: dict[str, Any], day: date = TODAY, **roadmap: Any) -> str:
    """The status of a roadmap's only milestone."""
    content = {**roadmap, "deliverables": {"d": {"title": "D", "milestones": {"m": {"title": "M", **milestone}}}}}
    (status,) = judged(content, day).execute("SELECT status FROM milestone_status").fetchone()
    return str(status)


def stage_of(roadmap: dict[str, Any], day: date = TODAY) -> str:
    (stage,) = judged(roadmap, day).execute("SELECT stage FROM roadmap_stage").fetchone()
    return str(stage)


@pytest.mark.parametrize(
    ("milestone", "status"),
    [
        ({}, "planned"),
        ({"started": "2026-05"}, "in-progress"),
        ({"started": "2026-07"}, "planned"),
        ({"due": "2026-06-29"}, "overdue"),
        ({"due": "2026-06-30"}, "at-risk"),
        ({"due": "2026-06-30", "started": "2026"}, "in-progress"),
        ({"due": "2026-06"}, "at-risk"),
        ({"due": "2026-07-30"}, "at-risk"),
        ({"due": "2026-07-31"}, "planned"),
        ({"due": "2026-12", "expected": "2027-01"}, "at-risk"),
        ({"due": "2026-12", "expected": "2026-12-31"}, "planned"),
        ({"due": "2026-12-15", "expected": "2026-12"}, "planned"),
        ({"expected": "2026-05"}, "at-risk"),
        ({"due": "2026-05", "done": "2026"}, "done"),
        ({"due": "2026-05", "done": "2026-07"}, "overdue"),
        ({"due": "2026-05", "done": "../2026"}, "planned"),
        ({"due": "2026-05", "done": "../2026", "started": "2026-01"}, "in-progress"),
        ({"due": "2026-05", "done": "../2026-06"}, "done"),
        ({"due": "2026-05", "started": "../2026"}, "overdue"),
        ({"due": "2026-07-10", "started": "../2026"}, "planned"),
        ({"due": "2026-05", "dropped": "2026-06-01"}, "dropped"),
        ({"due": "2026-05", "dropped": "../2026"}, "planned"),
    ],
)
def test_a_milestone_has_the_status_that_its_dates_give_it(milestone: dict[str, Any], status: str) -> None:
    assert status_of(milestone) == status


def test_a_milestone_without_a_deadline_has_its_roadmaps_end() -> None:
    assert status_of({}, period={"end": "2026-05"}) == "overdue"
    assert status_of({"due": "2026-12"}, period={"end": "2026-05"}) == "planned"


def test_an_extension_counts_from_the_day_it_was_agreed() -> None:
    roadmap = {"period": {"end": "2026-05"}, "extensions": [{"until": "2027", "agreed": "2026-06-15"}]}
    assert status_of({}, date(2026, 6, 14), **roadmap) == "overdue"
    assert status_of({}, date(2026, 6, 15), **roadmap) == "planned"


def test_a_cancelled_roadmap_drops_what_it_holds() -> None:
    assert status_of({"done": "2025"}, cancelled="2026-06") == "dropped"
    assert status_of({"done": "2025"}, cancelled="2026-07") == "done"
    assert status_of({"due": "2026-05"}, cancelled="../2026") == "planned"


@pytest.mark.parametrize(
    ("roadmap", "stage"),
    [
        ({}, "undated"),
        ({"in_preparation": True}, "preparation"),
        ({"period": {"start": "2026-07"}}, "preparation"),
        ({"period": {"start": "2026"}}, "active"),
        ({"period": {"start": "2026"}, "in_preparation": True}, "active"),
        ({"signed": {"on": "2026-06-30"}}, "active"),
        ({"signed": {"on": "2026-07-01"}}, "undated"),
        ({"started": "2026-06"}, "active"),
        ({"started": "../2026", "in_preparation": True}, "preparation"),
        ({"period": {"start": "2024", "end": "2026-06"}}, "active"),
        ({"period": {"start": "2024", "end": "2026-05"}}, "ended"),
        ({"period": {"start": "2024", "end": "2026-05"}, "extensions": [{"until": "2026"}]}, "active"),
        ({"period": {"start": "2024", "end": "2026-05"}, "concluded": "2026"}, "concluded"),
        ({"concluded": "../2026"}, "undated"),
        ({"cancelled": "2026-06-30", "period": {"end": "2025"}}, "cancelled"),
    ],
)
def test_a_roadmap_is_at_the_stage_that_its_dates_give_it(roadmap: dict[str, Any], stage: str) -> None:
    assert stage_of(roadmap) == stage


@pytest.mark.parametrize(
    ("milestones", "status", "rating", "done", "counted"),
    [
        ([], "planned", "none", 0, 1),
        ([{"done": "2025"}], "done", "complete", 1, 1),
        ([{"done": "2025"}, {"dropped": "2025"}], "done", "complete", 1, 1),
        ([{"dropped": "2025"}], "dropped", "none", 0, 0),
        ([{"done": "2025"}, {}], "in-progress", "none", 1, 2),
        ([{"done": "2025"}, {"due": "2027"}], "in-progress", "green", 1, 2),
        ([{"due": "2027"}], "planned", "green", 0, 1),
        ([{"due": "2026-07-10"}, {"due": "2027"}], "at-risk", "amber", 0, 2),
        ([{"due": "2026-07-10"}, {"due": "2025"}], "overdue", "red", 0, 2),
    ],
)
def test_a_deliverable_and_its_roadmap_are_judged_by_their_milestones(
    milestones: list[dict[str, Any]], status: str, rating: str, done: int, counted: int
) -> None:
    steps = {f"m{place}": {"title": "M", **one} for place, one in enumerate(milestones)}
    connection = judged({"deliverables": {"d": {"title": "D", "milestones": steps}}}, TODAY)
    columns = "status, rating, done, counted"
    for table in ("deliverable_standing", "roadmap_standing"):
        assert connection.execute(f"SELECT {columns} FROM {table}").fetchall() == [(status, rating, done, counted)]


def test_the_rating_says_why() -> None:
    steps = {"a": {"title": "A", "due": "2026-05"}, "b": {"title": "B", "due": "2025"}}
    connection = judged({"deliverables": {"d": {"title": "D", "milestones": steps}}}, TODAY)
    columns = "reason_for_rating, oldest_overdue, oldest_overdue_last"
    expected = ("2 overdue, the oldest since 2025", "2025", "2025-12-31")
    assert connection.execute(f"SELECT {columns} FROM roadmap_standing").fetchone() == expected
    together = rules.standing_together("(SELECT '' AS key, * FROM roadmap_standing)", "key")
    assert connection.execute(f"SELECT {columns} FROM ({together})").fetchone() == expected


milestones = st.fixed_dictionaries(
    {},
    optional={
        "due": st.sampled_from(PLANNED),
        "expected": st.sampled_from(PLANNED),
        "started": st.sampled_from(EVENTS),
        "done": st.sampled_from(EVENTS),
        "dropped": st.sampled_from(EVENTS),
    },
)
roadmaps = st.fixed_dictionaries(
    {},
    optional={
        "period": st.fixed_dictionaries(
            {}, optional={"start": st.sampled_from(PLANNED), "end": st.sampled_from(PLANNED)}
        ),
        "signed": st.fixed_dictionaries({"on": st.sampled_from(EVENTS)}),
        "started": st.sampled_from(EVENTS),
        "concluded": st.sampled_from(EVENTS),
        "cancelled": st.sampled_from(EVENTS),
        "in_preparation": st.booleans(),
        "extensions": st.lists(
            st.fixed_dictionaries({"until": st.sampled_from(PLANNED)}, optional={"agreed": st.sampled_from(EVENTS)}),
            max_size=2,
        ),
    },
)
some_day = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def counts_by(event: str | None, day: date) -> bool:
    return event is not None and dates.parse(event).counts_from <= day


def comes_by(event: str | None) -> bool:
    return event is not None and event.startswith("../")


def end_of(roadmap: dict[str, Any], day: date) -> date | None:
    agreed = [
        dates.parse(one["until"]).last
        for one in roadmap.get("extensions", [])
        if "agreed" not in one or counts_by(one["agreed"], day)
    ]
    end = roadmap.get("period", {}).get("end")
    return max(agreed) if agreed else dates.parse(end).last if end else None


def expected_status(milestone: dict[str, Any], roadmap: dict[str, Any], day: date) -> str:
    """The rules of status as DESIGN words them, first match wins."""
    due = dates.parse(milestone["due"]).last if "due" in milestone else end_of(roadmap, day)
    forecast = dates.parse(milestone["expected"]) if "expected" in milestone else None
    is_started = counts_by(milestone.get("started"), day)
    settled = any(map(comes_by, (milestone.get("done"), milestone.get("dropped"), roadmap.get("cancelled"))))
    if counts_by(roadmap.get("cancelled"), day) or counts_by(milestone.get("dropped"), day):
        return "dropped"
    if counts_by(milestone.get("done"), day):
        return "done"
    if not settled and due and due < day:
        return "overdue"
    slips = forecast is not None and (forecast.last < day or bool(due and forecast.first and forecast.first > due))
    near = due is not None and due <= day + timedelta(days=30)
    if not settled and (slips or (near and not is_started and not comes_by(milestone.get("started")))):
        return "at-risk"
    return "in-progress" if is_started else "planned"


def expected_stage(roadmap: dict[str, Any], day: date) -> str:
    end = end_of(roadmap, day)
    start = roadmap.get("period", {}).get("start")
    first = dates.parse(start).first if start else None
    starts = roadmap.get("started") if start is None else start
    known = dates.parse(starts).first if starts else None
    if counts_by(roadmap.get("cancelled"), day):
        return "cancelled"
    if counts_by(roadmap.get("concluded"), day):
        return "concluded"
    if end and end < day:
        return "ended"
    begun = (roadmap.get("started"), roadmap.get("signed", {}).get("on"))
    if (first and first <= day) or any(counts_by(event, day) for event in begun):
        return "active"
    return "preparation" if roadmap.get("in_preparation") or (known and known > day) else "undated"


@settings(max_examples=300, deadline=None)
@given(milestones, roadmaps, some_day)
def test_status_and_stage_follow_the_rules_on_any_day(
    milestone: dict[str, Any], roadmap: dict[str, Any], day: date
) -> None:
    status, stage = status_of(milestone, day, **roadmap), stage_of(roadmap, day)
    assert status in STATUSES
    assert stage in STAGES
    assert (status, stage) == (expected_status(milestone, roadmap, day), expected_stage(roadmap, day))


@settings(max_examples=150, deadline=None)
@given(milestones, some_day, st.integers(1, 400))
def test_time_alone_never_takes_back_what_has_happened(milestone: dict[str, Any], day: date, later: int) -> None:
    before, after = status_of(milestone, day), status_of(milestone, day + timedelta(days=later))
    if before in ("done", "dropped"):
        assert after in ("done", "dropped")
    if before == "overdue":
        assert after in ("overdue", "done", "dropped")
    if before == "in-progress":
        assert after != "planned"


@settings(max_examples=100, deadline=None)
@given(st.lists(milestones, max_size=6), roadmaps, some_day)
def test_counts_add_up_and_progress_stays_between_nothing_and_all(
    several: list[dict[str, Any]], roadmap: dict[str, Any], day: date
) -> None:
    steps = {f"m{place}": {"title": "M", **one} for place, one in enumerate(several)}
    connection = judged({**roadmap, "deliverables": {"d": {"title": "D", "milestones": steps}}}, day)
    row = connection.execute(
        "SELECT total, overdue + at_risk + in_progress + planned, open, done, dropped, counted, progress"
        " FROM roadmap_standing"
    ).fetchone()
    total, parts, still_open, done, dropped, counted, progress = row
    assert total == max(1, len(several)) == parts + done + dropped
    assert (still_open, counted) == (parts, total - dropped)
    assert progress is None if not counted else 0 <= progress == done / counted <= 1
