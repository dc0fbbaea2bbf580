"""At what stage roadmaps will be by their dates alone, beside the status that their activities claim."""

from __future__ import annotations

from collections.abc import Mapping

from coopctl.activities.element import Element
from coopctl.activities.losses import Losses
from coopctl.iati import codes
from coopctl.intake.value import Fields

_KEYS = ("kind", "period", "started", "in_preparation", "concluded", "cancelled")


def compare(roadmaps: Mapping[str, Fields], statuses: Mapping[str, tuple[str, Element]], losses: Losses) -> None:
    """Note each status that comes out as another one today; ``statuses`` has them with their activities, by id."""
    from coopctl import clock

    found = _stages({id: roadmaps[id] for id in statuses}, clock.today().isoformat())
    for id, (activity, status) in statuses.items():
        if codes.STATUS_OF_STAGE[found[id]] != status.get("code"):
            losses.begin(activity)
            losses.note("activity-status", status, f'by its dates its stage is "{found[id]}"')


def _stages(roadmaps: Mapping[str, Fields], day: str) -> dict[str, str]:
    """The stage of each roadmap on a day (ISO 8601), by the rules."""
    from contextlib import closing

    from coopctl import build, index, rules, tables
    from coopctl.model import Roadmap

    with closing(index.empty("import")) as connection:
        for id, fields in roadmaps.items():
            dated = {"title": id} | {key: fields[key] for key in _KEYS if key in fields}
            build.insert_rows(connection, tables.roadmap_rows(id, Roadmap.model_validate(dated)))
        rules.compute(connection, day)
        return dict(connection.execute("SELECT roadmap, stage FROM roadmap_stage").fetchall())
