"""The status page: one HTML file to open, print and mail."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator

from coopctl import drawing, page, templating, wording
from coopctl.page.value import Figures, Page
from coopctl.question import Question
from coopctl.visible import visible

EXAMPLES = """
coopctl export html -o page.html
coopctl export html --region western-balkans -o balkans.html
"""


def write(question: Question) -> Iterator[str]:
    """The page for what the question leaves."""
    yield from render(page.gather(question))


def render(content: Page) -> Iterator[str]:
    """The page as HTML: no script, nothing from outside, and a policy in it that forbids both."""
    style = (templating.HOME / "html" / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    values = {
        "page": content,
        "style": templating.markup(style),
        "style_hash": templating.markup(digest),
        "timeline": drawing.draw(content.timeline),
        "stack": stack,
        **wording.WORDS,
    }
    yield from templating.fill("html", "page.html", escape, values)


def escape(text: str) -> str:
    """``text`` for HTML, also between quotes; characters that cannot be seen, or steer, as escapes."""
    return html.escape("\n".join(visible(line) for line in text.split("\n")))


def stack(figures: Figures) -> Iterator[tuple[float, float, str]]:
    """The milestones of each status as pieces of one bar, in percent: from where, how wide, which status."""
    left = 0
    for figure in figures.statuses:
        yield round(100 * left / figures.milestones, 2), round(100 * figure.number / figures.milestones, 2), figure.name
        left += figure.number
