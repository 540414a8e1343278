"""Reading the ordinary call of an instant command without argparse, which costs as much as the rest of it."""

from __future__ import annotations

from collections.abc import Sequence


def plain(words: Sequence[str], switches: Sequence[str] = ("--json",)) -> tuple[list[str], frozenset[str]] | None:
    """Part words from switches; ``None`` as soon as there is anything else that begins with a hyphen (argparse then reads it all)."""
    others = [word for word in words if word not in switches]
    if any(word.startswith("-") and word != "-" for word in others):
        return None
    return others, frozenset(word for word in words if word in switches)
