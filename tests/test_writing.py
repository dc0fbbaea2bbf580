"""The commands that write, as a programme officer uses them: each says what it did, and changes no line too many."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from tests.conftest import EXAMPLE, ROOT, Ran, Run
from tests.terminal import run_in_terminal

FILE = "ruritania-2025.toml"
DRAFTED = "ruritania-2025/contingency-plan/drafted"
SELECTED = "erewhon-2026/needs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "demo"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, apart from their places."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def milestone(folder: Path, path: str) -> dict[str, object]:
    roadmap, deliverable, id = path.split("/")
    data = tomli.loads((folder / f"{roadmap}.toml").read_text("utf-8"))
    found: dict[str, object] = data["deliverables"][deliverable]["milestones"][id]
    return found


# ------------------------------------------------------------------------------------------------------------ A morning


def test_a_working_morning_from_an_empty_folder_to_a_report(run: Run, tmp_path: Path) -> None:
    """The example of the README: begin a portfolio, fill it, mark what is done, ask."""

    def do(*words: str) -> str:
        ran = run(*words, cwd=tmp_path)
        assert ran.code == 0, ran.err
        return ran.err

    assert "coopctl new ROADMAP" in do("init", "--title", "Cooperation with the Inner Kingdoms")
    do("check", "--strict")
    do("add", "country", "ZZ", "name=Ruritania")
    do("add", "partner", "RAO", "name=Ruritanian Asylum Office", "country=ZZ", "type=government")
    do("add", "area", "training", "title=Training")
    do("set", "framework", "as_of=2026-12-31", "partners+=RAO")
    do(
        "new", "ruritania-2026", "title=Roadmap with Ruritania", "kind=roadmap", "countries=ZZ",
        "period.start=2026-01", "period.end=2027", "partners.RAO=counterpart", "focus_areas=training",
    )  # fmt: skip
    do("add", "deliverable", "ruritania-2026/trainers", "title=Pool of trainers", "focus_area=training")
    do("add", "milestone", "ruritania-2026/trainers/selected", "title=Trainers selected", "due=2026-06", "owner=RAO")
    do("add", "milestone", "ruritania-2026/trainers/trained", "title=Trainers trained", "due=2027-06")
    assert "done on 2026-05" in do("mark", "ruritania-2026/trainers/selected", "done", "--on", "2026-05")
    do("check", "--strict")
    do("fmt", "--check")

    assert (tmp_path / "roadmaps" / "ruritania-2026.toml").read_text("utf-8") == (
        'title = "Roadmap with Ruritania"\n'
        'kind = "roadmap"\n'
        'countries = ["ZZ"]\n'
        'period = { start = "2026-01", end = "2027" }\n'
        'focus_areas = ["training"]\n'
        'partners = { RAO = "counterpart" }\n'
        "\n"
        "[deliverables.trainers]\n"
        'title = "Pool of trainers"\n'
        'focus_area = "training"\n'
        "\n"
        "[deliverables.trainers.milestones.selected]\n"
        'title = "Trainers selected"\n'
        'owner = "RAO"\n'
        'due = "2026-06"\n'
        'done = "2026-05"\n'
        "\n"
        "[deliverables.trainers.milestones.trained]\n"
        'title = "Trainers trained"\n'
        'due = "2027-06"\n'
    )
    assert "ruritania-2026,Roadmap with Ruritania,active,1,2" in run("report", "-f", "csv", cwd=tmp_path).out


def test_what_a_new_framework_shows_as_examples_is_valid(run: Run, tmp_path: Path) -> None:
    run("init", "new", cwd=tmp_path)
    file = tmp_path / "new" / "framework.toml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"^#(?! )", "", text, flags=re.MULTILINE), "utf-8")
    assert file.read_text("utf-8") != text
    assert run("check", "--strict", at=tmp_path / "new").code == 0


# ---------------------------------------------------------------------------------------------------------------- mark


def test_mark_says_what_it_did_and_where_and_changes_one_line(run: Run, folder: Path) -> None:
    before = contents(folder)
    ran = run("mark", DRAFTED, "done", "--on", "2026-06-15", at=folder)

    line = (folder / FILE).read_text("utf-8").splitlines().index("done = 2026-06-15") + 1
    assert ran == Ran(0, "", f"{DRAFTED}: done on 2026-06-15 ({folder / FILE}:{line})\n")
    after = contents(folder)
    assert {name for name in after if after[name] != before[name]} == {FILE}
    gone, came = changed_lines(before[FILE], after[FILE])
    assert (gone, len(came)) == ([], 1)


def line_of(folder: Path, path: str) -> int:
    roadmap, deliverable, id = path.split("/")
    lines = (folder / f"{roadmap}.toml").read_text("utf-8").splitlines()
    return lines.index(f"[deliverables.{deliverable}.milestones.{id}]") + 1


def test_ids_from_a_pipe_are_marked_together(run: Run, folder: Path, environment: dict[str, str]) -> None:
    late = run("list", "milestones", "--status", "overdue", "-f", "ids", at=folder).out
    command = [sys.executable, "-m", "coopctl", "-C", str(folder), "mark", "-", "dropped", "--on", "2026-06"]
    ended = subprocess.run(
        [*command, "--reason", "no longer needed"],
        input=late.encode(), env=environment, capture_output=True, check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert len(ended.stderr.splitlines()) == len(late.split()) == 3
    assert run("list", "milestones", "--status", "overdue", "-f", "ids", at=folder).out == ""
    for path in late.split():
        assert milestone(folder, path)["dropped"] == "2026-06"
        assert milestone(folder, path)["reason"] == "no longer needed"


def test_nothing_is_written_when_one_of_several_ids_is_wrong(run: Run, folder: Path) -> None:
    before = contents(folder)
    ran = run("mark", DRAFTED, "ruritania-2025/contingency-plan/drafed", "done", at=folder)

    assert ran.code == 4
    assert f'did you mean "{DRAFTED}"?' in ran.err
    assert contents(folder) == before


def test_a_pattern_marks_what_it_matches(run: Run, folder: Path) -> None:
    ran = run("mark", "ruritania-2025/trainer-pool/*", "open", at=folder)

    assert ran.code == 0
    assert [line.split(":")[0] for line in ran.err.splitlines()] == [
        f"ruritania-2025/trainer-pool/{id}" for id in ("selected", "certified", "first-courses")
    ]
    assert "done" not in milestone(folder, "ruritania-2025/trainer-pool/selected")
    assert run("mark", "ruritania-2025/*/nothing", "open", at=folder).code == 4


def test_a_pattern_leaves_alone_what_has_ended(run: Run, folder: Path) -> None:
    before = milestone(folder, "ruritania-2025/trainer-pool/selected")
    ran = run("mark", "ruritania-2025/trainer-pool/*", "dropped", "--on", "2026-06-15", at=folder)

    assert ran.code == 0
    assert f"selected: unchanged: done on {before['done']}" in ran.err
    assert milestone(folder, "ruritania-2025/trainer-pool/selected") == before
    assert "dropped" in milestone(folder, "ruritania-2025/trainer-pool/certified")


def test_nothing_to_mark_is_said(run: Run, folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "coopctl", "-C", str(folder), "mark", "-", "done"]
    ended = subprocess.run(command, input=b"", env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr.decode()) == (0, "no ids on standard input: nothing was marked\n")


def test_a_broken_file_that_an_edit_would_touch_is_named(run: Run, folder: Path) -> None:
    (folder / "bad.toml").write_text('title = "Ruritania"\nkind =\nfollows = ["ruritania-2022"]\n', "utf-8")
    before = contents(folder)
    for command in (["fmt"], ["rename", "ruritania-2022", "first"]):
        ran = run(*command, at=folder)
        assert (ran.code, f"{folder / 'bad.toml'}:2:" in ran.err) == (3, True), ran.err
        assert contents(folder) == before


@pytest.mark.parametrize("field", ["funding", "extensions", "aims", "partners"])
def test_an_empty_list_or_table_takes_the_field_away(field: str, run: Run, folder: Path) -> None:
    for name in ("ruritania-2025", "erewhon-2026"):
        ran = run("set", name, f"{field}={'{}' if field == 'partners' else '[]'}", at=folder)
        assert ran.code == 0, ran.err
        assert not tomli.loads((folder / f"{name}.toml").read_text("utf-8")).get(field)


def test_a_date_without_its_option_is_told_where_it_goes(run: Run, folder: Path) -> None:
    ran = run("mark", "ruritania-2025/contingency-plan/drafted", "done", "2026-06", at=folder)
    assert (ran.code, ran.err) == (
        2,
        'error: nothing can be marked as "2026-06"\n   = help: a date goes behind --on: --on 2026-06\n',
    )


def test_marking_again_changes_nothing(run: Run, folder: Path) -> None:
    run("mark", DRAFTED, "done", "--on", "2026-06-15", at=folder)
    before = contents(folder)
    ran = run("mark", DRAFTED, "done", at=folder)

    assert ran.code == 0
    assert f"{DRAFTED}: unchanged: done on 2026-06-15" in ran.err
    assert contents(folder) == before


def test_a_mark_after_the_reporting_date_is_made_and_said_not_to_count_yet(run: Run, folder: Path) -> None:
    ran = run("mark", DRAFTED, "done", at=folder)

    assert ran.code == 0
    assert "lies after 2026-06-30 (reporting date)" in ran.err
    assert "done" in milestone(folder, DRAFTED)


def test_a_contradiction_is_refused_with_its_place(run: Run, folder: Path) -> None:
    before = contents(folder)
    ran = run("mark", DRAFTED, "done", "--on", "2020", at=folder)

    assert ran.code == 3
    assert "error[done-before-started]" in ran.err
    assert "nothing was written" in ran.err
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ([DRAFTED, "dnoe"], 2, 'did you mean "done"?'),
        ([DRAFTED], 2, "the last word says as what"),
        (["done"], 2, "no milestone is named"),
        ([DRAFTED, "done", "--on", "14.08.2026"], 2, "2026-08-14"),
        (["ruritania-2025", "done"], 2, "mark its milestones"),
        (["ruritania-2025/contingency-plan", "done"], 2, "contingency-plan/drafted"),
        (["ruritania-2025/contingency-plan/places-in-reserve", "done"], 2, "actual"),
        (["area:training", "done"], 2, "a focus area"),
    ],
)
def test_what_cannot_be_marked_is_said(words: list[str], code: int, says: str, run: Run, folder: Path) -> None:
    before = contents(folder)
    ran = run("mark", *words, at=folder)

    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert contents(folder) == before


# ------------------------------------------------------------------------------------------------ add, new, set, rename


def test_a_new_generation_takes_over_what_the_one_before_it_was_about(run: Run, folder: Path) -> None:
    ran = run("new", "ruritania-2027", "--follows", "ruritania-2025", "title=Third generation", at=folder)

    assert ran.code == 0, ran.err
    old = tomli.loads((folder / FILE).read_text("utf-8"))
    new = tomli.loads((folder / "ruritania-2027.toml").read_text("utf-8"))
    assert new["title"] == "Third generation"
    assert new["follows"] == ["ruritania-2025"]
    assert {"partners", "countries", "focus_areas"} <= new.keys()
    assert all(new[field] == old[field] for field in new.keys() - {"title", "follows"})
    assert not {"period", "signed", "deliverables", "funding", "sources"} & new.keys()
    assert run("check", at=folder).code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["new", "x-2027"], 2, "a roadmap needs a title and a kind"),
        (["new", "x-2027", "title=X", "kind=rodmap"], 2, "roadmap"),
        (["new", "ruritania-2025", "title=X", "kind=roadmap"], 2, "is there already"),
        (["new", "x 2027", "title=X", "kind=roadmap"], 2, "cannot be a roadmap's id"),
        (["new", "x-2027", "--follows", "ruritania-25"], 4, 'did you mean "ruritania-2025"?'),
        (["add", "milestone", "drafted", "title=X"], 2, "ROADMAP/DELIVERABLE/ID"),
        (["add", "milestone", DRAFTED, "title=X"], 2, "already the id of a milestone"),
        (["add", "milestone", "ruritania-2025/contingency-plan/new"], 2, "title"),
        (["add", "mileston", DRAFTED, "title=X"], 2, 'did you mean "milestone"?'),
        (["add", "area", "training", "title=X"], 2, "already the id of a focus area"),
        (["add", "milestone", "ruritania-2025/contingency-plam/x", "title=X"], 4, "contingency-plan"),
        (["set", DRAFTED, "expcted=2026-09"], 2, 'did you mean "expected"?'),
        (["set", DRAFTED, "due=2026-13"], 2, "no month 13"),
        (["set", DRAFTED, "owner=RAOO"], 3, 'did you mean "RAO"?'),
        (["set", DRAFTED, "due"], 2, "field=value"),
        (["set", "ruritania-2025", "kind="], 2, "kind"),
        (["rename", "area:training", "reception"], 2, "reception"),
        (["rename", DRAFTED, "ruritania-2025/zuernau/drafted"], 2, "only the last part"),
        (["rename", "ruritania-2025", "erewhon-2026"], 2, "is there already"),
        (["rename", "framework", "frame"], 2, "framework"),
        (["rename", "ruritania-2025", "a b"], 2, "cannot be a roadmap's id"),
        (["new", "framework", "title=X", "kind=roadmap"], 2, "cannot be a roadmap's id"),
        (["set", DRAFTED, "title=A", "title=B"], 2, "given twice"),
        (["fmt", "ruritania-205"], 4, 'did you mean "ruritania-2025"?'),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    words: list[str], code: int, says: str, run: Run, folder: Path
) -> None:
    before = contents(folder)
    ran = run(*words, at=folder)

    assert (ran.code, ran.out) == (code, ""), ran.err
    assert says in ran.err
    assert contents(folder) == before


def standings(report: str) -> list[str]:
    """The rows of a report, whatever they are called."""
    return sorted(row.partition(",")[2] for row in report.splitlines())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ruritania-2022", "ruritania-first"),
        ("area:training", "trainings"),
        ("partner:RAO", "OFFICE"),
        ("country:ZZ", "XM"),
        ("source:annual-report-2025", "report-2025"),
        ("aim:asylum-systems", "systems"),
        ("region:inner-kingdoms", "inner"),
        ("ruritania-2025/trainer-pool", "pool"),
        ("ruritania-2025/trainer-pool/certified", "certificates"),
        ("ruritania-2025/trainer-pool/trainers", "number"),
    ],
)
def test_after_a_rename_everything_refers_to_the_new_name(old: str, new: str, run: Run, folder: Path) -> None:
    before = run("check", at=folder)
    counted = run("report", "-f", "csv", at=folder).out
    ran = run("rename", old, new, at=folder)

    assert ran.code == 0, ran.err
    assert f"renamed from {old}" in ran.err
    assert run("check", at=folder) == before
    own = old.rpartition("/")[2].rpartition(":")[2]
    word = re.compile(rf'(?m)^\[([\w.-]+\.)?{re.escape(own)}[\].]|^(?!activity|topics)[^#\n]*"{re.escape(own)}"')
    assert not [name for name, content in contents(folder).items() if word.search(content.decode())]
    assert standings(run("report", "-f", "csv", at=folder).out) == standings(counted)
    back = old.replace(own, new) if "/" in old or ":" in old else new
    assert run("rename", back, own, at=folder).code == 0
    assert contents(folder) == contents(EXAMPLE)


def test_set_mends_a_file_that_cannot_be_used(run: Run, folder: Path) -> None:
    file = folder / FILE
    file.write_text(
        file.read_text("utf-8").replace(
            "[deliverables.contingency-plan]", 'onwer = "RAO"\n\n[deliverables.contingency-plan]', 1
        )
    )
    assert run("check", at=folder).code == 1

    ran = run("set", "ruritania-2025", "title=Mended", at=folder)
    assert ran.code == 0, ran.err
    assert run("check", at=folder).code == 1


# -------------------------------------------------------------------------------------------------------- Dry run, fmt


def test_a_dry_run_prints_a_diff_that_git_applies(run: Run, folder: Path) -> None:
    before = contents(folder)
    ran = run("mark", DRAFTED, "done", "--on", "2026-06-15", "--dry-run", at=Path("demo"), cwd=folder.parent)

    assert ran.code == 0
    assert "nothing was written" in ran.err
    assert contents(folder) == before
    subprocess.run(["git", "apply", "-"], input=ran.out.encode(), cwd=folder.parent, check=True)
    shutil.copytree(EXAMPLE, folder.parent / "other")
    run("mark", DRAFTED, "done", "--on", "2026-06-15", at=folder.parent / "other")
    assert contents(folder) == contents(folder.parent / "other")


def test_fmt_tidies_and_then_has_nothing_to_do(run: Run, folder: Path) -> None:
    tidy = (folder / FILE).read_text("utf-8")
    untidy = re.sub(r"(?m)^(\w+) = ", r"  \1   =  ", tidy).replace("\n\n[", "\n\n\n\n[").rstrip("\n")
    (folder / FILE).write_text(untidy, "utf-8")
    checked = run("fmt", "--check", at=folder)
    assert (checked.code, f"{folder / FILE}: not tidy" in checked.err) == (1, True)

    assert run("fmt", "ruritania-2025", at=folder).code == 0
    assert (folder / FILE).read_text("utf-8") == tidy
    assert run("fmt", "--check", at=folder).code == 0


def test_the_shipped_files_are_tidy(run: Run) -> None:
    for place in (EXAMPLE, ROOT / "roadmaps"):
        assert run("fmt", "--check", at=place).code == 0


# ---------------------------------------------------------------------------------------------------------------- edit


def script(tmp_path: Path, name: str, body: str) -> str:
    place = tmp_path / "bin" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{body}\n")
    place.chmod(0o755)
    return str(place)


def test_edit_opens_the_editor_at_the_line(run: Run, folder: Path, tmp_path: Path) -> None:
    for name, expected in (("vim", "+{line} {file}"), ("code", "--wait --goto {file}:{line}"), ("odd", "{file}")):
        editor = script(tmp_path, name, 'echo "$@" > "$(dirname "$0")/called"')
        ran = run("edit", DRAFTED, at=folder, EDITOR=editor)
        assert (ran.code, ran.err) == (0, f"{folder / FILE}: unchanged\n")
        called = (tmp_path / "bin" / "called").read_text().strip()
        assert called == expected.format(line=line_of(folder, DRAFTED), file=folder / FILE)


def test_edit_checks_the_file_when_the_editor_is_closed(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("edit", DRAFTED, at=folder, EDITOR=script(tmp_path, "ed", 'sed -i s/RAO/ROA/ "$1"'))

    assert ran.code == 3
    assert 'did you mean "RAO"?' in ran.err


def test_edit_offers_to_go_on_where_the_error_is(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    log = tmp_path / "calls"
    slip, mend = ("sed -i '/^owner/s/owner/onwer/' \"$2\"", "sed -i '/^onwer/s/onwer/owner/' \"$2\"")
    body = f'echo "$1" >> {log}; if [ $(wc -l < {log}) = 1 ]; then {slip}; else {mend}; fi'
    editor = {"EDITOR": script(tmp_path, "vi", body)}
    code, shown = run_in_terminal(["edit", DRAFTED], 100, env=environment | editor, cwd=folder, typed="y\n")

    assert 'did you mean "owner"?' in shown
    assert "Go on editing?" in shown
    assert code == 0
    lines = log.read_text().split()
    assert (len(lines), lines[0] != lines[1]) == (2, True)
    assert contents(folder) == contents(EXAMPLE)


def test_an_editor_that_fails_or_is_missing_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    assert "ended with 3" in run("edit", "framework", at=folder, EDITOR=script(tmp_path, "bad", "exit 3")).err
    gone = run("edit", "framework", at=folder, EDITOR=str(tmp_path / "gone"))
    assert (gone.code, "cannot be run" in gone.err) == (2, True)
    assert run("edit", "nothing", at=folder, EDITOR="true").code == 4


def test_a_portfolio_that_may_not_be_written_stays_as_it_is(run: Run, folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder.chmod(0o555)
    try:
        ran = run("mark", DRAFTED, "done", at=folder)
    finally:
        folder.chmod(0o755)
    assert ran.code == 6
    assert contents(folder) == contents(EXAMPLE)
