"""`coopctl sql`: every question that can be read off the tables, and nothing that changes anything."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coopctl import dictionary, index, query, sql
from coopctl.problems import CoopctlError
from coopctl.question import Question
from tests.conftest import EXAMPLE, Run


@pytest.fixture
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Question:
    """The example portfolio, opened for asking."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return asked({})


def asked(filters: dict[str, list[str]], day: str | None = None) -> Question:
    connection = index.open_index(EXAMPLE, date(2026, 6, 30)).connection
    index.make_views(connection)
    return query.ask(connection, index.set_day(connection, day), filters)


def test_a_query_in_the_format_that_is_asked_for(run: Run) -> None:
    text = "SELECT owner, count(*) AS late FROM milestones WHERE status = 'overdue' GROUP BY owner"
    assert run("sql", text, "-f", "csv", at=EXAMPLE).out == "owner,late\nGRS,1\nRAO,2\n"
    told = json.loads(run("sql", text, "-f", "json", at=EXAMPLE).out)
    assert told["rows"] == [{"owner": "GRS", "late": 1}, {"owner": "RAO", "late": 2}]
    assert told["as_of"] == "2026-06-30"


def test_paths_become_ids_for_another_command(run: Run) -> None:
    text = "SELECT roadmap, path FROM milestones WHERE status = 'overdue' ORDER BY deadline_last"
    listed = run("list", "milestones", "--status", "overdue", "-f", "ids", at=EXAMPLE).out
    assert run("sql", text, "-f", "ids", at=EXAMPLE).out == listed
    assert run("sql", "SELECT count(*) FROM roadmaps", "-f", "ids", at=EXAMPLE).code == 2


def test_a_query_from_standard_input(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "sql", "-", "-f", "csv"]
    given_text = "-- how many?\nSELECT count(*) AS n\nFROM roadmaps;\n"
    ended = subprocess.run(command, input=given_text, capture_output=True, text=True, env=environment, check=True)
    assert ended.stdout == "n\n7\n"


@pytest.mark.parametrize(
    ("filters", "counted"),
    [
        ([], ["roadmaps", "deliverables", "milestones"]),
        (["--country", "ruritania"], ["roadmaps", "deliverables", "milestones"]),
        (["--owner", "RAO"], ["roadmaps", "milestones"]),
        (["--area", "training", "--stage", "active"], ["roadmaps", "deliverables", "milestones"]),
    ],
)
def test_filters_restrict_views_and_tables_as_they_do_lists(filters: list[str], counted: list[str], run: Run) -> None:
    for view in counted:
        listed = len(run("list", view, *filters, "-f", "jsonl", at=EXAMPLE).out.splitlines())
        for table in (view, view.removesuffix("s")):
            found = run("sql", f"SELECT count(*) AS n FROM {table}", *filters, "-f", "csv", at=EXAMPLE).out
            assert found == f"n\n{listed}\n", table


def test_under_filters_nothing_of_another_roadmap_is_left_in_any_table() -> None:
    restricted = asked({"country": ["lilliput"]})
    dictionary.restrict(restricted)
    known = dictionary.names(restricted.connection)
    for table in known.public:
        held = [name for name, _ in dictionary.columns(restricted.connection, table)]
        if "roadmap" in held:
            found = restricted.rows(f'SELECT DISTINCT roadmap FROM "{table}"')
            assert set(found) <= {("channel-exchange",)}, table
    assert restricted.rows("SELECT id FROM roadmap") == [("channel-exchange",)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("SELECT count(*) FROM ROADMAPS WHERE Title <> ''", "7"),
        ("SELECT KIND FROM RoadMap WHERE id = 'ruritania-2022'", "roadmap"),
        ("SELECT count(*) FROM main.roadmap", "7"),
        ("WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 5) SELECT count(*) FROM t", "5"),
        ("WITH a AS (SELECT 1) SELECT 2 FROM a", "2"),
        ("SELECT sum(value) FROM json_each('[1, 2]')", "3"),
        ("SELECT count(*) FROM json_tree('[[1], 2]')", "4"),
    ],
)
def test_names_in_any_case_parts_with_names_and_json(text: str, first: str, run: Run) -> None:
    ran = run("sql", text, "-f", "csv", at=EXAMPLE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1].strip('"') == first


@pytest.mark.parametrize("table", ["roadmap", "MAIN.Roadmap", "milestone_status", "deliverable"])
@pytest.mark.parametrize("what", ["count(*)", "*"])
def test_a_table_named_with_its_schema_does_not_go_around_the_filters(table: str, what: str, run: Run) -> None:
    table = table if "." in table else f"main.{table}"
    ran = run("sql", f"SELECT {what} FROM {table}", "--country", "XE", at=EXAMPLE)
    assert (ran.code, ran.out) == (2, "")
    assert f"{table.lower()} holds more than the filters and --as-of leave" in ran.err
    assert "leave out main." in ran.err


def test_nor_around_another_day(run: Run) -> None:
    ran = run("sql", "SELECT day FROM main.as_of", "--as-of", "2022-01-01", at=EXAMPLE)
    assert (ran.code, ran.out) == (2, "")


def test_a_query_of_any_shape_is_looked_through_at_once() -> None:
    asking = asked({})
    for text in ("[" * 99_000, "a" * 99_000, "'" * 99_000, "a(" * 49_000, "a " * 49_000, "/*" * 49_000):
        with pytest.raises(CoopctlError):
            sql.build(asking, text)


def test_another_day_is_judged_anew(run: Run) -> None:
    text = "SELECT day, (SELECT count(*) FROM milestones WHERE status = 'done') AS done FROM as_of"
    assert run("sql", text, "-f", "csv", "--as-of", "2022-01-01", at=EXAMPLE).out == "day,done\n2022-01-01,0\n"


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("SELECT rodmap FROM milestones", "line 1, column 8: no such column: rodmap", 'did you mean "roadmap"?'),
        ("SELECT 1\nFROM rodmaps", "line 2, column 6: no such table: rodmaps", 'did you mean "roadmaps"?'),
        ("SELCT 1", 'line 1, column 1: near "SELCT": syntax error', ""),
        ("SELECT (", "incomplete input", ""),
        ("SELECT 1; SELECT 2", "one query at a time", "first semicolon"),
        ("", "there is no query", "SELECT id, title FROM roadmaps"),
        ("/* nothing */", "there is no query", ""),
        ("SELECT * FROM snapshot", "no such table: snapshot", "--schema"),
        ("SELECT * FROM sqlite_master", "no such table: sqlite_master", ""),
        ("WITH x AS (SELECT * FROM file) SELECT * FROM x", "no such table: file", ""),
        ("SELECT count(*) FROM SNAPSHOT", "no such table: SNAPSHOT", "--schema"),
        ("SELECT count(*) FROM sqlite_master", "no such table: sqlite_master", ""),
        ("WITH roadmaps AS (SELECT * FROM snapshot) SELECT * FROM roadmaps", '"roadmaps" is the name of', "something"),
        ('WITH "RoadMaps"/*\'*/(x)AS(SELECT 1 FROM file) SELECT x FROM roadmaps', '"RoadMaps" is the name of', ""),
        ("SELECT * FROM pragma_table_info('file')", "of the functions that give tables, sql has json_each and", ""),
        ("DELETE FROM roadmap", "sql only reads: delete is refused", ""),
        ("UPDATE roadmap SET title = ''", "sql only reads: update is refused", ""),
        ("ATTACH 'x.db' AS x", "sql only reads: attach is refused", ""),
        ("PRAGMA writable_schema = 1", "sql only reads: pragma is refused", ""),
        ("BEGIN", "sql only reads: transaction is refused", ""),
        ("VACUUM INTO 'x.db'", "sql only reads", ""),
        ("CREATE TABLE x (y)", "sql only reads", ""),
        ("SELECT load_extension('x')", "sql only reads", ""),
        ("SELECT length(zeroblob(1000000000))", "too big", ""),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(text: str, message: str, help: str, run: Run) -> None:
    ran = run("sql", text, at=EXAMPLE)
    first, *rest = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert message in first
    assert help in "".join(rest)


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {} FROM c"


def test_a_query_that_never_ends_is_stopped(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "MOST_SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(CoopctlError, match=r"more than 0\.3 seconds"):
        sql.build(question, ENDLESS.format("max(x)"))
    assert time.monotonic() - start < 5
    assert sql.build(question, "SELECT 1 AS one").tables[0].rows == [(1,)]


def test_a_query_with_too_many_rows_is_stopped(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "MOST_ROWS", 1000)
    with pytest.raises(CoopctlError, match="more than 1,000 rows"):
        sql.build(question, ENDLESS.format("x"))


def test_ctrl_c_stops_a_query(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "coopctl", "-C", str(EXAMPLE), "sql", ENDLESS.format("max(x)")]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background jobs ignore the key, and so would this one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        time.sleep(2)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=40)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "table", "markdown", "html"])
def test_any_value_comes_out_in_any_format(format: str, run: Run) -> None:
    text = "SELECT 1 AS a, 2.5 AS a, NULL AS b, x'00ff' AS blob, 1e999 AS big, char(0, 27, 8238) AS odd, 'x' AS \"=1\""
    ran = run("sql", text, "-f", format, at=EXAMPLE)
    assert (ran.code, ran.err) == (0, "")
    assert "a_2" in ran.out
    assert format == "csv" or "\x1b" not in ran.out
    if format == "jsonl":
        record = {"a": 1, "a_2": 2.5, "b": None, "blob": "00ff", "big": "inf", "odd": "\x00\x1b\u202e", "=1": "x"}
        assert json.loads(ran.out) == record


def test_lists_come_as_lists(run: Run) -> None:
    told = run("sql", "SELECT countries FROM roadmaps WHERE id = 'inner-kingdoms-2024'", "-f", "jsonl", at=EXAMPLE).out
    assert json.loads(told)["countries"] == ["ZZ", "XG", "XA"]


def test_the_schema_lists_every_public_table_with_a_meaning_for_each_column(question: Question, run: Run) -> None:
    whole = dictionary.build(question, together=True).tables[0]
    known = dictionary.names(question.connection)
    assert {row[0] for row in whole.rows} == known.public
    assert {"milestones", "roadmaps", "roadmap", "country", "as_of"} <= known.public
    assert not {"snapshot", "file", "problem", "milestone_status"} & known.public
    assert not [row for row in whole.rows if not row[3]]
    meanings = dictionary.described()
    assert not [table for table in known.public if not meanings.get((table, ""))]
    shown = run("sql", "--schema", at=EXAMPLE).out
    assert "The agreed deadline; without it, the roadmap's end." in shown
    assert run("sql", "--schema", "-f", "csv", at=EXAMPLE).out.startswith("table,column,type,meaning\n")


@pytest.mark.parametrize(
    "asked", ["--region channel", "--due 2026", "--owner MAPA", "--as-of 2025-01-01 --kind roadmap"]
)
def test_filters_leave_the_schema_as_it_is(asked: str, run: Run) -> None:
    def tables(*options: str) -> list[str]:
        rows = run("sql", "--schema", "-f", "csv", *options, at=EXAMPLE).out.splitlines()
        return list(dict.fromkeys(row.partition(",")[0] for row in rows))

    assert sorted(tables(*asked.split())) == sorted(tables())
    ran = run("sql", "SELECT * FROM deliverable_standing", *asked.split(), at=EXAMPLE)
    assert (ran.code, ran.out) == (2, "")


def test_every_public_table_can_be_read(question: Question) -> None:
    for table in dictionary.names(question.connection).public:
        assert sql.build(question, f'SELECT * FROM "{table}"').tables[0].columns


# ------------------------------------------------------------------------------------------- Nothing changes anything

NAMES = st.sampled_from(["roadmap", "milestones", "snapshot", "temp.x", "main.milestone", "sqlite_master", "x"])
STATEMENTS = st.builds(
    lambda form, name, text: form.format(name=name, text=text.replace("'", "''")),
    st.sampled_from(
        [
            "INSERT INTO {name} DEFAULT VALUES",
            "INSERT INTO {name} SELECT * FROM {name}",
            "REPLACE INTO {name} VALUES ('{text}')",
            "UPDATE {name} SET title = '{text}' RETURNING *",
            "DELETE FROM {name} RETURNING *",
            "WITH y AS (SELECT 1) DELETE FROM {name}",
            "DROP TABLE {name}",
            "DROP VIEW {name}",
            "ALTER TABLE {name} ADD COLUMN y",
            "CREATE TEMP TABLE x AS SELECT * FROM {name}",
            "CREATE VIRTUAL TABLE x USING fts5(y)",
            "CREATE TRIGGER t INSTEAD OF INSERT ON {name} BEGIN DELETE FROM roadmap; END",
            "CREATE INDEX i ON {name} (title)",
            "ATTACH '{text}' AS y",
            "DETACH main",
            "VACUUM",
            "REINDEX",
            "ANALYZE {name}",
            "SAVEPOINT y",
            "COMMIT",
            "PRAGMA user_version = 1",
            "PRAGMA main.journal_mode = DELETE",
            "SELECT * FROM pragma_table_list('{text}')",
            "SELECT writefile('x', '{text}'), * FROM {name}",
            "EXPLAIN DELETE FROM {name}",
            "{text} {name}",
        ]
    ),
    NAMES,
    st.text(max_size=20),
)


def state(connection: sqlite3.Connection) -> tuple[bytes, list[tuple[str, str]], int, bool]:
    """All that a statement could change."""
    temporary = connection.execute("SELECT name, sql FROM temp.sqlite_master ORDER BY name").fetchall()
    return connection.serialize(), temporary, connection.total_changes, connection.in_transaction


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(STATEMENTS)
@example("DELETE FROM roadmap; SELECT 1")
@example("SELECT 1; DELETE FROM roadmap")
def test_no_statement_changes_anything(question: Question, tmp_path: Path, statement: str) -> None:
    before, files = state(question.connection), sorted(tmp_path.rglob("*"))
    with contextlib.suppress(CoopctlError):
        sql.build(question, statement)
    assert state(question.connection) == before
    assert sorted(tmp_path.rglob("*")) == files
