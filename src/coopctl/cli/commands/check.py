"""`coopctl check`."""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from coopctl import checks, clock, explain, files, index, late, problem_text, query, suggest
from coopctl.cli import answer, ending, output, saved_lines
from coopctl.cli.commands import report
from coopctl.cli.declare import command, offered, option, switch
from coopctl.cli.parameters import AS_OF, OUTPUT, PORTFOLIO, format_parameter
from coopctl.problems import Exit, Problem

FORMATS = ["text", "json", "github"]


def run(
    *,
    format: str | None,
    strict: bool,
    fail_on: list[str] | None,
    as_of: str | None,
    explain_code: str | None,
    output: str | None,
    portfolio: str | None,
) -> None:
    """Find every problem in the portfolio, each with its place.

    Says nothing and ends with 0 when there is none; ends with 1 when there is an error, with --strict also
    when there is a warning, with --fail-on also when a milestone has that status.
    """
    if explain_code:
        _explain(explain_code, output)
        return
    chosen = answer.choose(format or FORMATS[0], FORMATS, "--format")
    statuses = [answer.choose(status, list(late.STATUSES), "--fail-on") for status in fail_on or ()]
    found = _problems(portfolio, statuses, answer.day_asked(as_of))
    _write(found, chosen, output)
    wrong = [problem for problem in found if strict or problem.severity == "error"]
    if wrong:
        ending.end(Exit.NO)


def _explain(code: str, target: str | None) -> None:
    known = explain.codes()
    answer.choose(code, sorted(known), "--explain")
    output.write([f"{code}\n\n{known[code]}\n"], target)


def _problems(portfolio: str | None, statuses: list[str], day: str | None) -> list[Problem]:
    folder = answer.find_folder(portfolio)
    opened = answer.open_index(folder)
    with closing(opened.connection) as connection:
        index.make_views(connection)
        at, wrong = files.Folder(folder), partial(saved_lines.wrong, connection)
        coming = checks.future(connection, at, clock.today().isoformat())
        kept = checks.saved_reports(connection, at, report.names(), wrong)
        passed = _late(connection, folder, statuses, day) if statuses else []
    more = [*(problem for _, problem in (*coming, *kept)), *passed]
    found = [*opened.problems, *(index.in_folder(problem, folder) for problem in more)]
    framework = str(folder / files.FRAMEWORK)
    return sorted(found, key=lambda one: (one.path != framework, one.path, one.line, one.column, one.code))


def _late(connection: Connection, folder: Path, statuses: list[str], day: str | None) -> list[Problem]:
    return late.problems(query.ask(connection, index.set_day(connection, day), {}), folder, statuses)


def _write(found: list[Problem], format: str, target: str | None) -> None:
    import sys

    if format == "json":
        from coopctl.formats import json

        records = ",".join(f"\n    {json.dump(problem._asdict())}" for problem in found)
        output.write([f'{{"format_version": {json.FORMAT_VERSION}, "problems": [{records}\n]}}\n'], target)
    elif format == "github":
        from coopctl import workflow

        workspace = os.environ.get("GITHUB_WORKSPACE")
        output.write((workflow.command(problem, workspace) for problem in found), target)
    else:
        colour = not target and output.has_colour(sys.stdout)
        output.write((problem_text.block(problem, colour=colour) for problem in found), target)
    if found:
        errors = sum(problem.severity == "error" for problem in found)
        output.say(f"{suggest.count(errors, 'error')}, {suggest.count(len(found) - errors, 'warning')}")


COMMAND = command(
    run,
    format_parameter(FORMATS),
    switch("strict", help="Count warnings as errors."),
    option(
        "fail_on",
        metavar="STATUS",
        help=f"Count milestones of this status as errors: {' or '.join(late.STATUSES)}.",
        offers=offered("of_choices", late.STATUSES),
        several=True,
    ),
    AS_OF,
    option("explain_code", "--explain", metavar="CODE", help="Explain a problem's code.", offers=offered("of_codes")),
    OUTPUT,
    PORTFOLIO,
    name="check",
    examples="""
coopctl check
coopctl check --strict -f json
coopctl check --fail-on overdue --as-of today
coopctl check --explain area-not-in-roadmap
""",
)
