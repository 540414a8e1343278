"""Who is what to whom: told once, read from both sides."""

from __future__ import annotations

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.editing import Bond, relate_in_action
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import people, relations

LONGEST = 100
"""Characters of the words of a relation."""


def relate(desk: Desk, person_id: int, words: str, *, other_id: int | None = None, other_name: str = "") -> Done | None:
    """Say what somebody is ("sister of", "introduced by", any words) to somebody here, or to a name; ``None`` if it was said already."""
    person = people.get(desk.store, person_id)
    words = " ".join(clean_line(words).split())
    if not words:
        raise UsageError("Say in a few words what they are to each other, such as “sister of” or “introduced by”.")
    if len(words) > LONGEST:
        raise UsageError(f"That is longer than {LONGEST} characters; a note holds more.")
    other = people.get(desk.store, other_id) if other_id is not None else None
    bond = Bond(words, other.name if other else " ".join(clean_line(other_name).split()), other.uid if other else None)
    if any(Bond(one.kind, one.name, one.uid) == bond for one in relations.of_person(desk.store, person_id)):
        return None
    sentence = f"{person.name}: {phrase(words, bond.name)}"
    with decision(desk, "relate", sentence, person) as number:
        relate_in_action(desk, person_id, bond)
    return Done(number, sentence, people.get(desk.store, person_id))


def unrelate(desk: Desk, person_id: int, words: str, *, other_id: int | None = None, other_name: str = "") -> Done:
    """Take a relation back, from whichever of the two it was said; ``words`` as their page tells it, or ``""`` for all with that person."""
    person = people.get(desk.store, person_id)
    other = people.get(desk.store, other_id) if other_id is not None else None
    name, uid = (other.name, other.uid) if other else (clean_line(other_name).strip(), None)
    every = relations.of_person(desk.store, person_id)
    between = [one for one in every if (one.uid == uid if uid else one.uid is None and fold(one.name) == fold(name))]
    found = [one for one in between if not words.strip() or fold(one.kind) == fold(words)]
    if not found:
        known = "; ".join(phrase(one.kind, one.name, person.name) for one in every) or "none"
        raise ReconnectError(f"That is not written down of {person.name}. Their relations: {known}.")
    told = "; ".join(phrase(one.kind, one.name, person.name) for one in found)
    sentence = f"{person.name}: no more {told}"
    with decision(desk, "relate", sentence, person) as number:
        for one in found:
            relations.remove(desk.store, person_id, one)
    return Done(number, sentence, people.get(desk.store, person_id))
