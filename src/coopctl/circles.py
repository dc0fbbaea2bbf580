"""Roadmaps that follow each other, or are part of each other, in a circle."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from coopctl import files
from coopctl.found import Found, placed


def cycles(connection: sqlite3.Connection, folder: files.Folder) -> list[Found]:
    """Roadmaps that follow, or are part of, themselves by way of others; each circle once."""
    follows = connection.execute(
        "SELECT roadmap, follows, json_array('follows', position) FROM roadmap_follows ORDER BY 1, 2"
    ).fetchall()
    parts = connection.execute(
        "SELECT id, part_of, json_array('part_of') FROM roadmap WHERE part_of IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [
        *_circles(follows, "follows", "follows-itself", folder),
        *_circles(parts, "is part of", "part-of-itself", folder),
    ]


def _circles(links: list[tuple[str, str, str]], verb: str, code: str, folder: files.Folder) -> Iterator[Found]:
    """The circles in ``links``: who, whom, and where that stands as a JSON array."""
    targets: dict[str, list[str]] = {}
    for source, target, _ in links:
        targets.setdefault(source, []).append(target)
    places = {(source, target): tuple(json.loads(path)) for source, target, path in links}
    finished: set[str] = set()
    for start in targets:
        for circle in _circles_from(start, targets, finished) if start not in finished else ():
            message = f" {verb} ".join([*circle, circle[0]])
            help = "remove one of these links" if len(circle) > 1 else "remove this link"
            first, second = (*circle, *circle)[:2]
            yield Found(first, placed(folder, first, places[first, second], code, message, help))


def _circles_from(start: str, targets: dict[str, list[str]], finished: set[str]) -> Iterator[list[str]]:
    """A circle for each link back into the walk from ``start``; what was walked is added to ``finished``."""
    trail: list[str] = []
    on_trail: set[str] = set()
    waiting = [(start, 0)]
    while waiting:
        here, next_target = waiting.pop()
        if next_target == 0:
            trail.append(here)
            on_trail.add(here)
        ahead = targets.get(here, [])
        if next_target < len(ahead):
            waiting.append((here, next_target + 1))
            there = ahead[next_target]
            if there in on_trail:
                yield trail[trail.index(there) :]
            elif there not in finished:
                waiting.append((there, 0))
        else:
            finished.add(here)
            on_trail.discard(trail.pop())
