"""ledger: the journal that hledger gets; it writes no JSON."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from tests.benchmarks import generate
from tests.benchmarks.contest.work import Answer, Work
from tests.benchmarks.peers import hledger

TITLE = "Ledger"
PROGRAM = "ledger"
VERSION = ("--version",)
AHEAD_FROM = None

write = hledger.write
environment = hledger.environment


def works(folder: Path) -> dict[str, Work]:
    """CSV, and a format like it for balances."""
    place = ["--args-only", "-f", str(folder / "journal")]
    late = ["-e", generate.AS_OF.isoformat(), "/:open$/"]
    balance = ["balance", "--flat", "--no-total", "--balance-format", r"%(account),%(quantity(amount))\n"]
    return {
        "list": Work([*place, "csv", "/^roadmap/"], _csv),
        "overdue": Work([*place, "csv", *late], _csv),
        "summary": Work([*place, *balance, "/:open$/"], _balance),
    }


def _csv(text: str) -> Answer:
    rows = csv.reader(text.splitlines(), escapechar="\\")
    return Counter((account.partition(":")[0], title) for _, _, title, account, *_ in rows)


def _balance(text: str) -> Answer:
    rows = csv.reader(text.splitlines())
    return Counter({(account.partition(":")[0],): int(amount) for account, amount in rows})
