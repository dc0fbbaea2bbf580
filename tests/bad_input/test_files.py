"""Bad files and folders, and good ones that are to be changed with care; each test has its rows' keys in its name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bad_input.bed import GOOD, Bed
from tests.bad_input.contents import MILESTONE, ROADMAP

NOBODY = 65534


def without_rights(*command: str) -> list[str]:
    """The command without an administrator's right to read and write everything."""
    if os.geteuid():
        return list(command)
    if not shutil.which("setpriv"):
        pytest.skip("an administrator may do anything, and setpriv is not here to take that away")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    """Give a path another mode for a while."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


def program(bed: Bed, *arguments: str) -> list[str]:
    """The command line of a command in the bed, without rights."""
    return without_rights(sys.executable, "-m", "coopctl", *arguments)


# --- Edits that keep what they need not change ---


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_t03_t04_an_edit_keeps_the_mark_at_the_start_and_the_line_ends(start: bytes, end: str, bed: Bed) -> None:
    text = f'{ROADMAP}# a comment\nnotes = """\none\ntwo"""\n'.replace("\n", end).encode()
    bed.put({"bad.toml": start + text})

    answer = bed.run("set", "bad", "title=Better", "countries=ZZ")

    assert answer.code == 0, answer.said
    after = (bed.portfolio / "bad.toml").read_bytes()
    expected = text.replace(b'"Bad"', b'"Better"').replace(b"# a", f'countries = ["ZZ"]{end}# a'.encode())
    assert sorted(after.removeprefix(start).split(end.encode())) == sorted(expected.split(end.encode()))
    assert after.startswith(start + b"title")
    assert (after.count(b"\r"), after.count(b"\n")) == (expected.count(b"\r"), expected.count(b"\n"))


def test_t31_a_value_that_is_not_touched_keeps_its_digits(bed: Bed) -> None:
    """Python's clock has microseconds only; what it cannot hold must not be written anew."""
    odd = "x = 1979-05-27T00:32:00.999999999Z   # nanoseconds\n"
    bed.put({"bad.toml": odd + ROADMAP})

    assert bed.run("set", "bad", "title=Better").code == 0
    assert (bed.portfolio / "bad.toml").read_text() == odd + ROADMAP.replace("Bad", "Better")
    assert bed.run("fmt", "bad").code == 0
    assert "00:32:00.999999999Z" in (bed.portfolio / "bad.toml").read_text()


def test_t34_what_is_written_is_toml_1_0_too(bed: Bed) -> None:
    hard = "tab\t bell\x07 quote\" back\\slash 'single' line\nend \x1b[31m ü 🏠"
    bed.put({"bad.toml": MILESTONE})

    answer = bed.run("set", "bad/d/m", f"title={hard}", f"notes={hard}", "topics+=a b", "evidence=https://x.eu")

    assert answer.code == 0, answer.said
    read = tomllib.loads((bed.portfolio / "bad.toml").read_text("utf-8"))
    milestone = read["deliverables"]["d"]["milestones"]["m"]
    assert (milestone["title"], milestone["notes"]) == (hard, hard)


def test_t40_nothing_else_moves_in_a_file_that_is_written_oddly(bed: Bed) -> None:
    odd = (
        'title="Bad"\n\t kind  =\t"roadmap"   \n\n\n  [ deliverables . d ]\n\ttitle=\'D\'#why\n  due =  "2026-12" \t\n'
    )
    bed.put({"bad.toml": odd})

    assert bed.run("set", "bad/d", "due=2027-01").code == 0

    assert (bed.portfolio / "bad.toml").read_text() == odd.replace('"2026-12"', '"2027-01"')


def test_v09_a_value_that_cannot_be_is_refused_with_what_to_write(bed: Bed) -> None:
    bed.put({"bad.toml": MILESTONE})
    for assignment, help in (
        ("due=2025-02-30", "2025-02 has days 01 to 28"),
        ("due=31.12.2025", 'write "2025-12-31"'),
        ("funding=1.000,00", "funding"),
        ("due=1735689600", "write a year"),
    ):
        id = "bad" if assignment.startswith("funding") else "bad/d/m"
        answer = bed.run_unchanged("set", id, assignment)
        assert answer.code == 2, answer.said
        assert help in answer.said
        assert not answer.out


def test_v10_what_is_so_already_leaves_the_file_untouched(bed: Bed) -> None:
    answer = bed.run_unchanged("set", "good", "title=Good")

    assert answer.code == 0
    assert "unchanged" in answer.said


# --- Names ---


@pytest.mark.parametrize("id", ["con", "NUL", "aux.v2", "com1", "Lpt9", "all", "framework"])
def test_m24_a_name_that_means_something_else_is_refused_when_it_is_made(id: str, bed: Bed) -> None:
    for command in (["new", id, "title=X", "kind=roadmap"], ["rename", "good", id]):
        answer = bed.run_unchanged(*command)
        assert answer.code == 2
        assert f'"{id}" cannot be a roadmap\'s id' in answer.said


@pytest.mark.parametrize(
    "id", ["..", "../../etc/x", "/etc/x", "a/b", "-", "--help", "", ".hidden", "a b", "а", "x" * 90]
)
def test_m24_m27_f27_what_is_no_id_is_refused_when_it_is_made(id: str, bed: Bed) -> None:
    answer = bed.run_unchanged("new", "--", id, "title=X", "kind=roadmap")

    assert answer.code == 2
    assert "cannot be a roadmap's id" in answer.said
    assert "use the letters a-z" in answer.said


@pytest.mark.parametrize("id", ["../../etc/passwd", "/etc/passwd", "..", "good/../good"])
def test_f27_no_address_leads_out_of_the_portfolio(id: str, bed: Bed) -> None:
    for command in (["show", id], ["set", id, "title=X"], ["edit", id]):
        answer = bed.run_unchanged(*command, EDITOR="false")
        assert answer.code in (2, 4), (command, answer.said)
        assert "root:" not in answer.said
    assert bed.run_unchanged("-C", "../../nowhere/etc", "list").code == 4


def test_f12_a_name_that_is_no_text_is_shown_as_an_escape(bed: Bed) -> None:
    name = os.fsencode(bed.portfolio) + b"/bad\xff.toml"
    with open(name, "wb") as stream:
        stream.write(GOOD.encode())

    for setting in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}):
        answer = bed.run_unchanged("list", "-f", "ids", **setting)
        assert (answer.code, answer.out) == (3, b"good\n")
        assert r"bad\xff.toml: error[bad-id]" in answer.said


def test_f14_names_that_only_some_systems_tell_apart_are_warned_of(bed: Bed) -> None:
    bed.put({"Good.toml": GOOD, "other.toml": GOOD})
    if len(list(bed.portfolio.glob("*ood.toml"))) < 2:
        pytest.skip("this file system does not tell them apart itself")

    answer = bed.run_unchanged("check", "--strict")

    assert answer.code == 1
    assert 'good.toml:1: warning[same-name]: "good.toml" and "Good.toml" differ only in capital letters' in answer.said
    assert "coopctl rename" in answer.said
    assert bed.run_unchanged("check").code == 0
    bed.run("rename", "Good", "better")
    assert bed.run_unchanged("check", "--strict").code == 0


def test_f14_names_that_only_differ_in_how_a_letter_is_written_are_no_ids(bed: Bed) -> None:
    bed.put({"gr\u00fc\u00df.toml": GOOD, "gru\u0308\u00df.toml": GOOD})

    answer = bed.run_unchanged("check")

    assert answer.code == 1
    assert answer.said.count("error[bad-id]") == 2


@pytest.mark.parametrize(
    "name", [".bad.toml.swp", "bad.toml~", ".hidden.toml", "bad.TOML", "bad.toml.orig", "#bad.toml#"]
)
def test_f15_f21_backups_and_leftovers_are_passed_over(name: str, bed: Bed) -> None:
    bed.put({name: "not = = toml", ".coopctl-0123456789abcdef": "not = = toml"})

    assert bed.run_unchanged("list", "-f", "ids") == (0, b"good\n", b"")


def test_f21_what_a_killed_run_has_left_is_removed_by_the_next_that_writes(bed: Bed) -> None:
    plan = {"machine": os.uname().nodename, "files": [["good.toml", ".coopctl-0123456789abcdef", None, None]]}
    bed.put({".coopctl-0123456789abcdef": "half", ".coopctl-plan": json.dumps(plan)})

    assert bed.run("set", "good", "title=Better").code == 0

    assert sorted(os.listdir(bed.portfolio)) == ["framework.toml", "good.toml"]
    assert bed.run_unchanged("list", "-f", "ids") == (0, b"good\n", b"")


# --- What a name leads to ---


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def outside(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def nothing(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def enormous(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)


def device(path: Path) -> None:
    if os.geteuid():
        pytest.skip("only an administrator makes devices")
    os.mknod(path, 0o20666, os.makedev(1, 5))


def socket(path: Path) -> None:
    from socket import AF_UNIX, SOCK_STREAM
    from socket import socket as make

    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be long
    try:
        with make(AF_UNIX, SOCK_STREAM) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


LEADS = [
    pytest.param(pipe, "is a pipe, not a file", id="f05-a-pipe"),
    pytest.param(folder, "is a folder, not a file", id="f05-a-folder"),
    pytest.param(socket, "cannot be read", id="f05-a-socket"),
    pytest.param(device, "is a device or socket, not a file", id="f06-a-device"),
    pytest.param(endless, "leads out of the portfolio's folder", id="f06-a-link-to-a-device"),
    pytest.param(outside, "leads out of the portfolio's folder", id="f09-a-link-outside"),
    pytest.param(loop, "cannot be read: Too many levels of symbolic links", id="f08-a-link-to-itself"),
    pytest.param(nothing, "cannot be read: No such file", id="f08-a-link-to-nothing"),
    pytest.param(enormous, "larger than 4 MiB", id="f06-ten-gigabytes-of-nothing"),
]


@pytest.mark.parametrize(("make", "says"), LEADS)
def test_f05_f06_f08_f09_what_is_no_file_of_the_portfolio_is_named_and_not_read(
    make: Callable[[Path], None], says: str, bed: Bed
) -> None:
    make(bed.portfolio / "bad.toml")

    answer = bed.run_unchanged("export", "json")
    assert answer.code == 3
    assert b"good" in answer.out
    assert "bad.toml: error[" in answer.said
    assert says in answer.said
    assert "root:" not in answer.said
    for command in (["set", "bad", "title=X"], ["rename", "bad", "x"]):
        answer = bed.run_unchanged(*command)
        assert answer.code in (3, 4, 6), (command, answer.said)


@pytest.mark.parametrize(("make", "says"), LEADS)
def test_f05_f06_f09_without_a_framework_that_is_a_file_there_is_no_answer(
    make: Callable[[Path], None], says: str, bed: Bed
) -> None:
    (bed.portfolio / "framework.toml").unlink()
    make(bed.portfolio / "framework.toml")

    answer = bed.run_unchanged("list")

    assert (answer.code, answer.out) == (3, b"")
    assert says in answer.said
    assert "nothing can be said without it" in answer.said


def test_f08_folders_are_not_followed_however_they_are_linked(bed: Bed) -> None:
    (bed.portfolio / "up").symlink_to("..")
    (bed.portfolio / "again").symlink_to(".")
    (bed.portfolio / "below").mkdir()
    (bed.portfolio / "below" / "bad.toml").write_text("not = = toml")

    assert bed.run_unchanged("list", "-f", "ids") == (0, b"good\n", b"")
    around = bed.within(bed.portfolio / "up" / "portfolio" / "again" / "up" / "portfolio")
    assert around.run_unchanged("list", "-f", "ids").code == 0


def test_f02_an_empty_portfolio_is_none_to_complain_about_and_an_empty_folder_is_no_portfolio(bed: Bed) -> None:
    (bed.portfolio / "good.toml").unlink()
    answer = bed.run_unchanged("list")
    assert (answer.code, answer.out) == (0, b"")
    assert "no roadmap" in answer.said.lower()
    (bed.home / "empty").mkdir()
    answer = bed.run_unchanged("-C", str(bed.home / "empty"), "list")
    assert (answer.code, answer.out) == (4, b"")
    assert "no framework.toml" in answer.said
    assert "a portfolio is a folder with" in answer.said


def test_f11_a_file_with_another_name_is_changed_and_that_is_said(bed: Bed) -> None:
    os.link(bed.portfolio / "good.toml", bed.home / "other")

    answer = bed.run("set", "good", "title=Better")

    assert answer.code == 0
    assert "good.toml had another name (a hard link); what stands under that one is as before" in answer.said
    assert (bed.home / "other").read_text() == GOOD
    assert "another name" not in bed.run("set", "good", "title=Best").said


# --- Rights ---


def test_f03_a_file_without_permission_is_named_and_hides_no_other(bed: Bed) -> None:
    bed.put({"bad.toml": ROADMAP})
    with closed(bed.portfolio / "bad.toml", 0):
        for _ in range(2):
            answer = bed.start(program(bed, "list", "-f", "ids"))
            assert (answer.code, answer.out) == (3, b"good\n")
            assert "bad.toml: error[unreadable]: the file cannot be read: Permission denied" in answer.said
    assert bed.run("list", "-f", "ids").code == 0


def test_f03_a_folder_without_permission_is_named(bed: Bed) -> None:
    with closed(bed.portfolio, 0):
        answer = bed.within(bed.home).start(program(bed, "-C", str(bed.portfolio), "list"))
    assert (answer.code, answer.out) == (6, b"")
    assert 'portfolio" may not be read: Permission denied' in answer.said


@pytest.mark.parametrize(
    "command", [["set", "good", "title=X"], ["new", "x", "title=X", "kind=roadmap"], ["rename", "good", "x"], ["fmt"]]
)
def test_f17_in_a_folder_that_may_not_be_written_nothing_is(command: list[str], bed: Bed) -> None:
    bed.put({"good.toml": GOOD + "\n\n\n"})
    before = bed.fingerprint()
    with closed(bed.portfolio, 0o555):
        answer = bed.start(program(bed, *command))
    assert answer.code == 6
    assert "Permission denied; nothing was changed" in answer.said
    assert bed.fingerprint() == before


def test_f17_reading_needs_no_right_to_write_anything(bed: Bed) -> None:
    (bed.home / "cache").mkdir()
    with closed(bed.portfolio, 0o555), closed(bed.home / "cache", 0o555), closed(bed.home, 0o555):
        for _ in range(2):
            answer = bed.start(program(bed, "list", "-f", "ids"))
            assert answer == (0, b"good\n", b"")
    assert not list((bed.home / "cache").iterdir())


def test_f17_an_answer_cannot_be_written_where_nothing_may_be(bed: Bed) -> None:
    (bed.home / "closed").mkdir(mode=0o555)
    for target in ("../closed/answer.csv", "/proc/answer.csv", "../nowhere/answer.csv", ".", "/dev/full"):
        answer = bed.start(program(bed, "list", "-f", "csv", "-o", target))
        assert answer.code == 6, target
        assert len(answer.err.splitlines()) <= 2
    assert sorted(os.listdir(bed.portfolio)) == ["framework.toml", "good.toml"]


# --- git, which is optional ---


def git(at: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    ended = subprocess.run(["git", *who, *arguments], cwd=at, env=kept, capture_output=True, text=True, check=False)
    return ended.stdout


needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@needs_git
def test_f26_nothing_that_a_repository_configures_is_run(bed: Bed) -> None:
    git(bed.home, "init", "-q")
    git(bed.home, "add", "portfolio")
    git(bed.home, "commit", "-qm", "first")
    trap = bed.home / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {bed.home}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.editor", "core.sshCommand", "pager.log"):
        git(bed.home, "config", key, str(trap))
    git(bed.home, "config", "core.hooksPath", str(bed.home))
    (bed.home / ".gitattributes").write_text("*.toml diff=trap filter=trap\n")
    git(bed.home, "config", "diff.trap.textconv", str(trap))
    git(bed.home, "config", "filter.trap.smudge", str(trap))
    for hook in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction"):
        (bed.home / hook).symlink_to("trap")

    for command in (["log", "good"], ["report", "changes", "--since", "HEAD"], ["set", "good", "title=Better"]):
        assert bed.run(*command).code == 0, command

    assert not (bed.home / "sprung").exists()


@needs_git
def test_f26_without_a_repository_only_the_history_is_missing(bed: Bed) -> None:
    assert bed.run_unchanged("list").code == 0
    assert bed.run("set", "good", "title=Better").code == 0
    answer = bed.run_unchanged("log", "good", GIT_CEILING_DIRECTORIES=str(bed.home.parent))
    assert (answer.code, answer.out) == (6, b"")
    assert "git" in answer.said


@needs_git
@pytest.mark.parametrize("kind", ["worktree", "submodule", "elsewhere"])
def test_f26_any_kind_of_repository_will_do(kind: str, bed: Bed) -> None:
    git(bed.home, "init", "-q")
    git(bed.home, "add", "portfolio")
    git(bed.home, "commit", "-qm", "first")
    there, more = bed.portfolio, dict[str, str]()
    if kind == "worktree":
        git(bed.home, "worktree", "add", "-q", "cache/tree")
        there = bed.home / "cache" / "tree" / "portfolio"
    elif kind == "submodule":
        outer = bed.home / "cache" / "outer"
        outer.mkdir(parents=True)
        git(outer, "init", "-q")
        git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(bed.home), "inner")
        there = outer / "inner" / "portfolio"
    else:
        more = {"GIT_DIR": "/nowhere/.git", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"}
    (there / "good.toml").write_text(GOOD.replace("Good", "Better"))

    answer = bed.within(there).run("report", "changes", "--since", "HEAD", **more)

    assert answer.code == 0, answer.said
    assert bed.within(there).run("log", "good", **more).code == 0


@needs_git
@pytest.mark.parametrize(
    ("begin", "operation"), [("merge", "merge"), ("rebase", "rebase"), ("cherry-pick", "cherry-pick")]
)
def test_c13_an_edit_while_git_is_in_the_middle_of_something_is_made_and_that_is_said(
    begin: str, operation: str, bed: Bed
) -> None:
    git(bed.home, "init", "-q")
    for branch, title in (("main", "Good"), ("ours", "Ours"), ("theirs", "Theirs")):
        git(bed.home, "checkout", "-q", "-b", branch, *([] if branch == "main" else ["main"]))
        (bed.portfolio / "good.toml").write_text(GOOD.replace("Good", title))
        git(bed.home, "add", "portfolio")
        git(bed.home, "commit", "-qm", branch)
    git(bed.home, "checkout", "-q", "ours")
    assert "git is in the middle" not in bed.run("set", "framework", "title=Calm").said
    git(bed.home, "commit", "-qam", "calm")

    git(bed.home, begin, "theirs")

    assert bed.run_unchanged("set", "good", "title=X").code == 3, "a file with both sides in it is not edited"
    answer = bed.run("set", "framework", "title=Hurry")
    assert answer.code == 0
    assert f"git is in the middle of a {operation} here: what was written becomes part of it" in answer.said


def test_m06_circles_and_long_chains_are_followed_to_their_end(bed: Bed) -> None:
    length = 1_500  # deeper than Python nests calls
    for number in range(length):
        follows = f'follows = ["r{number + 1}"]\n' if number + 1 < length else ""
        bed.put({f"r{number}.toml": ROADMAP + follows})
    assert bed.run_unchanged("check").code == 0
    assert bed.run_unchanged("show", "r0").code == 0
    bed.put({f"r{length - 1}.toml": f'{ROADMAP}follows = ["r0"]\n'})

    answer = bed.run_unchanged("check")

    assert answer.code == 1
    assert "error[follows-itself]" in answer.said
    assert "r0" in answer.said
    assert len(answer.said) < 100_000


def test_m06_a_circle_of_three_is_shown_whole(bed: Bed) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        bed.put({f"{one}.toml": f'{ROADMAP}part_of = "{other}"\n'})

    answer = bed.run_unchanged("check")

    assert answer.code == 1
    assert "part-of-itself" in answer.said
    assert {"a.toml", "b.toml", "c.toml"} & set(answer.said.replace(":", " ").split())
    assert bed.run_unchanged("list", "-f", "ids").code == 3


@pytest.mark.parametrize(
    "range", ["2028-02-29/1y", "999999y", "-999999d", "999999w", "next-year", "../1900", "2200/.."]
)
def test_m17_no_range_leaves_the_years_there_are(range: str, bed: Bed) -> None:
    for day in ("1900-01-01", "2200-12-31", "2028-02-29"):
        answer = bed.run_unchanged("list", "--due", range, "--active", range, "--as-of", day, "-f", "json")
        assert answer.code in (0, 2), answer.said
