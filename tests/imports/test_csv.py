"""Trackers as people keep them, and what `coopctl import csv` makes of each.

A folder of tests/imports/trackers is a case. To add one, write its tracker.csv and the ``arguments`` behind it, run the
command with --dry-run on the example portfolio, read what is said as the person whose tracker it is would, and keep it:
expected.txt has the exit code and what is said, expected.diff what would be written.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import subprocess
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl.cli.main import main
from tests.conftest import EXAMPLE, FRAMEWORK, SHIPPED, Ran, Run
from tests.terminal import run_in_terminal

TRACKERS = Path(__file__).parent / "trackers"
CASES = sorted(path.name for path in TRACKERS.iterdir() if path.is_dir())


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example portfolio; the folder above it is the current one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("COOPCTL_PORTFOLIO", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLE, tmp_path / "portfolio", ignore=shutil.ignore_patterns("*.py*"))
    return tmp_path / "portfolio"


def main_at(folder: Path, *arguments: str) -> Ran:
    """Run a command on a portfolio, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["-C", str(folder), *arguments])
        out.flush()
        err.flush()
        texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    assert "Traceback" not in texts[1]
    assert code != 70, texts[1]
    return Ran(code, *texts)


def ask(*arguments: str) -> Ran:
    """Run a command on the portfolio in the current folder."""
    return main_at(Path("portfolio"), *arguments)


def laid_out(case: str, folder: Path) -> list[str]:
    """The arguments of the case's command; its tracker is in the current folder."""
    shutil.copy(TRACKERS / case / "tracker.csv", folder.parent)
    return ["import", "csv", "tracker.csv", *shlex.split((TRACKERS / case / "arguments").read_text("utf-8"))]


def texts(folder: Path) -> dict[str, str]:
    """The portfolio's files."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.toml"))}


@pytest.mark.parametrize("case", CASES)
def test_a_tracker_becomes_exactly_this(case: str, portfolio: Path) -> None:
    before = texts(portfolio)
    ran = ask(*laid_out(case, portfolio), "--dry-run")
    expected = TRACKERS / case / "expected.txt"
    assert f"{ran.code}\n{ran.err}" == expected.read_text("utf-8")
    changes = expected.with_suffix(".diff")
    assert ran.out == (changes.read_text("utf-8") if changes.exists() else "")
    assert texts(portfolio) == before


ACCEPTED = [case for case in CASES if (TRACKERS / case / "expected.txt").read_text("utf-8").startswith("0\n")]


@pytest.mark.parametrize("case", ACCEPTED)
def test_taken_over_again_it_changes_nothing(case: str, portfolio: Path) -> None:
    command = laid_out(case, portfolio)
    comments = {name: re.findall("#.*", text) for name, text in texts(portfolio).items()}
    first = ask(*command)
    assert first.code == 0
    after = texts(portfolio)
    left_alone = "--update changes what differs" in first.err
    for options in ([],) if left_alone or "--update" in command else ([], ["--update"]):
        again = ask(*command, *options)
        assert again.code == 0
        assert again.err.endswith("nothing was written: there is nothing new in it\n")
    assert texts(portfolio) == after
    assert all(re.findall("#.*", after[name]) == found for name, found in comments.items())
    assert ask("check").code == 0


@pytest.mark.parametrize("case", sorted({*CASES} - {*ACCEPTED}))
def test_a_tracker_that_is_refused_leaves_everything_as_it_was(case: str, portfolio: Path) -> None:
    before = texts(portfolio)
    assert ask(*laid_out(case, portfolio)).code in (2, 3)
    assert texts(portfolio) == before


LOST = ("stage", "countries", "status", "deadline", "deadline_last_day", "as_of")
"""What depends on the roadmap's own dates and regions, which an export of milestones does not have."""


def exported(folder: Path, *options: str) -> list[dict[str, str]]:
    """The milestones of a portfolio, each with the fields that do not depend on what an export leaves out."""
    ran = main_at(folder, "export", "csv", "--raw", *options)
    assert ran.code == 0, ran.err
    rows = csv.DictReader(io.StringIO(ran.out, newline=""))
    return [{name: value for name, value in row.items() if name not in LOST} for row in rows]


@pytest.mark.parametrize("source", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
@pytest.mark.parametrize("options", [(), ("--raw",), ("--bom",)], ids=["safe", "raw", "bom"])
def test_what_was_exported_comes_in_again(source: Path, options: tuple[str, ...], portfolio: Path) -> None:
    empty = portfolio.parent / "empty"
    empty.mkdir()
    shutil.copy(source / "framework.toml", empty)
    main_at(source, "export", "csv", *options, "-o", "milestones.csv")
    ran = main_at(empty, "import", "csv", "milestones.csv")
    assert ran.code == 0, ran.err
    assert exported(empty) == exported(source)
    assert main_at(empty, "check").code == 0


@pytest.mark.parametrize(
    "command", [("export", "csv"), ("list", "milestones", "-f", "csv"), ("list", "milestones", "-f", "tsv")]
)
def test_what_this_program_wrote_changes_nothing_where_it_came_from(command: tuple[str, ...], portfolio: Path) -> None:
    before = texts(portfolio)
    Path("milestones.csv").write_text(ask(*command).out, "utf-8", newline="")
    ran = ask("import", "csv", "milestones.csv", "--update")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("nothing was written: there is nothing new in it\n")
    assert texts(portfolio) == before


NASTY = st.text(st.sampled_from("abZ é';,\t\n\"=+-@|#\\$[]{}·\u200b\u202e\u20ac0"), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    milestones=st.lists(
        st.tuples(NASTY, NASTY, st.sampled_from(["2026", "2026-Q3", "2026-06", "2026-06-30"])), max_size=4
    )
)
def test_any_text_survives_the_way_out_and_in(milestones: list[tuple[str, str, str]], portfolio: Path) -> None:
    """What a spreadsheet might take for a formula is guarded on the way out, and bare again on the way in."""
    homes = [portfolio.parent / name for name in ("out", "in")]
    for home in homes:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        (home / "framework.toml").write_text(FRAMEWORK, "utf-8")
    tables = {
        f"m{number}": {"title": title, "notes": notes, "due": due}
        for number, (title, notes, due) in enumerate(milestones)
    }
    data = {"title": "Roadmap", "kind": "roadmap", "deliverables": {"plan": {"title": "Plan", "milestones": tables}}}
    (homes[0] / "ruritania.toml").write_bytes(tomli_w.dumps(data).encode())
    assert main_at(homes[0], "export", "csv", "-o", "all.csv").code == 0
    ran = main_at(homes[1], "import", "csv", "all.csv")
    assert ran.code == 0, ran.err
    assert exported(homes[1]) == exported(homes[0])


WORDS = ("Milestone", "Deadline", "Status", "ID", "Country", "Owner", "Output", "Roadmap", "Comments", "RAO", "TBC")
CELLS = ("2026-06", "4/5/2026", "46200", "Done", "erewhon-2026/needs/mission", "ruritania-2025", "#REF!", "total")
SIGNS = (*",;\t|\n\"'= \r\x00é\ufeff", "\r\n", "\x1b[2J", "sep=;\n")
PIECES = st.sampled_from((*WORDS, *CELLS, *SIGNS, *SIGNS))


HEADERS = "Milestone,Output,Deadline,Owner,Status,ID,Area,Country,Done,Partner,Comments\n"
ROWS = st.lists(st.lists(st.one_of(PIECES, st.just("")), max_size=12).map(",".join), max_size=8)
TABLES = ROWS.map(lambda rows: (HEADERS + "\n".join(rows)).encode())
SWITCHES = ("--fill-down", "--add-missing", "--keep-words", "--update", "--excel-dates")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(TABLES, st.lists(PIECES, max_size=60).map("".join).map(str.encode), st.binary(max_size=200)),
    options=st.lists(st.sampled_from(SWITCHES), unique=True),
)
def test_whatever_is_in_the_file_it_is_taken_or_refused(content: bytes, options: list[str], portfolio: Path) -> None:
    """Never a traceback (``ask`` looks for that), and never a control character on the way to a terminal."""
    Path("any.csv").write_bytes(content)
    ran = ask("import", "csv", "any.csv", "--roadmap", "ruritania-2025", "--day-first", "--dry-run", *options)
    assert ran.code in (0, 2, 3)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", ran.err)


def test_what_would_be_wrong_afterwards_writes_nothing_at_all(portfolio: Path) -> None:
    before = texts(portfolio)
    Path("tracker.csv").write_text("Milestone,Owner,Started,Done\nPlan,New Office,2026-05,2026-03\n")
    ran = ask("import", "csv", "tracker.csv", "--roadmap", "ruritania-2025", "--add-missing")
    assert ran.code == 3
    assert "tracker.csv:2:4: error[done-before-started]: Done (D2): done (2026-03)" in ran.err
    assert texts(portfolio) == before


def test_a_portfolio_can_be_begun_from_a_tracker(tmp_path: Path, run: Run) -> None:
    tracker = (
        "Project,Country,Output,Milestone,Deadline\nRoadmap with Albania,Albania,Training,Trainers chosen,Q4 2027\n"
    )
    (tmp_path / "tracker.csv").write_text(tracker)
    none = run("import", "csv", "tracker.csv", "--kind", "roadmap")
    assert none.code == 4
    assert "begin one with: coopctl init" in none.err
    assert run("init").code == 0
    ran = run("import", "csv", "tracker.csv", "--kind", "roadmap", "--add-missing")
    assert ran.code == 0, ran.err
    listed = run("list", "milestones", "--country", "Albania", "-f", "ids")
    assert listed.out == "roadmap-with-albania/training/trainers-chosen\n"


def test_a_tracker_can_come_from_standard_input(portfolio: Path, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "coopctl", "-C", "portfolio", "import", "csv", "-", "--roadmap", "erewhon-2026"],
        input="Milestone;Deadline\nGuides found;2027-03\n".encode("utf-16"),
        capture_output=True,
        env=environment,
        check=True,
    )
    assert b"standard input: 1 row" in ran.stderr
    assert ask("show", "erewhon-2026/guides-found").code == 0


@pytest.mark.parametrize(("name", "said"), [("absent.csv", "No such file"), ("portfolio", "is a folder")])
def test_a_file_that_cannot_be_read_is_said(name: str, said: str, portfolio: Path) -> None:
    ran = ask("import", "csv", name)
    assert ran.code == 6
    assert said in ran.err


def test_too_many_rows_are_refused(portfolio: Path) -> None:
    Path("long.csv").write_text("Milestone,Deadline\n" + "Plan,2026\n" * 100_001)
    ran = ask("import", "csv", "long.csv", "--roadmap", "ruritania-2025")
    assert (ran.code, "more than 100000 rows" in ran.err) == (3, True)


def test_a_million_blank_rows_below_a_table_are_nothing(portfolio: Path) -> None:
    Path("long.csv").write_text("Milestone,Deadline\nPlan,2026\n" + ",\n" * 1_000_000)
    ran = ask("import", "csv", "long.csv", "--roadmap", "ruritania-2025", "--dry-run")
    assert ran.code == 0
    assert "1 row below the headers" in ran.err


@pytest.mark.parametrize(("typed", "code", "is_written"), [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False)])
def test_on_a_terminal_it_is_shown_and_asked_about(
    typed: str, code: int, is_written: bool, portfolio: Path, environment: dict[str, str]
) -> None:
    before = texts(portfolio)
    Path("tracker.csv").write_text("Milestone,Deadline\nGuides found,2027-03\n")
    command = ["-C", "portfolio", "import", "csv", "tracker.csv", "--roadmap", "erewhon-2026"]
    ended, shown = run_in_terminal(command, 100, env=environment, typed=typed)
    assert ended == code
    assert "erewhon-2026: 1 deliverable added (portfolio/erewhon-2026.toml:53)\nWrite this? [y/N]: " in shown
    assert (texts(portfolio) != before) == is_written


def test_nobody_is_asked_who_said_yes(portfolio: Path, environment: dict[str, str]) -> None:
    Path("tracker.csv").write_text("Milestone,Deadline\nGuides found,2027-03\n")
    command = ["-C", "portfolio", "import", "csv", "tracker.csv", "--roadmap", "erewhon-2026", "--yes"]
    ended, shown = run_in_terminal(command, 100, env=environment)
    assert (ended, "Write this?" in shown) == (0, False)
    assert "[deliverables.guides-found]" in texts(portfolio)["erewhon-2026.toml"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--day-first", "--month-first"], 2, "exclude each other"),
        (["--kind", "road-map"], 2, 'did you mean "roadmap"?'),
        (["--separator", "comm"], 2, "write the character itself"),
        (["--encoding", "windows-1525"], 2, 'did you mean "windows-125'),
        (["--status-as-of", "yesterday"], 2, '"yesterday" is not a date'),
        (["--map", "due"], 2, "there is no field"),
        (["--map", "due=Milestone", "--map", "due=Deadline"], 2, '"due" can be one column only'),
        (["--map", "deadline=due"], 2, '--map due="deadline"'),
        (["--roadmap", "ruritania-2026"], 4, 'did you mean "ruritania-2025"?'),
    ],
)
def test_options_that_cannot_be_are_said(options: list[str], code: int, said: str, portfolio: Path) -> None:
    Path("tracker.csv").write_text("Milestone,Deadline\nGuides found,2027-03\n")
    home = [] if "--roadmap" in options else ["--roadmap", "erewhon-2026"]
    ran = ask("import", "csv", "tracker.csv", *home, *options)
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_hand_written_notes_are_kept_when_the_tracker_has_only_a_status(portfolio: Path) -> None:
    Path("tracker.csv").write_text("ID,Status\nruritania-2025/trainer-pool/certified,On track\n")
    assert ask("import", "csv", "tracker.csv", "--update").code == 0
    notes = "Seventeen of twenty-four have passed; the others can sit again in August.\\nStatus: On track"
    assert f'notes = "{notes}"' in texts(portfolio)["ruritania-2025.toml"]


def test_a_status_word_never_overrides_a_date(portfolio: Path) -> None:
    before = texts(portfolio)
    Path("tracker.csv").write_text("ID,Status\nruritania-2025/trainer-pool/selected,Completed\n")
    assert ask("import", "csv", "tracker.csv", "--update", "--status-as-of", "2026-06-30").code == 0
    assert texts(portfolio) == before


def test_rows_in_another_order_get_the_same_ids(portfolio: Path) -> None:
    rows = ["Workshop,2027-01,a", "Workshop,2027-02,b", "Visit,2027-03,"]
    for order in (rows, rows[::-1]):
        Path("tracker.csv").write_text("\n".join(["Milestone,Deadline,Ref", *order]))
        options = [] if order is rows else ["--update"]
        ran = ask("import", "csv", "tracker.csv", "--roadmap", "erewhon-2026", *options)
        assert ran.code == 0, ran.err
    assert "nothing new" in ran.err


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    portfolio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the question is on the screen nothing is locked: somebody saves the file, and then the answer is yes."""
    file = portfolio / "erewhon-2026.toml"

    def answered(*_: object, **__: object) -> bool:
        file.write_text(file.read_text("utf-8") + "# by another hand\n", "utf-8")
        return True

    monkeypatch.setattr("coopctl.cli.taking._is_somebody_there", lambda: True)
    monkeypatch.setattr("coopctl.cli.typed.is_confirmed", answered)
    Path("tracker.csv").write_text("Milestone,Deadline\nGuides found,2027-03\n")
    ran = ask("import", "csv", "tracker.csv", "--roadmap", "erewhon-2026")
    assert ran.code == 5
    text = file.read_text("utf-8")
    assert ("# by another hand" in text, "guides-found" in text) == (True, False)


def test_many_errors_are_told_up_to_a_hundred_and_then_counted(portfolio: Path) -> None:
    rows = "".join(f"Step {number},2026-{number:02}-99\n" for number in range(10, 160))
    Path("tracker.csv").write_text(f"Milestone,Deadline\n{rows}")
    ran = ask("import", "csv", "tracker.csv", "--roadmap", "erewhon-2026")
    assert ran.err.count("error[bad-date]") == 100
    assert "... and 50 more\nerror: nothing was written: 150 errors in tracker.csv\n" in ran.err


def taken(sheet: str, *options: str) -> Ran:
    """Import a sheet with a deliverable a row into the erewhon roadmap."""
    Path("tracker.csv").write_text(sheet, "utf-8")
    return ask("import", "csv", "tracker.csv", "--roadmap", "erewhon-2026", *options)


SAME_TITLES = "No.,Deliverable,Milestone,Deadline\n1,Plan,Workshop,2027-01\n2,Plan,Workshop,2027-02\n"
SORTED = "No.,Deliverable,Milestone,Deadline\n2,Plan,Workshop,2027-02\n1,Plan,Workshop,2027-01\n"


def test_rows_of_one_title_are_not_mixed_up_when_somebody_sorts_the_sheet(portfolio: Path) -> None:
    first = taken(SAME_TITLES)
    assert first.code == 0
    assert '"Workshop" is the title of rows 2 and 3 in erewhon-2026/plan' in first.err
    assert '--map milestone="No."' in first.err
    before = texts(portfolio)
    again = taken(SORTED, "--update")
    assert again.code == 3
    assert 'error[same-title]: Milestone (C2): 2 rows of erewhon-2026/plan have the title "Workshop"' in again.err
    assert "(and row 3)" in again.err
    assert "workshop and workshop-2" in again.err
    assert "--map milestone=COLUMN" in again.err
    assert texts(portfolio) == before


def test_one_row_is_not_taken_for_either_of_two_of_its_title(portfolio: Path) -> None:
    taken(SAME_TITLES)
    assert "nothing says which is which" in taken("Deliverable,Milestone\nPlan,Workshop\n", "--update").err


def test_an_id_column_tells_rows_of_one_title_apart(portfolio: Path) -> None:
    first = taken(SAME_TITLES, "--map", "milestone=No.")
    assert (first.code, "is the title of" in first.err) == (0, False)
    again = taken(SORTED, "--update", "--map", "milestone=No.")
    assert (again.code, "nothing new" in again.err) == (0, True)
    without = taken(SORTED, "--update")
    assert (without.code, 'say --map milestone="No."' in without.err) == (3, True)


def test_ids_of_the_portfolio_in_a_column_tell_rows_of_one_title_apart(portfolio: Path) -> None:
    taken(SAME_TITLES)
    sheet = "ID,Deliverable,Milestone,Deadline\nworkshop-2,Plan,Workshop,2027-03\nworkshop,Plan,Workshop,2027-01\n"
    ran = taken(sheet, "--update")
    assert ran.code == 0
    assert 'erewhon-2026/plan/workshop-2: due = "2027-03" (was "2027-02")' in ran.err


def test_rows_that_are_there_stay_as_they_are_and_new_ones_are_added(portfolio: Path) -> None:
    taken("Deliverable,Milestone,Deadline\nPlan,Drafted,2027-01\n")
    before = texts(portfolio)["erewhon-2026.toml"]
    sheet = "Deliverable,Milestone,Deadline,Partner\nPlan,Drafted,2028-01,RMM\nPlan,Printed,2027-02,\n"
    ran = taken(sheet)
    assert ran.code == 0
    note = "note: 1 of 2 rows is in the portfolio already and stays as it is (erewhon-2026/plan/drafted)"
    assert f"{note}; --update changes what differs" in ran.err
    after = texts(portfolio)["erewhon-2026.toml"]
    assert "1 milestone added" in ran.err
    assert set(before.splitlines()) <= set(after.splitlines())
    assert "2028-01" not in after
    assert before.count("RMM") == after.count("RMM")
    again = taken(sheet)
    assert again.code == 0
    assert "2 of 2 rows are in the portfolio already and stay as they are" in again.err
    assert again.err.endswith("nothing was written: there is nothing new in it\n")
    assert texts(portfolio)["erewhon-2026.toml"] == after


def displayed(book: Path, sheet: str) -> str:
    """A sheet of a workbook as CSV, as a spreadsheet saves it: dates as they are shown, and no blank at the end."""
    with warnings.catch_warnings(action="ignore"):
        rows = openpyxl.load_workbook(book)[sheet].iter_rows(values_only=True)
        cells = [[f"{one:%Y-%m-%d}" if isinstance(one, datetime) else one for one in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(cells)
    return out.getvalue()


@pytest.mark.parametrize("source", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
@pytest.mark.parametrize("sheet", ["Milestones", "Deliverables"])
def test_a_sheet_of_the_own_workbook_says_nothing_new(source: Path, sheet: str, portfolio: Path) -> None:
    here = portfolio.parent / "here"
    shutil.copytree(source, here, ignore=shutil.ignore_patterns("*.py*"))
    before = texts(here)
    assert main_at(here, "export", "xlsx", "-o", "book.xlsx").code == 0
    Path("sheet.csv").write_text("\ufeff" + displayed(Path("book.xlsx"), sheet), "utf-8", newline="")
    ran = main_at(here, "import", "csv", "sheet.csv", "--update")
    assert ran.code == 0, ran.err
    assert "written by coopctl export xlsx" in ran.err
    assert ran.err.endswith("nothing was written: there is nothing new in it\n"), ran.err
    assert texts(here) == before


def test_what_somebody_wrote_into_the_own_workbook_is_all_that_changes(portfolio: Path) -> None:
    ask("export", "xlsx", "-o", "book.xlsx")
    sheet = displayed(Path("book.xlsx"), "Milestones").replace("Mutual site visits, Mildendo", "Site visits, Mildendo")
    Path("sheet.csv").write_text(sheet, "utf-8", newline="")
    ran = ask("import", "csv", "sheet.csv", "--update")
    assert (ran.code, "channel-exchange: 1 field changed" in ran.err) == (0, True)


def test_evidence_that_is_called_as_a_source_is_that_source(portfolio: Path) -> None:
    title = "Annual report on external cooperation 2025"
    assert taken(f"Deliverable,Milestone,Evidence\nPlan,Drafted,{title}; photographs\n").code == 0
    source = re.search(rf'\[sources\.([^]]+)\]\ntitle = "{title}"', texts(portfolio)["framework.toml"])
    assert source
    assert f'evidence = ["{source[1]}", "photographs"]' in texts(portfolio)["erewhon-2026.toml"]


def test_cells_beyond_the_headers_are_an_error_with_the_row(portfolio: Path) -> None:
    ran = taken("Deliverable,Milestone,Deadline\nPlan,Drafted,2027-01,,\nPlan,Printed, bound,2027-02\n")
    assert ran.code == 3
    assert "tracker.csv:3:3: error[surplus-cells]: Deadline (C3): row 3 has more cells than there are" in ran.err
    assert 'such as "2027-02"' in ran.err
    assert 'a cell has a "," in it and no quotation marks around it' in ran.err
    assert ran.err.count("error[") == 1


def test_blanks_beyond_the_headers_are_nothing(portfolio: Path) -> None:
    assert taken("Deliverable,Milestone,Deadline\nPlan,Drafted,2027-01,, \n").code == 0


def test_countries_may_be_called_as_people_call_them(portfolio: Path) -> None:
    assert taken("Milestone,Country\nMet,Turkey\n", "--add-missing").code == 0
    assert "[countries.TR]" in texts(portfolio)["framework.toml"]
    ran = taken("Milestone,Country\nMet again,Turkei\n", "--add-missing")
    assert (ran.code, 'did you mean "Turkey"?' in ran.err) == (3, True), ran.err


@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["saved", "dry"])
def test_what_is_done_in_the_future_is_a_warning_with_its_cell(options: tuple[str, ...], portfolio: Path) -> None:
    ran = taken("Milestone,Done\nAsked around,2199-04-03\n", *options)
    assert ran.code == 0
    assert "tracker.csv:2:2: warning[in-the-future]: Done (B2): done on a day that is still to come" in ran.err


def test_a_cell_that_is_too_long_is_called_so(portfolio: Path) -> None:
    ran = taken(f"Milestone,Notes\nMet,short\nMet again,{'long ' * 400_000}\n")
    assert (ran.code, "error: a cell in row 3 is longer than 131072 characters" in ran.err) == (3, True), ran.err


@pytest.mark.parametrize(
    ("id", "said"), [("../evil", "letters a-z"), ("framework", "something else"), ("CON", "Windows keeps this name")]
)
def test_what_cannot_be_the_id_of_a_new_roadmap_is_said(id: str, said: str, portfolio: Path) -> None:
    Path("tracker.csv").write_text("Milestone\nMet\n")
    ran = ask("import", "csv", "tracker.csv", "--roadmap", id, "--title", "One", "--kind", "project")
    assert ran.code == 2
    assert f'error: --roadmap: "{id}" cannot be a roadmap\'s id\n   = help: ' in ran.err
    assert said in ran.err


def test_no_id_made_from_a_title_is_a_device_of_windows(portfolio: Path) -> None:
    Path("tracker.csv").write_text("Project,Kind,Milestone\nAux,project,Met\n")
    assert ask("import", "csv", "tracker.csv", "--map", "roadmap=Project").code == 0
    assert (portfolio / "aux-2.toml").exists()
