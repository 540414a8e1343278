r"""The capture line: everything that one typed line says (DESIGN.md, "The capture line").

    [date] [kind] [by CHANNEL]: text with @names, #tags > date what to do then

Nothing typed is ever lost. The header and the follow-up leave the line for fields of their own; the text that is kept is all the
rest, word for word: mentions stay as typed, with their sign and quotes, and so do tags and the fields ``promised:``, ``bday:``
and ``how we met:``, which are read as well as kept. Only a backslash that made a sign plain is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reconnect_tui.core.header import read_header
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.moment import IN, OUT
from reconnect_tui.core.signs import FIELDS, Mention, Names, lower_in_place, plain, read_mentions, read_tags, without_last_signs
from reconnect_tui.core.text import clean_text, shown_line
from reconnect_tui.core.when import MONTHS, birthday_words, day_and_month, read_date

__all__ = ["Capture", "Mention", "Names", "read_capture", "reading"]

_ENDS = ".!?…。！？"
_RUN_ON_ENDS = "。！？"
_ABBREVIATIONS = frozenset(("dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "vs", "no", "approx", "jr", "sr", "nr", "ca"))


class Capture(NamedTuple):
    """A line, understood. ``at`` is today where no date was given (``dated``); ``follow_up`` is (due, what), ``what`` maybe empty."""

    at: date
    kind: str
    direction: str | None
    channel: str
    text: str
    mentions: tuple[Mention, ...]
    tags: tuple[str, ...]
    follow_up: tuple[date, str] | None
    promises: tuple[str, ...]
    birthday: str | None
    how_met: str
    dated: bool


def read_capture(line: str, today: date, names: Names) -> Capture:
    """Read what was typed: one line, or several, of which only the first may have a header. Any text at all is understood somehow.

    People are those named in the text; only where it names nobody, those named in the follow-up ("> tomorrow call @ada"): to ask
    Bob about Ada is no coffee with Bob. Tags count anywhere.
    """
    line = clean_text(line).strip()
    header = read_header(line.partition("\n")[0], today)
    body = line[header.end :] if header else line
    text, follow_up = _split_follow_up(body, today)
    what = follow_up[1] if follow_up else ""
    promises, birthday, how_met = _read_fields(text, today)
    return Capture(
        at=(header and header.at) or today,
        kind=header.kind if header else "note",
        direction=header.direction if header else None,
        channel=header.channel if header else "",
        text=plain(text).strip(),
        mentions=read_mentions(text, names) or read_mentions(what, names),
        tags=read_tags(f"{text}\n{what}"),
        follow_up=(follow_up[0], plain(what)) if follow_up else None,
        promises=promises,
        birthday=birthday,
        how_met=how_met,
        dated=header is not None and header.at is not None,
    )


def reading(capture: Capture, people_names: Mapping[int, str], today: date | None = None) -> str:
    """Tell in one line how a capture was read: ``12 Nov, coffee, with Ada Okafor; follow-up 6 Dec: ask how it went; #family``.

    ``people_names`` gives the name of each id that a mention found. Years are told where they differ from ``today``'s.
    """
    kind, joint = capture.kind, "on" if capture.kind == "note" else "with"
    if kind == "message" and capture.direction in (IN, OUT):
        kind, joint = ("they wrote", "from") if capture.direction == IN else ("wrote", "to")
    by = "" if capture.channel.startswith("in ") else "by "
    happened = f"{kind} {by}{capture.channel}" if capture.channel else kind
    people = [_person(mention, people_names) for mention in capture.mentions]
    whom = f"{joint} {', '.join(people[:-1])} and {people[-1]}" if len(people) > 1 else f"{joint} {people[0]}" if people else ""
    parts = [f"{_day(capture.at, today)}, {happened}, {whom or 'nobody named'}"]
    if capture.follow_up:
        due, what = capture.follow_up
        parts.append(f"follow-up {_day(due, today)}" + (f": {what}" if what else ""))
    parts += [f"promised: {promise}" for promise in capture.promises]
    if capture.birthday:
        parts.append(f"birthday {birthday_words(capture.birthday)}")
    if capture.how_met:
        parts.append(f"how you met: {capture.how_met}")
    if capture.tags:
        parts.append(" ".join(f"#{tag}" for tag in capture.tags))
    return shown_line("; ".join(parts), 500)


def _person(mention: Mention, people_names: Mapping[int, str]) -> str:
    if mention.new:
        return f"{mention.typed} (new)"
    if len(mention.ids) == 1:
        return people_names.get(mention.ids[0], mention.typed)
    return f"“{mention.typed}” ({len(mention.ids)} people fit)" if mention.ids else f"“{mention.typed}” (not known yet)"


def _day(day: date, today: date | None) -> str:
    said = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return said if today is None or day.year == today.year else f"{said} {day.year}"


def _split_follow_up(body: str, today: date) -> tuple[str, tuple[date, str] | None]:
    """Part the text from the first `` > DATE what`` or ``next: DATE what``; the ``what`` goes on to the end of its line."""
    begin = 0
    for number, line in enumerate(body.split("\n")):
        for at, after in _marks(line):
            if line[at] == ">" and number and not line[:at].strip():
                continue  # a quotation in a letter, not a follow-up
            found = _due(line[after:], today)
            if found:
                return body[: begin + at].rstrip() + body[begin + len(line) :], found
        begin += len(line) + 1
    return body, None


def _marks(line: str) -> list[tuple[int, int]]:
    """Return where a follow-up may begin in a line, and where its date would."""
    marks: list[tuple[int, int]] = []
    lower = lower_in_place(line)
    for sign in (">", "next:"):
        at = lower.find(sign)
        while at >= 0:
            after = at + len(sign)
            if (at == 0 or line[at - 1].isspace()) and (sign != ">" or line[after : after + 1].isspace()):
                marks.append((at, after))
            at = lower.find(sign, after)
    return sorted(marks)


def _due(rest: str, today: date) -> tuple[date, str] | None:
    words: list[str] = []
    for word in rest.split(maxsplit=5)[:5]:
        words.append(word.rstrip(":;.!?"))
        if words[-1] != word:
            break
    found = read_date(words, today, past=False)
    if not found or found[0] < today:
        return None
    parts = rest.split(maxsplit=found[1])
    what = parts[found[1]] if len(parts) > found[1] else ""
    for dash in ("- ", "– ", "— ", ": ", ", "):
        what = what.removeprefix(dash)
    return found[0], what.strip()


def _read_fields(text: str, today: date) -> tuple[tuple[str, ...], str | None, str]:
    promises: list[str] = []
    birthday: str | None = None
    how_met = ""
    for sentence in _sentences(text):
        lower = sentence.lower()
        name = next((field for field in FIELDS if lower.startswith(field)), None)
        value = plain(without_last_signs(" ".join(sentence[len(name) :].split()).rstrip(".。 "))) if name else ""
        if not any(c.isalnum() for c in value) or all(word[:1] in ("@", "#") for word in value.split()):
            continue  # "promised: @ada" says to whom, and not what
        if name == "promised:":
            promises.append(value)
        elif name == "how we met:":
            how_met = how_met or value
        else:
            birthday = birthday or _birthday(value.split(), today)
    return tuple(dict.fromkeys(promises)), birthday, how_met


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    for line in text.split("\n"):
        begin = 0
        for place, c in enumerate(line):
            if c in _ENDS and _ends_sentence(line, begin, place):
                sentences.append(line[begin : place + 1].lstrip())
                begin = place + 1
        sentences.append(line[begin:].lstrip())
    return sentences


def _ends_sentence(line: str, begin: int, place: int) -> bool:
    after = line[place + 1 : place + 40]
    if line[place] in _RUN_ON_ENDS or not after.strip():
        return True
    if not after[0].isspace():
        return False
    if line[place] != "." or after.lstrip().lower().startswith(FIELDS):
        return True
    word = line[max(begin, place - 20) : place].rsplit(maxsplit=1)
    return not word or not (len(word[-1]) == 1 or word[-1].lower() in _ABBREVIATIONS)


def _birthday(words: list[str], today: date) -> str | None:
    """Read ``1984-03-14``, ``--03-14``, ``14 Mar [1984]`` or ``March 14 [1984]``; a year is never invented."""
    words = [word.rstrip(",;.!") for word in words[:3]]
    try:
        if len(words[0]) == 7 and words[0].startswith("--") and words[0].isascii():
            date.fromisoformat(f"2000-{words[0][2:]}")
            return words[0]
        if len(words[0]) == 10 and words[0].isascii():
            return words[0] if date.fromisoformat(words[0]) <= today else None
        named = day_and_month([word.lower() for word in words])
        if named is None:
            return None
        day, month = named
        if len(words) > 2 and len(words[2]) == 4 and words[2].isascii() and words[2].isdigit():
            born = date(int(words[2]), month, day)
            return born.isoformat() if born <= today else None
        date(2000, month, day)
    except ValueError:
        return None
    return f"--{month:02}-{day:02}"
