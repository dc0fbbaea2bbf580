"""What every command that answers does: find the portfolio, ask, write, and say what the answer lacks."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from typer._click.globals import get_current_context

from coopctl import arrange, clock, dates, files, formats, index, lacking, locate, query, suggest
from coopctl.cli import ending, output, parameters
from coopctl.problems import CoopctlError, Exit, Problem
from coopctl.question import Question
from coopctl.report import Report


class Portfolio(NamedTuple):
    """An opened portfolio: its index, its problems, the day it is judged by and why that, and its folder."""

    connection: sqlite3.Connection
    problems: list[Problem]
    day: tuple[str, str]
    folder: Path

    def ask(self, values: dict[str, Any]) -> Question:
        """The question that the filters among the options in ``values`` make."""
        question = query.ask(self.connection, self.day, parameters.asked(values), parameters.view(values))
        return question._replace(folder=self.folder)


def find_folder(asked: str | None) -> Path:
    """The portfolio's folder: ``asked`` for with ``-C``, from COOPCTL_PORTFOLIO, or found upwards from here."""
    named = asked if asked is not None else os.environ.get("COOPCTL_PORTFOLIO")
    try:
        return locate.portfolio(named, Path.cwd())
    except FileNotFoundError as error:
        raise CoopctlError("the current folder no longer exists", exit_code=Exit.NOT_FOUND) from error


def keep(ctx: Any, folder: Path, opened: index.Index) -> None:
    """Have this index for the command that is going to run, which then opens none."""
    ctx.meta[f"{_KEPT} {folder}"] = opened


_KEPT = "coopctl index"


def open_index(folder: Path) -> index.Index:
    """The index of the portfolio, with a progress bar on a terminal when much is to be read."""
    context = get_current_context(silent=True)
    kept: index.Index | None = context.meta.pop(f"{_KEPT} {folder}", None) if context else None
    if kept:
        return kept

    def progress(read: Iterator[Any], count: int) -> Iterable[Any]:
        from coopctl import render

        return render.progress(read, count, shown=output.is_terminal(sys.stderr))

    return index.open_index(folder, clock.today(), progress)


@contextmanager
def open_portfolio(portfolio: str | None, as_of: str | None) -> Iterator[Portfolio]:
    """Open for asking, and close. Raises CoopctlError (3) when the framework cannot be read."""
    day = day_asked(as_of)
    folder = find_folder(portfolio)
    opened = open_index(folder)
    require_framework(opened, folder)
    with closing(opened.connection) as connection:
        index.make_views(connection)
        yield Portfolio(connection, opened.problems, index.set_day(connection, day), folder)


def require_framework(opened: index.Index, folder: Path) -> None:
    """Raise CoopctlError (3) when the framework cannot be read."""
    if not opened.connection.execute("SELECT 1 FROM framework").fetchone():
        about = [one for one in opened.problems if one.path == str(folder / files.FRAMEWORK)]
        raise CoopctlError(
            f"{folder / files.FRAMEWORK} cannot be used, and nothing can be said without it",
            exit_code=Exit.INVALID,
            problems=tuple(about),
        )


def day_asked(as_of: str | None) -> str | None:
    """The day that ``--as-of`` names (ISO 8601). Raises CoopctlError (2) for what is no day."""
    if as_of is None:
        return None
    if as_of == "today":
        return clock.today().isoformat()
    try:
        found = dates.parse_text(as_of)
    except ValueError as error:
        raise CoopctlError(f'--as-of: "{as_of}" is not a date', help=str(error)) from error
    if found.first is None:
        raise CoopctlError(f'--as-of: "{as_of}" is open', help="give one day, such as 2019-12-31")
    return found.last.isoformat()


def choose(value: str, choices: list[str], option: str) -> str:
    """The choice that ``value`` is, in any case. Raises CoopctlError (2) with the nearest one otherwise."""
    if value.lower() in choices:
        return value.lower()
    near = suggest.did_you_mean(value, choices)
    raise CoopctlError(f'{option}: there is no "{value}"', help=f"{near} {suggest.there_are(choices)}".strip())


def choose_several(value: str, choices: list[str], option: str, most: int) -> list[str]:
    """The different choices, at least one and at most ``most``, that ``value`` names with commas between them.

    Raises CoopctlError (2) otherwise.
    """
    chosen = [choose(one.strip(), choices, option) for one in (value.split(",") if most > 1 else [value])]
    twice = next((one for place, one in enumerate(chosen) if one in chosen[:place]), None)
    if twice:
        raise CoopctlError(f'{option}: "{twice}" is named twice', help=suggest.there_are(choices))
    if len(chosen) > most:
        raise CoopctlError(f"{option}: these are {len(chosen)}", help=f"name {most} at most")
    return chosen


def answer(values: dict[str, Any], build: Callable[[Question], Report]) -> None:
    """Ask what the options in ``values`` say, build the report and write it. Ends with 3 when files were left out."""
    form = _form(values)
    with open_portfolio(values["portfolio"], values["as_of"]) as portfolio:
        question = portfolio.ask(values)
        report = arrange.arranged(build(question), question.view)
        notes = (*report.notes, *lacking.notes(portfolio.connection))
        report = report._replace(title=values.get("title", report.title), notes=notes)
        output.write_report(report, form, values["output"])
        if report.facts and report.tables and form.format not in formats.HOLD_ALL:
            tables = suggest.enumerated(table.name for table in report.tables)
            output.say(f"These are the facts only. There are tables too: {tables} (--table NAME, or all with -f json).")
    finish(portfolio.problems)


def _form(values: dict[str, Any]) -> output.Form:
    """How the answer is to be written. Raises CoopctlError (2) for an option that the format does not have."""
    format = _format(values["format"], values["output"])
    asked = [option for option in formats.OPTIONS if values.get(option.name)]
    for option in asked:
        if format not in option.formats:
            raise CoopctlError(
                f"-f {format} has no --{option.name}", help=f"it is for {suggest.either(option.formats)}"
            )
    return output.Form(format, {option.name: True for option in asked}, paged=not values.get("no_pager"))


def _format(asked: str | None, target: str | None) -> str:
    """The format asked for, else the one that the ending of the file to write names, else a table.

    Raises CoopctlError (2) for one that there is not, and for the ending of a document of another kind.
    """
    names = output.format_names()
    if asked:
        return choose(asked, names, "--format")
    ending = Path(target or "").suffix.removeprefix(".").lower()
    exported = ending in set(output.export_names()) - set(names)
    if exported or ending in formats.FOREIGN:
        whole = f"; the portfolio as such a file: coopctl export {ending} -o FILE" if exported else ""
        raise CoopctlError(
            f'no format writes what "{target}" is called',
            help=f"the formats are {suggest.either(names)}: choose another ending, or one of them with -f{whole}",
        )
    return formats.ENDINGS.get(ending, ending if ending in names else names[0])


def finish(problems: list[Problem]) -> None:
    """Say what is wrong with the portfolio, after the answer for the rest; then end with 3."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        output.say_problems(errors)
        what = "this error concerns" if len(errors) == 1 else f"these {len(errors)} errors concern"
        output.say(f"The answer leaves out what {what}.")
        ending.end(Exit.INVALID)
