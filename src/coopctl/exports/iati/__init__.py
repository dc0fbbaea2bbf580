"""The portfolio in IATI 2.03: an activity a roadmap.

What IATI demands and the portfolio does not say is listed, and nothing is written: nothing is made up.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, indent, tostring

from coopctl.exports.iati import cautions, left
from coopctl.exports.iati.activity import activities
from coopctl.exports.iati.lacks import Lacks
from coopctl.iati import codes
from coopctl.problems import CoopctlError, Exit
from coopctl.question import Question

EXAMPLES = """
coopctl export iati -o activities.xml
coopctl export iati --region western-balkans -o balkans.xml
"""

_FAST = 1
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<?coopctl as-of="{day}"?>
<!--
  As of {day}: what lies after this day has not happened yet.
  A deliverable is a result, and each of its milestones one of its indicators: the target is 1, the actual 1 when it is
  done and 0 until then. The period of a milestone is its deadline, that of a value the time it was measured, from the
  first to the last day. A date that is not one day is given by its first or last day, with the date as it is known
  in the narrative. An actual start is the start, or else the signature, or else the first thing started or done; where
  only the last day is known on which that can have been, there is none.
  Shares of countries, regions and sectors that nobody has given are equal. Of the vocabularies of the reporting
  organisation, 99 has regions, focus areas, aims and kinds of support, 98 focus areas that run through all of it.
-->
<iati-activities version="{version}">
"""


def write(question: Question) -> Iterator[str]:
    """The activities that the question leaves. Raises CoopctlError (1) for what they lack, before any text.

    So nothing can be handed out before everything was looked at; until then activities wait packed, in a tenth of
    their size.
    """
    lacks = Lacks()
    packed = [zlib.compress(_text(activity).encode(), _FAST) for activity in activities(question, lacks)]
    lacks.refuse(question)
    if not packed:
        raise CoopctlError("nothing was written: no roadmap is left, and IATI demands an activity", exit_code=Exit.NO)
    yield _HEAD.format(day=question.day, version=codes.VERSION)
    for activity in packed:
        yield zlib.decompress(activity).decode()
    yield "</iati-activities>\n"


def _text(activity: Element) -> str:
    indent(activity, level=1)
    return f"  {tostring(activity, encoding='unicode')}\n"


def remarks(question: Question) -> tuple[str, ...]:
    """What IATI has no place for, and what to think of before it is published, in sentences."""
    return (*left.notes(question), *cautions.notes(question))
