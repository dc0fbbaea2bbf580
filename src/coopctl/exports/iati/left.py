"""What a portfolio has and IATI has no place for."""

from __future__ import annotations

from coopctl import suggest
from coopctl.question import Question

_OF_ROADMAPS = "roadmap IN (SELECT roadmap FROM roadmap_stage)"
_WITHOUT_ADDRESS = "source IN (SELECT id FROM source WHERE url IS NULL)"
_COUNTS = {
    "amount of funding": f"SELECT count(*) FROM roadmap_funding WHERE amount IS NOT NULL AND {_OF_ROADMAPS}",
    "extension": f"SELECT count(*) FROM roadmap_extension WHERE {_OF_ROADMAPS}",
    "signatory": f"SELECT count(*) FROM roadmap_signed_by WHERE {_OF_ROADMAPS}",
    "source without an address": f"SELECT count(*) FROM roadmap_source WHERE {_WITHOUT_ADDRESS} AND {_OF_ROADMAPS}",
    "source of a deliverable": f"SELECT count(*) FROM deliverable_source WHERE {_OF_ROADMAPS}",
    "source of a milestone": f"SELECT count(*) FROM milestone_source WHERE milestone <> '' AND {_OF_ROADMAPS}",
    "engagement outside any roadmap": "SELECT count(*) FROM engagement",
}


def notes(question: Question) -> tuple[str, ...]:
    """What is left out of the activities that the question leaves, counted; nothing where all of it is in them."""
    counted = ((noun, question.rows(sql)[0][0]) for noun, sql in _COUNTS.items())
    parts = [_words(number, noun) for noun, number in counted if number]
    return (f"IATI has no place for {suggest.enumerated(parts)}.",) if parts else ()


def _words(number: int, noun: str) -> str:
    """``3 sources of a milestone``: the first word is what is counted."""
    first, _, rest = noun.partition(" ")
    return f"{suggest.count(number, first)} {rest}".rstrip()
