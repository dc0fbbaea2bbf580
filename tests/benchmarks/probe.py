"""What a command does, counted instead of timed: ``python tests/benchmarks/probe.py REPORT WORDS...``.

Runs ``coopctl WORDS`` and writes into the file REPORT, as JSON, the modules that it imported beyond those of
`python -c pass`, the SQL statements it made, and the files it opened other than those of programs. The same command
over the same portfolio gives the same counts, however busy the machine is.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OF_PYTHON = ("__pycache__", ".pyc", ".dist-info")
"""What Python reads and keeps for itself, perhaps under a name that is made up until all of it is written."""

BEFORE = frozenset(sys.modules)
OPENED: list[str] = []
QUERIES: list[str] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    """Python says when a file is opened and when a database is (see "Audit events table" in its documentation)."""
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        OPENED.append(arguments[0] if isinstance(arguments[0], str) else arguments[0].decode("utf-8", "replace"))
    elif event == "sqlite3.connect":
        OPENED.append(str(arguments[0]))


def _listen_to_sqlite() -> None:
    """Have every connection tell its statements; that Python has a module for it is always counted so."""
    import sqlite3

    connect = sqlite3.connect

    def traced(*arguments: Any, **settings: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **settings)
        connection.set_trace_callback(QUERIES.append)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]


def _is_of_python(path: str) -> bool:
    return any(part in path for part in _OF_PYTHON)


def main(report: str, words: list[str]) -> int:
    """Run the command, and write down what it did; returns its exit code."""
    _listen_to_sqlite()
    sys.addaudithook(_hear)
    from coopctl.cli.main import main

    code = main(words)
    found = {
        "modules": sorted(sys.modules.keys() - BEFORE),
        "queries": list(QUERIES),
        "files": [path for path in OPENED if not path.endswith((".py", ".sql")) and not _is_of_python(path)],
    }
    import json

    with open(report, "w", encoding="utf-8") as stream:
        json.dump(found, stream)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
