"""`export ics`, read by vobject and judged by the rules of RFC 5545."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from coopctl.document import lines
from coopctl.visible import visible
from tests.conftest import EXAMPLE, SHIPPED, Run
from tests.exports import hostile

OPEN = ("overdue", "at-risk", "in-progress", "planned")


def exported(run: Run, *options: str, at: Path = EXAMPLE, cwd: Path) -> bytes:
    assert run("export", "ics", *options, "-o", str(cwd / "o.ics"), at=at).code == 0
    return (cwd / "o.ics").read_bytes()


def events(content: bytes) -> dict[str, Any]:
    """The events by the addresses of their milestones."""
    found = vobject.readOne(content.decode()).contents.get("vevent", [])
    return {event.uid.value.partition("@")[0]: event for event in found}


def milestones(run: Run, *options: str, at: Path = EXAMPLE) -> dict[str, Any]:
    """The milestones that have a deadline, by address."""
    rows = json.loads(run("list", "milestones", *options, "-f", "json", at=at).out)["rows"]
    return {row["id"]: row for row in rows if row["deadline"]}


# ------------------------------------------------------------------------------------------------------------ RFC 5545

NAME = r"[A-Za-z0-9-]+"
CONTENT_LINE = re.compile(
    rf'(?P<name>{NAME})(?P<parameters>(;{NAME}=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(?P<value>.*)'
)
TEXTS = ("SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "CATEGORIES")
TEXT = re.compile(r"([^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
ONCE = ("DTSTAMP", "UID", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP")


def content_lines(content: bytes) -> list[tuple[str, str, str]]:
    """Name, parameters and value of each line, unfolded as section 3.1 has it."""
    assert content.endswith(b"\r\n")
    physical = content.split(b"\r\n")[:-1]
    assert not [line for line in physical if len(line) > 75 or b"\r" in line or b"\n" in line]
    for line in physical:
        line.decode("utf-8")  # no character is torn apart
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    found = [CONTENT_LINE.fullmatch(line) for line in unfolded]
    assert all(found), unfolded[found.index(None)]
    return [(one["name"], one["parameters"], one["value"]) for one in found if one]


def judge(content: bytes) -> int:
    """Hold a calendar to the rules; how many events it has."""
    parts: list[tuple[str, list[tuple[str, str, str]]]] = []
    open_parts: list[str] = []
    uids = []
    for name, parameters, value in content_lines(content):
        if name == "BEGIN":
            open_parts.append(value)
            parts.append((value, []))
        elif name == "END":
            assert open_parts.pop() == value
            if value == "VEVENT":
                last = max(place for place, part in enumerate(parts) if part[0] == "VEVENT")
                uids.append(judge_event(parts[last][1]))
        else:
            place = max(place for place, part in enumerate(parts) if part[0] == open_parts[-1])
            parts[place][1].append((name, parameters, value))
        if name in TEXTS:
            values = re.split(r"(?<!\\),", value) if name == "CATEGORIES" else [value]
            assert all(TEXT.fullmatch(one) for one in values), value
    assert not open_parts
    assert len(uids) == len(set(uids))
    top = [name for name, _, _ in parts[0][1]]
    assert parts[0][0] == "VCALENDAR"
    assert top.count("PRODID") == top.count("VERSION") == 1
    assert "METHOD" not in top  # RFC 5546 would want an organiser
    for alarm in ({name: value for name, _, value in held} for kind, held in parts if kind == "VALARM"):
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["DESCRIPTION"]
        assert alarm["TRIGGER"] == "-P6DT15H"
    return len(uids)


def judge_event(properties: list[tuple[str, str, str]]) -> str:
    names = [name for name, _, _ in properties]
    assert all(names.count(name) == 1 for name in ONCE), names
    held = {name: (parameters, value) for name, parameters, value in properties}
    assert re.fullmatch(r"\d{8}T\d{6}Z", held["DTSTAMP"][1])
    assert held["DTSTART"][0] == held["DTEND"][0] == ";VALUE=DATE"
    first, end = (datetime.strptime(held[name][1], "%Y%m%d").date() for name in ("DTSTART", "DTEND"))
    assert end - first == timedelta(days=1)
    assert held["STATUS"][1] in ("TENTATIVE", "CONFIRMED", "CANCELLED")
    assert held["TRANSP"][1] == "TRANSPARENT"
    assert "LOCATION" not in held
    return held["UID"][1]


@pytest.mark.parametrize("at", [EXAMPLE, SHIPPED], ids=["example", "shipped"])
@pytest.mark.parametrize("status", [[], ["--status", "open", "--status", "done", "--status", "dropped"]])
def test_it_keeps_to_the_rules(at: Path, status: list[str], run: Run, tmp_path: Path) -> None:
    content = exported(run, *status, at=at, cwd=tmp_path)
    assert judge(content) == len(milestones(run, *(status or ["--status", "open"]), at=at))


def test_it_keeps_to_them_whatever_the_texts_are(run: Run, tmp_path: Path) -> None:
    at = hostile.write(tmp_path / "hostile")
    content = exported(run, at=at, cwd=tmp_path)
    assert judge(content) == len(hostile.TEXTS)
    assert vobject.readOne(content.decode()).contents["name"][0].value == visible(hostile.TITLE)
    found = events(content)
    for number, text in enumerate(hostile.TEXTS):
        event = found[f"hostile/d/m{number:02}"]
        assert event.summary.value == f"{lines(text)} (hostile)"
        assert lines(text) in event.description.value
        assert event.categories.value[-1] == lines(hostile.AREA)


# ------------------------------------------------------------------------------------------------------- What it says


def test_the_open_deadlines_are_events_on_their_last_days(run: Run, tmp_path: Path) -> None:
    found, wanted = events(exported(run, cwd=tmp_path)), milestones(run, "--status", "open")
    assert found.keys() == wanted.keys()
    for path, event in found.items():
        row = wanted[path]
        assert event.dtstart.value == date.fromisoformat(row["deadline"]["last"])
        assert row["title"] in event.summary.value
        assert f"Due: {row['deadline']['text']}" in event.description.value
        assert row["status"] in event.categories.value
        assert event.status.value == "CONFIRMED"
        assert event.dtstamp.value.date() == date(2026, 6, 30)
        is_announced = "valarm" in event.contents
        assert is_announced == (row["status"] != "overdue")
        assert event.summary.value.startswith("Overdue: ") == (row["status"] == "overdue")


def test_an_event_tells_what_matters(run: Run, tmp_path: Path) -> None:
    event = events(exported(run, cwd=tmp_path))["ruritania-2025/contingency-plan/drafted"]
    assert event.summary.value == "Overdue: Plan drafted (ruritania-2025)"
    assert event.categories.value == ["overdue", "ruritania-2025", "Contingency planning"]
    assert event.description.value.splitlines() == [
        "Contingency plan for a sudden inflow",
        "Roadmap for cooperation with Ruritania, second generation",
        "",
        "Due: 2025-11 (this is the last day of it)",
        "Status: overdue (the deadline has passed)",
        "Expected: 2026-09",
        "Owner: Ruritanian Asylum Office (RAO)",
        "Responsible: Zoë Rassendyll-Łukasik, head of planning",
        "Countries: Ruritania",
        "Reason: Two of the three drafters were sent to the floods.",
        "Id: ruritania-2025/contingency-plan/drafted",
        "",
        "As of 2026-06-30 (reporting date)",
    ]


def test_done_and_dropped_ones_come_when_asked_for(run: Run, tmp_path: Path) -> None:
    found = events(exported(run, "--status", "done", "--status", "dropped", cwd=tmp_path))
    assert found.keys() == milestones(run, "--status", "done", "--status", "dropped").keys()
    done = found["inner-kingdoms-2024/coi-portal/online"]
    assert (done.summary.value, done.status.value) == ("Done: Portal online (inner-kingdoms-2024)", "CONFIRMED")
    assert "Done: 2026-01-09" in done.description.value
    dropped = found["inner-kingdoms-2024/guardians"]
    assert (dropped.summary.value.split(":")[0], dropped.status.value) == ("Dropped", "CANCELLED")
    assert not any("valarm" in event.contents for event in found.values())


def test_an_event_stays_the_same_one_when_its_date_moves(
    portfolio: Callable[..., Path], run: Run, tmp_path: Path
) -> None:
    def told(due: str, as_of: str) -> Any:
        text = f'title = "t"\nkind = "roadmap"\n[deliverables.d]\ntitle = "d"\ndue = "{due}"\n'
        (event,) = events(exported(run, "--as-of", as_of, at=portfolio(ruritania=text), cwd=tmp_path)).values()
        return event

    before, after = told("2026-09", "2026-06-30"), told("2026-11", "2026-07-31")
    assert before.uid.value == after.uid.value
    assert before.dtstart.value < after.dtstart.value
    assert before.dtstamp.value < after.dtstamp.value


def test_two_portfolios_do_not_share_their_events(portfolio: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    text = 'title = "t"\nkind = "roadmap"\n[deliverables.d]\ntitle = "d"\ndue = "2026-09"\n'
    uids = set()
    for head in ('title = "One"', 'title = "Two"', 'title = "Two"\nagency = "RMM"'):
        framework = f'{head}\nas_of = 2026-06-30\n[organisations.RMM]\nname = "Ministry"\n'
        content = exported(run, at=portfolio(ruritania=text, framework=framework), cwd=tmp_path)
        uids |= {event.uid.value for event in events(content).values()}
    assert len(uids) == 3
    assert "ruritania/d@rmm.coopctl" in uids


def test_the_calendar_bears_the_portfolio_s_name_and_its_filters(run: Run, tmp_path: Path) -> None:
    calendar = vobject.readOne(exported(run, "--country", "XE", cwd=tmp_path).decode())
    name = "External cooperation of the Meridian Agency (country XE)"
    assert calendar.contents["x-wr-calname"][0].value == calendar.contents["name"][0].value == name
    assert calendar.contents["x-wr-caldesc"][0].value == "as of 2026-06-30 (reporting date) · country XE"


def test_what_has_no_deadline_is_said(run: Run) -> None:
    assert run("export", "ics", at=EXAMPLE).err == "Not in the calendar, for want of a deadline: 2 milestones.\n"
    empty = run("export", "ics", "channel-exchange", at=EXAMPLE)
    assert (empty.code, "VEVENT" in empty.out) == (0, False)
    assert empty.err.splitlines()[-1] == "The calendar is empty: no milestone that was asked for has a deadline."


def test_a_country_s_footnote_goes_with_its_name(portfolio: Callable[..., Path], run: Run, tmp_path: Path) -> None:
    framework = 'title = "t"\nas_of = 2026-06-30\n[countries.XK]\nname = "Kosovo"\nfootnote = "Without prejudice."\n'
    text = 'title = "t"\nkind = "roadmap"\ncountries = ["XK"]\n[deliverables.d]\ntitle = "d"\ndue = "2026-09"\n'
    (event,) = events(exported(run, at=portfolio(kosovo=text, framework=framework), cwd=tmp_path)).values()
    assert "Countries: Kosovo*" in event.description.value
    assert "* Kosovo: Without prejudice." in event.description.value
