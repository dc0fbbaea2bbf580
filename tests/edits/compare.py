"""The edit corpus: every library, the same texts and changes, counted. ``python -m tests.edits.compare [N]``."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from coopctl import files, toml
from coopctl.edits.changes import Change
from coopctl.toml.outline import Refused
from tests.conftest import EXAMPLE, SHARED, SHIPPED
from tests.edits import corpus
from tests.edits.judge import judge
from tests.edits.rivals import Editor, editors

SUITE = SHARED / "toml-test"
COLUMNS = ("edits", "right", "refused", "exception", "value", "comment", "own", "line", "moved", "µs")


def own_texts() -> list[str]:
    """The portfolios at hand, as they are."""
    return [path.read_text("utf-8") for folder in (EXAMPLE, SHIPPED) for path in sorted(folder.glob("*.toml"))]


def suite_texts() -> list[str]:
    """The valid files of toml-test for TOML 1.1; none where it is not at hand."""
    listing = SUITE / "files-toml-1.1.0"
    if not listing.exists():
        return []
    names = [name for name in listing.read_text("utf-8").splitlines() if name.startswith("valid/")]
    return [files.read_text(SUITE / name, SUITE)[0] for name in names if name.endswith(".toml")]


def variants(text: str) -> Iterator[str]:
    """The text with other line ends, and without the last one."""
    yield text
    yield text.replace("\r\n", "\n").replace("\n", "\r\n")
    yield text.rstrip("\r\n")


def cases(texts: list[str], each: int) -> Iterator[tuple[str, Change]]:
    """Every text with ``each`` changes of its own."""
    for number, text in enumerate(texts):
        data = toml.read(text)
        assert isinstance(data, dict)
        for seed in range(each):
            yield text, corpus.change(data, number * 1000 + seed)


def outcome(editor: Editor, text: str, change: Change) -> str:
    """How it went: right, refused, exception, or what is wrong first."""
    try:
        after = editor(text, change)
    except Refused:
        return "refused"
    except Exception:
        return "exception"
    verdict = judge(text, after, change)
    return next((name for name, wrong in verdict._asdict().items() if wrong), "right")


def count(editor: Editor, wanted: list[tuple[str, Change]]) -> Counter[str]:
    """The outcomes of all cases, and the microseconds that a change took."""
    found: Counter[str] = Counter(edits=len(wanted))
    spent = 0.0
    for text, change in wanted:
        begun = time.perf_counter()
        with suppress(Exception):
            editor(text, change)
        spent += time.perf_counter() - begun
        found[outcome(editor, text, change)] += 1
    found["µs"] = round(spent * 1_000_000 / max(1, len(wanted)))
    return found


def main(size: int) -> None:
    """Print a table for each part of the corpus."""
    parts = {
        "random": list(cases([corpus.document(seed) for seed in range(size)], 3)),
        "portfolios": list(cases([form for text in own_texts() for form in variants(text)], max(1, size // 50))),
        "toml-test": list(cases([form for text in suite_texts() for form in variants(text)], 3)),
    }
    for name, wanted in parts.items():
        texts = list(dict.fromkeys(text for text, _ in wanted))
        print(f"\n{len(texts)} texts", end="")
        print(f"\n{name:<10} " + " ".join(f"{column:>9}" for column in COLUMNS))
        for editor, edit in editors().items():
            found = count(edit, wanted)
            print(f"{editor:<10} " + " ".join(f"{found[column]:>9}" for column in COLUMNS), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
