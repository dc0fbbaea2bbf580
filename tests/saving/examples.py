"""What the examples share: two contents, a change, and what is said when one is refused."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopctl.problems import CoopctlError
from coopctl.saving.changes import Change, locked, save

OLD, NEW = b'title = "Old"\n', b'title = "New"\n'


@contextlib.contextmanager
def refused(code: int) -> Iterator[list[str]]:
    """What is said when a change is refused with this exit code."""
    said: list[str] = []
    with pytest.raises(CoopctlError) as error:
        yield said
    assert error.value.exit_code == code
    said.append(error.value.message)


def change(folder: Path, *changes: Change) -> None:
    with locked(folder):
        save(folder, changes)
