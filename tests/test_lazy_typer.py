"""A command imports of Typer what it needs; whoever asks for more gets all of it."""

from __future__ import annotations

import subprocess
import sys

NAMES = "import json, typer; print(json.dumps(sorted(vars(typer))))"
PREPARED = "from coopctl.cli import lazy_typer; lazy_typer.prepare(); import typer.core, coopctl.cli.main, sys\n"
LAZILY = PREPARED + "assert 'typer.main' not in sys.modules\n"


def printed(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_command_line_imports_nothing_that_looks_through_functions() -> None:
    assert printed(LAZILY + "print(sorted({'platform', 'shutil', 'subprocess', 'uuid'} & set(sys.modules)))") == "[]\n"


def test_what_is_asked_for_is_there_with_all_the_rest() -> None:
    assert printed(LAZILY + "import typer; typer.Typer\n" + NAMES) == printed("import typer, typer.core\n" + NAMES)
    assert printed(LAZILY + "from typer import Option, colors; print(Option.__module__, colors.RED)") == (
        "typer.params red\n"
    )
    version = "import typer; print(typer.__version__)"
    assert printed(LAZILY + version) == printed(version)


def test_what_is_not_there_is_missed_as_ever() -> None:
    asked = "try:\n    typer.{0}\nexcept AttributeError as error:\n    print(error)\n"
    for name in ("Tipper", "_private"):
        found = printed(LAZILY + "import typer\n" + asked.format(name))
        assert found == f"module 'typer' has no attribute '{name}'\n"


def test_what_was_imported_before_stays_as_it_is() -> None:
    assert printed("import typer; own = typer.Typer\n" + PREPARED + "print(typer.Typer is own)") == "True\n"


def test_what_failed_once_can_be_asked_for_again() -> None:
    failing = "sys.modules['typer.main'] = None\ntry:\n    typer.Typer\nexcept ImportError:\n    print('failed')\n"
    mended = "del sys.modules['typer.main']; print(typer.Typer.__name__)"
    assert printed(LAZILY + "import typer\n" + failing + mended) == "failed\nTyper\n"
