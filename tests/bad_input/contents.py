"""Bad contents of a roadmap's file, by the keys of the list of bad inputs, and what is to be said about each.

A row's file is ``bad.toml`` beside a good roadmap. The code is that of an answer, 3 where the file is left out of it or
cut short, and 0 where the content is none to complain about, or only to be warned of.
"""

from __future__ import annotations

from typing import NamedTuple

ROADMAP = 'title = "Bad"\nkind = "roadmap"\n'
MILESTONE = f'{ROADMAP}[deliverables.d]\ntitle = "D"\n[deliverables.d.milestones.m]\ntitle = "M"\n'
HEX = "0x" + "F" * 1_000_000


class Row(NamedTuple):
    """One bad content: the row's key and a name, the content, and the words that help a person, in their order."""

    key: str
    name: str
    content: str | bytes
    says: tuple[str, ...]
    code: int = 3

    def __str__(self) -> str:
        return f"{self.key}-{self.name}"


def wrong(key: str, name: str, content: str | bytes, *says: str) -> Row:
    """A content that keeps the file, or a part of it, out of answers."""
    return Row(key, name, content, says)


def warned(key: str, name: str, content: str | bytes, *says: str) -> Row:
    """A content that is used, and warned of; with nothing to say it is fine."""
    return Row(key, name, content, says, 0)


def keys(number: int) -> str:
    """So many keys that the format does not have."""
    return "".join(f"k{place} = {place}\n" for place in range(number))


def errors(number: int) -> str:
    """So many deliverables that are none."""
    return ROADMAP + "[deliverables]\n" + "".join(f"d{place} = 1\n" for place in range(number))


TEXT = [
    warned("T03", "with-a-byte-order-mark", b"\xef\xbb\xbf" + ROADMAP.encode()),
    warned("T04", "with-line-ends-of-windows", ROADMAP.replace("\n", "\r\n")),
    wrong(
        "T06", "with-line-ends-of-old-macs", ROADMAP.replace("\n", "\r"), "bad.toml:1", "carriage return", "LF or CRLF"
    ),
    wrong("T07", "nul-in-a-text", 'title = "a\0b"', "bad.toml:1", "NUL bytes", "git checkout"),
    wrong("T07", "a-hundred-nuls", b"\0" * 100, "bad.toml:1", "NUL bytes", "restore it", "git checkout"),
    wrong("T09", "utf-16-with-a-mark", ROADMAP.encode("utf-16"), "bad.toml", "looks like UTF-16", "save it as UTF-8"),
    wrong(
        "T09", "utf-16-without-one", ROADMAP.encode("utf-16-le"), "bad.toml", "looks like UTF-16", "save it as UTF-8"
    ),
    wrong("T09", "utf-16-the-other-way", ROADMAP.encode("utf-16-be"), "bad.toml", "looks like UTF-16", "as UTF-8"),
    wrong("T10", "half-a-letter", 'title = "Grüß'.encode()[:-1], "bad.toml:1", "not valid UTF-8", "save it as UTF-8"),
    wrong("T10", "half-a-pair", b'title = "\xed\xa0\x80"', "bad.toml:1", "not valid UTF-8", "save it as UTF-8"),
    wrong(
        "T12", "lists-in-lists", f"a = {'[' * 500}{']' * 500}", "bad.toml:1", "nested too deep", "nothing in a roadmap"
    ),
    wrong("T12", "tables-in-tables", "a = " + "{a = " * 500 + "1" + "}" * 500, "bad.toml:1", "nested too deep"),
    wrong(
        "T13", "brackets-without-end", "a = " + "[" * 100_000, "bad.toml:1", "nested too deep", "nothing in a roadmap"
    ),
    wrong("T15", "a-key-of-20-000-dots", "a." * 20_000 + "a = 1", "bad.toml:1", "more than 100 parts"),
    wrong("T15", "a-table-of-20-000-dots", f"[{'a.' * 20_000}a]", "bad.toml:1", "more than 100 parts"),
    wrong(
        "T16", "a-number-of-4301-digits", f"{ROADMAP}x = {'1' * 4301}", "bad.toml:3", "number is too long", "18 digits"
    ),
    wrong("T18", "a-hex-number-of-a-million", f"{ROADMAP}x = {HEX}", "bad.toml:3", "number is too long", "18 digits"),
    wrong("T19", "a-number-beyond-all", f"{ROADMAP}[[funding]]\namount = 1e999", "bad.toml:4:10", '"amount"', "inf"),
    wrong(
        "T19", "infinite", f"{ROADMAP}[[funding]]\namount = inf", "bad.toml:4:10", '"amount" cannot be inf', "number"
    ),
    wrong("T19", "not-a-number", f"{ROADMAP}[[funding]]\namount = nan", "bad.toml:4:10", '"amount" cannot be nan'),
    wrong("T21", "20-000-keys", keys(20_000), "bad.toml:1:1", 'no key "k0"', "the keys here are", "more"),
    wrong(
        "T22", "a-key-twice", f'{ROADMAP}# more\ntitle = "B"', "bad.toml:4:1", '"title" is written twice', "on line 1"
    ),
    wrong("T24", "empty", "", "bad.toml: error[missing-key]", "there is no roadmap in it", "begin with title"),
    wrong("T24", "blanks", " \n\t\n", "bad.toml", "there is no roadmap in it", "begin with title"),
    wrong("T24", "a-comment", "# nothing yet\n", "bad.toml", "there is no roadmap in it", "begin with title"),
    wrong("T25", "a-key-without-a-name", f'{ROADMAP}"" = 1', "bad.toml:3:1", 'no key ""', "the keys here are"),
    wrong(
        "T25",
        "a-key-with-blanks",
        f'{ROADMAP}"my title" = 1',
        "bad.toml:3:1",
        'no key "my title"',
        'did you mean "title"?',
    ),
    wrong(
        "T25", "a-key-of-python", f"{ROADMAP}__class__ = 1", "bad.toml:3:1", 'no key "__class__"', "the keys here are"
    ),
    wrong("T25", "a-key-of-javascript", f"{ROADMAP}__proto__ = {{ a = 1 }}", "bad.toml:3:1", 'no key "__proto__"'),
    wrong("T25", "a-key-that-would-be-filled-in", f'{ROADMAP}"{{0.__class__}}" = 1', "bad.toml:3:1", "{0.__class__}"),
    wrong("T27", "escape-in-a-text", f'{ROADMAP}notes = "\x1b[31m"', "bad.toml:3:10", "cannot be seen", "remove it"),
    wrong(
        "T27", "delete-in-a-text", f'{ROADMAP}notes = "\x7f"', "bad.toml:3:10", "cannot be seen", r"\x7f", "remove it"
    ),
    wrong("T27", "control-in-a-comment", f"{ROADMAP}# \x01", "bad.toml:3:3", "cannot be seen", r"\x01", "remove it"),
    warned("T28", "an-escaped-escape", f'{ROADMAP}notes = "\\u001b[31m"', "bad.toml:3:9", "cannot be seen", "U+001B"),
    wrong(
        "T30", "a-leap-second", f"{ROADMAP}signed = {{ on = 2016-12-31T23:59:60 }}", "bad.toml:3", "2016-12-31T23:59:60"
    ),
    wrong("T33", "yes", f"{ROADMAP}in_preparation = yes", "bad.toml:3:18", '"yes" is not a value', "write true"),
    wrong("T33", "True", f"{ROADMAP}in_preparation = True", "bad.toml:3:18", '"True" is not a value', "write true"),
    wrong("T33", "012", f"{ROADMAP}[[funding]]\namount = 012", "bad.toml:4:10", '"012" is not a number', "write 12"),
    wrong("T33", ".5", f"{ROADMAP}[[funding]]\namount = .5", "bad.toml:4:10", '".5" is not a number', "write 0.5"),
    wrong("T33", "1,5", f"{ROADMAP}[[funding]]\namount = 1,5", "bad.toml:4:10", '"1,5" is not a number', "write 1.5"),
    warned("T34", "toml-1.1", 'title = "\\x42ad"\nkind = "roadmap"\nperiod = {\n  start = "2025", # one\n}\n'),
    wrong(
        "T36",
        "an-unresolved-merge",
        f'{ROADMAP}<<<<<<< HEAD\nsummary = "A"\n=======\nsummary = "B"\n>>>>>>> theirs\n',
        "bad.toml:3:1",
        "unresolved merge conflict at line 3",
        "choose between the two sides",
    ),
    warned(
        "T37",
        "an-unresolved-merge-in-a-text",
        f"{ROADMAP}notes = '''\n<<<<<<< HEAD\nA\n=======\nB\n>>>>>>> theirs\n'''\n",
        "bad.toml:4:1",
        "marker of an unresolved merge",
        "remove the lines",
    ),
    warned("T37", "a-marker-in-a-comment", f"{ROADMAP}# >>>>>>> theirs", "bad.toml:3:3", "marker of an unresolved"),
    warned("T39", "20-000-tables-of-a-list", ROADMAP + '[[funding]]\nfunder = "RMM"\n' * 20_000),
]

MODEL = [
    warned(
        "M02",
        "due-outside-the-period",
        MILESTONE.replace("[d", 'period = { start = "2025", end = "2026" }\n[d', 1) + 'due = "2028"',
        "bad.toml:8:7",
        "outside the roadmap's period",
        "add an extension",
    ),
    wrong("M03", "no-such-code", f'{ROADMAP}countries = ["XZ"]', "bad.toml:3:14", 'no country "XZ"', "[countries.XZ]"),
    wrong("M03", "the-usual-code", f'{ROADMAP}countries = ["UK"]', "bad.toml:3:14", 'no country "UK"', '"GB"'),
    wrong("M03", "a-name", f'{ROADMAP}countries = ["rwanda"]', "bad.toml:3:14", 'no country "rwanda"', '"RW"'),
    wrong("M03", "a-name-of-its-own", f'{ROADMAP}countries = ["Kosovo"]', "bad.toml:3:14", 'no country "Kosovo"', "XK"),
    wrong("M05", "follows-nothing", f'{ROADMAP}follows = ["goof"]', "bad.toml:3:12", 'no roadmap "goof"', '"good"'),
    wrong("M05", "part-of-nothing", f'{ROADMAP}part_of = "goof"', "bad.toml:3:11", 'no roadmap "goof"', '"good"'),
    wrong(
        "M06",
        "follows-itself",
        f'{ROADMAP}follows = ["bad"]',
        "bad.toml:3:12",
        "follows-itself",
        "bad follows bad",
        "remove this link",
    ),
    wrong("M08", "a-misspelt-key", 'titel = "Bad"\nkind = "roadmap"', "bad.toml:1:1", '"titel"', '"title"'),
    warned("M09", "a-date-as-text", f'{MILESTONE}due = "2026-12-31"'),
    wrong("M09", "a-date-as-people-write-it", f'{MILESTONE}due = "31.12.2026"', "bad.toml:7:7", 'write "2026-12-31"'),
    wrong("M11", "seconds-as-text", f'{MILESTONE}due = "1735689600"', "bad.toml:7:7", '"1735689600"', "write a year"),
    wrong("M11", "seconds", f"{MILESTONE}due = 1735689600", "bad.toml:7:7", "1735689600", "write a year"),
    wrong(
        "M12", "midnight", f"{MILESTONE}due = 2026-01-01T00:00:00Z", "bad.toml:7:7", "time of day", "write 2026-01-01"
    ),
    wrong("M14", "yes-as-text", f'{ROADMAP}in_preparation = "yes"', "bad.toml:3:18", "must be true or false, not text"),
    wrong("M14", "one-for-yes", f"{ROADMAP}in_preparation = 1", "bad.toml:3:18", "must be true or false, not a number"),
    wrong("M15", "less-than-nothing", f"{ROADMAP}[[funding]]\namount = -1", "bad.toml:4:10", '"amount"', "0 or more"),
    wrong("M15", "more-than-there-is", f"{ROADMAP}[[funding]]\namount = 1e30", "bad.toml:4:10", '"amount"', "at most"),
    wrong("M15", "a-currency-in-small", f'{ROADMAP}[[funding]]\ncurrency = "eur"', "bad.toml:4:12", "ISO 4217", "EUR"),
    wrong("M17", "the-year-one", f"{MILESTONE}due = 0001-01-01", "bad.toml:7:7", "years run from 1900 to 2200"),
    wrong("M17", "the-last-year", f'{MILESTONE}due = "9999-12-31"', "bad.toml:7:7", "years run from 1900 to 2200"),
    wrong("M17", "no-leap-year", f'{MILESTONE}due = "2026-02-29"', "bad.toml:7:7", "2026-02 has days 01 to 28"),
    wrong("M20", "children-of-children", "deliverables." * 90 + 'x = "y"', "bad.toml:1", "error"),
    wrong("M21", "10-000-errors", errors(10_000), "bad.toml:4:6", '"d0" must be a table', "more"),
    wrong(
        "M23", "a-version", f"{ROADMAP}schema_version = 2", "bad.toml:3:1", 'no key "schema_version"', "the keys here"
    ),
    wrong("M26", "wide-digits", f'{MILESTONE}due = "２０２６-01-01"', "bad.toml:7:7", "write a year"),
    wrong("M26", "arabic-digits", f'{MILESTONE}due = "٢٠٢٦"', "bad.toml:7:7", "write a year (2019)"),
    wrong(
        "M27", "a-letter-that-looks-alike", f'{ROADMAP}[deliverables."plаn"]\ntitle = "D"', "bad.toml:3:15", "id", "a-z"
    ),
]

ROWS = [*TEXT, *MODEL]

LARGE = [
    wrong("T21", "200-000-keys", keys(200_000), "bad.toml:1:1", 'no key "k0"', "the keys here are", "more"),
    wrong("M21", "100-000-errors", errors(100_000), "bad.toml:4:6", '"d0" must be a table', "more"),
]
"""The same at the size of the list, which takes seconds each."""
