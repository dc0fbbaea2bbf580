"""What SQLite says of a query that it cannot answer, with its place and what to do about it."""

from __future__ import annotations

import re
import sqlite3

from coopctl import dictionary, suggest
from coopctl.problems import CoopctlError

_TOKEN = re.compile(r'near "(.+)":|unrecognized token: "(.+)"|no such (?:table|column|function): (.+)', re.DOTALL)


def explained(connection: sqlite3.Connection, message: str, query: str, names: dictionary.Names) -> CoopctlError:
    if "one statement" in message:
        return CoopctlError("one query at a time", help="leave out what follows the first semicolon")
    found = _TOKEN.search(message)
    token = (found[1] or found[2] or found[3]) if found else ""
    return CoopctlError(f"{_position(query, token)}{message}", help=_help(connection, message, token, names))


def _position(query: str, token: str) -> str:
    """``line 1, column 8: `` where ``token`` stands once in the query, so that it is surely that place."""
    bare = token.split(".")[-1]
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", query)] if bare else []
    if len(places) != 1:
        return ""
    line = query.count("\n", 0, places[0]) + 1
    return f"line {line}, column {places[0] - query.rfind(chr(10), 0, places[0])}: "


def _help(connection: sqlite3.Connection, message: str, token: str, names: dictionary.Names) -> str:
    """The nearest name, and where all of them are listed."""
    bare = token.split(".")[-1]
    if message.startswith("main."):
        return "leave out main. in front of the name"
    if message.startswith("no such table"):
        return f"{suggest.did_you_mean(bare, sorted(names.public))} coopctl sql --schema lists the tables".strip()
    if message.startswith("no such column"):
        known = {column for table in names.public for column, _ in dictionary.columns(connection, table)}
        return f"{suggest.did_you_mean(bare, sorted(known))} coopctl sql --schema lists the columns".strip()
    return ""
