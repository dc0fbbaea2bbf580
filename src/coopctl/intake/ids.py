"""What the id of a new roadmap can be: a file has it for its name, on every system."""

from __future__ import annotations

import re

RESERVED = ("framework", "all")
"""What could be taken for something else than a roadmap."""

_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\Z)", re.IGNORECASE)
"""Names that mean devices there, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces")."""


def is_device(id: str) -> bool:
    """Whether a file of this name cannot be on Windows."""
    return bool(_OF_WINDOWS.match(id))


def why_no_roadmap(id: str) -> str:
    """Why a new roadmap cannot have this id, as what to do about it; empty when it can."""
    from coopctl.model import ID_PATTERN

    if id.lower() in RESERVED:
        return f'"{id}" means something else to commands: choose another id'
    if not re.match(ID_PATTERN, id):
        return "use the letters a-z, digits and, between them, hyphens, such as serbia-2020"
    return "Windows keeps this name for a device: nobody there could have the file" if is_device(id) else ""
