"""The ways to group roadmaps, and what they contain: by country, region, area, aim, partner, owner or roadmap.

To add one, add it to ``GROUPINGS``.
"""

from __future__ import annotations

from typing import NamedTuple

from coopctl.conditions import quoted
from coopctl.question import Question


class Grouping(NamedTuple):
    """One way to group.

    ``entries`` is a query for the groups (id, title, position); ``roadmaps``, ``deliverables`` and ``milestones`` are
    queries for their members (key, roadmap, deliverable, milestone's key, as far as they go), the latter two for all
    that are counted, with an empty key for what is in no group; without ``roadmaps``, roadmaps are in groups only by
    what they contain. A member may be in several groups. ``own`` are the filters that choose among the groups
    themselves, as conditions on the group's id with ``{values}``; ``near`` are those that do so only where the groups
    are listed for their own sake.
    """

    title: str
    entries: str
    roadmaps: str
    deliverables: str = ""
    milestones: str = ""
    own: tuple[tuple[str, str], ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    rest: str = ""


def _of_roadmaps(view: str, column: str) -> str:
    return f"SELECT {column} AS key, roadmap FROM {view}"


GROUPINGS: dict[str, Grouping] = {
    "roadmap": Grouping(
        "Roadmap", "SELECT id, title, id AS position FROM roadmaps", "SELECT id AS key, id AS roadmap FROM roadmaps"
    ),
    "country": Grouping(
        "Country",
        "SELECT id, name AS title, position FROM country",
        _of_roadmaps("roadmap_countries", "country"),
        own=(("country", "id IN {values}"),),
        near=(("region", "id IN (SELECT country FROM region_country WHERE region IN {values})"),),
        rest="no country",
    ),
    "region": Grouping(
        "Region",
        "SELECT id, title, position FROM region",
        _of_roadmaps("roadmap_regions", "region"),
        own=(("region", "id IN {values}"),),
        near=(("country", "id IN (SELECT region FROM region_country WHERE country IN {values})"),),
        rest="no region",
    ),
    "area": Grouping(
        "Focus area",
        "SELECT id, title, position FROM focus_area",
        "SELECT area AS key, roadmap FROM roadmap_areas",
        # For NULL nothing is looked up; for a condition beside it everything would be.
        """SELECT coalesce(d.focus_area, a.area, '') AS key, s.roadmap, s.deliverable
            FROM deliverable_standing s JOIN deliverable d ON d.roadmap = s.roadmap AND d.id = s.deliverable
            LEFT JOIN roadmap_areas a ON a.roadmap = CASE WHEN d.focus_area IS NULL THEN s.roadmap END""",
        own=(("area", "id IN {values}"),),
        rest="no focus area",
    ),
    "aim": Grouping(
        "Aim",
        "SELECT id, title, position FROM aim",
        _of_roadmaps("roadmap_aims", "aim"),
        own=(("aim", "id IN {values}"),),
        rest="no aim",
    ),
    "partner": Grouping(
        "Partner",
        "SELECT id, name AS title, position FROM organisation",
        _of_roadmaps("roadmap_partners", "partner"),
        own=(("partner", "id IN {values}"),),
        rest="no partner",
    ),
    "owner": Grouping(
        "Owner",
        "SELECT id, name AS title, position FROM organisation",
        "",
        milestones="""SELECT m.roadmap, m.deliverable, m.key AS milestone, coalesce(
                m.owner, (SELECT owner FROM deliverable WHERE roadmap = m.roadmap AND id = m.deliverable), '') AS key
            FROM milestone_status JOIN milestone m USING (key)""",
        own=(("owner", "id IN {values}"),),
        rest="no owner",
    ),
}


def own_condition(question: Question, name: str, *, listed: bool = False) -> str:
    """The condition on a group's id by the filters that choose among the groups themselves.

    ``listed`` says that the groups are listed for their own sake, not to group what concerns them.
    """
    terms = []
    for filter_name, condition in GROUPINGS[name].own + (GROUPINGS[name].near if listed else ()):
        values = question.asked.get(filter_name)
        if values:
            terms.append(condition.replace("{values}", quoted(values)))
    return " AND ".join(terms) or "1"
