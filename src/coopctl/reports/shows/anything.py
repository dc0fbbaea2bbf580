"""`show`: everything known about one thing, found by its id. What it is decides which file answers."""

from __future__ import annotations

from coopctl.problems import CoopctlError, Exit
from coopctl.query import Question, no_such_id
from coopctl.report import Report


def build(question: Question, id: str | None = None) -> Report:
    """The roadmap, deliverable, milestone or indicator with this id; without one, the portfolio itself.

    Raises CoopctlError (4) when there is no such thing.
    """
    if id is None:
        from coopctl.reports.shows import portfolio

        return portfolio.build(question)
    parts = id.strip("/").split("/")
    if len(parts) == 1 and question.rows("SELECT 1 FROM roadmap WHERE id = ?", parts):
        from coopctl.reports.shows import roadmap

        return roadmap.build(question, id.strip("/"))
    if len(parts) == 2 and question.rows("SELECT 1 FROM deliverable WHERE roadmap = ? AND id = ?", parts):
        from coopctl.reports.shows import deliverable

        return deliverable.build(question, *parts)
    if len(parts) == 3:
        from coopctl.reports.shows import milestone

        found = milestone.find(question, *parts)
        if found is not None:
            return found
    if any(sign in id for sign in "*?["):
        raise CoopctlError(f'show takes one id, not the pattern "{id}"', help="see which there are with coopctl list")
    error = no_such_id(question.connection, id)
    raise CoopctlError(error.message, help=error.help, exit_code=Exit.NOT_FOUND)
