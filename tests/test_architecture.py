"""The shape of the house: layers that only look down, and one place for each thing that must have one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from coopctl import index, model, references, tables
from coopctl.filters import KINDS
from tests.conftest import ROOT

SOURCE = ROOT / "src"
MODULES = {".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in sorted(SOURCE.rglob("*.py"))}

LAYERS = (
    (
        "iati",
        "problems",
        "dates",
        "visible",
        "suggest",
        "accents",
        "formulas",
        "ranges",
        "countries",
        "languages",
        "clock",
        "style",
        "report",
        "registry",
    ),
    (
        "files",
        "locate",
        "whole",
        "saving",
        "helpers",
        "positions",
        "toml",
        "slips",
        "conflicts",
        "fields",
        "publishing",
        "model",
    ),
    ("invalid", "load", "pitfalls", "tables", "stored", "reading", "references"),
    ("rules", "snapshot", "found", "checks", "dangling", "circles", "explain", "build", "index", "trial"),
    (
        "texts",
        "filters",
        "question",
        "conditions",
        "patterns",
        "query",
        "groups",
        "members",
        "addresses",
        "late",
        "lacking",
        "periods",
    ),
    ("history",),
    (
        "reports",
        "page",
        "arrange",
        "ranks",
        "sql",
        "dictionary",
        "file_schema",
        "edits",
        "drafts",
        "intake",
        "trackers",
        "activities",
    ),
    (
        "nesting",
        "measure",
        "footnotes",
        "layout",
        "matrix",
        "scale",
        "gantt",
        "document",
        "formats",
        "exports",
        "imports",
        "output_schema",
        "described",
        "render",
        "problem_text",
        "wording",
        "drawing",
        "templating",
        "workflow",
        "unmarked",
    ),
    ("cli", "__main__"),
)
LAYER = {f"coopctl.{name}": number for number, names in enumerate(LAYERS) for name in names}


def layer_of(module: str) -> int | None:
    """The layer of a module, by its first name below the package; the package itself has none."""
    return LAYER.get(".".join(module.split(".")[:2]))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules that a file imports, and whether that is done when it is loaded itself."""
    tree = ast.parse(path.read_text("utf-8"))
    at_once = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, id(node) in at_once) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield (
                    (whole if whole in MODULES or f"{whole}.__init__" in MODULES else node.module),
                    id(node) in at_once,
                )


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_layer_and_looks_only_down(module: str) -> None:
    own = layer_of(module)
    if module in ("coopctl.__init__",):
        return
    assert own is not None, f"give {module} a layer"
    for imported, _ in imports(MODULES[module]):
        other = layer_of(imported)
        assert other is None or other <= own, f"{module} (layer {own}) imports {imported} (layer {other})"


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {
        name: {other for other, at_once in imports(path) if at_once and other in MODULES}
        for name, path in MODULES.items()
    }
    finished: set[str] = set()
    while graph.keys() - finished:
        ready = {name for name in graph.keys() - finished if graph[name] <= finished}
        assert ready, f"a circle among {sorted(graph.keys() - finished)}"
        finished |= ready


@pytest.mark.parametrize(
    ("needle", "home"),
    [
        ("date.today(", "clock"),
        ("import rich", "render"),
        ("from rich", "render"),
        ("import tomli", "toml.__init__"),
        ("xlsxwriter import", "exports.xlsx.book exports.xlsx.cells exports.xlsx.cover exports.xlsx.table"),
        ("icalendar import", "exports.ics"),
        ("sqlite3.connect(", "snapshot index"),
        ("os.listdir", "files"),
        ('"git"', "history.revisions"),
        ("\\x1f", "report edits.literals"),
        ('"green", "none"', "filters"),
    ],
)
def test_some_things_happen_in_one_place_only(needle: str, home: str) -> None:
    found = {name for name, path in MODULES.items() if needle in path.read_text("utf-8")}
    assert found <= {f"coopctl.{name}" for name in home.split()}


def test_typer_is_used_by_the_command_line_only() -> None:
    users = {name for name, path in MODULES.items() if any(one.split(".")[0] == "typer" for one, _ in imports(path))}
    assert {name.split(".")[1] for name in users} == {"cli"}


def test_the_index_has_a_column_for_every_field_of_the_format() -> None:
    connection = index.empty("test")

    def stored(table: str) -> set[str]:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}

    named = {"framework": model.Framework, "roadmap": model.Roadmap, "deliverable": model.Deliverable}
    named |= {"milestone": model.Milestone, "indicator": model.Indicator}
    named |= {tables.singular(name): one for name, one in tables.shape(model.Framework).entries.items()}
    for table, one in named.items():
        missing = set(tables.columns(one)) - stored(table)
        assert not missing, f"{table} lacks {missing}"
    for reference in references.references():
        assert {reference.column, *reference.keys} <= stored(reference.table), reference


def test_every_field_of_the_format_has_a_description() -> None:
    for name in dir(model):
        one = getattr(model, name)
        if isinstance(one, type) and issubclass(one, model.Model):
            assert all(field.description for field in one.model_fields.values()), name


def test_modules_stay_small() -> None:
    sizes = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert max(sizes.values()) <= 350, max(sizes, key=sizes.__getitem__)


def test_the_kinds_that_can_be_asked_for_are_those_of_the_format() -> None:
    assert get_args(model.Kind) == KINDS


def test_values_are_bound_by_name_or_in_order_but_not_by_number() -> None:
    # From Python 3.14 on, SQLite takes ?1 for a name, and a sequence has none.
    for path in (SOURCE / "coopctl").rglob("*"):
        if path.suffix in (".py", ".sql"):
            assert not re.search(r"[=(] ?\?[0-9]", path.read_text("utf-8")), path
