"""Typer's package, of which a command imports the modules that it needs and no others.

Whoever imports a module of a package runs the package's own first, and Typer's imports all of Typer: what looks
through functions, installs completion and draws errors, and with that platform, shutil, subprocess, traceback and
uuid. Python itself has lazy imports from 3.15 on (PEP 810).
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec

NAME = "typer"


def prepare() -> None:
    """Have Typer's package run when something of its own is asked for; as it is where it was imported already."""
    spec = None if NAME in sys.modules else PathFinder.find_spec(NAME)
    if spec is None or spec.loader is None:
        return
    run, package = spec.loader.exec_module, module_from_spec(spec)
    is_running = False

    def whole(name: str) -> object:
        """What the package calls ``name``, after running it. Raises AttributeError where there is no such thing.

        Python imports a module of the package when it is told that there is no such thing yet. That is the answer
        while the package itself imports its modules, and for a name with one underscore in front, which is a module's.
        """
        nonlocal is_running
        if is_running or (name.startswith("_") and not name.startswith("__")):
            raise AttributeError(f"module {NAME!r} has no attribute {name!r}")
        is_running = True
        try:
            run(package)
        finally:
            is_running = False
        del package.__getattr__
        return getattr(package, name)

    package.__getattr__ = whole  # type: ignore[method-assign]
    sys.modules[NAME] = package
