"""`coopctl schema`: what it says of the files is what `check` says, and what it says of the output is so."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import sysconfig
from datetime import date, datetime
from datetime import time as time_of_day
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from coopctl import file_schema, model, output_schema
from coopctl.cli.output import format_names
from tests.conftest import EXAMPLE, ROOT, SHIPPED, Run

ERRORS = ROOT / "tests" / "errors"
MODELS: dict[str, type[model.Model]] = {"framework": model.Framework, "roadmap": model.Roadmap}


def is_toml(path: Path) -> bool:
    try:
        tomli.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError, OSError):
        return False
    return True


ALL = [*sorted(EXAMPLE.glob("*.toml")), *sorted(SHIPPED.glob("*.toml")), *sorted(ERRORS.rglob("*.toml"))]
FILES = [path for path in ALL if is_toml(path)]


def kind_of(path: Path) -> str:
    return "framework" if path.name == "framework.toml" else "roadmap"


def plain(value: Any) -> Any:
    """TOML as JSON has it, dates as text, as validators of TOML do."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime | time_of_day) else value


@cache
def validator(what: str) -> Draft202012Validator:
    schema = output_schema.build() if what == "output" else file_schema.build(what)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def fits_model(what: str, data: dict[str, Any]) -> bool:
    try:
        MODELS[what].model_validate(data)
    except ValidationError:
        return False
    return True


# ----------------------------------------------------------------------------------------------------------- The files

ONLY_CHECK_KNOWS = {
    "bad-value-dates": "that February has no 30th day",
    "bad-value-numbers": "that infinity and nan are no numbers",
    "toml-date-without-quotes": "that February has no 30th day",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_schema_accepts_a_file_exactly_when_the_model_does(path: Path) -> None:
    data = tomli.loads(path.read_text("utf-8"))
    what = kind_of(path)
    fits = fits_model(what, data)
    problems = [error.message for error in validator(what).iter_errors(plain(data))]
    if fits or path.parent.name not in ONLY_CHECK_KNOWS:
        assert fits == (not problems), problems


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, one in inner for place in [(*path, key), *places(one, (*path, key))]]


CONTENTS = [tomli.loads(path.read_text("utf-8")) for path in sorted(EXAMPLE.glob("*-20*.toml"))]
JUNK = st.sampled_from(
    ["", "x", "2019-13", "../2019", "2019-Q3", "ZZ", 0, -1, 2019, 2.5, True, [], [""], {}, {"a": 1}, date(2026, 6, 30)]
)


@given(st.data())
def test_the_schema_and_the_model_agree_on_slips_of_the_pen(data: st.DataObject) -> None:
    content = copy.deepcopy(data.draw(st.sampled_from(CONTENTS)))
    *above, last = data.draw(st.sampled_from(places(content)))
    owner = content
    for key in above:
        owner = owner[key]
    action = data.draw(st.sampled_from(["replace", "remove", "add"]))
    junk = data.draw(JUNK)
    if action == "replace":
        owner[last] = junk
    elif action == "remove":
        del owner[last]
    elif isinstance(owner, dict):
        owner[data.draw(st.sampled_from(["tilte", "a b", "", "notes", "X1"]))] = junk
    found = [error.message for error in validator("roadmap").iter_errors(plain(content))]
    fits = fits_model("roadmap", content)
    # To validators an unquoted date is text like any other.
    if fits or not isinstance(junk, date):
        assert fits == (not found), (above, last, found)


def test_every_field_is_described() -> None:
    for what in ("framework", "roadmap"):
        schema = file_schema.build(what)
        for part in (schema, *schema["$defs"].values()):
            assert all(field.get("description") for field in part.get("properties", {}).values())
        text = json.dumps(schema)
        assert '"null"' not in text
        assert "x-refers" not in text


DANGLING = sorted(case.name for case in ERRORS.glob("unknown-*") if "key" not in case.name)


@pytest.mark.parametrize("case", DANGLING)
def test_with_the_ids_of_the_portfolio_the_schema_finds_what_dangles(case: str, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(ERRORS / case, folder)
    if not (folder / "framework.toml").exists():
        shutil.copy(ERRORS / "framework.toml", folder)
    expected = (folder / "expected.txt").read_text("utf-8")
    for path in folder.glob("*.toml"):
        ran = run("schema", kind_of(path), "--portfolio", at=folder)
        assert ran.code == 0, ran.err
        found = Draft202012Validator(json.loads(ran.out)).iter_errors(plain(tomli.loads(path.read_text("utf-8"))))
        assert bool(list(found)) == bool(re.search(rf"^{path.name}:", expected, re.MULTILINE)), path


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_with_the_ids_of_the_portfolio_its_own_files_are_valid(at: Path, run: Run) -> None:
    schemas = {what: json.loads(run("schema", what, "--portfolio", at=at).out) for what in MODELS}
    for path in at.glob("*.toml"):
        data = plain(tomli.loads(path.read_text("utf-8")))
        assert not list(Draft202012Validator(schemas[kind_of(path)]).iter_errors(data)), path
    choices = schemas["roadmap"]["properties"]["countries"]["items"]
    assert "TR" in choices["enum"] or "ZZ" in choices["enum"]
    assert len(choices["enum"]) == len(choices["x-taplo"]["docs"]["enumValues"])


# -------------------------------------------------------------------------------------- With the tools that editors use


def tool(name: str) -> str:
    """The path of a validator of TOML; skips where it is not installed."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


@pytest.fixture
def described(tmp_path: Path, run: Run) -> Path:
    """The example portfolio with its schemas beside it and named in the first line of each file."""
    folder = tmp_path / "described"
    folder.mkdir()
    for path in EXAMPLE.glob("*.toml"):
        first = f"#:schema ./{kind_of(path)}.schema.json\n"
        (folder / path.name).write_text(first + path.read_text("utf-8"), "utf-8")
    for what in MODELS:
        target = folder / f"{what}.schema.json"
        assert run("schema", what, "--portfolio", "-o", str(target), at=folder).code == 0
    return folder


def lint(name: str, folder: Path, *files: str) -> tuple[int, str]:
    commands = {"taplo": ["taplo", "lint", "--no-auto-config"], "tombi": ["tombi", "lint", "--offline"]}
    command = [tool(name), *commands[name][1:], *files]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("name", ["taplo", "tombi"])
def test_the_tools_behind_editors_accept_the_files_and_find_slips(name: str, described: Path, run: Run) -> None:
    code, said = lint(name, described, *sorted(path.name for path in described.glob("*.toml")))
    assert code == 0, said
    assert run("check", at=described).code == 0
    good = (described / "erewhon-2026.toml").read_text("utf-8")
    slips = {
        "roadmp": good.replace('kind = "project"', 'kind = "roadmp"'),
        "titel": good.replace("\ntitle =", "\ntitel =", 1),
        "2026-13": good + '\n[deliverables.late]\ntitle = "x"\ndue = "2026-13"\n',
        "receptoin": good + '\n[deliverables.late]\ntitle = "x"\nfocus_area = "receptoin"\n',
    }
    for wrong, text in slips.items():
        assert wrong in text
        (described / "erewhon-2026.toml").write_text(text, "utf-8")
        code, said = lint(name, described, "erewhon-2026.toml")
        assert code != 0, wrong
        assert wrong in said
        checked = run("check", at=described)
        assert (checked.code, wrong in checked.out) == (1, True)


# ---------------------------------------------------------------------------------------------------------- The output

QUESTIONS = [
    *(["list", what] for what in ("roadmaps", "deliverables", "milestones", "countries", "areas", "partners")),
    ["list", "engagements"],
    ["list", "milestones", "--status", "overdue", "--country", "TR"],
    ["report"],
    *(
        ["report", "--by", by]
        for by in ("region,country", "owner,area,roadmap", "country", "region", "area", "aim", "partner", "owner")
    ),
    *(["report", name] for name in ("deadlines", "coverage", "timeline", "indicators")),
    ["report", "indicators", "--history"],
    ["report", "coverage", "--by", "partner"],
    ["list", "--columns", "id,total,last_event,funding"],
    ["list", "--stale", "1m"],
    ["sql", "SELECT path, due, progress FROM milestones JOIN roadmaps ON roadmap = roadmaps.id"],
    ["sql", "--schema"],
    ["show"],
    ["check"],
]


def documents(run: Run, at: Path) -> list[tuple[list[str], str]]:
    """The JSON of every command that writes any."""
    shown = [["show", id] for what in ("roadmaps", "deliverables", "milestones") for id in ids(run, what, at)[:12]]
    asked = [[*question, "-f", "json"] for question in [*QUESTIONS, *shown]]
    exports = [["export", "json"], ["export", "json", "--stage", "active"]]
    return [(question, run(*question, at=at).out) for question in [*asked, *exports] if "TR" not in question]


def ids(run: Run, what: str, at: Path) -> list[str]:
    return run("list", what, "-f", "ids", at=at).out.split()


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_all_json_is_as_the_schema_says(at: Path, run: Run) -> None:
    for question, text in documents(run, at):
        errors = [
            f"{'/'.join(map(str, one.path))}: {one.message}"
            for one in validator("output").iter_errors(json.loads(text))
        ]
        assert not errors, (question, errors[:3])


def test_the_json_of_problems_is_as_the_schema_says(portfolio: Any, run: Run) -> None:
    ran = run("check", "-f", "json", at=portfolio(ruritania='title = "R"\nkind = "roadmp"\n'))
    assert json.loads(ran.out)["problems"]
    validator("output").validate(json.loads(ran.out))


def test_json_lines_are_records_of_the_schema(run: Run) -> None:
    schema = output_schema.build()
    record = Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/record"})
    for line in run("list", "milestones", "-f", "jsonl", at=EXAMPLE).out.splitlines():
        record.validate(json.loads(line))
    assert "jsonl" in format_names()


@pytest.mark.parametrize(
    ("command", "change"),
    [
        (["list", "-f", "json"], lambda told: told.update(format_version=2)),
        (["list", "-f", "json"], lambda told: told["rows"][0].update(start="2026")),
        (["list", "-f", "json"], lambda told: told["rows"][0].update(title=1)),
        (["report", "-f", "json"], lambda told: told["total"].update(overdue="many")),
        (["show", "ruritania-2025", "-f", "json"], lambda told: told.pop("as_of")),
        (["show", "ruritania-2025", "-f", "json"], lambda told: told["facts"].update(progress="2/10")),
        (["show", "ruritania-2025", "-f", "json"], lambda told: told["milestones"][0].update(deadline="2026")),
        (["show", "ruritania-2025", "-f", "json"], lambda told: told["sources"][0].update(published=2026)),
        (["show", "ZZ", "-f", "json"], lambda told: told["open_milestones"][0].update(days="3")),
        (["show", "-f", "json"], lambda told: told["facts"].update(roadmaps="seven")),
        (["list", "--columns", "total,last_event", "-f", "json"], lambda told: told["rows"][0].update(total="x")),
        (["list", "--columns", "last_event", "-f", "json"], lambda told: told["rows"][0].update(last_event="x")),
        (["report", "indicators", "--history", "-f", "json"], lambda told: told["rows"][0].update(on="2024")),
        (["report", "coverage", "-f", "json"], lambda told: told["totals"][0].update(running="R")),
        (["export", "json"], lambda told: told["roadmaps"][0].update(unheard_of=1)),
        (["export", "json"], lambda told: told["roadmaps"][0]["computed"].update(stage="over")),
        (["check", "-f", "json"], lambda told: told["problems"].append({})),
    ],
)
def test_the_schema_of_the_output_is_strict(command: list[str], change: Any, run: Run) -> None:
    told = json.loads(run(*command, at=EXAMPLE).out)
    assert validator("output").is_valid(told)
    change(told)
    assert not validator("output").is_valid(told)


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
def test_everything_that_comes_out_is_described_by_name(at: Path, run: Run) -> None:
    known = {
        one["if"]["properties"]["report"]["const"]: one["then"]["properties"]
        for one in output_schema.build()["$defs"]["report"]["allOf"]
    }
    for question, text in documents(run, at):
        told = json.loads(text)
        if question[0] not in ("list", "report", "show"):
            continue
        tables = {name: rows for name, rows in told.items() if name not in ("notes", "footnotes")}
        tables |= {name: [told[name]] for name in ("facts", "total") if name in told}
        for name, rows in tables.items():
            if isinstance(rows, list):
                described = known[told["report"]][name]
                columns = described.get("items", described)
                assert {key for row in rows for key in row} <= set(columns["properties"]), (question, name)


def test_what_schema_cannot_write_is_said(run: Run, tmp_path: Path) -> None:
    assert 'did you mean "roadmap"?' in run("schema", "roadmaps").err
    assert run("schema", "output", "--portfolio").code == 2
    assert run("schema", "roadmap", cwd=tmp_path).code == 0
    assert run("schema", "roadmap", "--portfolio", cwd=tmp_path).code == 4


def test_without_a_readable_framework_there_are_no_ids_and_no_schema(run: Run, portfolio: Any) -> None:
    at = portfolio(framework="title = [", ruritania='title = "R"\nkind = "roadmap"\n')
    ran = run("schema", "roadmap", "--portfolio", at=at)
    assert (ran.code, ran.out) == (3, "")
    assert "framework.toml:1:" in ran.err
