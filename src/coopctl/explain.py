"""What each problem's code means, for `check --explain`."""

from __future__ import annotations

from coopctl import checks

_OF_FILES = {
    "unreadable": "The file could not be read, for example for lack of permission. Check its permissions.",
    "not-a-file": "What bears this name is a folder, a pipe or a device. Move it out of the portfolio's folder.",
    "link-outside": "A link must lead to a file within the portfolio's folder, so that nobody is made to read another.",
    "too-large": "A file of more than 4 MiB is no roadmap that people keep by hand. Split it.",
    "not-utf8": "Files are UTF-8. Most editors have 'Save with encoding'.",
    "nul-bytes": "NUL bytes are what a crash or a power cut leaves. Restore the file, for example with git checkout.",
    "bare-returns": "Lines must end in LF or CRLF, not in CR alone as on very old systems.",
}
_OF_TOML = {
    "toml": "The text is not TOML at this place. The message says what is most likely meant.",
    "too-deep": "Tables or arrays are nested, or a key has parts, beyond anything the format has.",
    "merge-conflict": "Git left both sides of a conflict in the file. Keep what is right and remove the marker lines.",
    "conflict-marker": "A text or a comment has a line that git leaves where two changes met. What stands around it "
    "may be both of them.",
    "unseen-character": "A control character, a separator of lines, or one that turns the direction of text around. "
    "It is shown as an escape everywhere; most often it was pasted, and it can make a text look like another.",
    "declared-twice": "Two tables have the same id, as after a merge of two branches. Merge them or rename one.",
    "written-twice": "A key has two values in the same table. Keep one.",
}
_OF_MODELS = {
    "missing-key": "The format requires this key.",
    "unknown-key": "The format has no such key here; most often a slip of the pen.",
    "wrong-type": "The value is of another type than the format has: text needs quotes, lists need brackets.",
    "bad-value": "The value is of the right type, but not one that the format knows.",
    "bad-id": "An id has letters, digits, hyphens, dots or underscores; a country's is its ISO 3166-1 alpha-2 code.",
    "too-many": "The file has more problems than are shown. Mend the first ones and check again.",
}
_OF_REFERENCES = {
    "unknown-aim": "There is no such aim in framework.toml.",
    "unknown-country": "There is no such country in framework.toml. Its key is the ISO 3166-1 alpha-2 code.",
    "unknown-focus-area": "There is no such focus area in framework.toml.",
    "unknown-organisation": "There is no such organisation in framework.toml.",
    "unknown-region": "There is no such region in framework.toml.",
    "unknown-roadmap": "There is no file with this stem in the portfolio. A roadmap's id is its file's stem.",
    "unknown-source": "There is no such source in framework.toml.",
    "unknown-support-kind": "There is no such kind of support in framework.toml.",
    "follows-itself": "Roadmaps follow each other in a circle, so none of them can be the earlier one.",
    "part-of-itself": "Roadmaps are part of each other in a circle, so none of them can be the larger one.",
}
_OF_REPORTS = {
    "saved-report-name": "A saved report is run by its id, which must not be that of a report that coopctl has itself.",
    "saved-report-command": "A saved report is a command line that begins with report or list and a built-in report. "
    "It cannot name a file to write, another portfolio or another saved report. What its filters and ids name must be "
    "there.",
}
_OF_STATUSES = {
    "overdue": "The deadline has passed, and the milestone is not over. Said by check --fail-on overdue.",
    "at-risk": "The forecast lies after the deadline or has passed, or the deadline is within 30 days and nothing has "
    "begun. Said by check --fail-on at-risk.",
}

_OF_EXPORTS = {
    "lacks-for-iati": "The IATI standard demands something that the portfolio does not say. Said by export iati, which "
    "then writes nothing.",
}
_OF_IMPORTS = {
    "malformed-xml": "The file is no XML from here on; most often a download broke off. Said by import iati.",
    "refused-xml": "The file has what no IATI file needs and an attack would use: a document type, or an activity or a"
    " tag beyond all bounds. Said by import iati.",
}


def codes() -> dict[str, str]:
    """Every code there is, with its explanation."""
    rules = {rule.code: rule.explanation for rule in (*checks.RULES, checks.FUTURE)}
    return (
        _OF_FILES
        | _OF_TOML
        | _OF_MODELS
        | _OF_REFERENCES
        | _OF_REPORTS
        | _OF_STATUSES
        | _OF_EXPORTS
        | _OF_IMPORTS
        | rules
    )
