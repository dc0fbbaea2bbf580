"""Many changes at once come to what they come to one after another; and what comes from elsewhere is merged in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopctl.edits.apply import apply
from coopctl.edits.changes import Add, Put
from coopctl.edits.format import order
from coopctl.edits.merge import merge
from coopctl.edits.together import together
from tests.conftest import EXAMPLE

FILES = {path.name: path.read_text("utf-8") for path in sorted(EXAMPLE.glob("*.toml")) if path.name != "framework.toml"}
FIELDS = {
    "title": st.text(max_size=9),
    "due": st.sampled_from(["2026", "2026-06"]),
    "notes": st.sampled_from(["One line.", "Two\nlines."]),
    "topics": st.lists(st.sampled_from(["food", "beds"]), max_size=2),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Put | Add]]:
    """A file, and changes of its deliverables and milestones, new and old, and of its own fields."""
    name = draw(st.sampled_from(sorted(FILES)))
    deliverables = tomllib.loads(FILES[name])["deliverables"]
    paths: list[tuple[str, ...]] = [("deliverables", id) for id in deliverables]
    paths += [
        ("deliverables", id, "milestones", one) for id, own in deliverables.items() for one in own.get("milestones", ())
    ]
    changes: list[Put | Add] = []
    for number in range(draw(st.integers(0, 3))):
        paths.append(("deliverables", f"new-{number}"))
        changes.append(Add(paths[-1], {"title": "New"}))
    for number in range(draw(st.integers(0, 4))):
        home = draw(st.sampled_from([path for path in paths if len(path) == 2]))
        changes.append(Add((*home, "milestones", f"step-{number}"), {"title": "Step", "due": "2027"}))
    for path in draw(st.lists(st.sampled_from(paths), unique=True, max_size=6)):
        field = draw(st.sampled_from(sorted(FIELDS)))
        changes.append(Put((*path, field), draw(FIELDS[field])))
    if draw(st.booleans()):
        changes.append(Put(("period", "end"), "2030"))
    return name, changes


def comments(text: str) -> list[str]:
    """The comments of a TOML text: what begins with ``#`` outside its strings."""
    string = r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    return [comment for comment in re.findall(f"{string}|(#.*)", text) if comment]


@settings(max_examples=80, deadline=None)
@given(edits())
def test_at_once_and_one_after_another_come_to_the_same(edit: tuple[str, list[Put | Add]]) -> None:
    name, changes = edit
    at_once, in_turn = together(FILES[name], changes, order(name)), apply(FILES[name], changes, order(name))
    assert tomllib.loads(at_once.text) == tomllib.loads(in_turn.text)
    assert comments(at_once.text) == comments(FILES[name])
    assert sorted(at_once.text.splitlines()) == sorted(in_turn.text.splitlines())


def test_tables_come_behind_what_they_belong_to() -> None:
    changes: Sequence[Put | Add] = [
        Add(("deliverables", "b"), {"title": "B"}),
        Add(("deliverables", "a", "milestones", "m"), {"title": "M"}),
        Put(("deliverables", "a", "owner"), "RMM"),
    ]
    text = 'title = "T"\n\n[deliverables.a]\ntitle = "A"  # the first\n'
    assert together(text, changes, order("x.toml")).text == (
        'title = "T"\n\n[deliverables.a]\ntitle = "A"  # the first\nowner = "RMM"\n'
        '\n[deliverables.a.milestones.m]\ntitle = "M"\n\n[deliverables.b]\ntitle = "B"\n'
    )


HELD = """\
title = "T"
kind = "roadmap"
period = { start = "2025", end = 2026 }  # agreed

[deliverables.a]
title = "A"
due = 2026-06-30    # a day
topics = [
    "beds",  # not yet
]
[deliverables.a.indicators.people]
title = "People"
target = { value = 40, on = "2026" }
"""


@pytest.mark.parametrize(
    "wanted",
    [
        {"period": {"end": "2026"}},
        {"period": {"start": "2025"}, "title": "T"},
        {"deliverables": {"a": {"due": "2026-06-30", "topics": ["beds"]}}},
        {"deliverables": {"a": {"indicators": {"people": {"target": {"value": 40.0, "on": "2026"}}}}}},
    ],
)
def test_what_says_the_same_is_left_as_it_is_written(wanted: dict[str, object]) -> None:
    edited, changes = merge(HELD, "x.toml", wanted)
    assert (edited.text, changes) == (HELD, [])


def test_only_what_differs_is_changed_and_comments_stay() -> None:
    wanted = {
        "period": {"end": "2027"},
        "deliverables": {
            "a": {"due": "2026-07-31", "topics": ["beds", "food"], "indicators": {"people": {"unit": "people"}}},
            "b": {"title": "B", "done": "2026-05-02", "milestones": {}},
        },
    }
    edited, changes = merge(HELD, "x.toml", wanted)
    assert edited.text == HELD.replace("end = 2026 }", "end = 2027 }").replace("2026-06-30", "2026-07-31").replace(
        '    "beds",  # not yet\n', '    "beds",  # not yet\n    "food",\n'
    ).replace('title = "People"\n', 'title = "People"\nunit = "people"\n') + (
        '[deliverables.b]\ntitle = "B"\ndone = 2026-05-02\n'
    )
    assert [change.path[-1] for change in changes] == ["end", "due", "topics", "unit", "b"]
