"""What the tests of bad input share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.bed import Bed, made


@pytest.fixture
def bed(tmp_path: Path, environment: dict[str, str]) -> Bed:
    """A portfolio of one good roadmap in a folder of its own."""
    return made(tmp_path, environment)
