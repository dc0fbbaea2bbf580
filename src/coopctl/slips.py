"""Slips of the pen in TOML: what the parser found, said as what is most likely meant.

Only read on the error path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopctl import conflicts
from coopctl.toml import Fault, conflict_line

_KEY_VALUE = re.compile(r"""^\s*(?P<key>[\w."' -]+?)\s*=\s*(?P<value>.*?)\s*$""")
_WORD = re.compile(r"""[^\s,=\[\]{}"'#]+""")
_CODE = "toml"

_DATE = re.compile(
    r"(\.\./)?[0-9]{4}(-Q[0-9]|-[0-9]{1,2}(-[0-9]{1,2})?)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}|[0-9]{4}Q[0-9]"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GROUPS = re.compile(r"[0-9]{1,3}([ .,'])[0-9]{3}(\1[0-9]{3})+|[0-9]{1,3} [0-9]{3}")
_NUMBER = re.compile(r"[0-9]+,[0-9]+|\.[0-9]+|0[0-9]+")
_TEXT = re.compile(r"""[^\W\d][^"'\[\]{}=]*""")
_TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false", "true": "true", "false": "false"}
_NOTHING = ("none", "null", "nil")
_TYPOGRAPHIC = tuple("“”„‟‘’‚«»")
_BACKSLASH = ('"\\" begins a code here', "write \"\\\\\" for a backslash, or put the text between ' and '")

Said = tuple[str, str]
"""What is wrong, and what to do about it."""


def explain(text: str, message: str, line: int, column: int) -> Fault:
    """The fault for a parser's ``message`` about this place."""
    marked = conflict_line(text)
    if marked:
        return _unmerged(text, marked)
    if message.startswith(("Cannot ", "Duplicate inline table key")):
        is_header = _line(text, line).lstrip().startswith("[")
        return _declared_twice(text, line) if is_header else _written_twice(text, message, line, column)
    return _slip(text, message, line, column)


def _unmerged(text: str, line: int) -> Fault:
    found = conflicts.sides(text, line)
    either = f": {found[0].told_apart(found[1])} or {found[1].told_apart(found[0])}" if found else ""
    help = "choose between the two sides, or keep both, then remove the lines with <<<<<<<, ======= and >>>>>>>"
    return Fault("merge-conflict", f"unresolved merge conflict at line {line}{either}", help, line, 1, 7)


def _declared_twice(text: str, line: int) -> Fault:
    header = re.sub(r"\s", "", _line(text, line).partition("#")[0])
    first = _earlier_header(text, header.strip("[]"), line) or _earlier_line_with(text, header.strip("[]"), line, 1)
    where = f"; it is already there on line {first}" if first else "; part of it is already there"
    help = "merge the two, or give one of them another id"
    content = _line(text, line)
    start = len(content) - len(content.lstrip()) + 1
    width = len(content.partition("#")[0].strip())
    return Fault("declared-twice", f"{header} is declared twice{where}", help, line, start, width)


def _earlier_header(text: str, path: str, line: int) -> int:
    """The first line before ``line`` that declares the table at ``path``, or 0."""
    wanted = _bare(path)
    for number, content in enumerate(text.split("\n")[: line - 1], start=1):
        if content.lstrip().startswith("[") and _bare(content.partition("#")[0]).strip("[]") == wanted:
            return number
    return 0


def _bare(path: str) -> str:
    return re.sub(r"""[\s"']""", "", path)


def _written_twice(text: str, message: str, line: int, column: int) -> Fault:
    content = _line(text, line)
    match = _KEY_VALUE.match(content)
    written = match["key"] if match else content.strip()
    inline = re.fullmatch(r"Duplicate inline table key '(.*)'", message)
    if inline:
        written = inline[1]
    start = (content.rfind(written, 0, column) if inline else content.find(written)) + 1
    first = 0 if inline else _earlier_line_with(text, written, line)
    where = f"; it already has a value on line {first}" if first else ""
    said = f'"{_bare(written)}" is written twice{where}'
    return Fault("written-twice", said, "keep one of the two", line, max(1, start), len(written))


def _earlier_line_with(text: str, key: str, line: int, last: int = 0) -> int:
    """The nearest line above ``line`` in the same table, or from the top down to it, that gives ``key`` a value."""
    lines = text.split("\n")
    pattern = re.compile(rf"""\s*["']?{re.escape(_bare(key))}["']?\s*[=.]""")
    for number in range(line - 1, 0, -1):
        if pattern.match(lines[number - 1]):
            return number
        if lines[number - 1].lstrip().startswith("[") and not last:
            return 0
    return 0


def _slip(text: str, message: str, line: int, column: int) -> Fault:
    """What is most likely meant by a line that is no TOML."""
    line, column = _begin(text, message, line, column)
    content = _line(text, line)
    for word, start in _suspects(content, message, column):
        said = _about_word(word)
        if said:
            return Fault(_CODE, *said, line, start, 1 if word.startswith(_TYPOGRAPHIC) else len(word))
    return Fault(_CODE, *_about_place(content, message, column), line, column, 1)


def _begin(text: str, message: str, line: int, column: int) -> tuple[int, int]:
    """Where the mistake begins: for text that is never closed its opening quotes, for a wrong code its backslash."""
    if _KNOWN.get(message) == _BACKSLASH:
        return line, _line(text, line).rfind("\\", 0, column - 1) + 1
    marks = {"Unterminated string": '"""', "Expected \"'''\"": "'''"}.get(message)
    opening = text.rfind(marks) if marks and text.count(marks) % 2 else -1
    if opening < 0:
        return line, column
    return text.count("\n", 0, opening) + 1, opening - text.rfind("\n", 0, opening)


def _suspects(content: str, message: str, column: int) -> Iterator[tuple[str, int]]:
    """What may be a value written wrongly, with its column: all behind the "=", or the word at ``column``."""
    match = _KEY_VALUE.match(content)
    if match and not match["value"].startswith(("[", "{", '"', "'", "#")):
        yield re.split(r"\s+#", match["value"])[0], match.start("value") + 1
    if message.startswith(("Invalid value", "Invalid date", "Unclosed")):
        for word in _WORD.finditer(content):
            goes_on = word.start() < column - 1 < word.end()
            if goes_on or (word.start() == column - 1 and message.startswith("Invalid")):
                yield word[0], word.start() + 1


def _about_word(word: str) -> Said | None:
    if _DATE.fullmatch(word):
        wrong_day = _DAY.fullmatch(word)
        return "there is no such day" if wrong_day else "a date of this form needs quotes", _date_help(word)
    if word.lower() in _TRUTH:
        return f'"{word}" is not a value', f"write {_TRUTH[word.lower()]}"
    if word.lower() in _NOTHING:
        return f'"{word}" is not a value', "to say nothing, leave the key out"
    if _NUMBER.fullmatch(word) or _GROUPS.fullmatch(word):
        return f'"{word}" is not a number', f"write {_number(word)}"
    if word.startswith(_TYPOGRAPHIC):
        return "these quotes are typographic ones", 'write straight ones: "'
    if _TEXT.fullmatch(word):
        return "text needs quotes", f'write "{word}"'
    return None


def _date_help(value: str) -> str:
    from coopctl import dates

    try:
        dates.parse_text(value)
    except ValueError as error:
        return str(error)
    return f'write "{value}"'


def _number(word: str) -> str:
    if _GROUPS.fullmatch(word):
        return re.sub(r"\D", "", word)
    if word[0] == ".":
        return f"0{word}"
    plain = word.replace(",", ".").lstrip("0")
    return plain if plain[:1].isdigit() else f"0{plain}"


_KNOWN: dict[str, Said] = {
    "Invalid statement": ("neither a key nor a table begins here", 'put "#" in front of a comment'),
    "Invalid value": ("a value is missing, or cannot be read", "write one, or remove what it belongs to"),
    "Expected '=' after a key in a key/value pair": ('a "=" is missing after the key', "write: key = value"),
    "Unclosed array": ("a list is not closed before this", 'close it with "]", and put "," between its entries'),
    "Unclosed inline table": (
        "a table in braces is not closed before this",
        'close it with "}", and put "," between its entries',
    ),
    "Expected ']' at the end of a table declaration": ('a "]" is missing', ""),
    "Expected ']]' at the end of an array declaration": ('a "]]" is missing', ""),
    "Unterminated string": ("text is not closed", "end it with the quotes that it begins with"),
    'Expected "\'"': ("text is not closed", "end it with the quote that it begins with"),
    "Expected \"'''\"": ("text is not closed", "end it with the quotes that it begins with"),
    "Invalid hex value": _BACKSLASH,
    "Escaped character is not a Unicode scalar value": _BACKSLASH,
    "Unescaped '\\' in a string": _BACKSLASH,
    "Invalid initial character for a key part": (
        "a key is missing, or has a character that needs quotes",
        "keys have letters a-z, digits, hyphens and underscores",
    ),
}


def _about_place(content: str, message: str, column: int) -> Said:
    sign = content[column - 1 : column]
    if message == "Invalid value" and not content.strip():
        return "the file ends before a list or a table is closed", 'close it with "]" or "}"'
    if sign == ":" and message.startswith("Expected '='"):
        return _KNOWN[message][0], 'write "=" where ":" stands'
    if sign in _TYPOGRAPHIC and sign:
        return "these quotes are typographic ones", 'write straight ones: "'
    if not sign.isascii() and (sign.isspace() or not sign.isprintable()):
        return f"a character that looks like a blank or like nothing stands here: U+{ord(sign):04X}", "remove it"
    if message.startswith(("Illegal character", "Found invalid character")):
        return _about_character(message)
    if message.startswith("Expected newline"):
        return "something follows that does not belong to the value", _about_rest(content, column)
    if message.startswith("Expected") and (blank := _about_blank(content)):
        return blank
    return _KNOWN.get(message) or (f"not valid TOML: {message[:1].lower()}{message[1:]}", "")


def _about_character(message: str) -> Said:
    if r"\n" in message:
        return (
            "text is not closed with a quote on its line",
            'for text over several lines, write three quotes: """..."""',
        )
    return f"a character that cannot be seen stands here: {message.rpartition(' ')[2].strip(chr(39))}", "remove it"


def _about_rest(content: str, column: int) -> str:
    rest = content[column - 1 :].strip()
    value = _KEY_VALUE.match(content)
    if _KEY_VALUE.match(rest):
        return "begin a new line for each key"
    if value and value["value"][:1] in ("'", '"') and rest.endswith(value["value"][0]):
        return 'for quotes within the text, put it all between three quotes: """..."""'
    return f"remove: {rest}" if len(rest) < 20 else "remove it, or put it within the quotes"


def _about_blank(content: str) -> Said | None:
    """What to say about an id or a key of several words."""
    header = re.match(r"""\s*\[{1,2}[\w.-]*?(?P<id>[\w-]+(?: +[\w-]+)+)[\w.-]*\]""", content)
    if header:
        return "an id has no blanks", f"write {re.sub(' +', '-', header['id'])}"
    key = re.match(r"\s*(?P<key>[^\W\d]\w*(?: +\w+)+)\s*=", content)
    return ("a key has no blanks", f"write {re.sub(' +', '_', key['key'])}") if key else None


def _line(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
