"""Jinja2 templates filled so that no text from files can become markup: each format names its one way to escape.

Every value passes through ``finalize``, so a template cannot forget to; only what a template itself wrote is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent / "templates"
_BATCH = 200


def fill(folder: str, name: str, escape: Callable[[str], str], values: Mapping[str, Any]) -> Iterator[str]:
    """The template ``name`` of ``folder`` filled with ``values``, in pieces. ``escape`` makes text harmless."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def finalize(value: Any) -> Any:
        if hasattr(value, "__html__"):
            return value
        return markup("" if value is None else escape(str(value)))

    environment = Environment(
        loader=FileSystemLoader(HOME / folder),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    stream = environment.get_template(name).stream(**values)
    stream.enable_buffering(_BATCH)
    yield from stream


def markup(text: str) -> Any:
    """Text that this program wrote itself, to stand in a template as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704
