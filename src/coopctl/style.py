"""How things look, in one place: colours with a meaning, bars, marks. Everything is readable without colour."""

from __future__ import annotations

COLOURS = {
    "overdue": "bold red",
    "at-risk": "yellow",
    "in-progress": "cyan",
    "done": "green",
    "dropped": "dim",
    "red": "bold red",
    "amber": "yellow",
    "green": "green",
    "complete": "bold green",
    "active": "cyan",
    "preparation": "magenta",
    "ended": "dim",
    "concluded": "dim",
    "cancelled": "dim",
    "slipped": "yellow",
    "reopened": "yellow",
    "extended": "yellow",
    "pulled forward": "green",
    "added": "cyan",
    "started": "cyan",
    "removed": "dim",
    "error": "bold red",
    "warning": "bold yellow",
    "help": "cyan",
    "title": "bold",
    "quiet": "dim",
}

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}

BAR_WIDTH = 8
_ASCII = str.maketrans(
    {
        "█": "#",
        "░": ".",
        "▒": ":",
        "●": "*",
        "○": "o",
        "←": "<",
        "→": ">",
        "×": "x",
        "·": "-",
        "…": "~",
        "–": "-",
        "─": "-",
        "│": "|",
    }
)


def paint(text: str, name: str) -> str:
    """``text`` in the colour that ``name`` has, as terminal codes; unchanged when it has none."""
    colour = COLOURS.get(name)
    if not colour:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in colour.split())}m{text}\x1b[0m"


def bar(done: int, counted: int) -> str:
    """A progress bar with its figures: ``████░░░░ 2/4``. Full only when all is done, empty only when nothing is."""
    cells = round(BAR_WIDTH * done / counted)
    cells = min(max(cells, 1 if done else 0), BAR_WIDTH if done == counted else BAR_WIDTH - 1)
    return f"{'█' * cells}{'░' * (BAR_WIDTH - cells)} {done}/{counted}"


def plain_ascii(text: str) -> str:
    """``text`` with this module's signs in ASCII, for terminals that know nothing else."""
    return text.translate(_ASCII)
