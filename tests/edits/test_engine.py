"""Changes to one text: what is written, where, and in whose style; and what is refused."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl import edits, toml
from coopctl.edits import diff
from coopctl.edits.apply import apply
from coopctl.edits.changes import Add, Change, Discard, Extend, Put, Remove, Rename
from coopctl.toml.outline import Outline, Refused
from tests.conftest import EXAMPLE
from tests.edits.compare import own_texts, suite_texts

ORDER = (
    "title",
    "owner",
    "due",
    "expected",
    "started",
    "done",
    "dropped",
    "reason",
    "notes",
    "milestones",
    "indicators",
)
DAY = date(2026, 6, 30)


def edited(before: str, *changes: Change) -> str:
    """The text after ``changes``, its keys in the order of a milestone's."""
    return apply(before, changes, lambda path: ORDER).text


def assert_becomes(before: str, after: str, *changes: Change) -> None:
    """Also with other line ends, without the last one, and with a byte-order mark."""
    before, after = dedent(before), dedent(after)
    assert edited(before, *changes) == after
    assert edited(before.replace("\n", "\r\n"), *changes) == after.replace("\n", "\r\n")
    assert edited(f"\ufeff{before}", *changes) == f"\ufeff{after}"


# --- Keys ---


def test_a_value_is_replaced_and_all_around_it_stays() -> None:
    assert_becomes(
        """
        [plan]
          due   =  "2026-06"   # agreed
        done = 1
        """,
        """
        [plan]
          due   =  "2026-09"   # agreed
        done = 1
        """,
        Put(("plan", "due"), "2026-09"),
    )


def test_a_new_key_stands_where_the_format_has_it_and_before_what_leads_the_next_table() -> None:
    assert_becomes(
        """
        [plan]
        title = "Plan"
        due = "2026-06"
        notes = "..."

        # The second part
        [pool]
        """,
        """
        [plan]
        title = "Plan"
        due = "2026-06"
        started = "2026-01"
        done = 2026-06-30
        notes = "..."

        # The second part
        [pool]
        """,
        Put(("plan", "done"), DAY),
        Put(("plan", "started"), "2026-01"),
    )


def test_a_new_last_key_stands_below_the_body_of_its_table() -> None:
    assert_becomes(
        """
        [plan]
        title = "Plan" # a plan
                       # for all
        # expected = "2027"

        # Training
        [pool]
        """,
        """
        [plan]
        title = "Plan" # a plan
                       # for all
        done = 2026-06-30
        # expected = "2027"

        # Training
        [pool]
        """,
        Put(("plan", "done"), DAY),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[plan]\n\tdue='x'\n", "[plan]\n\tdue='x'\n\tdone=2026-06-30\n"),
        ("[plan]\ndue     = 'x'\nnotes   = 'y'\n", "[plan]\ndue     = 'x'\ndone    = 2026-06-30\nnotes   = 'y'\n"),
        ("[plan]\n", "[plan]\ndone = 2026-06-30\n"),
        ("[plan] # here\n\n[pool]\nx=1\n", "[plan] # here\ndone=2026-06-30\n\n[pool]\nx=1\n"),
        ("[plan]\ndue = 'x'", "[plan]\ndue = 'x'\ndone = 2026-06-30"),
        ("plan.due = 'x'\nother = 1\n", "plan.due = 'x'\nplan.done = 2026-06-30\nother = 1\n"),
        ("plan = {due = 'x'}\n", "plan = {due = 'x', done = 2026-06-30}\n"),
        ("plan = { due='x', notes='y' }\n", "plan = { due='x', done=2026-06-30, notes='y' }\n"),
        ("plan = {}\n", "plan = { done = 2026-06-30 }\n"),
        ("plan = {\n  due = 'x', # c\n}\n", "plan = {\n  due = 'x', # c\n  done = 2026-06-30,\n}\n"),
        ("plan = {\n  due = 'x' # c\n}\n", "plan = {\n  due = 'x', # c\n  done = 2026-06-30\n}\n"),
        ("['plan'.a]\nx = 1\n", "['plan']\ndone = 2026-06-30\n\n['plan'.a]\nx = 1\n"),
        ("x = 1\n", "x = 1\nplan = { done = 2026-06-30 }\n"),
        ("", "plan = { done = 2026-06-30 }\n"),
        ("# About this file\n\n# A\n[a]\n", "# About this file\n\nplan = { done = 2026-06-30 }\n\n# A\n[a]\n"),
    ],
)
def test_a_new_key_is_written_as_its_neighbours_are(before: str, after: str) -> None:
    assert edited(before, Put(("plan", "done"), DAY)) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("x = 'a'", "b", "x = 'b'"),
        ("x = 'a'", "it's", 'x = "it\'s"'),
        ('x = """\na"""', "b\nc", 'x = """\nb\nc"""'),
        ("x = 1_000", 25000, "x = 25_000"),
        ("x = [1, 2, 3]", [1, 3], "x = [1, 3]"),
        ("x = [ 1, # one\n 2, # two\n]", [5, 2], "x = [ 5, # one\n 2, # two\n]"),
        ("x = { a = 1, b = 2 }", {"b": 3, "c": 4}, "x = { b = 3, c = 4 }"),
        ("x = 1 # c", "text", 'x = "text" # c'),
    ],
)
def test_a_value_keeps_the_style_of_what_it_replaces(before: str, value: Any, after: str) -> None:
    assert edited(before, Put(("x",), value)) == after


def test_a_key_is_removed_and_the_comment_behind_it_stays() -> None:
    assert_becomes(
        """
        title = "Plan"
        # the third date
        expected = "2026-09" # by phone
        notes = \"\"\"
        long
        \"\"\"
        period = { start = "2025", end = "2026" }
        """,
        """
        title = "Plan"
        # the third date
        # by phone
        period = { end = "2026" }
        """,
        Remove(("expected",)),
        Remove(("notes",)),
        Remove(("period", "start")),
    )


def test_a_change_that_is_already_there_changes_nothing() -> None:
    before = "[plan]\ndone = 2026-06-30\ntopics = ['a']\n"

    same = apply(before, [Put(("plan", "done"), DAY), Extend(("plan", "topics"), ["a"]), Remove(("plan", "due"))])

    assert same.text == before
    assert same.lines == ()


# --- Lists ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = []", 'x = ["b"]'),
        ('x = ["a"]', 'x = ["a", "b"]'),
        ('x = [ "a","c" ]', 'x = [ "a","c","b" ]'),
        ('x = ["a",]', 'x = ["a", "b",]'),
        ('x = [\n  "a", # A\n  # end\n]', 'x = [\n  "a", # A\n  "b",\n  # end\n]'),
        ('x = [\n  "a" # A\n]', 'x = [\n  "a", # A\n  "b"\n]'),
        ('x = [\n  "a"\n  , "c" ]', 'x = [\n  "a"\n  , "c", "b" ]'),
        ("x = [\n  # none yet\n]", 'x = [\n  # none yet\n  "b",\n]'),
        ("y = 1", 'y = 1\nx = ["b"]'),
    ],
)
def test_an_item_is_added_to_a_list_as_the_others_stand(before: str, after: str) -> None:
    assert edited(before, Extend(("x",), ["b"])) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x = ["b"]', "x = []"),
        ('x = [ "b" ]', "x = []"),
        ('x = ["a", "b"]', 'x = ["a"]'),
        ('x = ["b", "a"]', 'x = ["a"]'),
        ('x = ["a", "b", "c"]', 'x = ["a", "c"]'),
        ('x = [ "a", "b", ]', 'x = [ "a", ]'),
        ('x = [\n  "a",\n  "b", # B\n]', 'x = [\n  "a",\n  # B\n]'),
        ('x = [\n  "a",\n  "b"\n]', 'x = [\n  "a",\n]'),
        ('x = [\n  "b", # B\n  "a"\n]', 'x = [\n  # B\n  "a"\n]'),
    ],
)
def test_an_item_is_taken_out_of_a_list_and_comments_stay(before: str, after: str) -> None:
    assert edited(before, Discard(("x",), ["b"])) == after


def test_a_list_of_tables_grows_and_shrinks_by_tables() -> None:
    before = '[[extensions]]\nuntil = "2026"\n\n[[extensions]]\nuntil = "2027"\n\n[signed]\n'

    longer = edited(before, Extend(("extensions",), [{"until": "2028"}]))
    shorter = edited(before, Discard(("extensions",), [{"until": "2026"}]))

    assert longer == before.replace("\n[signed]", '\n[[extensions]]\nuntil = "2028"\n\n[signed]')
    assert shorter == '[[extensions]]\nuntil = "2027"\n\n[signed]\n'


# --- Tables ---

TWO = """
[deliverables.plan]
title = "Plan"

[deliverables.plan.milestones.drafted]
title = "Drafted"

[deliverables.plan.indicators.pages]
title = "Pages"

# --- Training ---

[deliverables.pool]
title = "Pool"
"""


def test_a_table_is_added_behind_its_siblings() -> None:
    added = '\n[deliverables.plan.milestones.adopted]\ntitle = "Adopted"\ndue = "2026"\n'

    after = edited(TWO, Add(("deliverables", "plan", "milestones", "adopted"), {"due": "2026", "title": "Adopted"}))

    assert after == TWO.replace('"Drafted"\n', f'"Drafted"\n{added}')


def test_the_first_of_its_kind_is_added_behind_its_parent_in_the_order_of_the_format() -> None:
    without = TWO.replace('[deliverables.plan.milestones.drafted]\ntitle = "Drafted"\n\n', "")

    after = edited(without, Add(("deliverables", "plan", "milestones", "drafted"), {"title": "Drafted"}))

    assert after == TWO


def test_a_new_deliverable_is_added_at_the_end() -> None:
    assert edited(TWO, Add(("deliverables", "new"), {"title": "New"})) == f'{TWO}\n[deliverables.new]\ntitle = "New"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[d.new]\ntitle = "N"\n'),
        ("x = 1", 'x = 1\n\n[d.new]\ntitle = "N"\n'),
        ("[ d . 'a' ]\n  x = 1\n[b]\n", "[ d . 'a' ]\n  x = 1\n[ d . new ]\n  title = \"N\"\n[b]\n"),
        ("d = { a = { title = 'A' } }\n", "d = { a = { title = 'A' }, new = { title = \"N\" } }\n"),
        ("[d]\na = { title = 'A' }\n", "[d]\na = { title = 'A' }\nnew = { title = \"N\" }\n"),
        ("d.a.title = 'A'\n", "d.a.title = 'A'\n\n[d.new]\ntitle = \"N\"\n"),
    ],
)
def test_a_table_is_added_as_the_others_are_written(before: str, after: str) -> None:
    assert edited(before, Add(("d", "new"), {"title": "N"})) == after


def test_a_table_is_removed_with_all_below_it_and_with_its_comments() -> None:
    before = TWO.replace('"Drafted"\n', '"Drafted" # by us\n# to be revised\n')

    gone = apply(before, [Remove(("deliverables", "plan"))])

    assert gone.text == '\n# --- Training ---\n\n[deliverables.pool]\ntitle = "Pool"\n'
    assert gone.lost == ("# by us", "# to be revised")


def test_a_table_is_renamed_wherever_it_is_named() -> None:
    before = """\
        deliverables.plan.notes = "plan"
        [deliverables."plan".milestones.plan]
        title = "Plan" # plan
        [[deliverables.'plan'.records]]
        """

    after = edited(dedent(before), Rename(("deliverables", "plan"), "scheme"))

    assert after == dedent(
        """\
        deliverables.scheme.notes = "plan"
        [deliverables."scheme".milestones.plan]
        title = "Plan" # plan
        [[deliverables.'scheme'.records]]
        """
    )


# --- What is refused ---


@pytest.mark.parametrize(
    "change",
    [
        Rename(("a",), "b"),
        Rename(("none",), "other"),
        Add(("a",), {"x": 1}),
        Put(("b", "c"), 1),
        Extend(("b",), ["x"]),
        Put(("list", 7), 1),
        Put(("tables", 0), 1),
        Put(("tables",), [1]),
        Rename(("tables", 0), "x"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: Change) -> None:
    with pytest.raises(Refused):
        apply("b = 1\nlist = [1]\n[a]\nx = 1\n[[tables]]\n", [change])


def test_what_is_not_toml_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match=r"line 2"):
        apply("a = 1\nb =\n", [Put(("a",), 2)])


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(Refused, match="no text"):
        apply("a = 1\n", [Put(("a",), "caf\udce9")])


@pytest.mark.parametrize("value", ["\x00\x1b[31m", 'a"""b\\', "\r\n", "'\n'", "\u202e", '"', '"\n"', "\\\n"])
@pytest.mark.parametrize("like", ['"x"', "'x'", '"""x"""', "'''\nx\n'''"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_any_text_can_be_written(value: str, like: str, ending: str) -> None:
    before = f"a = {like}\nb = {{ c = {like} }}\n".replace("\n", ending)

    edit = apply(before, [Put(("a",), value), Put(("b", "c"), value), Put(("d",), value)])

    assert toml.read(edit.text) == {"a": value, "b": {"c": value}, "d": value}


@given(value=st.text(st.characters(exclude_categories=["Cs"])), like=st.sampled_from(['""', "''", '""""""', "''''''"]))
def test_all_text_can_be_written(value: str, like: str) -> None:
    assert toml.read(apply(f"a = {like} # c\n", [Put(("a",), value)]).text) == {"a": value}


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    modules = [f"coopctl.edits.{path.stem}" for path in Path(edits.__path__[0]).glob("[a-z]*.py")]
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert "coopctl.edits.rename" in loaded
    assert not {"pydantic", "tomli", "tomli_w", "rich", "difflib"} & set(loaded)


def test_a_comment_is_never_lost_unsaid() -> None:
    with pytest.raises(Refused, match="a comment would be lost"):
        apply("a = [ # why\n 1 ]\n", [Put(("a",), "text")])


@pytest.mark.parametrize("wrong", ["b = 2\n", "a = 2\nb = 1\n# more\n", "a = 2.0\nb = 1\n", "a = 2\n", "a 2"])
def test_a_wrong_outcome_never_gets_out(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopctl.edits.apply.written", lambda *_: wrong)

    with pytest.raises(Refused):
        apply("a = 1\nb = 1\n", [Put(("a",), 2)])


# --- The places of everything ---


@pytest.mark.parametrize("texts", [own_texts, suite_texts])
def test_every_value_is_found_where_it_stands(texts: Any) -> None:
    found = texts()
    if not found:
        pytest.skip("toml-test is not at hand")
    for text in found:
        outline = Outline(text)
        for path, value in outline.values.items():
            alone = toml.read(f"v = {text[value.start : value.end]}")
            assert isinstance(alone, dict)
            assert repr(alone["v"]) == repr(outline.at(path))
        assert set(_leaves(outline.data)) <= set(outline.values)


def _leaves(value: Any, path: Any = ()) -> Any:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path


# --- Differences ---


@pytest.mark.parametrize("form", ["{}", "{}\n", "\ufeff{}\n"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_git_applies_the_difference(form: str, ending: str, tmp_path: Path) -> None:
    text = (EXAMPLE / "ruritania-2025.toml").read_text("utf-8").strip("\n")
    before = form.format(text).replace("\n", ending)
    after = edited(before, Remove(("deliverables", "zuernau")), Put(("title",), "New"), Put(("notes",), "Gone"))
    target = tmp_path / "ruritania-2025.toml"
    target.write_bytes(before.encode())

    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"],
        input=diff.unified(before, after, "ruritania-2025.toml").encode(),
        cwd=tmp_path,
        check=True,
    )

    assert target.read_bytes() == after.encode()


def test_the_lines_are_those_where_something_changed() -> None:
    edit = apply("a = 1\nb = 1\nc = 1\n", [Put(("a",), 2), Put(("d",), 1), Remove(("b",))])

    assert edit.text == "a = 2\nc = 1\nd = 1\n"
    assert edit.lines == (1, 3)
