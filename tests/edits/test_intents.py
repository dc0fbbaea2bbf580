"""What a person means, as new text: mark, set, add, rename; what it says; and what it does not accept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from coopctl import load
from coopctl.edits import rename as renaming
from coopctl.edits.add import add
from coopctl.edits.apply import Edited
from coopctl.edits.assign import parse
from coopctl.edits.fields import assign
from coopctl.edits.format import keys
from coopctl.edits.mark import Mark, mark
from coopctl.edits.places import Place, in_roadmap
from coopctl.problems import CoopctlError, Exit
from coopctl.tables import plural
from coopctl.toml.outline import outlined
from tests.conftest import EXAMPLE

NAME, FRAMEWORK = "ruritania-2025.toml", "framework.toml"
ROADMAP_TEXT = (EXAMPLE / NAME).read_text("utf-8")
FRAMEWORK_TEXT = (EXAMPLE / FRAMEWORK).read_text("utf-8")
TODAY = date(2026, 8, 14)

SMALL = """\
title = "Roadmap"
kind = "roadmap"

[deliverables.plan]
title = "Plan"

[deliverables.plan.milestones.drafted]
title = "Drafted"
due = "2026-06"             # agreed
notes = "..."

[deliverables.plan.milestones.given-up]
title = "Given up"
dropped = 2026-03-01
reason = "No money"

[deliverables.plan.indicators.pages]
title = "Pages"

[deliverables.pool]
title = "Pool of trainers"
started = "2025"
"""


def place(address: str, text: str = SMALL) -> Place:
    """Where the address leads to in a roadmap file."""
    return in_roadmap(outlined(text).data, address.split("/") if address else ())


WHOLE_FRAMEWORK = Place("framework", ())


def entry(what: str, id: str) -> Place:
    """An entry of the shipped example's framework."""
    return Place(what, (plural(what), id))


def marked(address: str, text: str = SMALL, **wanted: Any) -> Edited:
    """`coopctl mark ADDRESS STATE --on ... --reason ... --evidence ...`."""
    return mark(text, NAME, place(address, text), Mark(today=TODAY, **wanted))


def assigned(address: str, *words: str, text: str = SMALL) -> Edited:
    """`coopctl set ADDRESS field=value ...`."""
    return assign(text, NAME, place(address, text), parse(words))


def added(home: str, what: str, id: str, *words: str) -> Edited:
    """`coopctl add WHAT HOME/ID field=value ...`."""
    return add(SMALL, NAME, place(home), what, id, parse(words))


def new_lines(edited: Edited) -> list[str]:
    """The lines of the outcome that were not there before."""
    before = edited.before.split("\n")
    return [line for line in edited.text.split("\n") if line not in before]


def gone_lines(edited: Edited) -> list[str]:
    """The lines that were there before and are not any more."""
    after = edited.text.split("\n")
    return [line for line in edited.before.split("\n") if line not in after]


# --- Marking ---


def test_done_is_written_on_the_day_and_below_the_dates_before_it() -> None:
    edited = marked("plan/drafted", state="done")

    assert edited.text == SMALL.replace("# agreed\n", "# agreed\ndone = 2026-08-14\n")
    assert edited.said == "done on 2026-08-14"
    assert edited.lines == (10,)


@pytest.mark.parametrize(
    ("on", "written"),
    [
        ("2026", '"2026"'),
        ("2026-Q3", '"2026-Q3"'),
        ("2026-08", '"2026-08"'),
        ("2026-08-01", "2026-08-01"),
        ("../2026", '"../2026"'),
    ],
)
def test_a_date_is_written_at_the_precision_given(on: str, written: str) -> None:
    assert new_lines(marked("plan/drafted", state="started", on=on)) == [f"started = {written}"]


def test_a_day_is_written_as_the_file_writes_days() -> None:
    quoted = SMALL.replace("dropped = 2026-03-01", 'dropped = "2026-03-01"')

    assert new_lines(marked("plan/drafted", quoted, state="done")) == ['done = "2026-08-14"']


def test_what_is_done_after_all_is_dropped_no_more_and_keeps_no_reason_for_it() -> None:
    edited = marked("plan/given-up", state="done", on="2026-08", evidence=["minutes", "https://example.org"])

    assert gone_lines(edited) == ["dropped = 2026-03-01", 'reason = "No money"']
    assert new_lines(edited) == ['done = "2026-08"', 'evidence = ["minutes", "https://example.org"]']
    assert edited.said == "done on 2026-08 (was dropped on 2026-03-01, reason: No money)"


def test_what_is_dropped_is_not_done() -> None:
    done = marked("plan/drafted", state="done").text

    edited = marked("plan/drafted", done, state="dropped", reason="Not needed any more")

    assert edited.text == SMALL.replace(
        "# agreed\n", '# agreed\ndropped = 2026-08-14\nreason = "Not needed any more"\n'
    )
    assert edited.said == "dropped on 2026-08-14 (was done on 2026-08-14)"


def test_open_is_neither_done_nor_dropped_but_stays_started() -> None:
    assert marked("plan/drafted", marked("plan/drafted", state="done").text, state="open").text == SMALL
    assert gone_lines(marked("plan/given-up", state="open")) == ["dropped = 2026-03-01", 'reason = "No money"']
    assert marked("pool", state="open").said == "unchanged: open"


def test_what_is_done_already_keeps_its_date_unless_another_is_given() -> None:
    done = marked("plan/drafted", state="done", on="2026-05").text

    again = marked("plan/drafted", done, state="done")
    corrected = marked("plan/drafted", done, state="done", on="2026-05-20")

    assert (again.text, again.said) == (done, "unchanged: done on 2026-05")
    assert new_lines(corrected) == ["done = 2026-05-20"]
    assert corrected.said == "done on 2026-05-20 (was done on 2026-05)"


def test_a_deliverable_without_milestones_is_marked_itself() -> None:
    assert new_lines(marked("pool", state="done")) == ["done = 2026-08-14"]


@pytest.mark.parametrize(
    ("address", "wanted", "message", "help"),
    [
        ("plan", {"state": "done"}, "tracked by its milestones", "plan/drafted and plan/given-up"),
        ("plan/pages", {"state": "done"}, "a milestone can be marked, not an indicator", "actual values"),
        ("", {"state": "done"}, "a milestone can be marked, not a roadmap", "mark its milestones"),
        ("plan/drafted", {"state": "done", "on": "August"}, '"done" cannot be "August"', "write a year"),
        ("plan/drafted", {"state": "done", "on": "14.8.2026"}, "14.8.2026", 'write "2026-08-14"'),
    ],
)
def test_what_cannot_be_marked_is_said(address: str, wanted: Any, message: str, help: str) -> None:
    with pytest.raises(CoopctlError) as error:
        marked(address, **wanted)
    assert message in error.value.message
    assert help in error.value.help
    assert error.value.exit_code == Exit.USAGE


@pytest.mark.parametrize("state", ["done", "started", "dropped", "open"])
def test_everything_in_a_roadmap_can_be_marked_and_marking_again_changes_nothing(state: Any) -> None:
    data = outlined(ROADMAP_TEXT).data
    for id, deliverable in data["deliverables"].items():
        for address in [f"{id}/{step}" for step in deliverable.get("milestones", {})] or [id]:
            once = marked(address, ROADMAP_TEXT, state=state)
            assert (state in outlined(once.text).at(place(address, ROADMAP_TEXT).path)) == (state != "open")
            assert not marked(address, once.text, state=state).is_changed
            assert not load.validated(once.text, NAME)[1]


# --- Setting ---


@pytest.mark.parametrize(
    ("address", "word", "line", "said"),
    [
        ("plan/drafted", "due=2026-Q4", 'due = "2026-Q4"             # agreed', 'due = "2026-Q4" (was "2026-06")'),
        ("plan/drafted", "activity=workshop", 'activity = "workshop"', 'activity = "workshop"'),
        ("plan/drafted", "title=a=b", 'title = "a=b"', 'title = "a=b" (was "Drafted")'),
        ("plan/drafted", "topics+=a, b", 'topics = ["a, b"]', 'topics = ["a, b"]'),
        ("plan/drafted", 'topics=["a", "b"]', 'topics = ["a", "b"]', 'topics = ["a", "b"]'),
        ("plan/drafted", "expected=2027-01-31", "expected = 2027-01-31", "expected = 2027-01-31"),
        ("pool", "started=2025-11-03", "started = 2025-11-03", 'started = 2025-11-03 (was "2025")'),
        ("pool", "focus_area=training", 'focus_area = "training"', 'focus_area = "training"'),
        ("plan/pages", "target.value=40", "target = { value = 40 }", "target.value = 40"),
        (
            "plan/pages",
            'actual+={value = 2.5, on = "2026"}',
            'actual = [{ value = 2.5, on = "2026" }]',
            'actual = [{ value = 2.5, on = "2026" }]',
        ),
        ("", "countries=ZZ, TR", 'countries = ["ZZ", "TR"]', 'countries = ["ZZ", "TR"]'),
        ("", "in_preparation=true", "in_preparation = true", "in_preparation = true"),
        ("", "period.end=2027", 'period = { end = "2027" }', 'period.end = "2027"'),
        ("", "partners.RMM=lead", 'partners = { RMM = "lead" }', 'partners.RMM = "lead"'),
    ],
)
def test_a_field_is_set_in_the_form_of_its_kind(address: str, word: str, line: str, said: str) -> None:
    edited = assigned(address, word)

    assert new_lines(edited) == [line]
    assert edited.said == said


def test_several_fields_are_set_at_once() -> None:
    edited = assigned("plan/drafted", "due=2026-09", "owner=RMM", "notes=", "topics+=COI", "topics+=Iraq")

    assert new_lines(edited) == ['topics = ["COI", "Iraq"]', 'owner = "RMM"', 'due = "2026-09"             # agreed']
    assert gone_lines(edited) == ['due = "2026-06"             # agreed', 'notes = "..."']
    assert 'notes removed (was "...")' in edited.said


def test_the_last_of_a_list_or_table_takes_it_along() -> None:
    text = 'title = "R"\nkind = "project"\ncountries = ["TR"]\nperiod = { end = "2027" }\n'

    assert assigned("", "countries-=TR", text=text).text == text.replace('countries = ["TR"]\n', "")
    assert assigned("", "period.end=", text=text).text == text.replace('period = { end = "2027" }\n', "")


def test_what_is_so_already_is_unchanged() -> None:
    edited = assigned("plan/drafted", "due=2026-06", "topics-=COI", "owner=")

    assert (edited.text, edited.said) == (SMALL, "unchanged")


@pytest.mark.parametrize(
    ("address", "word", "message", "help"),
    [
        ("plan/drafted", "duo=2026", 'no field "duo" in a milestone', 'did you mean "due"?'),
        ("plan/drafted", "x=1", 'no field "x" in a milestone', "the fields of a milestone are title, activity"),
        ("plan", "milestones=x", '"milestones"', "coopctl add milestone"),
        ("plan/drafted", "due=2026-13", '"due" cannot be "2026-13"', "months run from 01 to 12"),
        ("plan/drafted", "due=../2026", '"due" cannot be', 'write "2026"'),
        ("plan/drafted", "activity=traning", '"activity" cannot be "traning"', 'did you mean "training"?'),
        ("plan/drafted", "title=", '"title" is missing', "write title"),
        ("plan/drafted", "title+=x", '"title" is not a list', "title=VALUE"),
        ("plan/drafted", "due", "not an assignment", "write field=value"),
        ("plan/pages", "target=40", '"target" must be a table, not a number', ""),
        ("plan/pages", "target.value=many", '"value" must be a number, not text', ""),
        ("plan/pages", "actual+=40", "is a table", "actual+='{ value = ..., on = ... }'"),
        ("plan/pages", "unit.x=1", '"unit" is no table', "write unit="),
        ("", "in_preparation=perhaps", '"in_preparation" must be true or false', ""),
        ("", "partners.RMM=boss", "boss", "one of"),
    ],
)
def test_what_cannot_be_set_is_said(address: str, word: str, message: str, help: str) -> None:
    with pytest.raises(CoopctlError) as error:
        assigned(address, word)
    assert message in error.value.message
    assert help in error.value.help
    assert error.value.exit_code == Exit.USAGE


def test_a_file_with_a_problem_can_be_mended_a_step_at_a_time() -> None:
    bad = SMALL.replace('title = "Drafted"', 'titel = "Drafted"').replace('started = "2025"', 'started = "soon"')

    edited = assigned("pool", "started=2025-10", text=bad)

    assert new_lines(edited) == ['started = "2025-10"']


def test_entries_of_the_framework_have_their_fields_set_too() -> None:
    edited = assign(FRAMEWORK_TEXT, FRAMEWORK, entry("country", "XA"), parse(["priority=true", "sources+=handbook"]))
    whole = assign(FRAMEWORK_TEXT, FRAMEWORK, WHOLE_FRAMEWORK, parse(["as_of=2026-09-30"]))

    assert outlined(edited.text).at(("countries", "XA", "priority")) is True
    assert outlined(edited.text).at(("countries", "XA", "sources")) == ["handbook"]
    assert outlined(whole.text).at(("as_of",)) == date(2026, 9, 30)


def test_keys_are_in_the_order_in_which_people_write_them() -> None:
    from coopctl import model

    assert keys(model.Deliverable)[:4] == ("title", "focus_area", "activity", "topics")
    assert keys(model.Deliverable)[-2:] == ("milestones", "indicators")
    assert keys(model.Organisation) == ("name", "country", "type", "iati", "notes", "sources")


# --- Adding ---


def test_a_milestone_is_added_behind_the_others() -> None:
    edited = added("plan", "milestone", "printed", "due=2026-12-01", "title=Printed", "activity=publication")
    block = '\n[deliverables.plan.milestones.printed]\ntitle = "Printed"\nactivity = "publication"\ndue = 2026-12-01\n'

    assert edited.text == SMALL.replace('"No money"\n', f'"No money"\n{block}')
    assert edited.said == "added to plan"


def test_deliverables_indicators_and_entries_are_added() -> None:
    deliverable = added("", "deliverable", "handbook", "title=Handbook")
    indicator = added("plan", "indicator", "readers", "title=Readers", "target={value = 9}")
    country = add(FRAMEWORK_TEXT, FRAMEWORK, WHOLE_FRAMEWORK, "country", "RS", parse(["name=Serbia"]))

    assert deliverable.text == f'{SMALL}\n[deliverables.handbook]\ntitle = "Handbook"\n'
    assert new_lines(indicator)[1:] == ['title = "Readers"', "target = { value = 9 }"]
    assert outlined(country.text).at(("countries", "RS", "name")) == "Serbia"
    assert country.text.index("[countries.RS]") < country.text.index("# Organisations: partners")


@pytest.mark.parametrize(
    ("home", "what", "id", "words", "message"),
    [
        ("plan", "milestone", "drafted", ["title=x"], '"drafted" is already the id of a milestone'),
        ("plan", "milestone", "pages", ["title=x"], '"pages" is already the id of an indicator'),
        ("plan", "milestone", "new one", ["title=x"], '"new one" cannot be an id'),
        ("plan", "milestone", "new", [], '"title" is missing'),
        ("plan", "milestone", "new", ["titel=x"], 'no field "titel" in a milestone'),
        ("plan", "deliverable", "new", ["title=x"], "a deliverable has no deliverables"),
        ("", "milestone", "new", ["title=x"], "a roadmap has no milestones"),
        ("", "country", "RS", ["name=x"], "a roadmap has no countries"),
        ("pool", "milestone", "new", ["title=x"], '"pool" is tracked as one: it has started of its own'),
    ],
)
def test_what_cannot_be_added_is_said(home: str, what: str, id: str, words: Sequence[str], message: str) -> None:
    with pytest.raises(CoopctlError) as error:
        added(home, what, id, *words)
    assert message in error.value.message
    assert error.value.help
    assert error.value.exit_code == Exit.USAGE


# --- Renaming ---


def test_a_deliverable_is_renamed_with_all_that_stands_in_it() -> None:
    edited = renaming.rename(SMALL, NAME, place("plan"), "scheme")

    assert edited.text == SMALL.replace("[deliverables.plan", "[deliverables.scheme")
    assert edited.lines == (4, 7, 12, 17)


def test_an_entry_is_renamed_and_so_is_what_refers_to_it() -> None:
    edited = renaming.rename(FRAMEWORK_TEXT, FRAMEWORK, entry("country", "XA"), "XC")
    other = renaming.rename_references(ROADMAP_TEXT, NAME, "source", "annual-report-2025", "report-2025")
    roles = renaming.rename_references(ROADMAP_TEXT, NAME, "organisation", "MU", "UM")

    assert "XA" not in edited.text.replace("XA)", "")
    assert edited.text.count("XC") == FRAMEWORK_TEXT.count("XA")
    assert other.text == ROADMAP_TEXT.replace('"annual-report-2025"', '"report-2025"')
    assert other.said == f"{ROADMAP_TEXT.count('annual-report-2025')} references to report-2025"
    assert 'UM = "funder"' in roles.text
    assert 'funder = "UM"' in roles.text


@pytest.mark.parametrize(
    ("what", "command", "renamed"),
    [
        ("region", "report deadlines --region south --area south", "report deadlines --region north --area south"),
        ("focus_area", "list --area=south", "list --area=north"),
        ("organisation", "list --owner 'south' --partner south", "list --owner 'north' --partner north"),
        ("roadmap", "show south/plan", "show north/plan"),
        ("region", "report --region south-east", "report --region south-east"),
    ],
)
def test_saved_reports_follow(what: str, command: str, renamed: str) -> None:
    text = f'title = "F"\n[reports.monday]\ntitle = "Monday"\ncommand = "{command}"\n'

    assert renaming.rename_references(text, FRAMEWORK, what, "south", "north").text == text.replace(command, renamed)


@pytest.mark.parametrize(
    ("address", "new", "message"),
    [
        ("plan/drafted", "pages", 'already something called "pages"'),
        ("plan", "pool", 'already something called "pool"'),
        ("plan", "a b", '"a b" cannot be an id'),
    ],
)
def test_what_cannot_be_renamed_is_said(address: str, new: str, message: str) -> None:
    with pytest.raises(CoopctlError, match=message):
        renaming.rename(SMALL, NAME, place(address), new)


# --- Addresses ---


@pytest.mark.parametrize(
    ("find", "message", "help"),
    [
        (lambda: place("plann"), 'no deliverable "plann"', 'did you mean "plan"?'),
        (lambda: place("plan/draft"), 'no milestone "draft"', 'did you mean "drafted"?'),
        (lambda: place("pool/x"), 'no milestone "x"', "there is no milestone here yet"),
    ],
)
def test_an_address_that_leads_nowhere_is_said(find: Callable[[], Place], message: str, help: str) -> None:
    with pytest.raises(CoopctlError) as error:
        find()
    assert message in error.value.message
    assert help in error.value.help
    assert error.value.exit_code == Exit.NOT_FOUND
