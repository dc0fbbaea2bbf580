"""How the workbook looks. No colour stands alone: the word that it belongs to is in the cell."""

from __future__ import annotations

from typing import Any

INK, PAPER, LINE, BAR = "#1b2430", "#ffffff", "#d4dae2", "#9db8d6"
ACCENT = "#1d4f80"

WORDS: dict[str, dict[str, Any]] = {
    "overdue": {"font_color": "#a3151d", "bg_color": "#fbdcdd", "bold": True},
    "at-risk": {"font_color": "#7a4600", "bg_color": "#fdebc8", "bold": True},
    "in-progress": {"font_color": "#1a5f94", "bg_color": "#dcebf8"},
    "planned": {"font_color": "#515c6b", "bg_color": "#eceff3"},
    "done": {"font_color": "#1c6a3c", "bg_color": "#d9efe1"},
    "dropped": {"font_color": "#646b75", "italic": True},
    "red": {"font_color": PAPER, "bg_color": "#a3151d", "bold": True},
    "amber": {"font_color": "#7a4600", "bg_color": "#fdebc8", "bold": True},
    "green": {"font_color": "#1c6a3c", "bg_color": "#d9efe1"},
    "none": {"font_color": "#646b75", "italic": True},
    "complete": {"font_color": PAPER, "bg_color": "#1c6a3c", "bold": True},
    "active": {"font_color": "#1a5f94", "bg_color": "#dcebf8"},
    "preparation": {"font_color": "#515c6b", "bg_color": "#eceff3"},
    "ended": {"font_color": "#646b75", "italic": True},
    "concluded": {"font_color": "#646b75", "italic": True},
    "cancelled": {"font_color": "#646b75", "italic": True},
    "missed": {"font_color": "#a3151d", "bg_color": "#fbdcdd", "bold": True},
    "behind": {"font_color": "#7a4600", "bg_color": "#fdebc8", "bold": True},
    "on track": {"font_color": "#1a5f94", "bg_color": "#dcebf8"},
    "reached": {"font_color": "#1c6a3c", "bg_color": "#d9efe1"},
}
"""The look of each word of a status, a rating, a stage or a course; what is not among them looks like any text."""

_CELL = {"valign": "top", "font_color": INK, "bottom": 1, "bottom_color": LINE}
_RIGHT = {"align": "right", "indent": 1}

FORMATS: dict[str, dict[str, Any]] = {
    "text": {**_CELL, "text_wrap": True},
    "risky text": {**_CELL, "text_wrap": True, "quote_prefix": True},
    "context": _CELL,
    "risky context": {**_CELL, "quote_prefix": True},
    "day": {**_CELL, "num_format": "yyyy-mm-dd", "align": "left"},
    "number": {**_CELL, **_RIGHT, "num_format": "#,##0.##########"},
    "whole": {**_CELL, **_RIGHT, "num_format": "#,##0"},
    "share": {**_CELL, **_RIGHT, "num_format": "0%"},
    "blank": _CELL,
    "header": {
        "bold": True,
        "font_color": PAPER,
        "bg_color": ACCENT,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "left",
    },
    "title": {"bold": True, "font_size": 18, "font_color": ACCENT},
    "heading": {"bold": True, "font_size": 13, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT},
    "name": {"bold": True, "font_color": INK, "valign": "top"},
    "value": {"font_color": INK, "valign": "top", "text_wrap": True, "align": "left"},
}
"""In Excel's own terms, by what a cell is."""
