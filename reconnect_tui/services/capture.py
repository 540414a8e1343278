"""The quick note: one line in, everything it says written down as one action."""

from __future__ import annotations

from collections.abc import Callable

from reconnect_tui.core.capture import Capture, Mention, read_capture, reading
from reconnect_tui.core.errors import UsageError, WhoError
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.person import LINE, Person
from reconnect_tui.core.signs import being_typed, quoted_name
from reconnect_tui.core.text import clean_text, fold
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision, new_person, put_follow_up
from reconnect_tui.store import drafts, moments, people, search
from reconnect_tui.store.people import insert, update

LONGEST = 100_000
"""Characters of one note."""
MOST_COMPLETIONS = 6


def read(desk: Desk, line: str) -> tuple[Capture, str]:
    """Read a line without writing anything; returns it understood, and in words ("12 Nov, coffee, with Ada Okafor; …")."""
    capture = read_capture(clean_text(line), desk.today, lambda name: search.called(desk.store, name))
    return capture, _told(desk, capture)


def _told(desk: Desk, capture: Capture) -> str:
    ids = [number for mention in capture.mentions for number in mention.ids]
    names = {person.id: person.name for person in people.several(desk.store, ids)}
    return reading(capture, names, desk.today)


class Completion(NamedTuple):
    """Somebody who may be meant by the name being typed, and what the line becomes with them in it."""

    name: str
    line: str
    cursor: int


def complete(desk: Desk, line: str, cursor: int) -> tuple[Completion, ...]:
    """Whose name is being typed at the cursor: the latest contact first, at most six, nobody who died or is left alone."""
    typing = being_typed(line, cursor)
    if typing is None:
        return ()
    from reconnect_tui.core.query import words_in  # a note that is only taken needs neither
    from reconnect_tui.store import completing

    at, typed = typing
    words = tuple(fold(word) for word in words_in(typed))
    if typed.strip() and not words:
        return ()
    found = []
    for _, name in completing.names(desk.store, words, limit=MOST_COMPLETIONS):
        mention = quoted_name(name)
        if mention:
            before = line[:at] + mention
            after = line[cursor:]
            gap = "" if after[:1].isspace() else " "
            found.append(Completion(name, before + gap + after, len(before) + 1))
    return tuple(found)


def sure(desk: Desk, line: str, cursor: int) -> bool:
    """Whether the name being typed at the cursor is one person's already."""
    typing = being_typed(line, cursor)
    return typing is not None and len(search.called(desk.store, typing[1])) == 1


Ask = Callable[[str, tuple[Person, ...]], int | None]
"""(name as typed, the people it fits) → who is meant, by row id; the name is empty where the line names nobody."""


def take(desk: Desk, line: str, *, ask: Ask | None = None, keep: bool = True, typed: bool = False) -> tuple[Done, str]:
    """Write down what the line says, for everybody it names; returns what was done and how the line was read.

    ``ask`` is asked about a name that is not sure, where somebody is there to ask. Raises ``WhoError`` when the line names nobody,
    somebody unknown or somebody of whom there are several; it is then kept as a loose draft, so nothing typed is lost (not ``keep``: it is
    kept elsewhere already). ``typed``: the line is the one that was kept while it was typed; that draft goes inside the action, so undo
    brings it back.
    """
    line = clean_text(line)
    if not line.strip():
        raise UsageError('Write something, for example: reconnect note "coffee: @ada is moving to Turin".')
    if len(line) > LONGEST:
        raise UsageError(f"That is longer than {LONGEST:,} characters; keep a note shorter, or split it.")
    capture, told = read(desk, line)
    if ask is not None:
        capture = _asked(desk, capture, ask)
        told = _told(desk, capture)
    unsure = _unsure(desk, capture, kept=keep)
    if unsure is not None:
        if keep:
            drafts.add_loose(desk.store, line)
        raise unsure
    return _write(desk, capture, typed=line if typed else ""), told


def problem(desk: Desk, line: str) -> str:
    """Why the line cannot be taken as it is, with whom it may mean; ``""`` where it can."""
    error = _unsure(desk, read(desk, line)[0], kept=False)
    if error is None:
        return ""
    return " ".join((str(error), "  ·  ".join(label for _, label in error.candidates[:6]))).strip()


def same_words(one: str, other: str) -> bool:
    """Whether one line is still, in the main, the other: half of its words are in it."""
    words = set(other.casefold().split())
    return len(words & set(one.casefold().split())) * 2 >= len(words)


def _asked(desk: Desk, capture: Capture, ask: Ask) -> Capture:
    """The same line with every unsure name settled that ``ask`` has an answer for."""
    mentions = []
    for mention in capture.mentions or (Mention("", (), False),):
        if not mention.new and len(mention.ids) != 1:
            number = ask(mention.typed, tuple(people.several(desk.store, mention.ids)))
            mention = mention._replace(ids=(number,)) if number is not None else mention
        if mention.typed or mention.ids:
            mentions.append(mention)
    return capture._replace(mentions=tuple(mentions))


def _unsure(desk: Desk, capture: Capture, *, kept: bool) -> WhoError | None:
    told = " The line is kept as a loose draft; `reconnect drafts` and the app show it." if kept else ""
    if not capture.mentions:
        return WhoError(f"The line names nobody: put @ before a name, as in “@ada”.{told}")
    for mention in capture.mentions:
        if mention.new or len(mention.ids) == 1:
            continue
        if not mention.ids:
            return WhoError(f'Nobody here is called “{mention.typed}”; @+"{mention.typed}" would add them.{told}')
        found = people.several(desk.store, mention.ids)
        return WhoError(
            f"“{mention.typed}” fits {len(found)} people. Write more of the name.{told}",
            tuple((person.uid, " · ".join(part for part in (person.name, person.company) if part)) for person in found[:20]),
        )
    return None


def _write(desk: Desk, capture: Capture, *, typed: str) -> Done:
    """``typed``: the line, if it was kept while it was typed."""
    known = {
        number: person
        for mention in capture.mentions
        for number in mention.ids
        for person in people.several(desk.store, [number])
    }
    names = [mention.typed if mention.new else known[mention.ids[0]].name for mention in capture.mentions]
    everybody = " and ".join(dict.fromkeys(names)) if len(names) < 3 else f"{names[0]} and {len(set(names)) - 1} others"
    sentence = f"Noted on {everybody}" if capture.kind == "note" else f"Recorded: {capture.kind} with {everybody}"
    if capture.kind == "message":
        sentence = f"Recorded: {everybody} wrote" if capture.direction == "in" else f"Recorded: wrote to {everybody}"
    uids: tuple[str, ...] = ()
    with decision(desk, "capture", sentence, next(iter(known.values()), None)) as number:
        ids = list(dict.fromkeys(_person_id(desk, mention) for mention in capture.mentions))
        moment = moments.add(
            desk.store,
            ids,
            at=capture.at.isoformat(),
            kind=capture.kind,
            direction=capture.direction,
            channel=capture.channel,
            text=capture.text,
        )
        for person_id in ids:
            _add_tags(desk, person_id, capture.tags)
        first = ids[0]
        if capture.follow_up:
            due, what = capture.follow_up
            uids += (put_follow_up(desk, first, due, what or f"come back to {names[0]}"),)
        for promise in capture.promises:
            uids += (put_follow_up(desk, first, None, promise, promise=True),)
        if capture.birthday:
            update(desk.store, "person", first, birthday=capture.birthday)
        if capture.how_met:
            update(desk.store, "person", first, how_met=capture.how_met)
        if typed:
            drafts.remove_newest(desk.store, None, LINE, typed)
    return Done(number, sentence, people.get(desk.store, first), moment, uids)


def _person_id(desk: Desk, mention: Mention) -> int:
    return new_person(desk, mention.typed) if mention.new else mention.ids[0]


def _add_tags(desk: Desk, person_id: int, tags: tuple[str, ...]) -> None:
    have = {tag.casefold() for tag in people.tags(desk.store, person_id)}
    for tag in tags:
        if tag.casefold() not in have:
            insert(desk.store, "tag", person_id=person_id, name=tag)
            have.add(tag.casefold())
