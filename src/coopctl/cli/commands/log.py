"""`coopctl log`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coopctl.cli import answer
from coopctl.cli.declare import argument, command, offered
from coopctl.cli.parameters import FORM_PARAMETERS, PORTFOLIO, VIEW_PARAMETERS


def run(*, id: str, **values: Any) -> None:
    """Tell the life of a roadmap or milestone from git.

    What each commit changed is told, the newest first; deliverables and indicators have lives too.

    What is not committed yet comes first of all. Files and ids are followed to the names they had before.
    """
    from coopctl.history import life

    answer.answer({**values, "as_of": None}, lambda question: life.build(question, question.folder or Path(), id))


ID = argument("id", "ID", offers=offered("of_ids"))

COMMAND = command(
    run,
    ID,
    *VIEW_PARAMETERS,
    *FORM_PARAMETERS,
    PORTFOLIO,
    name="log",
    examples="""
coopctl log turkey-2019
coopctl log turkey-2019/contingency-plan/drafted
coopctl log turkey-2019 --sort when -f csv
coopctl log turkey-2019 --columns when,who,id,field,from,to
""",
)
