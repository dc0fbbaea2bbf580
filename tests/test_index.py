"""The index gives the same answer however it came about: built anew, brought up to date, or kept in a snapshot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl import index, snapshot
from tests.conftest import EXAMPLE, FRAMEWORK

TODAY = date(2026, 11, 21)

FRAMEWORKS = (
    FRAMEWORK,
    FRAMEWORK.replace("[focus_areas.training]", "[focus_areas.schooling]"),
    FRAMEWORK.replace('countries = ["XL"]', 'countries = ["XL", "ZZ"]'),
    FRAMEWORK.replace("as_of = 2026-06-30\n", ""),
    FRAMEWORK.replace("as_of = 2026-06-30", "as_of = 2026-01-31"),
    'title = "Broken',
)
ROADMAPS = (
    'title = "Plain"\nkind = "roadmap"\ncountries = ["ZZ"]\n',
    'title = "Follows"\nkind = "roadmap"\nfollows = ["a"]\nregions = ["islands"]\n',
    'title = "Circle"\nkind = "roadmap"\nfollows = ["b"]\npart_of = "c"\n',
    'title = "Nowhere"\nkind = "roadmap"\ncountries = ["XX"]\nfocus_areas = ["trainin"]\n',
    'title = "Reversed"\nkind = "roadmap"\nperiod = { start = 2026, end = 2025 }\n',
    'title = "Area"\nkind = "roadmap"\n[deliverables.d]\ntitle = "D"\nfocus_area = "training"\n',
    'title = "Works"\nkind = "project"\nfocus_areas = ["training"]\nperiod = { start = 2026, end = "2026-05" }\n'
    '[deliverables.d]\ntitle = "D"\nfocus_area = "training"\n[deliverables.d.milestones.m]\ntitle = "M"\ndue = "2027"\n'
    '[deliverables.e]\ntitle = "E"\nowner = "RMM"\ndone = "2026-04"\n',
    'title = "Slip"\nkind = "roadmp"\n',
    "title = ",
)
changes = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["a", "b", "c", "d"]), st.sampled_from(ROADMAPS)),
        st.tuples(st.sampled_from(["a", "b", "c", "d"]), st.none()),
        st.tuples(st.just("framework"), st.sampled_from(FRAMEWORKS)),
    ),
    min_size=1,
    max_size=5,
)


def content(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Every table, without what depends on the way: keys, and the stamps of files."""
    tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    found = {}
    for table in tables:
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        kept = [
            f'"{name}"' for name in columns if name not in ("key", "racy", "device", "inode", "modified", "changed")
        ]
        source = f"main.{table} JOIN milestone USING (key)" if table == "milestone_status" else f"main.{table}"
        names = "roadmap, deliverable, id, status, deadline" if table == "milestone_status" else ", ".join(kept)
        found[table] = sorted(connection.execute(f"SELECT {names} FROM {source}").fetchall(), key=repr)
    del found["snapshot"]
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=1, max_size=4))
def test_bringing_up_to_date_equals_building_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: list[list[tuple[str, str | None]]]
) -> None:
    folder, cache = tmp_path / "portfolio", tmp_path / "cache"
    for place in (folder, cache):
        shutil.rmtree(place, ignore_errors=True)
    folder.mkdir()
    (folder / "framework.toml").write_text(FRAMEWORK, "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    index.open_index(folder, TODAY)
    for files in rounds:
        for name, text in files:
            file = folder / f"{name}.toml"
            if text is None:
                file.unlink(missing_ok=True)
            else:
                file.write_text(text, "utf-8")
        updated = index.open_index(folder, TODAY)
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/there-is-no-cache")
        anew = index.open_index(folder, TODAY)
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        assert updated.problems == anew.problems
        assert content(updated.connection) == content(anew.connection)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example portfolio with files old enough to be trusted, and a cache of its own."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    for file in folder.iterdir():
        os.utime(file, (1_700_000_000.123, 1_700_000_000.123))
    time.sleep(0.15)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def kept(folder: Path) -> Path:
    place = snapshot.location(folder)
    assert place is not None
    return place


def test_a_fresh_snapshot_is_used_and_left_alone(example: Path) -> None:
    index.open_index(example, TODAY)
    before = kept(example).stat()
    index.open_index(example, TODAY)
    assert kept(example).stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_changed_at_the_moment_of_reading_is_read_again(example: Path) -> None:
    (example / "channel-exchange.toml").write_text('title = "First"\nkind = "roadmap"\n', "utf-8")
    index.open_index(example, TODAY)
    stamp = (example / "channel-exchange.toml").stat()
    (example / "channel-exchange.toml").write_text('title = "Later"\nkind = "roadmap"\n', "utf-8")
    os.utime(example / "channel-exchange.toml", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    found = index.open_index(example, TODAY).connection
    assert found.execute("SELECT title FROM roadmap WHERE id = 'channel-exchange'").fetchone() == ("Later",)


def test_without_a_reporting_date_a_new_day_is_judged_anew(example: Path) -> None:
    framework = example / "framework.toml"
    framework.write_text(framework.read_text("utf-8").replace("as_of = 2026-06-30", ""), "utf-8")
    for day in (TODAY, date(2027, 11, 21)):
        connection = index.open_index(example, day).connection
        assert connection.execute("SELECT day FROM as_of").fetchone() == (day.isoformat(),)
        assert index.set_day(connection, None) == (day.isoformat(), "today")


@pytest.mark.parametrize("damage", ["cut", "emptied", "zeroed", "text", "one bit"])
def test_a_damaged_snapshot_is_noticed(example: Path, damage: str) -> None:
    whole = content(index.open_index(example, TODAY).connection)
    file = kept(example)
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    if damage == "one bit":
        data[middle] ^= 1
    made: dict[str, bytes | bytearray] = {
        "cut": data[:middle],
        "emptied": b"",
        "zeroed": bytes(len(data)),
        "text": b"not a database",
        "one bit": data,
    }
    file.write_bytes(made[damage])
    assert snapshot.Opening(file).connection() is None
    assert content(index.open_index(example, TODAY).connection) == whole
    assert snapshot.Opening(file).connection() is not None


def test_snapshots_of_two_portfolios_do_not_meet(example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(example, other)
    assert kept(example) != kept(other)


def test_a_change_of_the_program_makes_another_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "coopctl"
    shutil.copytree(Path(index.__file__).parent, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(index, "_HOME", home)
    seen = {index._program()}
    for changed in (home / "rules.sql", home / "toml" / "scan.py"):
        changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
        seen.add(index._program())
    assert len(seen) == 3
    assert index._program() in seen
