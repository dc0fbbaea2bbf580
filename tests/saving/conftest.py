"""Harnesses say what they have counted; the figures stand at the end of the tests' output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.saving.bed import Figures, write
from tests.saving.examples import OLD


@pytest.fixture
def figures(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Iterator[Figures]:
    """The counts of one harness; nothing may have gone wrong, unless the test takes out a protection."""
    counted = Figures()
    yield counted
    record_property("figures", f"{request.node.name}: {counted}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portfolio of two files."""
    return write(tmp_path / "portfolio", {"framework.toml": OLD, "ruritania.toml": OLD})
