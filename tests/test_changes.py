"""`report changes` and `log` over real repositories: what changed, in which commit, by whom."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.repository import FRAMEWORK, Repository, roadmap

Answer = Callable[..., Any]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A portfolio in the folder roadmaps/ with one commit of the first of May 2026."""
    made = Repository(tmp_path / "repository")
    made.commit("2026-05-01", "The portfolio", framework=FRAMEWORK, ruritania=roadmap(drafted='due = "2026-09"'))
    return made


@pytest.fixture
def answer(run: Run, repository: Repository) -> Answer:
    """Run a command on the repository's portfolio and read its JSON."""

    def ask(*arguments: str, at: Path | None = None, **environment: str) -> Any:
        ran = run(*arguments, "-f", "json", at=at or repository.folder, HOME=str(repository.top.parent), **environment)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    return ask


@pytest.fixture
def told(answer: Answer) -> Answer:
    """The changes since a revision but those of ratings, each as (kind, path, words, who, when)."""

    def ask(since: str, *arguments: str, **more: Any) -> list[tuple[Any, ...]]:
        rows = answer("report", "changes", "--since", since, *arguments, **more)["rows"]
        return [
            (row["change"], row["id"], row["what"], row["who"], row["when"] and row["when"]["text"])
            for row in rows
            if row["change"] != "rating"
        ]

    return ask


DRAFTED = "ruritania/plan/drafted"


# ------------------------------------------------------------------------------------------------------ What is told


@pytest.mark.parametrize(
    ("before", "after", "kind", "words"),
    [
        ('due = "2026-09"', 'due = "2026-09"\ndone = 2026-05-03', "done", "done 2026-05-03"),
        ('due = "2026-09"', 'due = "2026-09"\nstarted = "2026-05"', "started", "started 2026-05"),
        ("", 'dropped = "2026-05"\nreason = "No money."', "dropped", "dropped 2026-05: No money."),
        ('done = "2026-04"', "", "reopened", "no longer done (was 2026-04)"),
        ('dropped = "2026-04"', "", "reopened", "no longer dropped (was 2026-04)"),
        ('due = "2026-09"', 'due = "2026-11"', "slipped", "due 2026-09 → 2026-11, 61 days later"),
        ('due = "2026-09"', 'due = "2026-08-31"', "pulled forward", "due 2026-09 → 2026-08-31, 30 days earlier"),
        ('due = "2026-Q3"', 'due = "2026-Q3"\nexpected = 2027', "slipped", "expected 2026-Q3 → 2027, 457 days later"),
        (
            'due = "2026-09"\nexpected = "2026-11"',
            'due = "2026-09"',
            "pulled forward",
            "expected 2026-11 → 2026-09, 61",
        ),
        ("", 'due = "2026-09"', "scheduled", "due 2026-09"),
        ('done = "2026-04"', 'done = "2026-03"', "corrected", "done 2026-04 → 2026-03, 30 days earlier"),
        ('started = "2026-04"', "", "corrected", "no started any more (was 2026-04)"),
    ],
)
def test_what_becomes_of_a_milestone(
    before: str, after: str, kind: str, words: str, repository: Repository, told: Answer
) -> None:
    repository.commit("2026-05-02", ruritania=roadmap(drafted=before))
    repository.commit("2026-05-05", "Because", "Ben Osei", ruritania=roadmap(drafted=after))

    ((found, path, what, who, when),) = told("HEAD~1")

    assert (found, path, who, when) == (kind, DRAFTED, "Ben Osei", "2026-05-05")
    assert what.startswith(words)


@pytest.mark.parametrize(
    ("before", "after", "kind", "words"),
    [
        ("", "concluded = 2026-05-04", "concluded", "concluded 2026-05-04"),
        ("", 'cancelled = "2026-05"\nreason = "War."', "cancelled", "cancelled 2026-05: War."),
        ("", 'signed = { on = "2026-05" }', "signed", "signed 2026-05"),
        (
            'period = { end = "2026-12" }',
            'period = { end = "2026-12" }\nextensions = [{ until = "2027-06", reason = "Late." }]',
            "extended",
            "end 2026-12 → 2027-06, 181 days later: Late.",
        ),
        ('period = { end = "2026-12" }', 'period = { end = "2026-11" }', "shortened", "end 2026-12 → 2026-11, 31 days"),
        ('period = { start = "2026-01" }', 'period = { start = "2026-02" }', "slipped", "start 2026-01 → 2026-02, 28"),
    ],
)
def test_what_becomes_of_a_roadmap(
    before: str, after: str, kind: str, words: str, repository: Repository, told: Answer
) -> None:
    repository.commit("2026-05-02", ruritania=roadmap(head=before))
    repository.commit("2026-05-05", "Because", "Ben Osei", ruritania=roadmap(head=after))

    ((found, path, what, who, when),) = told("HEAD~1")

    assert (found, path, who, when) == (kind, "ruritania", "Ben Osei", "2026-05-05")
    assert what.startswith(words)


def test_what_is_done_and_moved_at_once_is_done_and_its_forecast_is_forgotten(
    repository: Repository, told: Answer
) -> None:
    repository.commit("2026-05-02", ruritania=roadmap(drafted='due = "2026-09"\nexpected = "2026-11"'))
    repository.commit("2026-05-05", ruritania=roadmap(drafted='due = "2026-09"\nstarted = "2026-05"\ndone = "2026-05"'))

    assert [row[0] for row in told("HEAD~1")] == ["done"]


def test_whole_deliverables_and_roadmaps_come_and_go_as_one(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-04", "More", "Ben Osei", lilliput=roadmap("Lilliput", a="", b=""))
    plan = roadmap(drafted='due = "2026-09"')
    repository.commit("2026-05-05", "A pool", "Cy", ruritania=f'{plan}[deliverables.pool]\ntitle = "Pool"\n')
    repository.commit("2026-05-06", "Gone", "Di", lilliput="")

    assert told("HEAD~3") == [("added", "ruritania/pool", "added", "Cy", "2026-05-05")]
    assert told("HEAD~3..HEAD~1")[0] == (
        "added",
        "lilliput",
        "added with 1 deliverable, 2 milestones",
        "Ben Osei",
        "2026-05-04",
    )
    assert told("HEAD~1") == [("removed", "lilliput", "removed with 1 deliverable, 2 milestones", "Di", "2026-05-06")]


def test_new_titles_and_new_ids_are_renamings(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-02", ruritania=roadmap(drafted="", agreed=""))
    repository.commit(
        "2026-05-03", "Title", "Ben", ruritania=roadmap(drafted="", agreed="").replace("Agreed", "Signed")
    )
    text = (repository.folder / "ruritania.toml").read_text("utf-8").replace(".drafted]", ".first-draft]")
    repository.commit("2026-05-04", "Id", "Cy", ruritania=text)

    assert told("HEAD~2") == [
        ("renamed", "ruritania/plan/agreed", "title Agreed → Signed", "Ben", "2026-05-03"),
        ("renamed", "ruritania/plan/first-draft", "id drafted → first-draft", "Cy", "2026-05-04"),
    ]


def test_a_change_made_under_an_older_id_is_still_its_makers(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-03", "Late", "Ben", ruritania=roadmap(drafted='due = "2026-10"'))
    text = (repository.folder / "ruritania.toml").read_text("utf-8")
    text = text.replace(".drafted]", ".draft]").replace("deliverables.plan", "deliverables.the-plan")
    repository.commit("2026-05-04", "Ids", "Cy", ruritania=text)

    slipped = [row for row in told("HEAD~2") if row[0] == "slipped"]

    assert slipped == [
        ("slipped", "ruritania/the-plan/draft", "due 2026-09 → 2026-10, 31 days later", "Ben", "2026-05-03")
    ]


def test_what_went_to_and_fro_is_told_once_by_its_last_step(repository: Repository, told: Answer) -> None:
    for day, who, due in (("03", "Ben", "2026-12"), ("04", "Cy", "2026-10"), ("05", "Di", "2026-11")):
        repository.commit(f"2026-05-{day}", "Due", who, ruritania=roadmap(drafted=f'due = "{due}"'))
    repository.commit("2026-05-06", "Notes", "Eve", ruritania=roadmap(drafted='due = "2026-11"\nnotes = "Well."'))

    assert told("HEAD~4") == [("slipped", DRAFTED, "due 2026-09 → 2026-11, 61 days later", "Di", "2026-05-05")]


def test_what_was_undone_is_not_told(repository: Repository, answer: Answer, run: Run) -> None:
    repository.commit("2026-05-03", ruritania=roadmap(drafted='due = "2026-12"'))
    repository.commit("2026-05-04", ruritania=roadmap(drafted='due = "2026-09"'))

    ran = run("report", "changes", "--since", "HEAD~2", at=repository.folder)

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Nothing has changed since HEAD~2 (")


def test_other_edits_are_counted_and_told_by_log(repository: Repository, answer: Answer) -> None:
    repository.commit("2026-05-03", ruritania=roadmap(drafted='due = "2026-09"\nowner = "RMM"', head='notes = "Well."'))

    report = answer("report", "changes", "--since", "HEAD~1")

    assert report["rows"] == []
    assert report["notes"] == ["Edited in other ways (coopctl log ID tells how): ruritania."]
    assert [row["what"] for row in answer("log", "ruritania")["rows"][:2]] == ["notes Well.", "owner RMM"]


def test_measured_values_are_told(repository: Repository, told: Answer) -> None:
    head = '[deliverables.plan.indicators.people]\ntitle = "People"\nunit = "people"\n'
    repository.commit("2026-05-02", ruritania=roadmap() + head)
    repository.commit("2026-05-03", ruritania=roadmap() + head + 'actual = [{ value = 25, on = "2026-05" }]\n')

    assert told("HEAD~1")[0][:3] == ("measured", "ruritania/plan/people", "measured 25 2026-05")


# ---------------------------------------------------------------------------------------------------- Not committed yet


def test_the_files_as_they_are_are_the_newest_state(repository: Repository, told: Answer) -> None:
    repository.write(ruritania=roadmap(drafted='due = "2026-09"\ndone = "2026-05"'), lilliput=roadmap("Lilliput"))

    assert told("HEAD") == [
        ("added", "lilliput", "added with 1 deliverable", "not committed yet", None),
        ("done", DRAFTED, "done 2026-05", "not committed yet", None),
    ]
    repository.git("add", "-A")
    assert len(told("HEAD")) == 2
    assert told("HEAD..HEAD") == []


def test_a_file_renamed_but_not_committed_is_the_same_roadmap(repository: Repository, told: Answer) -> None:
    repository.write(ruritania="", ruritania_2026=roadmap(drafted='due = "2026-10"'))

    assert told("HEAD") == [
        ("renamed", "ruritania-2026", "id ruritania → ruritania-2026", "not committed yet", None),
        (
            "slipped",
            "ruritania-2026/plan/drafted",
            "due 2026-09 → 2026-10, 31 days later",
            "not committed yet",
            None,
        ),
    ]


# -------------------------------------------------------------------------------------------- Renamed files and folders


def test_a_renamed_file_is_followed_through_several_names(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-01", ruritania=roadmap(drafted='due = "2026-09"', agreed="", signed="", done=""))
    for number, day in enumerate(("02", "03", "04")):
        old = "ruritania" if not number else f"ruritania_{number}"
        text = roadmap(drafted=f'due = "2026-1{number}"', agreed="", signed="", done="")
        repository.commit(
            f"2026-05-{day}", f"Name {number}", f"Ben {number}", **{old: "", f"ruritania_{number + 1}": text}
        )

    found = told("HEAD~3")

    assert found[0] == ("renamed", "ruritania-3", "id ruritania → ruritania-3", "Ben 2", "2026-05-04")
    assert (
        "slipped",
        "ruritania-3/plan/drafted",
        "due 2026-09 → 2026-12, 92 days later",
        "Ben 2",
        "2026-05-04",
    ) in found
    assert len(found) == 2


def test_a_name_that_another_file_takes_is_no_confusion(repository: Repository, told: Answer) -> None:
    text = (repository.folder / "ruritania.toml").read_text("utf-8")
    repository.commit("2026-05-02", "Move", "Ben", ruritania="", ruritania_2022=text)
    other = 'title = "Quite another"\nkind = "project"\nsummary = "Nothing in common."\n'
    repository.commit("2026-05-03", "New", "Cy", ruritania=other)

    assert told("HEAD~2") == [
        ("added", "ruritania", "added", "Cy", "2026-05-03"),
        ("renamed", "ruritania-2022", "id ruritania → ruritania-2022", "Ben", "2026-05-02"),
    ]


def test_one_removed_and_one_alike_added_are_two(repository: Repository, told: Answer) -> None:
    text = (repository.folder / "ruritania.toml").read_text("utf-8")
    repository.commit("2026-05-02", "Gone", "Ben", ruritania="")
    repository.commit("2026-05-03", "New", "Cy", ruritania_2026=text)

    assert [row[:2] for row in told("HEAD~2")] == [("removed", "ruritania"), ("added", "ruritania-2026")]


def test_the_portfolio_may_have_moved_to_another_folder(
    repository: Repository, told: Answer, answer: Answer, tmp_path: Path
) -> None:
    repository.git("mv", "roadmaps", "portfolio")
    repository.folder = repository.top / "portfolio"
    repository.commit("2026-05-02", "Move")
    repository.commit("2026-05-03", "Late", "Ben", ruritania=roadmap(drafted='due = "2026-10"'))

    assert told("HEAD~2", at=repository.folder) == [
        ("slipped", DRAFTED, "due 2026-09 → 2026-10, 31 days later", "Ben", "2026-05-03")
    ]


def test_a_portfolio_younger_than_the_revision_was_all_added(tmp_path: Path, run: Run) -> None:
    made = Repository(tmp_path / "late")
    first = made.commit("2026-05-01", "Empty")
    made.commit("2026-05-02", framework=FRAMEWORK, ruritania=roadmap())

    rows = json.loads(run("report", "changes", "--since", first, "-f", "json", at=made.folder).out)["rows"]

    assert [(row["change"], row["id"], row["when"]["text"]) for row in rows] == [("added", "ruritania", "2026-05-02")]


@pytest.mark.parametrize("inside", [".", "a [b]* c/räder", "deep/er"])
def test_the_portfolio_lies_anywhere_in_the_repository(inside: str, tmp_path: Path, run: Run) -> None:
    made = Repository(tmp_path / "elsewhere", inside)
    made.commit("2026-05-01", framework=FRAMEWORK, ruritania=roadmap(drafted=""))
    (made.top / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    made.commit("2026-05-02", "Done", ruritania=roadmap(drafted='done = "2026-05"'))

    rows = json.loads(run("report", "changes", "--since", "HEAD~1", "-f", "json", at=made.folder).out)["rows"]

    found = [(row["change"], row["id"], row["subject"]) for row in rows if row["change"] != "rating"]
    assert found == [("done", DRAFTED, "Done")]


# ------------------------------------------------------------------------------------------------------- Since when


def test_a_date_is_the_state_when_it_began(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-03", "Due", "Ben", ruritania=roadmap(drafted='due = "2026-10"'))
    repository.commit("2026-05-06", "Due", "Cy", ruritania=roadmap(drafted='due = "2026-11"'))

    assert told("2026-05-03")[0][2] == "due 2026-09 → 2026-11, 61 days later"
    assert told("2026-05-04")[0][2] == "due 2026-10 → 2026-11, 30 days later"
    assert told("2026-05-02..2026-05-05")[0][2:4] == ("due 2026-09 → 2026-10, 31 days later", "Ben")
    assert told("2026-05-07") == []


def test_since_takes_what_people_write(repository: Repository, answer: Answer) -> None:
    repository.git("tag", "v1.0")
    repository.git("tag", "2026-05")
    repository.git("branch", "feature/30d")
    id = repository.git("rev-parse", "HEAD")
    repository.commit("2026-05-06", ruritania=roadmap(drafted='due = "2026-11"'))

    for since in ("v1.0", "2026-05", "feature/30d", id, id[:7], "HEAD~1", "main^", "main@{1}", "v1.0..", "v1.0..main"):
        report = answer("report", "changes", "--since", since)
        assert len(report["rows"]) == 1, since
        assert f"since {since.partition('..')[0]} ({id[:8]}"[:20] in report["header"]
    for since in ("30d", "monday", "last-friday", "last-month", "yesterday", "2026-06"):
        assert "since 202" in answer("report", "changes", "--since", since)["header"]


def test_a_span_that_is_longer_than_the_history_begins_with_it(repository: Repository, answer: Answer) -> None:
    header = answer("report", "changes", "--since", "90y")["header"]

    assert "the history begins later, with" in header


def test_three_dots_start_where_two_branches_part(repository: Repository, told: Answer) -> None:
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit("2026-05-03", lilliput=roadmap("Lilliput"))
    repository.git("checkout", "-q", "main")
    repository.commit("2026-05-04", "Late", "Ben", ruritania=roadmap(drafted='due = "2026-10"'))

    assert [row[0] for row in told("theirs...main")] == ["slipped"]
    assert sorted(row[0] for row in told("theirs..main")) == ["removed", "slipped"]


@pytest.mark.parametrize(
    ("since", "code", "message", "help"),
    [
        ("v1.1", 4, 'no branch, tag or commit "v1.1"', 'did you mean "v1.0"?'),
        ("maim..HEAD", 4, 'no branch, tag or commit "maim"', 'did you mean "main"?'),
        ("2026-04-30", 4, "the history begins on 2026-05-01, after 2026-04-30", "--since "),
        ("1900", 4, "the history begins on 2026-05-01", ""),
        ("2199", 2, "2199 is still to come", "today is"),
        ("2026-13", 2, '"2026-13" is not a date', "no month 13"),
        ("..HEAD", 2, "does not say since when", "A..B"),
        ("yesterdai", 4, "no branch, tag or commit", 'did you mean "yesterday"?'),
        ("--upload-pack=x", 4, "no branch, tag or commit", ""),
        ("x\ny", 4, "no branch, tag or commit", ""),
        ("HEAD:roadmaps", 4, "no branch, tag or commit", ""),
    ],
)
def test_what_the_history_does_not_have_is_said(
    since: str, code: int, message: str, help: str, repository: Repository, run: Run
) -> None:
    repository.git("tag", "v1.0")

    ran = run("report", "changes", f"--since={since}", at=repository.folder)

    assert ran.code == code
    assert message in ran.err
    assert help in ran.err
    assert ran.out == ""


# ----------------------------------------------------------------------------------------------- Ratings and filters

DATED = roadmap(drafted='due = "2026-05-05"\nowner = "RMM"', agreed='due = 2027\nowner = "LBG"')


def test_a_rating_is_judged_then_by_the_day_then_and_now_by_the_day_now(
    repository: Repository, answer: Answer, told: Answer
) -> None:
    undated = FRAMEWORK.replace("as_of = 2026-05-10\n", "")
    repository.commit("2026-05-02", "Two", ruritania=DATED, framework=undated)

    report = answer("report", "changes", "--since", "HEAD", "--as-of", "2026-05-10")

    (row,) = report["rows"]
    assert row["what"] == "rating amber → red: 1 overdue, the oldest since 2026-05-05"
    assert (row["who"], row["when"]) == (None, None), "time passed; nobody did it"
    assert "as of 2026-05-10 (as asked) · since HEAD" in report["header"]
    assert "then as of 2026-05-02 (that day)" in report["header"]


def test_a_rating_that_a_commit_turned_has_its_maker(repository: Repository, answer: Answer) -> None:
    repository.commit("2026-05-02", "Two", ruritania=DATED)
    done = DATED.replace('"2026-05-05"\n', '"2026-05-05"\ndone = 2026-05-06\n')
    repository.commit("2026-05-06", "Done", "Ben", ruritania=done)
    repository.commit("2026-05-07", "Words", "Cy", ruritania=done + 'notes = "Well."\n')

    rows = answer("report", "changes", "--since", "HEAD~2")["rows"]

    assert [(row["change"], row["what"], row["who"]) for row in rows] == [
        ("rating", "rating red → green: nothing overdue or at risk", "Ben"),
        ("done", "done 2026-05-06", "Ben"),
    ]


def test_the_day_then_is_the_reporting_date_then(repository: Repository, answer: Answer) -> None:
    repository.commit("2026-05-06", "Dated", framework=FRAMEWORK.replace("05-10", "05-04"), ruritania=DATED)
    repository.commit("2026-06-06", "Later", framework=FRAMEWORK.replace("05-10", "05-31"))

    report = answer("report", "changes", "--since", "HEAD~1")

    assert report["as_of"] == "2026-05-31"
    assert "then as of 2026-05-04 (reporting date)" in report["header"]
    assert [row["what"] for row in report["rows"]] == ["rating amber → red: 1 overdue, the oldest since 2026-05-05"]


def test_filters_look_at_each_thing_as_it_is_or_last_was(repository: Repository, told: Answer) -> None:
    repository.commit("2026-05-02", ruritania=DATED, lilliput=roadmap("Lilliput", 'countries = ["XL"]', a=""))
    agreed = 'due = 2028\nowner = "LBG"'
    repository.commit("2026-05-03", lilliput="", ruritania=roadmap(agreed=agreed, head='countries = ["ZZ"]'))

    assert {row[:2] for row in told("HEAD~1", "--owner", "RMM")} >= {("removed", DRAFTED)}
    assert ("slipped", "ruritania/plan/agreed") not in {row[:2] for row in told("HEAD~1", "--owner", "RMM")}
    assert [row[:2] for row in told("HEAD~1", "--country", "XL")] == [("removed", "lilliput")]
    assert [row[:2] for row in told("HEAD~1", "lilliput")] == [("removed", "lilliput")]
    assert {row[1] for row in told("HEAD~1", "ruritania/plan/*", "--text", "agreed")} == {"ruritania/plan/agreed"}
    assert {row[1] for row in told("HEAD~1", "--status", "planned", "--as-of", "2026-05-03")} >= {
        "ruritania/plan/agreed"
    }


def test_an_id_that_neither_end_has_is_an_error(repository: Repository, run: Run) -> None:
    ran = run("report", "changes", "ruritanja", "--since", "HEAD", at=repository.folder)

    assert ran.code == 4
    assert 'did you mean "ruritania"?' in ran.err


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "markdown", "html", "ids"])
def test_every_format_takes_it(format: str, repository: Repository, run: Run) -> None:
    repository.commit("2026-05-03", "Late", "Ben", ruritania=roadmap(drafted='due = "2026-10"'))

    for command in (("report", "changes", "--since", "HEAD~1"), ("log", "ruritania")):
        ran = run(*command, "-f", format, at=repository.folder)
        assert (ran.code, ran.err) == (0, "")
        assert DRAFTED in ran.out


def test_a_control_character_in_a_commit_does_not_reach_the_terminal(repository: Repository, run: Run) -> None:
    repository.commit("2026-05-03", "Sub\x1b[31mject", "B\x1ben", ruritania=roadmap(drafted='due = "2026-10"'))

    for format in ("table", "markdown"):
        ran = run("report", "changes", "--since", "HEAD~1", "-f", format, at=repository.folder)
        assert "\x1b" not in ran.out
        assert r"B\x1ben" in ran.out.replace(r"\\", "\\")


# -------------------------------------------------------------------------------------------- Histories of all sorts


def milestones(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """The milestones of a portfolio as any TOML reader has them, by the roadmap's title and their own id."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml") if path.stem != "framework"]
    return {
        (one["title"], id): milestone
        for one in files
        for id, milestone in one["deliverables"]["plan"].get("milestones", {}).items()
    }


def step(made: Repository, chance: random.Random, number: int) -> None:
    """One commit that changes a date, or now and then the name of a file."""
    path = chance.choice([path for path in made.folder.glob("*.toml") if path.stem != "framework"])
    text = path.read_text("utf-8")
    if chance.random() < 0.2:
        path.rename(path.with_name(f"{path.stem[:9]}-{number}.toml"))
    else:
        id, month = chance.choice("abc"), chance.randrange(1, 10)
        line = chance.choice([f'due = "2027-0{month}"', f'done = "2026-0{month}"', f'due = "2028-0{month}"', ""])
        heading = f'[deliverables.plan.milestones.{id}]\ntitle = "{id.upper()}"\n'
        text = re.sub(re.escape(heading) + ".*\n", lambda _: f"{heading}{line}\n", text)
        path.write_text(text, "utf-8")
    made.commit(f"2026-05-{number + 2:02}", f"Step {number}", f"Author {number}")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_is_what_the_files_say_and_who_git_says(seed: int, tmp_path: Path, run: Run) -> None:
    chance, made = random.Random(seed), Repository(tmp_path / "repository")
    blank = roadmap("{}", a="", b="", c="")
    made.commit("2026-05-01", framework=FRAMEWORK, **{f"roadmap_{n}": blank.format(f"R{n}") for n in "xyz"})
    for number in range(12):
        step(made, chance, number)
    aside = tmp_path / "aside"
    made.git("worktree", "add", "-q", "--detach", str(aside), "HEAD~12")
    then, now = milestones(aside / "roadmaps"), milestones(made.folder)

    rows = json.loads(run("report", "changes", "--since", "HEAD~12", "-f", "json", at=made.folder).out)["rows"]

    titles = {path.stem: tomllib.loads(path.read_text("utf-8"))["title"] for path in made.folder.glob("*.toml")}
    told = {
        (titles[row["id"].split("/")[0]], row["id"].split("/")[-1], row["change"]) for row in rows if "/" in row["id"]
    }
    kinds = (("done", "done"), ("due", "scheduled"))
    expected = {
        (*key, kind) for key, one in now.items() for field, kind in kinds if field in one and field not in then[key]
    }
    assert told == expected
    for row in rows:
        if row["change"] in ("done", "scheduled"):
            key, field = (titles[row["id"].split("/")[0]], row["id"].split("/")[-1]), row["what"].split()[0]
            made.git("-C", str(aside), "checkout", "-q", row["commit"])
            assert milestones(aside / "roadmaps")[key].get(field) == now[key][field]
            made.git("-C", str(aside), "checkout", "-q", f"{row['commit']}~1")
            assert milestones(aside / "roadmaps")[key].get(field) != now[key][field]
            assert made.git("show", "-s", "--format=%an %s", row["commit"]) == f"{row['who']} {row['subject']}"
    # The same between two commits as in a worktree of the newer one.
    made.git("-C", str(aside), "checkout", "-q", made.git("rev-parse", "HEAD~4"))
    there = run("report", "changes", "--since", made.git("rev-parse", "HEAD~9"), "-f", "csv", at=aside / "roadmaps")
    here = run("report", "changes", "--since", "HEAD~9..HEAD~4", "-f", "csv", at=made.folder)
    assert here.out == there.out
