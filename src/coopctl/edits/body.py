"""Keys on lines of their own, below a header or at the top of a file."""

from __future__ import annotations

from collections.abc import Sequence

from coopctl.toml import lines
from coopctl.toml.lines import Splice
from coopctl.toml.outline import Outline
from coopctl.toml.parts import Block, Pair, Value

_BLANKS = " \t"


def place(names: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Before which of ``names`` a new one goes: behind what comes before it in ``order``, else at the end."""
    if name not in order:
        return len(names)
    rank = {known: number for number, known in enumerate(order)}
    earlier = [(rank[one], at) for at, one in enumerate(names) if one in rank and rank[one] < rank[name]]
    if earlier:
        return max(earlier)[1] + 1
    later = [at for at, one in enumerate(names) if one in rank]
    return later[0] if later else len(names)


def insert(outline: Outline, block: Block, pairs: Sequence[Pair], index: int, key: str, literal: str) -> Splice:
    """Put a line for ``key`` before the pair number ``index`` of ``pairs`` in ``block``, or behind the last of them."""
    text = outline.text
    if not pairs:
        return _first_in(outline, block, key, literal)
    neighbour = pairs[max(index - 1, 0)]
    line = f"{lines.indent_of(text, neighbour.start)}{spelled(text, neighbour, block.pairs, key)}{literal}"
    if index > 0:
        at = _behind(text, neighbour)
        return Splice(at, at, f"{lines.ending_near(text, neighbour.end)}{line}")
    above = lines.with_comments_above(text, neighbour.start)
    at = above if above > 0 else lines.start_of(text, neighbour.start)
    return Splice(at, at, f"{line}{lines.ending_near(text, neighbour.end)}")


def _behind(text: str, pair: Pair) -> int:
    """The end of the pair's line, and of the lines below that go on with its comment."""
    at = lines.end_of(text, pair.end)
    remark = text[pair.end : at].lstrip(_BLANKS)
    column = at - len(remark) - lines.start_of(text, pair.end)
    while remark and "\n" not in text[pair.start : pair.end]:
        below = lines.after(text, at)
        if below == len(text) or lines.comment_column(text, below) != column:
            break
        at = lines.end_of(text, below)
    return at


def _first_in(outline: Outline, block: Block, key: str, literal: str) -> Splice:
    text = outline.text
    sample = next((pair for other in outline.blocks for pair in other.pairs), None)
    line = f"{spelled(text, sample, (), key) if sample else f'{key} = '}{literal}"
    if block.keys:
        at = lines.end_of(text, block.end)
        return Splice(at, at, f"{lines.ending_near(text, at)}{lines.indent_of(text, block.start)}{line}")
    return _at_the_top(outline, line)


def _at_the_top(outline: Outline, line: str) -> Splice:
    """The first key of a file: before the first header and the comments that lead it."""
    text, stop = outline.text, outline.following(outline.blocks[0])
    ending = lines.ending_near(text, 0)
    if stop == len(text):
        last = lines.start_of(text, max(stop - 1, 0))
        gap = ending * ((not text.endswith("\n")) + lines.is_comment(text, last)) if text else ""
        return Splice(stop, stop, f"{gap}{line}{ending}")
    at = lines.with_comments_above(text, stop)
    return Splice(at, at, f"{line}{ending}{ending}")


def spelled(text: str, sample: Pair, siblings: Sequence[Pair], key: str) -> str:
    """The key and its equals sign, spaced as in ``sample`` and aligned where all the ``siblings`` are."""
    sign = _sign(text, sample)
    before, behind = text[sample.keys[-1].end : sign], text[sign + 1 : sample.value.start]
    columns = {_sign(text, one) - one.start for one in siblings}
    if len(columns) == 1 and any(_sign(text, one) - one.keys[-1].end > 1 for one in siblings):
        return f"{key.ljust(columns.pop() - 1)} ={behind}"
    return f"{key}{before if len(before) < 2 else ' '}={behind if len(behind) < 2 else ' '}"


def _sign(text: str, pair: Pair) -> int:
    return text.index("=", pair.keys[-1].end)


def remove(text: str, pair: Pair | Value) -> Splice:
    """Take out the pair's lines; a comment behind it stays, in a line of its own."""
    stop = lines.end_of(text, pair.end)
    remark = text[pair.end : stop].lstrip(_BLANKS)
    if remark:
        return Splice(pair.start, stop - len(remark), "")
    return Splice(lines.start_of(text, pair.start), lines.after(text, stop), "")
