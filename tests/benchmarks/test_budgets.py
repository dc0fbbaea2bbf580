"""Warm commands import, ask and open no more than they have to: the part of speed that is no matter of time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks import bed, budgets, counting
from tests.benchmarks.bed import Bed
from tests.benchmarks.cases import Case

CASES = counting.countable()
HEAVY = frozenset(("pydantic", "rich", "tomli", "pycountry", "platformdirs"))
BY_MODELS = ("schema", "sql --schema", "export sqlite", "report changes", "log")
"""What tells of the file format or reads files of other days, which only the models can."""

GROWING = (
    "export html",
    "export markdown",
    "export sqlite",
    "report changes",
    "list milestones --text",
    "log",
    "schema output",
)
"""What asks for each roadmap or row by itself, or reads files."""

SLACK = 1.05
"""Other builds of the same version of Python take up to a thirtieth more instructions, or fewer."""

ANEW = "where that is meant: python tests/benchmarks/budgets.py"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bed:
    return counting.settled(bed.make(tmp_path_factory.mktemp("small"), counting.SMALL))


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Bed:
    return counting.settled(bed.make(tmp_path_factory.mktemp("larger"), counting.LARGER))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_warm_command_stays_within_its_budget(small: Bed, larger: Bed, case: Case) -> None:
    """Budgets are written with fewer roadmaps than they are held with: more of them must be no more work."""
    done, known = counting.done(small if case.name.startswith(GROWING) else larger, case), budgets.read()
    budget, needed = known.of(case.name), budgets.least(done)
    if not case.name.startswith(BY_MODELS):
        assert not HEAVY & done.packages()
        assert "coopctl.model" not in done.modules
    same_python = known.python == budgets.PYTHON
    new = {name for name in needed.packages - budget.packages if same_python or name not in sys.stdlib_module_names}
    assert not new, f"{case.name} imports {', '.join(sorted(new))}; {ANEW}"
    for count in budgets.COUNTS:
        if same_python or count != "modules":
            has, may = getattr(needed, count), getattr(budget, count)
            assert has <= may, f"{case.name}: {has} {count}, {may} at most; {ANEW}"


def test_a_budget_says_what_is_beyond_it(small: Bed) -> None:
    done = counting.done(small, CASES[0])
    more = done._replace(modules=[*done.modules, "needless", "coopctl.needless"], queries=[*done.queries, "SELECT 1"])
    least, needed = budgets.least(done), budgets.least(more)
    assert needed.packages - least.packages == {"needless"}
    assert (needed.own, needed.modules, needed.queries) == (least.own + 1, least.modules + 2, least.queries + 1)


def test_budgets_are_read_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = budgets.read()
    monkeypatch.setattr(budgets, "FILE", tmp_path / "budgets.toml")
    budgets.FILE.write_text(budgets.text(known), "utf-8")
    assert budgets.read() == known
    assert known.of("a command that is new") == known.commands[budgets.OTHER]


@pytest.mark.skipif(bool(counting.no_instructions()), reason=counting.no_instructions())
@pytest.mark.parametrize(
    "name", [counting.INSTRUCTED[0], *(pytest.param(name, marks=pytest.mark.long) for name in counting.INSTRUCTED[1:])]
)
def test_a_warm_command_takes_no_more_instructions_than_it_did(name: str, tmp_path: Path) -> None:
    known = budgets.read()
    if known.python != budgets.PYTHON:
        pytest.skip(f"the instructions were counted with Python {known.python}")
    large = counting.settled(bed.make(tmp_path, counting.LARGE, history=False))
    start = counting.counted_instructions([sys.executable, "-c", "pass"], large.environment)
    (case,) = (case for case in counting.instructed() if case.name == name)
    taken, budget = counting.instructions(large, case, start), known.instructions[name]
    assert taken <= budget * SLACK, f"{name}: {taken:.0f} M instructions beyond pass, {budget:.0f} M; {ANEW}"
