"""Letters without what stands above or below them, for comparing what people write with and without it."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """``text`` in the compatibility form of Unicode (NFKD) without combining marks: ``Côte`` as ``Cote``."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
