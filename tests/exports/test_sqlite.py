"""`export sqlite`, asked by SQLite itself, DuckDB and Datasette."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopctl.filters import STATUSES
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Run
from tests.exports import hostile
from tests.exports.readers import database

INNER = {"milestone_status", "roadmap_stage", "roadmap_standing", "deliverable_standing"}
OWN = {"about", "dictionary", "roadmap_listed"}


def exported(run: Run, target: Path, *options: str, at: Path = EXAMPLE) -> Path:
    assert run("export", "sqlite", *options, "-o", str(target / "o.sqlite"), at=at).code == 0
    return target / "o.sqlite"


@pytest.fixture
def opened(run: Run, tmp_path: Path) -> sqlite3.Connection:
    return database(exported(run, tmp_path).read_bytes())


def relations(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table and view with its type."""
    return dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')").fetchall())


def documented(run: Run) -> dict[str, list[str]]:
    """The tables and views of `coopctl sql --schema`, each with its columns."""
    found: dict[str, list[str]] = {}
    for row in json.loads(run("sql", "--schema", "-f", "json", at=EXAMPLE).out)["rows"]:
        found.setdefault(row["table"], []).append(row["column"])
    return found


def test_it_has_what_can_be_asked_for_with_sql_and_nothing_internal(opened: sqlite3.Connection, run: Run) -> None:
    wanted = documented(run)
    wanted.pop("roadmap_latest")
    assert set(relations(opened)) == {*wanted, *INNER, *OWN}
    for name, columns in wanted.items():
        assert [row[1] for row in opened.execute(f"PRAGMA table_info({name})")] == columns


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_it_answers_as_sql_does(at: Path, run: Run, tmp_path: Path) -> None:
    connection = database(exported(run, tmp_path, at=at).read_bytes())
    for name, columns in documented(run).items():
        if name == "roadmap_latest":
            continue
        # Keys are numbers of the index; lists are separated by what each shows.
        asked = ", ".join(f'"{column}"' for column in columns if column not in ("key", "countries"))
        query = f'SELECT {asked} FROM "{name}"'
        told = json.loads(run("sql", query, "-f", "json", at=at).out)["rows"]
        found = [list(row) for row in connection.execute(query)]
        assert sorted(found, key=repr) == sorted([list(row.values()) for row in told], key=repr), name


def test_every_reference_is_declared_and_holds(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    declared = {
        (name, one[3]): one[2]
        for name in relations(opened)
        for one in opened.execute(f"PRAGMA foreign_key_list({name})")
    }
    for column, target in {
        ("milestone", "owner"): "organisation",
        ("milestone", "roadmap"): "roadmap",
        ("roadmap", "part_of"): "roadmap",
        ("roadmap_follows", "follows"): "roadmap",
        ("roadmap_partner", "partner"): "organisation",
        ("roadmap_areas", "area"): "focus_area",
        ("region_country", "country"): "country",
        ("deliverable", "focus_area"): "focus_area",
        ("framework", "agency"): "organisation",
        ("indicator_actual", "indicator"): "indicator",
        ("milestone_status", "key"): "milestone",
    }.items():
        assert declared[column] == target
    opened.execute("PRAGMA foreign_keys = ON")
    for refused in (
        "UPDATE milestone SET owner = 'NOBODY'",
        "DELETE FROM roadmap",
        "INSERT INTO roadmap (id, title, kind) VALUES ('erewhon-2026', 't', 'roadmap')",
        "INSERT INTO roadmap (id, kind) VALUES ('x', 'roadmap')",
        "UPDATE roadmap SET in_preparation = 7",
        "UPDATE as_of SET day = NULL",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            opened.execute(refused)


def test_its_tables_are_strict_and_what_a_table_means_stays_with_it(opened: sqlite3.Connection) -> None:
    for name, type, sql in opened.execute("SELECT name, type, sql FROM sqlite_master WHERE type <> 'index'").fetchall():
        assert type == "view" or sql.endswith(") STRICT")
        assert "--" in sql, name
    told = {(table, column): meaning for table, column, _, meaning in opened.execute("SELECT * FROM dictionary")}
    columns = {(name, row[1]) for name in relations(opened) for row in opened.execute(f"PRAGMA table_info({name})")}
    assert {key for key in told if key[1]} == columns
    assert not [key for key, meaning in told.items() if not meaning]
    assert told["milestone", "due"] == "The agreed deadline; without it, the roadmap's end."
    statement = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'milestone'").fetchone()[0]
    assert "due TEXT, -- The agreed deadline; without it, the roadmap's end." in statement


def test_lists_are_separated_as_people_do_and_it_says_so(opened: sqlite3.Connection) -> None:
    assert ("ZZ, XG, XA",) in opened.execute("SELECT countries FROM roadmaps").fetchall()
    said = [meaning for (meaning,) in opened.execute("SELECT meaning FROM dictionary WHERE column_name = 'countries'")]
    assert len(said) == 2
    assert all("separated by commas" in meaning for meaning in said)


def test_the_day_is_a_table_and_the_file_says_what_it_is(run: Run, tmp_path: Path) -> None:
    options = ["--as-of", "2026-02-03", "--country", "ZZ", "--status", "overdue"]
    connection = database(exported(run, tmp_path, *options).read_bytes())
    assert connection.execute("SELECT * FROM as_of").fetchall() == [("2026-02-03", "2026-03-05")]
    told = dict(connection.execute("SELECT * FROM about").fetchall())
    assert told["day"] == "as of 2026-02-03 (as asked)"
    assert told["restricted to"] == "country ZZ · status overdue"
    assert "Only rows with the status asked for" in told["notes"]
    assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"coop"),)


def test_a_filter_leaves_what_was_asked_for_and_what_leads_out_of_it_is_told(run: Run, tmp_path: Path) -> None:
    connection = database(exported(run, tmp_path, "ruritania-2025/trainer-pool").read_bytes())
    assert connection.execute("SELECT id, total FROM roadmaps").fetchall() == [("ruritania-2025", 3)]
    assert connection.execute("SELECT count(*) FROM milestone").fetchone() == (3,)
    assert connection.execute("SELECT DISTINCT id FROM deliverable").fetchall() == [("trainer-pool",)]
    assert connection.execute("SELECT id FROM indicator").fetchall() == [("trainers",)]
    assert connection.execute("SELECT part_of FROM roadmap").fetchall() == [(None,)]
    assert connection.execute("SELECT * FROM roadmap_follows").fetchall() == []
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    told = dict(connection.execute("SELECT * FROM about").fetchall())["left out"]
    assert "roadmap_follows.follows = ruritania-2022: that roadmap is not in this file" in told
    assert "inner-kingdoms-2024" in told


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_chooses_the_milestones_and_leaves_the_figures_whole(status: str, run: Run, tmp_path: Path) -> None:
    connection = database(exported(run, tmp_path, "--status", status).read_bytes())
    found = {path for (path,) in connection.execute("SELECT path FROM milestones")}
    assert found == set(run("list", "milestones", "--status", status, "-f", "ids", at=EXAMPLE).out.split())
    assert {row[0] for row in connection.execute("SELECT status FROM milestone_status")} <= {status}
    totals = connection.execute("SELECT id, total FROM roadmaps").fetchall()
    listed = json.loads(run("list", "--columns", "id,total", "-f", "json", at=EXAMPLE).out)["rows"]
    assert set(totals) <= {(row["id"], row["total"]) for row in listed}
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_text_is_kept_exactly(run: Run, tmp_path: Path) -> None:
    connection = database(exported(run, tmp_path, at=hostile.write(tmp_path / "hostile")).read_bytes())
    assert [title for (title,) in connection.execute("SELECT title FROM milestone ORDER BY key")] == hostile.TEXTS


def test_files_that_did_not_load_are_named(portfolio: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    at = portfolio(good='title = "t"\nkind = "roadmap"', bad="title = ")
    ran = run("export", "sqlite", "-o", str(tmp_path / "o.sqlite"), at=at)
    assert ran.code == 3
    told = dict(database((tmp_path / "o.sqlite").read_bytes()).execute("SELECT * FROM about").fetchall())
    assert told["notes"] == "Left out because of problems: bad.toml."


# ----------------------------------------------------------------------------------------------- DuckDB and Datasette


def sorted_rows(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=repr)


DUCKDB = """
import json, sys, duckdb
from duckdb_extensions import extension_importer
extension_importer.import_extension("sqlite_scanner")
duck = duckdb.connect()
duck.execute("LOAD sqlite_scanner")
duck.execute(f"ATTACH '{sys.argv[1]}' AS file (TYPE sqlite, READ_ONLY)")
print(json.dumps({name: duck.execute(f'SELECT * FROM file."{name}"').fetchall() for name in sys.argv[2:]}))
"""


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_duckdb_sees_the_same_rows_in_every_table_and_view(at: Path, run: Run, tmp_path: Path) -> None:
    pytest.importorskip("duckdb_extensions", reason="DuckDB with its SQLite extension is not installed: see .ci/run")
    path = exported(run, tmp_path, at=at)
    connection = sqlite3.connect(path)
    names = list(relations(connection))
    command = [sys.executable, "-W", "ignore", "-c", DUCKDB, str(path), *names]
    found = json.loads(subprocess.run(command, capture_output=True, check=True, env=at_home(tmp_path)).stdout)
    for name in names:
        rows = [list(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
        assert sorted_rows(found[name]) == sorted_rows(rows), name
    connection.close()


def at_home(tmp_path: Path) -> dict[str, str]:
    """An environment in which DuckDB keeps its extensions in the test's own folder."""
    return {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}


DATASETTE = """
import asyncio, json, sys
from datasette.app import Datasette

async def main():
    client = Datasette([], immutables=[sys.argv[1]]).client
    answers = [await client.get(path) for path in sys.argv[2:]]
    print(json.dumps([[answer.status_code, answer.text] for answer in answers]))

asyncio.run(main())
"""


def test_datasette_shows_every_table_and_view_and_follows_the_references(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="Datasette is not installed: see .ci/run")
    path = exported(run, tmp_path)
    names = relations(sqlite3.connect(path))
    pages = [f"/o/{name}" for name in names]
    asked = ["/o/milestones.json?status=overdue&_shape=array", "/o/milestone.json?_labels=on&_shape=array", *pages]
    command = [sys.executable, "-W", "ignore", "-c", DATASETTE, str(path), *asked]
    overdue, labelled, *shown = json.loads(
        subprocess.run(command, capture_output=True, check=True, env=at_home(tmp_path)).stdout
    )
    wanted = run("list", "milestones", "--status", "overdue", "-f", "ids", at=EXAMPLE).out.split()
    assert {row["path"] for row in json.loads(overdue[1])} == set(wanted)
    assert json.loads(labelled[1])[0]["roadmap"]["value"] == "brobdingnag-2024"
    assert json.loads(labelled[1])[0]["roadmap"]["label"].startswith("Facility for safe accommodation")
    assert [code for code, _ in shown] == [200] * len(names)
