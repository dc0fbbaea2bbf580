"""The edit corpus: random texts, the portfolios at hand and toml-test, with random changes; nothing may come out wrong.

The long form compares with the libraries that are installed: ``python -m tests.edits.compare 2000``.
"""

from __future__ import annotations

from collections import Counter

import pytest

from coopctl.edits.changes import Change, Put
from coopctl.toml.outline import outlined
from tests.edits import corpus
from tests.edits.compare import SUITE, cases, outcome, own_texts, suite_texts, variants
from tests.edits.judge import judge
from tests.edits.rivals import editors

OURS = editors()["splices"]


def outcomes(texts: list[str], each: int) -> Counter[str]:
    """How the changes came out."""
    return Counter(outcome(OURS, text, change) for text, change in cases(texts, each))


def test_no_change_to_a_random_text_comes_out_wrong() -> None:
    assert set(outcomes([corpus.document(seed) for seed in range(250)], 2)) == {"right"}


def test_no_change_to_a_portfolio_comes_out_wrong() -> None:
    assert set(outcomes([form for text in own_texts() for form in variants(text)], 2)) == {"right"}


def test_no_change_to_a_file_of_the_suite_comes_out_wrong() -> None:
    texts = suite_texts()
    if not texts:
        pytest.skip(f"toml-test is not in {SUITE}")
    assert set(outcomes([form for text in texts for form in variants(text)], 1)) == {"right"}


def test_no_name_given_to_anything_comes_out_wrong() -> None:
    for seed in range(400):
        text = corpus.document(seed)
        change = corpus.renaming(outlined(text).data, seed)
        assert change is None or outcome(OURS, text, change) == "right", (seed, change)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_no_change_of_very_many_comes_out_wrong(part: int) -> None:
    seeds = range(10_000 + part * 3_000, 10_000 + (part + 1) * 3_000)

    assert set(outcomes([corpus.document(seed) for seed in seeds], 4)) == {"right"}


@pytest.mark.parametrize(
    ("after", "wrong"),
    [
        ("a = 3 # two\n# one\nb = 1\n", "value"),
        ("a = 2 # two\nb = 1\n", "comment"),
        ("# one\na = 2 # two\nb = 1\n", "comment"),
        ("a = 2 # two\n# one\nb  = 1\n", "line"),
        ("a = 2 # two\n# one\nb = 1\r\n", "line"),
        ("a = 2 # two\n\n# one\nb = 1\n", "line"),
        ("a = 2 # two\n# one\nb =", "value"),
    ],
)
def test_the_judge_sees_what_is_wrong(after: str, wrong: str) -> None:
    before, change = "a = 1 # two\n# one\nb = 1\n", Put(("a",), 2)

    def bad(text: str, change: Change) -> str:
        return after

    assert outcome(bad, before, change) == wrong
    assert not any(judge(before, before.replace("1 # two", "2 # two"), change))


def test_the_judge_sees_a_comment_that_leads_something_else() -> None:
    before = "a = 1\n# one\nb = 1\n"

    assert judge(before, "a = 1\n# one\nc = 1\nb = 1\n", Put(("c",), 1)).moved
    assert not any(judge(before, "a = 1\nc = 1\n# one\nb = 1\n", Put(("c",), 1)))
