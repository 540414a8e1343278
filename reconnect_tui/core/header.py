"""The header of a capture line: ``[date] [kind] [by CHANNEL]:`` (DESIGN.md, "The capture line")."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.moment import BOTH, IN, OUT
from reconnect_tui.core.when import read_date


class Header(NamedTuple):
    """What stands before the first colon. ``at`` is ``None`` where no date was given."""

    at: date | None
    kind: str
    direction: str | None
    channel: str
    end: int
    """Where the text begins: the place after the colon."""


_TALK, _WROTE, _GOT = ("call", BOTH, ""), ("message", OUT, ""), ("message", IN, "")
_MEETING, _MEAL = ("meeting", BOTH, ""), ("meal", BOTH, "")
KINDS: dict[str, tuple[str, str | None, str]] = {
    "note": ("note", None, ""),
    "coffee": ("coffee", BOTH, ""),
    **dict.fromkeys(("call", "called", "phone", "phoned", "phone call", "video call", "we called", "we talked"), _TALK),
    **dict.fromkeys(("they called", "they phoned", "talked", "spoke", "we spoke"), _TALK),
    **dict.fromkeys(("met", "meeting", "meet", "we met", "saw", "visit", "visited"), _MEETING),
    **dict.fromkeys(("lunch", "dinner", "breakfast", "brunch", "supper", "meal"), _MEAL),
    "message": ("message", None, ""),
    **dict.fromkeys(("wrote", "i wrote", "messaged", "texted", "i messaged", "i texted", "i replied", "i answered"), _WROTE),
    **dict.fromkeys(("they wrote", "they messaged", "they texted", "wrote back", "they wrote back"), _GOT),
    **dict.fromkeys(("replied", "they replied", "answered", "they answered"), _GOT),
    **dict.fromkeys(("emailed", "i emailed"), ("message", OUT, "email")),
    "they emailed": ("message", IN, "email"),
    **dict.fromkeys(("letter", "postcard"), ("letter", None, "")),
    "they sent a letter": ("letter", IN, ""),
    **dict.fromkeys(("introduction", "intro", "introduced"), ("introduction", None, "")),
    "invitation": ("invitation", None, ""),
    "recommendation": ("recommendation", None, ""),
    "event": ("event", None, ""),
}
"""The words for a kind: kind, direction, and the channel that the word itself says. A closed list; anything else is text."""

CHANNELS = {
    **{name: name for name in (
        "linkedin", "email", "phone", "whatsapp", "signal", "telegram", "sms", "text", "post", "letter", "card", "hand", "video",
        "zoom", "teams", "skype", "facetime", "slack", "discord", "instagram", "facebook", "messenger", "imessage", "threema",
        "matrix", "mastodon", "bluesky", "xing", "wechat", "line", "viber", "twitter", "x",
    )},
    "mail": "email", "e-mail": "email", "telephone": "phone", "in-person": "in person", "in person": "in person",
}  # fmt: skip
"""Channels that are known. With a date or a kind beside it any one word may follow ``by``; alone it has to be one of these."""

_MOST_WORDS = 12
_LONGEST_KIND = max(name.count(" ") for name in KINDS) + 1


def read_header(line: str, today: date) -> Header | None:
    """Return the header of one line, or ``None`` where there is none and the whole line is text.

    It ends at the first colon that ends a word, and every word before that has to be a date, a kind or ``by CHANNEL``, each at
    most once. A date after ``today`` makes it text: what has not come yet has not happened.
    """
    words: list[str] = []
    end = 0
    for word in line.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]:
        end = line.index(word, end) + len(word)
        if not word.endswith(":"):
            words.append(word.rstrip(",") or word)
            continue
        if word.endswith("\\:"):
            return None
        return _read([*words, word[:-1]] if len(word) > 1 else words, today, end)
    return None


def _read(words: list[str], today: date, end: int) -> Header | None:
    at: date | None = None
    kind: tuple[str, str | None, str] | None = None
    channel = ""
    place = 0
    while place < len(words):
        found = read_date(words[place:], today, past=True)
        if found:
            if at or found[0] > today:
                return None
            at = found[0]
            place += found[1]
            continue
        said, taken = _kind(words[place:])
        if said:
            if kind:
                return None
            kind = said
            place += taken
            continue
        by, taken = _channel(words[place:], today)
        if not by or channel:
            return None
        channel = by
        place += taken
    if at is None and kind is None and channel.lower() not in CHANNELS.values():
        return None
    name, direction, its_channel = kind or KINDS["note"]
    return Header(at, name, direction, channel or its_channel, end)


def _kind(words: list[str]) -> tuple[tuple[str, str | None, str] | None, int]:
    for count in range(min(_LONGEST_KIND, len(words)), 0, -1):
        said = KINDS.get(" ".join(words[:count]).lower())
        if said:
            return said, count
    return None, 0


def _channel(words: list[str], today: date) -> tuple[str, int]:
    """Read ``by CHANNEL``; "by Friday" is a date that something is due by, not a way to write."""
    if words[0].lower() != "by" or len(words) < 2 or read_date(words[1:], today, past=False):
        return "", 0
    if " ".join(words[1:3]).lower() in CHANNELS:
        return CHANNELS[" ".join(words[1:3]).lower()], min(3, len(words))
    word = words[1]
    if not word[0].isalnum() or not all(c.isalnum() or c in "-.+" for c in word) or len(word) > 30:
        return "", 0
    return CHANNELS.get(word.lower(), word), 2
