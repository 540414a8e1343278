"""What a moment was, in the words that people write for it, and back."""

from __future__ import annotations

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.header import CHANNELS
from reconnect_tui.core.header import KINDS as WORDS
from reconnect_tui.core.moment import IN, KINDS, OUT, Moment
from reconnect_tui.core.text import clean_line

LONGEST_CHANNEL = 60


def kind_words(moment: Moment) -> str:
    """``coffee``, ``wrote``, ``they wrote``: what ``read_kind`` reads as what this moment is."""
    if moment.kind == "message" and moment.direction in (IN, OUT):
        return "wrote" if moment.direction == OUT else "they wrote"
    return "they sent a letter" if moment.kind == "letter" and moment.direction == IN else moment.kind


def read_kind(text: str) -> tuple[str, str | None]:
    """(kind, direction) of words such as ``lunch`` or ``they wrote``; raises ``UsageError`` for others."""
    words = " ".join(clean_line(text).casefold().split())
    if words in WORDS:
        return WORDS[words][:2]
    if words in KINDS:
        return words, None
    raise UsageError(f"“{clean_line(text).strip()}” is no kind of moment. There are {', '.join(KINDS)}; wrote, they wrote.")


def read_channel(text: str) -> str:
    """By what it went, as it is kept: ``e-mail`` is ``email``; any word or two will do."""
    words = " ".join(clean_line(text).split())
    if len(words) > LONGEST_CHANNEL:
        raise UsageError(f"That is longer than {LONGEST_CHANNEL} characters; its words hold more.")
    return CHANNELS.get(words.casefold(), words)
