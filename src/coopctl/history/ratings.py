"""How the ratings of roadmaps moved between two times, and the commit that turned each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from coopctl import rules
from coopctl.history import past
from coopctl.history.account import Compared
from coopctl.history.change import Change
from coopctl.history.commits import Commit
from coopctl.history.versions import Versions
from coopctl.question import Question

if TYPE_CHECKING:
    from coopctl.model import Roadmap

_OWN = "SELECT rating FROM roadmap_standing"


class Turned(NamedTuple):
    """A rating that moved: of which roadmap, from what to what and why it is that now."""

    id: str
    change: Change


def turned(old: Question, new: Question) -> Iterator[Turned]:
    """The roadmaps of both questions that are rated differently, by what the questions count."""
    rated = "SELECT id, title, rating, reason_for_rating FROM roadmaps ORDER BY id"
    then = {id: rating for id, _, rating, _ in old.rows(rated)}
    for id, title, rating, reason in new.rows(rated):
        if then.get(id, rating) != rating:
            yield Turned(id, Change("rating", (), (), title, "rating", then[id], rating, because=reason))


class Turners:
    """Finds the commit that turned a rating. Roadmaps are judged one by one, by the day of the question ``new``."""

    def __init__(self, new: Question, versions: Versions) -> None:
        self._versions, self._day = versions, new.day
        self._scratch = past.without_roadmaps(new.connection)

    def find(self, one: Compared, rating: str) -> Commit | None:
        """The newest commit after which the roadmap has had this rating; None where it is due to the days that passed,
        or where the rating is not that of the whole roadmap.
        """
        if self._rating(one.new) != rating or self._rating(one.old) == rating:
            return None
        last: Commit | None = None
        for commit, touch in one.trail.steps:
            roadmap = self._versions.roadmap(touch.after)
            if roadmap is not None and self._rating(roadmap) != rating:
                break
            last = commit
        return last

    def _rating(self, roadmap: Roadmap | None) -> str | None:
        past.put(self._scratch, {"one": roadmap})
        rules.compute(self._scratch, self._day)
        found = self._scratch.execute(_OWN).fetchone()
        return str(found[0]) if found else "none"
