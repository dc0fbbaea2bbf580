"""The status page in Markdown, for a repository or a wiki.

The Markdown is GitHub's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coopctl import page, templating, unmarked, wording
from coopctl.page.value import Page
from coopctl.question import Question
from coopctl.visible import visible

EXAMPLES = """
coopctl export markdown -o STATUS.md
coopctl export markdown --country TR
"""

_SECTIONS = ("Summary", "Deadlines", "Status by roadmap", "Timeline", "Coverage", "Roadmaps in full")


def write(question: Question) -> Iterator[str]:
    """The page for what the question leaves."""
    yield from render(page.gather(question))


def render(content: Page) -> Iterator[str]:
    """The page as Markdown without HTML but for the line breaks that tables need."""
    anchors = _anchors(content.head.title, [roadmap.id for roadmap in content.roadmaps])
    values = {"page": content, "anchors": anchors, "link": _link, **wording.WORDS}
    yield from templating.fill("markdown", "page.md", escape, values)


def escape(text: str) -> str:
    """``text`` as Markdown that says just that, wherever a template puts it."""
    return "<br>".join(unmarked.block(visible(line)) for line in text.strip("\n").split("\n"))


def _link(text: str) -> object:
    """An address as a link to itself; any other text as it is."""
    return templating.markup(f"<{text}>") if wording.is_link(text) else text


def _anchors(title: str, ids: list[str]) -> dict[str, str]:
    """The anchor that GitHub gives to each heading that is a roadmap's id, after the headings before it."""
    seen = dict.fromkeys(map(_slug, (title, *_SECTIONS)), 0)
    found = {}
    for id in ids:
        slug = anchor = _slug(id)
        while anchor in seen:
            seen[slug] += 1
            anchor = f"{slug}-{seen[slug]}"
        seen[anchor] = 0
        found[id] = anchor
    return found


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
