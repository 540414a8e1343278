"""Remembering whom a word means."""

from __future__ import annotations

from reconnect_tui.core.text import clean_line
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import people
from reconnect_tui.store.people import insert


def always(desk: Desk, person_id: int, text: str) -> Done:
    """From now on ``text`` means this person: one action, one step of undo."""
    text = " ".join(clean_line(text).split())
    person = people.get(desk.store, person_id)
    sentence = f"“{text}” always means {person.name}"
    with decision(desk, "edit", sentence, person) as number:
        insert(desk.store, "nickname", person_id=person_id, name=text)
    return Done(number, sentence, person)
