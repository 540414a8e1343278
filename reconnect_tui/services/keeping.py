"""Kept lines: a sentence that somebody wrote to you is kept, and some days end with one."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.moment import IN, Moment
from reconnect_tui.core.person import Person
from reconnect_tui.core.sentences import sentences
from reconnect_tui.core.text import clean_line
from reconnect_tui.core.when import day_of_stamp
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, called, decision
from reconnect_tui.store import kept, people

ONE_DAY_IN = 3
"""Of so many days one ends with a kept line: what comes every day is soon not read any more."""


class KeptLine(NamedTuple):
    """One kept line: its words, whose they are, and the day they were written."""

    id: int
    text: str
    person: Person
    day: date


def choices(moment: Moment) -> list[str]:
    """The sentences of a moment that can be kept. Raises ``ReconnectError`` where nobody but the user wrote them, or there are none."""
    found = sentences(moment.text) if moment.direction == IN else []
    if not found:
        raise ReconnectError("Only what somebody wrote to you can be kept: choose a moment with ← and words in it.")
    return found


def kept_of(desk: Desk, moment: Moment) -> dict[str, int]:
    """The lines of a moment that are kept already: words → number, for ``release``."""
    return {line.text: line.id for line in kept.of_moment(desk.store, moment.id)}


def keep(desk: Desk, moment: Moment, text: str, person_id: int) -> Done:
    """Keep one sentence of a moment; one step of undo."""
    words = clean_line(text).strip()
    if not words:
        raise ReconnectError("There is nothing to keep.")
    if words in kept_of(desk, moment):
        raise ReconnectError("That line is kept already.")
    person = people.get(desk.store, person_id)
    sentence = f"Kept a line of {called(person)}’s"
    with decision(desk, "keep", sentence, person) as number:
        kept.keep(desk.store, moment.id, words, desk.day)
    return Done(number, sentence, person, moment.uid)


def release(desk: Desk, number: int, person_id: int) -> Done:
    """Keep a line no more; the moment stays as it is. One step of undo."""
    person = people.get(desk.store, person_id)
    sentence = f"A line of {called(person)}’s is kept no more"
    with decision(desk, "keep", sentence, person) as step:
        kept.release(desk.store, number)
    return Done(step, sentence, person)


def lines_of(desk: Desk, person_id: int) -> list[KeptLine]:
    """The kept lines of one person, the oldest first."""
    person = people.get(desk.store, person_id)
    return [KeptLine(line.id, line.text, person, day_of_stamp(line.at)) for line in kept.of_person(desk.store, person_id)]


def line_of_the_day(desk: Desk) -> KeptLine | None:
    """The line that today ends with; most days end without one.

    Which day and which line is a matter of the day alone, so it stays the same however often it is asked. Nobody who rests, is left
    alone or died is quoted: a key starts an answer, and nothing here may ask for that.
    """
    if _lot(desk.day) % ONE_DAY_IN:
        return None
    found = kept.of_the_living(desk.store)
    if not found:
        return None
    line = min(found, key=lambda one: _lot(f"{desk.day} {one.moment} {one.text}"))
    return KeptLine(line.id, line.text, people.get(desk.store, line.person_id), day_of_stamp(line.at))


def _lot(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest())
