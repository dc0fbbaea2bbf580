"""Beancount, asked by beanquery: the same transactions, and an account a roadmap in each of three roots.

It keeps what it has parsed beside the file by itself, where parsing took more than a second; it writes no JSON.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import Answer, Task, Work

TITLE = "Beancount with beanquery"
PROGRAM = "bean-query"
VERSION = ("--version",)
AHEAD_FROM = 200
HEAD = """\
option "name_assets" "Open"
option "name_liabilities" "Done"
option "name_income" "Dropped"
2000-01-01 commodity MS
2000-01-01 open Equity:Plan
"""


def write(tasks: list[Task], folder: Path) -> None:
    """One ledger."""
    roots = ("Open", "Done", "Dropped")
    accounts = [f"{root}:{id.capitalize()}" for id in dict.fromkeys(task.roadmap for task in tasks) for root in roots]
    opened = "".join(f"2000-01-01 open {account}\n" for account in accounts)
    (folder / "ledger.beancount").write_text(HEAD + opened + "".join(map(_transaction, tasks)), "utf-8")


def _transaction(task: Task) -> str:
    head = f'{task.due} {task.choose("!", "*", "*")} "{task.roadmap}" "{task.title}"'
    account = f"{task.choose('Open', 'Done', 'Dropped')}:{task.roadmap.capitalize()}"
    return f'{head}\n  path: "{task.path}"\n  owner: "{task.owner}"\n  {account}  1 MS\n  Equity:Plan\n'


def environment(folder: Path) -> dict[str, str]:
    """It is written in UTF-8."""
    return {"LANG": "C.UTF-8"}


def works(folder: Path) -> dict[str, Work]:
    """CSV throughout."""

    def query(columns: str, rest: str) -> list[str]:
        return ["-f", "csv", str(folder / "ledger.beancount"), f"SELECT {columns} FROM postings WHERE {rest}"]

    whole = "date, flag, payee, narration"
    late = f"account ~ '^Open' AND date < {generate.AS_OF}"
    return {
        "list": Work(query(whole, "number > 0"), _milestones),
        "overdue": Work(query(whole, late), _milestones),
        "summary": Work(query("payee, count(*) AS open", "account ~ '^Open' GROUP BY payee"), _summary),
    }


def _milestones(text: str) -> Answer:
    return Counter((row["payee"].strip(), row["narration"].strip()) for row in csv.DictReader(text.splitlines()))


def _summary(text: str) -> Answer:
    return Counter({(row["payee"].strip(),): int(row["open"]) for row in csv.DictReader(text.splitlines())})
