"""The right spelling, where one is near."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was most likely meant to be, or None when none is near."""
    from difflib import get_close_matches

    known = list(choices)
    folded = {choice.casefold(): choice for choice in reversed(known)}
    wanted = word.casefold()
    if wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, folded, n=5, cutoff=0.65)
    if close:
        # Letters that changed places are the commonest slip: "doen" is "done" rather than "open".
        return folded[next((one for one in close if sorted(one) == sorted(wanted)), close[0])]
    inside = [choice for choice in known if len(wanted) > 2 and wanted in choice.casefold()]
    return min(inside, key=len) if inside else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A question such as ``did you mean "serbia-2017"?``, or an empty text."""
    near = nearest(word, choices)
    return f'did you mean "{near}"?' if near else ""


def either(choices: Iterable[str], *, most: int = 12) -> str:
    """The choices as an enumeration, cut after ``most`` of them: ``a, b or c``; ``a, b ... and 8 more``."""
    known = list(choices)
    if len(known) > most:
        return f"{', '.join(known[:most])} ... and {len(known) - most} more"
    return " or ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def there_are(choices: Iterable[str], *, most: int = 12) -> str:
    """What there is to choose from, as a sentence."""
    known = list(choices)
    return f"there {'is' if len(known) == 1 else 'are'} {either(known, most=most)}"


def enumerated(names: Iterable[str], *, most: int = 12) -> str:
    """``a, b and c``; what goes beyond ``most`` is counted."""
    known = list(names)
    if len(known) > most:
        return f"{', '.join(known[:most])} and {len(known) - most} more"
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def plural(noun: str) -> str:
    """``country`` as ``countries``, ``status`` as ``statuses``, ``day`` as ``days``."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("s") else f"{noun}s"


def count(number: int, noun: str) -> str:
    """``1 roadmap``, ``2 roadmaps``."""
    return f"{number} {noun if number == 1 else plural(noun)}"
