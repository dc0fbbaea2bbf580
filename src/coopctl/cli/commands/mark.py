"""`coopctl mark`."""

from __future__ import annotations

from functools import partial
from typing import get_args

from coopctl import clock, dates, index, suggest
from coopctl.cli import output
from coopctl.cli.declare import argument, command, offered, option
from coopctl.cli.parameters import PORTFOLIO
from coopctl.cli.writing import DRY_RUN, Writing, tracked, words_given, writing
from coopctl.edits.apply import Edited
from coopctl.edits.mark import Mark, State, mark
from coopctl.edits.places import Place
from coopctl.problems import CoopctlError

STATES: tuple[State, ...] = get_args(State)


def run(
    *,
    words: list[str],
    on: str | None,
    reason: str | None,
    evidence: list[str] | None,
    dry_run: bool,
    portfolio: str | None,
) -> None:
    """Mark milestones as done, started, dropped or open again.

    What contradicts that goes away.

    Several ids, and patterns such as 'turkey-2019/*/*', are marked together: all of them or none. A deliverable without
    milestones can be marked too. An id of - stands for ids from standard input. Without --on, the date is today's.

    A pattern leaves alone what is done or dropped already, unless that is to be open again.
    """
    *ids, state = words
    wanted = Mark(_state(ids, state), clock.today(), _day(on), reason or "", evidence or ())
    with writing(portfolio, dry_run=dry_run) as changing:
        marked = [
            changing.change(address, partial(_mark, wanted._replace(only_open=by_pattern)))
            for address, by_pattern in tracked(changing, words_given(ids)).items()
        ]
        is_dated = any(edited.is_changed and f" on {_date_of(wanted)}" in edited.said for edited in marked)
        later = _lies_after_reporting_date(changing, wanted) if is_dated else ""
    if later or not marked:
        output.say(later or "no ids on standard input: nothing was marked")


def _mark(wanted: Mark, text: str, name: str, place: Place) -> Edited:
    return mark(text, name, place, wanted)


def _date_of(wanted: Mark) -> str:
    return wanted.on or wanted.today.isoformat()


def _state(ids: list[str], word: str) -> State:
    for state in STATES:
        if word.lower() == state and ids:
            return state
    if word.lower() in STATES:
        raise CoopctlError("no milestone is named", help=f"coopctl mark ROADMAP/DELIVERABLE/MILESTONE {word}")
    if word[:1].isdigit() and ids and ids[-1].lower() in STATES:
        raise CoopctlError(f'nothing can be marked as "{word}"', help=f"a date goes behind --on: --on {word}")
    near = suggest.did_you_mean(word, STATES)
    there = f"the last word says as what: {suggest.either(STATES)}"
    raise CoopctlError(f'nothing can be marked as "{word}"', help=f"{near} {there}".strip())


def _day(on: str | None) -> str:
    if on is None:
        return ""
    if on == "today":
        return clock.today().isoformat()
    try:
        dates.parse_text(on)
    except ValueError as error:
        raise CoopctlError(f'--on: "{on}" is not a date', help=str(error)) from error
    return on


def _lies_after_reporting_date(changing: Writing, wanted: Mark) -> str:
    """What to say of a date that is not counted yet; nothing of one that is."""
    if wanted.state == "open":
        return ""
    day, why = index.set_day(changing.index, None)
    found = dates.parse_text(_date_of(wanted))
    if found.counts_from.isoformat() <= day:
        return ""
    until = f"{found.counts_from:%Y-%m-%d}"
    return f"{found.text} lies after {day} ({why}) and counts from {until} on; see: coopctl report --as-of {until}"


COMMAND = command(
    run,
    argument("words", f"ID... {'|'.join(STATES)}", "Which, and as what.", offered("of_marks", STATES), several=True),
    option("on", metavar="DATE", help="When: 2026-08-14, 2026-08, 2026-Q3 ..."),
    option("reason", metavar="TEXT", help="Why it was dropped, or moved."),
    option("evidence", metavar="TEXT", help="What shows it: a source's id, a link, or words.", several=True),
    DRY_RUN,
    PORTFOLIO,
    name="mark",
    examples="""
coopctl mark ruritania-2025/contingency-plan/drafted done
coopctl mark ruritania-2025/trainer-pool/certified done --on 2026-08 --evidence annual-report-2025
coopctl list milestones --status overdue -f ids | coopctl mark - dropped --reason "no longer needed"
coopctl mark 'erewhon-2026/*/*' open --dry-run
""",
)
