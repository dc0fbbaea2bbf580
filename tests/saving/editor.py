"""An editor that knows of no lock: ``editor.py STYLE FILE SAVES`` adds a comment and saves, again and again.

It says which of its own saves it finds gone, and, where it can see that, which content it has itself overwritten.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from coopctl import swapping


def in_place(path: Path, content: bytes) -> bytes:
    """Save as most editors do by default; what is overwritten is not seen."""
    path.write_bytes(content)
    return b""


def by_renaming(path: Path, content: bytes) -> bytes:
    """Save as careful editors do, but look at what was overwritten."""
    beside = path.with_name(f"#{path.name}#")
    beside.write_bytes(content)
    swapping.exchange(str(beside), str(path))
    overwritten = beside.read_bytes()
    beside.unlink()
    return overwritten


def _read(path: Path, mine: list[bytes]) -> tuple[bytes, set[bytes]]:
    """The file with all that was saved to it, as long as that may only be out of sight while it is being put back."""
    for _ in range(5):
        content = path.read_bytes()
        lines = set(content.splitlines())
        if lines.issuperset(mine):
            break
        time.sleep(0.02)
    return content, lines


def main(style: str, path: Path, saves: int) -> None:
    """Save, look whether everything saved so far is still there, and save again."""
    save = {"in-place": in_place, "by-renaming": by_renaming}[style]
    pause = random.Random(style)
    mine: list[bytes] = []
    for number in range(saves):
        content, lines = _read(path, mine)
        for line in mine:
            if line not in lines:
                print("lost", line.decode())
        mine = [line for line in mine if line in lines] + [f"# saved {number}".encode()]
        overwritten = save(path, content + mine[-1] + b"\n")
        for line in set(overwritten.splitlines()) - lines:
            print("overwritten", line.decode())
        time.sleep(pause.uniform(0, 0.03))
    missing = set(mine) - _read(path, mine)[1]
    print(*(f"lost {line.decode()}" for line in missing), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(os.path.realpath(sys.argv[2])), int(sys.argv[3]))
