"""Members between commas, in an array or an inline table: put one in, take one out, and touch no other."""

from __future__ import annotations

from coopctl.toml import lines
from coopctl.toml.lines import Splice
from coopctl.toml.parts import Pair, Value
from coopctl.toml.scan import comma_after, comments

_BLANKS = " \t"


def insert(text: str, holder: Value, index: int, new: str) -> list[Splice]:
    """Put ``new`` before the member number ``index``, or at the end; on a line of its own where its neighbour is."""
    members = holder.members
    if not members:
        return [_into_empty(text, holder, new)]
    if index == 0:
        return [_before_first(text, members[0], new)]
    previous = members[index - 1]
    comma = comma_after(text, previous.end)
    is_remarked = comma is None and text[previous.end :].lstrip(_BLANKS).startswith("#")
    if not lines.is_first(text, previous.start) and not is_remarked:
        gap = _gap(text, members, index - 1)
        at, put = (previous.end, f",{gap}{new}") if comma is None else (comma + 1, f"{gap}{new},")
        return [Splice(at, at, put)]
    return _on_its_own_line(text, holder, previous, comma, new)


def _on_its_own_line(text: str, holder: Value, previous: Value | Pair, comma: int | None, new: str) -> list[Splice]:
    at = previous.end if comma is None else comma + 1
    missing = [Splice(at, at, ",")] if comma is None else []
    put = new if comma is None else f"{new},"
    if lines.is_rest_remark(text, at):
        at = lines.end_of(text, at)
    elif comma is not None and not text.startswith(("]", "}"), at):
        return [Splice(at, at, f" {put}")]
    first = lines.is_first(text, previous.start)
    indent = lines.indent_of(text, previous.start if first else holder.start) + ("" if first else "    ")
    return [*missing, Splice(at, at, f"{lines.ending_near(text, at)}{indent}{put}")]


def _gap(text: str, members: tuple[Value | Pair, ...], index: int) -> str:
    """What stands between a comma and the member after it."""
    if index == 0:
        return " "
    gap = text[members[index - 1].end : members[index].start].partition(",")[2]
    return gap if not gap.strip(_BLANKS) else " "


def _into_empty(text: str, holder: Value, new: str) -> Splice:
    last = holder.end - 1
    if "\n" not in text[holder.start : last]:
        inside = new if holder.kind == "array" else f" {new} "
        return Splice(holder.start + 1, last, inside)
    ending = lines.ending_near(text, last)
    if not lines.is_first(text, last):
        return Splice(last, last, f"{new},")
    start = lines.start_of(text, last)
    above = lines.start_of(text, start - 1)
    own = lines.comment_column(text, above)
    indent = text[above : above + own] if own > 0 else f"{lines.indent_of(text, last)}    "
    return Splice(start, start, f"{indent}{new},{ending}")


def _before_first(text: str, first: Value | Pair, new: str) -> Splice:
    if not lines.is_first(text, first.start):
        return Splice(first.start, first.start, f"{new}, ")
    again = f"{lines.ending_near(text, first.start)}{lines.indent_of(text, first.start)}"
    return Splice(first.start, first.start, f"{new},{again}")


def remove(text: str, holder: Value, index: int) -> list[Splice]:
    """Take out the member number ``index`` with its comma. A comment behind it stays, in a line of its own."""
    member = holder.members[index]
    comma = comma_after(text, member.end)
    if comma is None:
        return _remove_last(text, holder, index)
    if text[member.end : comma].strip(_BLANKS):
        return [Splice(member.start, member.end, ""), Splice(comma, comma + 1, "")]
    if lines.is_rest_remark(text, comma + 1) and lines.is_first(text, member.start):
        return [_whole_lines(text, member.start, comma + 1)]
    start, end = _with_blanks(text, member.start, comma + 1)
    return [Splice(start, end, "")]


def _remove_last(text: str, holder: Value, index: int) -> list[Splice]:
    """Take out a last member without a comma behind it."""
    member = holder.members[index]
    if lines.is_first(text, member.start) and lines.is_rest_remark(text, member.end):
        return [_whole_lines(text, member.start, member.end)]
    before = text[holder.start + 1 : member.start]
    if index == 0 and not (before + text[member.end : holder.end - 1]).strip(_BLANKS):
        return [Splice(holder.start + 1, holder.end - 1, "")]
    if index == 0:
        return [Splice(member.start, member.end, "")]
    previous = holder.members[index - 1]
    comma = comma_after(text, previous.end)
    if (
        comma is not None
        and not text[comma + 1 : member.start].strip(_BLANKS)
        and not comments(text[previous.end : comma])
    ):
        return [Splice(comma, member.end, "")]
    return [Splice(member.start, member.end, "")]


def _whole_lines(text: str, start: int, end: int) -> Splice:
    """The lines from ``start`` to ``end``; where a comment follows, only what stands before it."""
    stop = lines.end_of(text, end)
    remark = text[end:stop].lstrip(_BLANKS)
    if remark:
        return Splice(start, stop - len(remark), "")
    return Splice(lines.start_of(text, start), lines.after(text, end), "")


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The blanks to take along: those behind, or those in front where nothing more follows in the line."""
    behind = len(text) - len(text[end:].lstrip(_BLANKS))
    if text.startswith(("]", "}"), behind) or lines.is_rest_remark(text, end):
        return len(text[:start].rstrip(_BLANKS)), end
    return start, behind
