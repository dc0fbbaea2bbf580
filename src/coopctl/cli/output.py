"""The only way out: what goes to standard output, standard error and files, and how it looks there."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TextIO

from coopctl import exports, formats, layout, problem_text, registry, style
from coopctl.cli import pager
from coopctl.problems import CoopctlError, Problem
from coopctl.report import Report
from coopctl.visible import visible

MOST_PROBLEMS = 20


def format_names() -> list[str]:
    """The formats there are, ``table`` first."""
    return sorted(registry.names(formats), key=lambda name: name != "table")


def export_names() -> list[str]:
    """The documents that `coopctl export` writes."""
    return list(registry.names(exports))


class Form(NamedTuple):
    """How an answer is to be written: the format, the switches that are on, and whether a pager may show it."""

    format: str
    switches: dict[str, bool]
    paged: bool = True


def write_report(report: Report, form: Form, target: str | None) -> None:
    """Write a report to ``target``, a file, or to standard output; an empty one says so on standard error."""
    if layout.is_empty(report):
        say(report.tables[0].empty)
    if form.format == "table" and not target and is_terminal(sys.stdout):
        from coopctl import render

        shown = render.terminal(report, terminal_width(), colour=has_colour(sys.stdout))
        write(shown, None, for_people=True, paged=form.paged)
        return
    switches = {**form.switches, "colour": True} if _forces_colour(form.format, target) else form.switches
    pieces = import_module(f"coopctl.formats.{form.format}").write(report, **switches)
    write(pieces, target, for_people=form.format == "table")


def _forces_colour(format: str, target: str | None) -> bool:
    """Whether a table is to be in colour though no terminal shows it, as FORCE_COLOR asks for."""
    return format == "table" and not target and has_colour(sys.stdout)


def write(pieces: Iterable[str], target: str | None, *, for_people: bool = False, paged: bool = False) -> None:
    """Write text into the file ``target``, or to standard output; ``paged``, when it is longer than the screen.

    Data is UTF-8 everywhere; text ``for_people`` is put in the encoding of standard output.
    """
    if target and target != "-":
        _write_file(target, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
        return
    shown = pieces if for_people or not is_terminal(sys.stdout) else map(_harmless, pieces)
    data = _encoded(shown, _encoding(sys.stdout) if for_people else "utf-8")
    _send(sys.stdout, pager.unless_paged(data) if paged else data)


def write_bytes(pieces: Iterable[bytes], target: str | None, *, name: str) -> None:
    """Write what is no text into the file ``target``, or to standard output where no terminal shows it.

    ``name`` is the file's name in the advice for who asked for it on a terminal: CoopctlError (2), before any piece
    is made.
    """
    if target and target != "-":
        _write_file(target, pieces)
    elif is_terminal(sys.stdout):
        raise CoopctlError("this is no text that a terminal could show", help=f"write it into a file: -o {name}")
    else:
        _send(sys.stdout, pieces)


def _write_file(target: str, pieces: Iterable[bytes]) -> None:
    if target.endswith(".toml"):
        raise CoopctlError(f'"{target}" would be taken for a roadmap', help="give the file another ending")
    from coopctl import whole

    whole.write(Path(target), pieces)


def _harmless(data: str) -> str:
    """Data for a terminal: any control character but tabs and line ends is shown, not sent."""
    lines = data.replace("\r\n", "\n").split("\n")
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in lines)


def _encoding(stream: TextIO) -> str:
    return (stream.encoding or "utf-8").lower()


def _encoded(pieces: Iterable[str], encoding: str) -> Iterable[bytes]:
    simple = not encoding.replace("-", "").startswith("utf")
    for piece in pieces:
        yield (style.plain_ascii(piece) if simple else piece).encode(encoding, "backslashreplace")


def _send(stream: TextIO, pieces: Iterable[bytes]) -> None:
    """Write all of it; an unbuffered stream may take only a part at a time."""
    stream.flush()
    for piece in pieces:
        data = piece
        while data:
            data = data[stream.buffer.write(data) :]
    stream.buffer.flush()


def say(text: str) -> None:
    """A sentence for the person, on standard error."""
    _to_stderr(f"{problem_text.shown(text)}\n")


def say_error(text: str, help: str = "") -> None:
    """An error, on standard error."""
    _to_stderr(problem_text.message("error", text, help, colour=has_colour(sys.stderr)))


def say_problems(problems: Iterable[Problem], most: int = MOST_PROBLEMS) -> None:
    """Problems of the portfolio, on standard error."""
    _to_stderr(problem_text.blocks(problems, most, colour=has_colour(sys.stderr)))


def _to_stderr(text: str) -> None:
    """Write to standard error, behind what was written to standard output; where nobody can read it, do without."""
    if sys.stderr is not None:
        sys.stdout.flush()
        with contextlib.suppress(OSError):
            _send(sys.stderr, _encoded([text], _encoding(sys.stderr)))


def is_terminal(stream: object) -> bool:
    """Whether a person reads the stream."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def has_colour(stream: object) -> bool:
    """Whether to use colour: never with NO_COLOR, always with FORCE_COLOR (but 0), else on a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM", "") != "dumb"


def terminal_width() -> int:
    """The terminal's width in cells, from COLUMNS or the terminal itself; 80 where that makes no sense."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and 20 <= int(asked) <= 10_000:
        return int(asked)
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 80
    return width if width >= 20 else 80
