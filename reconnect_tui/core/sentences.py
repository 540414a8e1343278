"""A text taken apart into its sentences: what a kept line is chosen from."""

from __future__ import annotations

import re

MOST_SENTENCES = 30
LONGEST = 400
"""Characters; a longer one ends with "…"."""

_ENDS = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in their order, each once, on one line each, ``MOST_SENTENCES`` at most.

    A line break ends one, and so does a full stop, a question mark or an exclamation mark with a blank behind it. What has no letter in
    it is none. Nothing is taken away from the words themselves but a closing quote behind the full stop.
    """
    found: dict[str, None] = {}
    for line in text.split("\n"):
        held = ""
        for part in _ENDS.split(line):
            held = f"{held} {part}".strip() if held else part.strip()
            # "Dr. Wu" and "on 3. May" are one: a very short piece goes on with the next
            if len(held) < 4 or not any(sign.isalpha() for sign in held):
                continue
            found[held if len(held) <= LONGEST else held[: LONGEST - 1].rstrip() + "…"] = None
            held = ""
        if any(sign.isalpha() for sign in held):
            found[held] = None
        if len(found) >= MOST_SENTENCES:
            break
    return list(found)[:MOST_SENTENCES]
