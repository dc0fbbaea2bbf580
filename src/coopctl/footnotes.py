"""Footnotes of countries: the mark of each, and which texts bear it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coopctl.report import Column, Report
from coopctl.visible import visible

MARKED_FACTS = ("country", "countries")
"""The facts whose texts are countries: what has a footnote bears its mark."""


def marked(
    column: Column, values: Sequence[Any], texts: list[str], marks: dict[str, str], shown: Callable[[str], str]
) -> list[str]:
    """The texts of a column, with a mark behind each country that has a footnote."""
    if not marks or not column.countries:
        return texts
    if column.kind == "list":
        return [", ".join(f"{shown(part)}{mark_of(part, marks)}" for part in value or ()) for value in values]
    return [f"{text}{mark_of(value, marks)}" for value, text in zip(values, texts, strict=True)]


def mark_of(country: str | None, marks: dict[str, str]) -> str:
    """The mark of a country by its code, by its name, or as ``Kosovo (XK)``; empty for one without a footnote."""
    text = country or ""
    return marks.get(text) or marks.get(text[:-1].rpartition("(")[2] if text.endswith(")") else "", "")


def marks_of(report: Report) -> tuple[dict[str, str], tuple[str, ...]]:
    """The mark of each text with a footnote, and the footnotes with their marks."""
    notes = list(dict.fromkeys(note for _, note in report.footnotes))
    signs = {note: "*" * (place + 1) for place, note in enumerate(notes)}
    lines = tuple(f"{signs[note]} {_whose(report, note)}: {visible(note)}" for note in notes)
    return {text: signs[note] for text, note in report.footnotes}, lines


def _whose(report: Report, note: str) -> str:
    return visible([text for text, other in report.footnotes if other == note][-1])
