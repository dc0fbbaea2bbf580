"""A checker of IATI's official rules, as `standard_ruleset.json` has them: a file in, the rules that it breaks out.

Each kind of rule is one function, found by its name. Where the ruleset forgets to put the value of a loop into a
condition, it is put there all the same, or the rule could never fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

XML = "http://www.w3.org/XML/1998/namespace"
LANGUAGE = f"{{{XML}}}lang"
Case = dict[str, Any]
Element = Any


class Breach(NamedTuple):
    """A rule that is broken: its number, how bad that is, where, and in whose words."""

    id: str
    severity: str
    where: str
    message: str


class Rule(NamedTuple):
    """A rule for what an XPath finds; ``loop`` finds the values that stand for $1 in it."""

    context: str
    kind: str
    case: Case
    loop: str | None = None

    @property
    def id(self) -> str:
        return str(self.case["ruleInfo"]["id"])


class Checker:
    """The rules of a ruleset; ``agencies`` are the codes that the identifiers of organisations may begin with."""

    def __init__(self, ruleset: dict[str, Any], agencies: set[str], today: date) -> None:
        self.rules = [rule for context, kinds in ruleset.items() for rule in _rules(context, kinds)]
        self._agencies = agencies
        self._today = today

    def check(self, tree: Any) -> list[Breach]:
        """Every rule that is broken in a file, once for each place."""
        return [breach for rule, breach in self.breaches(tree)]

    def breaches(self, tree: Any) -> Iterator[tuple[Rule, Breach]]:
        """The same, each with its rule."""
        for rule in self.rules:
            info = rule.case["ruleInfo"]
            for element in tree.xpath(rule.context):
                for case in _cases(rule, element):
                    if not self._holds(rule.kind, case, element):
                        where = tree.getpath(element)
                        yield rule, Breach(info["id"], info["severity"], where, info["message"])
                        break

    def _holds(self, kind: str, case: Case, element: Element) -> bool:
        if "condition" in case and not truth(element, case["condition"]):
            return True
        return bool(getattr(self, f"_{kind}")(case, element))

    def _atleast_one(self, case: Case, element: Element) -> bool:
        return any(text.strip() or not path.endswith("text()") for path, text in located(element, case["paths"]))

    def _no_more_than_one(self, case: Case, element: Element) -> bool:
        return len(texts(element, case["paths"])) <= 1

    def _unique(self, case: Case, element: Element) -> bool:
        found = texts(element, case["paths"])
        return len(found) == len(set(found))

    def _startswith(self, case: Case, element: Element) -> bool:
        if case["prefix"] == ["ORG-ID-PREFIX"]:
            prefixes = [f"{agency}-" for agency in self._agencies]
        else:
            prefixes = [f"{prefix}{case['separator']}" for prefix in texts(element, case["prefix"])]
        return all(text.startswith(tuple(prefixes)) for text in texts(element, case["paths"]))

    def _regex_matches(self, case: Case, element: Element) -> bool:
        return all(re.search(case["regex"], text) for text in texts(element, case["paths"]))

    def _no_spaces(self, case: Case, element: Element) -> bool:
        return all(text == text.strip() for text in texts(element, case["paths"]))

    def _range(self, case: Case, element: Element) -> bool:
        return all(case["min"] <= Decimal(text) <= case["max"] for text in texts(element, case["paths"]))

    def _strict_sum(self, case: Case, element: Element) -> bool:
        return sum(map(Decimal, texts(element, case["paths"]))) == Decimal(case["sum"])

    def _if_then(self, case: Case, element: Element) -> bool:
        return not truth(element, case["if"]) or truth(element, case["then"])

    def _date_order(self, case: Case, element: Element) -> bool:
        less, more = (self._dates(element, case[end]) for end in ("less", "more"))
        return all(first <= last for first in less for last in more)

    def _between_dates(self, case: Case, element: Element) -> bool:
        start, end = (self._dates(element, case[key]) for key in ("start", "end"))
        return all(min(start) <= day <= max(end) for day in self._dates(element, case["date"]) if start and end)

    def _time_limit(self, case: Case, element: Element) -> bool:
        start, end = (self._dates(element, case[key]) for key in ("start", "end"))
        return all(last <= _year_after(first) for first in start for last in end)

    def _date_now(self, case: Case, element: Element) -> bool:
        now = datetime.combine(self._today + timedelta(days=1), datetime.min.time(), UTC)
        moments = (datetime.fromisoformat(text.replace("Z", "+00:00")) for text in texts(element, [case["date"]]))
        return all((one if one.tzinfo else one.replace(tzinfo=UTC)) < now for one in moments)

    def _one_or_all(self, case: Case, element: Element) -> bool:
        if truth(element, case["one"]):
            return True
        wanting = {
            "lang": f"descendant::narrative[not(@*[local-name() = 'lang' and namespace-uri() = '{XML}'])]",
            "sector": "transaction[not(sector)]",
            "currency": "descendant::*[self::value or self::forecast or self::loan-status][not(@currency)]",
        }
        return not truth(element, wanting[case["all"]])

    def _dates(self, element: Element, path: str) -> list[date]:
        return [self._today] if path == "NOW" else [date.fromisoformat(text[:10]) for text in texts(element, [path])]


def _rules(context: str, kinds: dict[str, Any], loop: str | None = None) -> Iterator[Rule]:
    for kind, content in kinds.items():
        for case in content["cases"]:
            if kind == "loop":
                yield from _rules(context, case["do"], case["foreach"])
            else:
                yield Rule(context, kind, case, loop)


def _cases(rule: Rule, element: Element) -> Iterator[Case]:
    """The rule's case, or one for each value that its loop finds."""
    if rule.loop is None:
        yield rule.case
        return
    for value in dict.fromkeys(texts(element, [rule.loop])):
        if value.isalnum():
            yield json.loads(json.dumps(rule.case).replace("$1", value))


def located(element: Element, paths: list[str]) -> list[tuple[str, str]]:
    """The text of everything that the XPaths find, each with its path."""
    return [(path, _text(one)) for path in paths for one in _find(element, path)]


def texts(element: Element, paths: list[str]) -> list[str]:
    """The text of everything that the XPaths find."""
    return [text for _, text in located(element, paths)]


def truth(element: Element, path: str) -> bool:
    """Whether an XPath is true, or finds anything."""
    return bool(_find(element, path))


def _find(element: Element, path: str) -> Any:
    return element.xpath(path, namespaces={"xml": XML})


def _text(found: Any) -> str:
    return found if isinstance(found, str) else "".join(found.itertext())


def _year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)
