"""XML as a stream of activities, one at a time in memory.

By the standard library's own parser (expat): it reads piece by piece, 60 MB a second in 15 MB of memory, knows line and
column, and tells of a document type before it reads it, so that it can be refused. lxml would be 5 MB more to install
and no faster here; defusedxml refuses the same by the same parser, but only through the slow half of ElementTree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from coopctl.activities.element import Element
from coopctl.problems import CoopctlError, Exit, Problem

ROOT, ACTIVITY = "iati-activities", "iati-activity"
MOST_ELEMENTS, MOST_TEXT, DEEPEST, LONGEST_TAG = 250_000, 16_000_000, 64, 4_000_000
"""What one activity may have: elements, characters of text, levels; and how long in bytes one tag may be."""

ONLY_COUNTED = frozenset({"transaction", "budget", "planned-disbursement", "country-budget-items", "location", "fss"})
"""Elements of which nothing is taken, and of which there are many: what is in them is not even kept in memory."""

_CUT_OFF = (
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
)
_WORDS = {
    expat.errors.XML_ERROR_TAG_MISMATCH: "this end tag does not fit the tag that is open",
    expat.errors.XML_ERROR_INVALID_TOKEN: "there is a character here that XML does not allow",
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "this entity is not one of XML's own five",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "there is something behind the end of the document",
    expat.errors.XML_ERROR_INCORRECT_ENCODING: "the file is not in the encoding that it names",
    **dict.fromkeys(_CUT_OFF, "the file ends too early, as if it had been cut off"),
}


class Root(NamedTuple):
    """The outermost element: its name and attributes as they are written, and the instructions to programs above it
    by the program's name."""

    name: str
    attributes: dict[str, str]
    instructions: dict[str, str]


class _Refused(Exception):
    """What is in the file is not read on purpose: why, and what to do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message, self.help = message, help


class Stream:
    """The activities in a document whose bytes come in ``pieces``; ``name`` is what errors call it.

    :meth:`root` can be asked for before any of them. Raises CoopctlError (3) with line and column for what is no XML,
    what declares a document type, and an activity beyond all bounds.
    """

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        self._pieces, self._name = iter(pieces), name
        self._root: Root | None = None
        self._instructions: dict[str, str] = {}
        self._open: list[Element] = []
        self._ready: list[Element] = []
        self._depth = self._skipped = self._elements = self._characters = 0
        self._fed, self._lines = 0, 1
        self._ended = False
        self._parser = self._prepared()

    def _prepared(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text, parser.buffer_size = True, 64 * 1024
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.ProcessingInstructionHandler = self._instructions.__setitem__
        parser.StartDoctypeDeclHandler = _refuse_document_type
        return parser

    def root(self) -> Root:
        """The outermost element."""
        while self._root is None and not self._ended:
            self._feed()
        return self._root or Root("", {}, {})

    def activities(self) -> Iterator[Element]:
        """The activities, in the order of the document."""
        while not self._ended:
            self._feed()
            ready, self._ready = self._ready, []
            yield from ready

    def _feed(self) -> None:
        piece = next(self._pieces, b"")
        self._ended = not piece
        try:
            self._fed += len(piece)
            self._lines += piece.count(b"\n")
            self._parser.Parse(piece, self._ended)
            if self._fed - self._parser.CurrentByteIndex > LONGEST_TAG:
                raise _Refused(f"a tag or comment that begins here is longer than {LONGEST_TAG // 1_000_000} MB")
        except expat.ExpatError as error:
            raise self._malformed(error) from error
        except (LookupError, ValueError) as error:
            message = "the file is in an encoding that cannot be read"
            raise self._wrong("malformed-xml", message, "save it as UTF-8", 1, 1) from error
        except _Refused as error:
            place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
            raise self._wrong("refused-xml", error.message, error.help, *place) from error

    def _malformed(self, error: expat.ExpatError) -> CoopctlError:
        reason = expat.errors.messages[error.code]
        line, column = (self._lines, 0) if reason in _CUT_OFF else (error.lineno, error.offset + 1)
        return self._wrong("malformed-xml", _WORDS.get(reason, reason), "", line, column)

    def _wrong(self, code: str, message: str, help: str, line: int, column: int) -> CoopctlError:
        problem = Problem(code, self._name, message, help, line, column)
        what = "cannot be read as XML" if self._root or code == "refused-xml" else "is no XML"
        return CoopctlError(f'"{self._name}" {what}', exit_code=Exit.INVALID, problems=(problem,))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._skipped or not self._open:
            self._start_outside(name, attributes)
            return
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _Refused(f"the activity has more than {MOST_ELEMENTS:,} elements")
        if len(self._open) > DEEPEST:
            raise _Refused(f"elements are nested deeper than {DEEPEST} levels")
        parent = self._open[-1]
        element = Element(name, attributes, self._parser.CurrentLineNumber)
        parent.children.append(element)
        if len(self._open) == 1 and name in ONLY_COUNTED:
            self._skipped = self._depth
            self._parser.CharacterDataHandler = None
        else:
            self._open.append(element)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        """What is not within an activity, or in a part of it that is not kept."""
        if self._depth == 1:
            self._root = Root(name, attributes, dict(self._instructions))
            self._parser.ProcessingInstructionHandler = None
        # A single activity without the element around it is what people cut out of a larger file.
        if self._depth <= 2 and name == ACTIVITY:
            self._elements = self._characters = 0
            self._open.append(Element(name, attributes, self._parser.CurrentLineNumber))

    def _end(self, name: str) -> None:
        if self._skipped:
            if self._depth == self._skipped:
                self._skipped = 0
                self._parser.CharacterDataHandler = self._data
        elif self._open:
            element = self._open.pop()
            if not self._open:
                self._ready.append(element)
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._open:
            self._characters += len(text)
            if self._characters > MOST_TEXT:
                raise _Refused(f"the activity has more than {MOST_TEXT // 1_000_000} million characters of text")
            self._open[-1].add_text(text)


def _refuse_document_type(*declared: object) -> None:
    raise _Refused(
        "the file declares a document type (DTD), which IATI has no use for and which can hide an attack",
        'take the line that begins with "<!DOCTYPE" out, if you trust the file',
    )
