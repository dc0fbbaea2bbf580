"""The smallest program that saves: ``driver.py ACTION FOLDER TOKEN...`` makes one change a token and says so.

Run as a program of its own, so that it can be killed and refused system calls. ``WITHOUT=lock,fsync`` in the
environment takes protections out, to see that the harnesses notice; the shipped code has no such switch.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from coopctl import locking, pairs, saving, swapping
from coopctl.pairs import Pair
from coopctl.problems import CoopctlError, Exit
from coopctl.saving import Change, locked, save

HEAD = b"# kept by hand\n"


def _with_line(path: Path, token: str) -> Change:
    text = path.read_bytes()
    if not text.startswith(HEAD):  # an editor is just writing it; coopctl would find it invalid
        raise CoopctlError(f"{path.name} is not whole", exit_code=Exit.INVALID)
    return Change(path, text, text + f"{token} = true\n".encode())


def one(folder: Path, token: str) -> list[Change]:
    """A line more in one file."""
    return [_with_line(folder / "ruritania.toml", token)]


def two(folder: Path, token: str) -> list[Change]:
    """A line more in the framework, then one that refers to it."""
    return [_with_line(folder / "framework.toml", token), _with_line(folder / "ruritania.toml", token)]


def rename(folder: Path, token: str) -> list[Change]:
    """The roadmap under a new name: a new file, the reference to it, and the old file gone."""
    names = [name for name in os.listdir(folder) if name.endswith(".toml") and name != "framework.toml"]
    old = folder / names[0]
    text = old.read_bytes()
    return [
        Change(folder / f"{token}.toml", None, text),
        _with_line(folder / "framework.toml", token),
        Change(old, text, None),
    ]


ACTIONS: dict[str, Callable[[Path, str], list[Change]]] = {"one": one, "two": two, "rename": rename}


def _in_place(folder: Path, changes: list[Change]) -> None:
    """Saving as many programs do it."""
    for change in changes:
        if change.after is None:
            change.path.unlink()
        else:
            change.path.write_bytes(change.after)


def _no_lock(folder: Path) -> contextlib.AbstractContextManager[None]:
    return contextlib.nullcontext()


def _no_undo(folder: Path, home: str, pairs: Any) -> None:
    """Leave everything as it is."""


def _nothing(*arguments: Any) -> None:
    """Do nothing."""


def _not_overtaken(pair: Any) -> bool:
    return False


def _forget(folder: Path, home: str) -> None:
    """Go on as if nothing had been cut short."""
    for name in (".coopctl-plan", ".coopctl-journal"):
        Path(home, name).unlink(missing_ok=True)


def take_out(protection: str) -> None:
    """Break one thing, in this process only."""
    replaced: dict[str, list[tuple[Any, str, Any]]] = {
        "lock": [(locking, "held", _no_lock)],
        "fsync": [(os, "fsync", _nothing)],
        "flush": [(pairs, "flush", _nothing)],
        "compare": [(saving, "_compare", _nothing), (Pair, "has_caught_another", _not_overtaken)],
        "look": [(Pair, "has_caught_another", _not_overtaken)],
        "exchange": [(swapping, "_renameat2", _nothing)],
        "recovery": [(saving, "_finish_interrupted", _forget)],
        "undo": [(saving, "_undo", _no_undo)],
        "staging": [(sys.modules[__name__], "save", _in_place)],
    }
    for where, name, instead in replaced[protection]:
        getattr(where, name)
        setattr(where, name, instead)


def main(action: str, folder: Path, tokens: list[str]) -> int:
    """Make the changes one after another; go on after one that somebody else has forestalled."""
    code = Exit.OK
    for token in tokens:
        try:
            with locked(folder):
                save(folder, ACTIONS[action](folder, token))
            print("done", token, flush=True)
        except CoopctlError as error:
            print(error.message, error.help, sep="\n", file=sys.stderr)
            code = error.exit_code
        except OSError as error:  # met in reading the files, or in saying "done"
            print(error, file=sys.stderr)
            code = Exit.INPUT_OUTPUT
    return code


if __name__ == "__main__":
    for protection in filter(None, os.environ.get("WITHOUT", "").split(",")):
        take_out(protection)
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
