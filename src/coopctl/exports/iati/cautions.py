"""What to think of before what was written is published: nothing of it keeps it from being written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopctl import files, suggest
from coopctl.conditions import status_of_counts, status_of_rows
from coopctl.exports.iati.rows import Portfolio
from coopctl.iati import codes
from coopctl.question import Question

_MOST_NAMED = 5

Identifiers = dict[str, str | None]
"""The identifiers of the roadmaps that are left, by id; None for one that follows from the id."""


def notes(question: Question) -> Iterator[str]:
    """A sentence for each thing that a publisher may not want."""
    of_left = f"SELECT id, iati_identifier FROM roadmaps WHERE {status_of_counts(question)} ORDER BY id"
    roadmaps = dict(question.rows(of_left))
    yield from _of_others(Portfolio(question), roadmaps)
    yield from _without_dac_sector(question, roadmaps)
    yield from _in_part(question)


def _of_others(portfolio: Portfolio, roadmaps: Identifiers) -> Iterator[str]:
    """Activities that by their identifiers somebody else publishes: rule 1.1.21 of IATI's ruleset warns of them."""
    own = str((portfolio.agency() or {}).get("iati_identifier"))
    begins = re.compile(f"{re.escape(own)}(?![A-Za-z0-9])")
    identifiers = filter(None, roadmaps.values())
    others = [one for one in identifiers if not begins.match(one)]
    if others and not portfolio.framework["iati_secondary_reporter"]:
        verb, them = ("its identifier does", "it") if len(others) == 1 else ("their identifiers do", "them")
        yield (
            f"Published as {own}'s own, although {verb} not begin with that: "
            f"{suggest.enumerated(others, most=_MOST_NAMED)}. If somebody else publishes {them} too, add the line "
            f"secondary_reporter = true below [iati] in {files.FRAMEWORK}."
        )


def _without_dac_sector(question: Question, roadmaps: Identifiers) -> Iterator[str]:
    """Roadmaps with sectors of their own and none of the DAC: rule 102.1.1 of IATI's ruleset warns of them."""
    has_dac = f"max(vocabulary = '{codes.DAC_VOCABULARY}')"
    rows = question.rows(f"SELECT roadmap FROM roadmap_iati_sector GROUP BY roadmap HAVING NOT {has_dac} ORDER BY 1")
    found = [_place(question, roadmap) for (roadmap,) in rows if roadmap in roadmaps]
    if found:
        yield (
            f"No sector of the OECD's DAC, which IATI wants, is in {suggest.enumerated(found, most=_MOST_NAMED)}: "
            'add { code = "15190", percentage = 100 }, or what is true, to these sectors.'
        )


def _place(question: Question, roadmap: str) -> str:
    """The file and the line of a roadmap's sectors; only the file where no folder is known."""
    name = f"{roadmap}.toml"
    if question.folder is None:
        return name
    from coopctl import found

    folder = files.Folder(question.folder)
    return f"{name}:{found.placed(folder, roadmap, ('iati', 'sectors'), '', '', at_key=True).line}"


def _in_part(question: Question) -> Iterator[str]:
    """Activities that are cut to the milestones asked for."""
    chosen = f"SELECT id FROM roadmaps WHERE {status_of_counts(question)}"
    ((whole,),) = question.rows(f"SELECT count(*) FROM milestone WHERE roadmap IN ({chosen})")
    ((part,),) = question.rows(f"SELECT count(*) FROM milestones WHERE {status_of_rows(question)}")
    if part < whole:
        yield (
            f"The activities hold only the {suggest.count(part, 'milestone')} asked for, of {whole}, under the "
            "identifiers of the whole: do not publish them in place of it."
        )
