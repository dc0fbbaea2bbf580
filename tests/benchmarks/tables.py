"""Tables as aligned text, a line at a time, and in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Aligned:
    """A table for the terminal; the first column and the last are words, those between are figures."""

    def __init__(self, header: Sequence[str], first: Iterable[str], width: int = 8) -> None:
        self.widths = [max(map(len, (header[0], *first))), *(max(width, len(name)) for name in header[1:-1])]
        self.header = header

    def head(self) -> str:
        """The line with the columns' names."""
        return self.line(self.header)

    def line(self, cells: Sequence[str]) -> str:
        """A row."""
        first, *figures = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, self.widths, strict=False))
        )
        return "  ".join([first, *figures, cells[-1]]).rstrip()


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table; all columns but the first are figures."""
    rule = ["---", *("--:" for _ in header[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (header, rule, *rows)]
