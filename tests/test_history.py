"""The rules of comparing two versions and of finding who made a change, against second readings written here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.history import account, change, trails, versions
from coopctl.history.change import KINDS, Change
from coopctl.history.commits import Commit, Touch
from coopctl.history.compare import compare, paired
from coopctl.history.trails import Trail, Trails
from coopctl.model import Roadmap

PLANNED = st.sampled_from(["2026", "2026-Q2", "2026-06", "2026-06-30", "2027-01"])
EVENTS = st.sampled_from(["2025", "2026-05", "../2025", "2026-06-30"])
TRACKED = st.fixed_dictionaries(
    {"title": st.sampled_from(["Drafted", "Agreed"])},
    optional={
        "due": PLANNED,
        "expected": PLANNED,
        "started": EVENTS,
        "done": EVENTS,
        "dropped": EVENTS,
        "reason": st.sampled_from(["War.", "No money."]),
        "owner": st.sampled_from(["RMM", "LBG"]),
        "evidence": st.lists(st.sampled_from(["minutes", "a letter"]), max_size=2),
    },
)
DELIVERABLES = st.dictionaries(
    st.sampled_from(["plan", "pool"]),
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["Plan", "Pool", "Centre"]),
            "milestones": st.dictionaries(st.sampled_from("abc"), TRACKED, max_size=3),
        }
    ),
)
ROADMAPS = st.fixed_dictionaries(
    {"title": st.just("R"), "kind": st.just("roadmap"), "deliverables": DELIVERABLES},
    optional={
        "period": st.fixed_dictionaries({}, optional={"start": PLANNED, "end": PLANNED}),
        "extensions": st.lists(st.fixed_dictionaries({"until": PLANNED}), max_size=2),
        "concluded": EVENTS,
        "countries": st.lists(st.sampled_from(["ZZ", "XL"]), max_size=2, unique=True),
    },
).map(Roadmap.model_validate)


def of(milestone: dict[str, Any]) -> Roadmap:
    """A roadmap with one milestone."""
    plan = {"title": "Plan", "milestones": {"a": {"title": "A", **milestone}}}
    return Roadmap.model_validate({"title": "R", "kind": "roadmap", "deliverables": {"plan": plan}})


@given(ROADMAPS, ROADMAPS)
def test_what_is_told_is_what_differs(old: Roadmap, new: Roadmap) -> None:
    changes = compare(old, new)

    assert not (old == new and changes)
    assert len({(one.kind, one.path, one.field) for one in changes}) == len(changes)
    for one in changes:
        assert one.kind in KINDS
        assert change.words(one)
        assert (one.before, one.after) == (None, None) or one.before != one.after


@given(ROADMAPS, ROADMAPS)
def test_looked_at_backwards_what_came_went_and_what_slipped_was_pulled_forward(old: Roadmap, new: Roadmap) -> None:
    there, back = compare(old, new), compare(new, old)

    for kind, other in (("added", "removed"), ("extended", "shortened")):
        assert {one.path for one in there if one.kind == kind} == {one.path for one in back if one.kind == other}
    # A forecast for what is over is not told, so only the deadlines of both must agree.
    slipped = {(one.path, one.was, one.days) for one in there if one.kind == "slipped" and one.field == "due"}
    forward = {
        (one.was, one.path, -(one.days or 0)) for one in back if one.kind == "pulled forward" and one.field == "due"
    }
    assert slipped == forward


@given(TRACKED, TRACKED)
def test_any_difference_of_what_is_open_is_told(old: dict[str, Any], new: dict[str, Any]) -> None:
    open_ones = [{key: value for key, value in one.items() if key not in ("done", "dropped")} for one in (old, new)]
    before, after = map(of, open_ones)

    assert bool(compare(before, after)) == (before != after)


@given(PLANNED, PLANNED)
def test_a_slip_is_counted_from_last_day_to_last_day(old: str, new: str) -> None:
    lasts = {
        "2026": date(2026, 12, 31),
        "2026-Q2": date(2026, 6, 30),
        "2026-06": date(2026, 6, 30),
        "2026-06-30": date(2026, 6, 30),
        "2027-01": date(2027, 1, 31),
    }
    days = (lasts[new] - lasts[old]).days

    told = [(one.kind, one.days) for one in compare(of({"due": old}), of({"due": new}))]

    if days == 0:
        assert told == ([("corrected", None)] if old != new else [])
    else:
        assert told == [("slipped" if days > 0 else "pulled forward", days)]


class Held:
    """Versions that are at hand, by made-up ids; those that are None do not load."""

    def __init__(self, held: dict[str, Roadmap | None]) -> None:
        self.held, self.broken = held, {id for id, one in held.items() if one is None}

    def fetch(self, ids: Iterable[str]) -> None:
        assert set(ids) <= self.held.keys()

    def roadmap(self, id: str) -> Roadmap | None:
        return self.held.get(id)


@given(st.lists(st.sampled_from(["2026", "2027", "2028", None]), min_size=2, max_size=9), st.data())
def test_the_maker_is_the_newest_commit_after_which_it_was_so(dues: list[str | None], data: st.DataObject) -> None:
    broken = data.draw(st.sets(st.integers(1, max(1, len(dues) - 2))) if len(dues) > 2 else st.just(set()))
    held = {
        str(number): None if number in broken else of({"due": due} if due else {"notes": str(number)})
        for number, due in enumerate(dues)
    }
    steps = [
        (
            Commit(str(number), ("p",), "2026-01-01", "A", "", ()),
            Touch("r.toml", "r.toml", (str(number - 1),), str(number)),
        )
        for number in range(len(dues) - 1, 0, -1)
    ]
    old, new = held["0"], held[str(len(dues) - 1)]
    one = account.Compared("r", "r", old, new, Trail(steps, "r.toml"))
    changes = [each for each in one.changes() if each.field == "due"]

    (maker,) = account.makers(one, changes, Held(held)) or [None]  # type: ignore[arg-type]

    loading = [number for number in range(len(dues)) if number not in broken]
    turns = [now for before, now in pairwise(loading) if dues[now] != dues[before]]
    assert (maker and int(maker.id)) == (turns[-1] if changes else None)


def test_things_are_the_same_by_id_or_else_as_the_only_one_of_their_title() -> None:
    class Titled:
        def __init__(self, title: str) -> None:
            self.title = title

    def named(**titles: str) -> dict[str, Titled]:
        return {id: Titled(title) for id, title in titles.items()}

    assert paired(named(a="A"), named(a="Other")) == {"a": "a"}
    assert paired(named(a="A", b="B"), named(c="a", b="B")) == {"c": "a", "b": "b"}
    assert paired(named(a="A", b="A"), named(c="A")) == {}


def test_a_file_under_its_old_name_on_another_branch_is_followed_too() -> None:
    def commit(number: int, *touches: Touch) -> Commit:
        return Commit(str(number), ("p",), None, "", "", touches)

    renamed = commit(2, Touch("a.toml", "b.toml", ("1",), "1"))
    aside = commit(3, Touch("a.toml", "a.toml", ("1",), "2"))
    first = commit(1, Touch("a.toml", "a.toml", ("",), "1"))

    assert [one.id for one, _ in Trails([aside, renamed, first], {"b.toml"}).follow("b.toml").steps] == ["3", "2", "1"]
    taken = Trails([aside, renamed, first], {"a.toml", "b.toml"})
    assert [one.id for one, _ in taken.follow("b.toml").steps] == ["2", "1"]
    assert taken.follow("b.toml").start == "a.toml"


@pytest.mark.parametrize(
    ("data", "left"),
    [
        ({"kind": "roadmap"}, {"title": "?"}),
        ({"title": "T", "kind": "pact", "nonsense": 1}, {"title": "T", "kind": "roadmap"}),
        ({"title": "T", "kind": "project", "countries": ["ZZ", 3, 4, ""]}, {"countries": ["ZZ"]}),
        ({"title": "T", "kind": "project", "concluded": "soon", "cancelled": "2026"}, {"concluded": None}),
        ({"title": "T", "kind": "project", "deliverables": {"a b": {"title": "X"}, "c": {}}}, {"title": "T"}),
        ({"title": "T", "kind": "project", "extensions": [{"reason": "R"}, {"until": "2026"}]}, {"title": "T"}),
    ],
)
def test_what_the_format_refuses_is_left_out_and_the_rest_is_read(data: dict[str, Any], left: dict[str, Any]) -> None:
    found = versions.readable(data, Roadmap)

    assert {name: getattr(found, name) for name in left} == left


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "x", "2026", "ZZ", date(2026, 5, 1)]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Roadmap.model_fields, "plan", "milestones", "value", "on"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(list(Roadmap.model_fields)), JSON, max_size=6))
def test_whatever_a_file_held_it_is_read_as_far_as_possible(data: dict[str, Any]) -> None:
    found = versions.readable(data, Roadmap)

    assert isinstance(found, Roadmap)


def test_likeness_is_that_of_lines() -> None:
    text = "a = 1\nb = 2\nc = 3\nd = 4\n"

    assert trails.pair_alike({"old": text}, {"new": text.replace("4", "5")}) == {"new": "old"}
    assert trails.pair_alike({"old": text}, {"new": "x = 1\ny = 2\na = 1\nz = 1\n"}) == {}
    assert trails.pair_alike({"far": "a = 1\n" + "b\n" * 1, "near": text}, {"new": text}) == {"new": "near"}


def test_every_kind_of_change_is_told_in_an_order_of_its_own() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert change.words(Change("rating", (), (), "R", "rating", "red", "green", because="why")) == (
        "rating red → green: why"
    )
