"""Whether a file would be worse after an edit than it was before, as far as the file alone can tell."""

from __future__ import annotations

from collections import Counter

from coopctl.edits.apply import Edited
from coopctl.problems import CoopctlError
from coopctl.toml.outline import MARK


def no_worse(edited: Edited, name: str) -> Edited:
    """The edit as it is, or CoopctlError (2) for the first problem of the file ``name`` that was not there before.

    A file that has problems may be edited; one edit after another mends it.
    """
    from coopctl import load

    if not edited.is_changed:
        return edited
    _, after = load.validated(edited.text.removeprefix(MARK), name)
    if not after:
        return edited
    _, before = load.validated(edited.before.removeprefix(MARK), name)
    known = Counter((problem.code, problem.message) for problem in before)
    for problem in after:
        if known[problem.code, problem.message] == 0:
            raise CoopctlError(problem.message, help=problem.help)
        known[problem.code, problem.message] -= 1
    return edited
