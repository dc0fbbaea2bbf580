"""The two ends of a comparison, as people ask for them: ``v1.0``, ``2026-05``, ``30d``, ``monday``, ``A..B``."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coopctl import dates, ranges, suggest
from coopctl.history import revisions
from coopctl.history.commits import SHORT
from coopctl.history.revisions import Object, Objects, Repository
from coopctl.problems import CoopctlError, Exit

_LIKE_A_DATE = re.compile(r"[0-9]{4}-[0-9Qq-]+")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class End(NamedTuple):
    """One end: the commit's id, or None for the files as they are now; its day (ISO 8601), and words for both."""

    commit: str | None
    day: str
    words: str


class Ends:
    """Reads what was asked for, in a repository of which ``objects`` are read; ``today`` is the real today."""

    def __init__(self, repository: Repository, objects: Objects, today: date) -> None:
        self._repository, self._objects, self._today = repository, objects, today

    def parse(self, asked: str) -> tuple[End, End]:
        """From where to where. Raises CoopctlError: 4 for what the history does not have, 2 for what is no range."""
        begin, dots, end = (part.strip() for part in asked.partition(".."))
        if not begin:
            raise CoopctlError(f'--since: "{asked}" does not say since when', help="write it in front: --since A..B")
        if not dots:
            return self._first(begin), End(None, self._today.isoformat(), "now")
        last = self._last(end.removeprefix(".") or "HEAD")
        return (self._common(begin, last), last) if end.startswith(".") else (self._first(begin), last)

    def _common(self, begin: str, last: End) -> End:
        """For ``A...B``: the commit that both came from."""
        first = self._first(begin)
        found = revisions.run(self._repository, "merge-base", f"{first.commit}", f"{last.commit}").strip()
        common = self._commit(found, f"the parting of {begin} and {last.words.partition(' ')[0]}") if found else None
        if common is None:
            raise CoopctlError(
                f"--since: {begin} and {last.words} have no commit in common",
                help=f"compare them directly: --since {begin}..{last.words.partition(' ')[0]}",
                exit_code=Exit.NOT_FOUND,
            )
        return common

    def _first(self, text: str) -> End:
        day = None if self._is_named(text) else self._day(text, "first")
        if day is None:
            return self._revision(text)
        if day > self._today:
            raise CoopctlError(f"--since: {text} is still to come", help=f"today is {self._today}")
        found = self._newest_before(day)
        if found is None and self._counts_back(text) and not self._repository.shallow:
            return self._oldest(day)
        if found is None:
            raise self._too_early(day)
        return found._replace(day=day.isoformat(), words=f"{day} ({found.words})")

    def _counts_back(self, text: str) -> bool:
        """Whether it is counted from today, so that whoever asks need not know how old the history is."""
        try:
            dates.parse_text(text)
        except ValueError:
            return True
        return False

    def _oldest(self, day: date) -> End:
        """The first commit of the main line, in place of a ``day`` before it."""
        id = revisions.run(self._repository, "rev-list", "--first-parent", "HEAD", "--").split()[-1]
        return self._revision(id)._replace(words=f"{day} (the history begins later, with {id[:SHORT]})")

    def _last(self, text: str) -> End:
        day = None if self._is_named(text) else self._day(text, "last")
        if day is None:
            return self._revision(text)
        found = self._newest_before(day + timedelta(days=1))
        if found is None:
            raise self._too_early(day)
        day = min(day, self._today)
        return found._replace(day=day.isoformat(), words=f"{day} ({found.words})")

    def _day(self, text: str, which: str) -> date | None:
        """The first or last day of what may be a date, a span back from today, a period or a day of the week."""
        if "/" in text:
            return None
        word = text.lower().removeprefix("last-")
        if word in _WEEKDAYS:
            back = (self._today.weekday() - _WEEKDAYS.index(word) - 1) % 7 + 1
            return self._today - timedelta(days=back)
        try:
            return ranges.before(text.lower().removeprefix("-"), self._today)
        except ValueError:
            pass
        try:
            found = ranges.parse(text, self._today)
        except ValueError:
            return None
        return found.first if which == "first" else found.last

    def _is_named(self, text: str) -> bool:
        """Whether a tag or a branch has this very name, even one that reads like a date."""
        return any(self._objects.read(f"refs/{kind}/{text}^{{commit}}") for kind in ("tags", "heads"))

    def _revision(self, text: str) -> End:
        found = self._commit(text, text)
        if found:
            return found
        raise self._unknown(text)

    def _commit(self, name: str, words: str) -> End | None:
        found = self._objects.read(f"{name}^{{commit}}")
        if found is None:
            return None
        day, short = _day_of(found), found.id[:SHORT]
        about = f"{short}, {day}" if not words.startswith(short) else day
        return End(found.id, day, f"{words} ({about})")

    def _newest_before(self, day: date) -> End | None:
        """The last commit of the main line before this day begins here."""
        seconds = int(datetime(day.year, day.month, day.day).astimezone().timestamp())
        if seconds <= 0:
            return None
        line = ("rev-list", "--max-count=1", "--first-parent", f"--min-age={seconds - 1}", "HEAD", "--")
        id = revisions.run(self._repository, *line).strip()
        found = self._objects.read(id) if id else None
        return End(found.id, _day_of(found), found.id[:SHORT]) if found else None

    def _too_early(self, day: date) -> CoopctlError:
        shown = revisions.run(self._repository, "log", "--first-parent", "--format=%h %cs", "HEAD", "--")
        id, _, first = shown.splitlines()[-1].partition(" ")
        why = "was fetched only from" if self._repository.shallow else "begins on"
        return CoopctlError(
            f"the history {why} {first}, after {day}",
            help=self._deeper() or f"for all that happened since its first commit: --since {id}",
            exit_code=Exit.NOT_FOUND,
        )

    def _deeper(self) -> str:
        return "git fetch --unshallow fetches all of it" if self._repository.shallow else ""

    def _unknown(self, text: str) -> CoopctlError:
        if _LIKE_A_DATE.fullmatch(text):
            try:
                ranges.parse(text, self._today)
            except ValueError as error:
                return CoopctlError(f'--since: "{text}" is not a date', help=str(error))
        shown = revisions.run(
            self._repository, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        )
        names = shown.splitlines()
        near = suggest.did_you_mean(text, [*names, *ranges.NAMED, *_WEEKDAYS])
        there = f"there {'is' if len(names) == 1 else 'are'} {suggest.enumerated(names)}; " if names else ""
        forms = f"{there}a date (2026-06), a span back from today (30d) or a commit's id will do too"
        help = "; ".join(part for part in (f"{near} {forms}".strip(), self._deeper()) if part)
        return CoopctlError(
            f'--since: the history has no branch, tag or commit "{text}"', help=help, exit_code=Exit.NOT_FOUND
        )


def _day_of(commit: Object) -> str:
    """The day on which it was committed, there where that was done."""
    for line in (commit.content or b"").decode("utf-8", "replace").split("\n"):
        if line.startswith("committer "):
            seconds, zone = line.split()[-2:]
            minutes = int(zone[1:3]) * 60 + int(zone[3:5])
            shift = -minutes if zone[0] == "-" else minutes
            return (datetime(1970, 1, 1) + timedelta(seconds=int(seconds), minutes=shift)).date().isoformat()
    return ""
