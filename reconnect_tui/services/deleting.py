"""Deleting a person: a copy of their page first, then one decision, one step of undo. No import and no other home brings them back."""

from __future__ import annotations

import os

from reconnect_tui.core.text import fold
from reconnect_tui.services import telling
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.files import write_whole
from reconnect_tui.services.recording import Done, decision
from reconnect_tui.store import deleting, people


def file_name(desk: Desk, person_id: int) -> str:
    """The name proposed for the copy, such as ``ada-okafor.json``; one that is not taken in the folder we are in."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(people.get(desk.store, person_id).name)).split()
    name = "-".join(words)[:60] or "somebody"
    number, found = 1, f"{name}.json"
    while os.path.lexists(found):
        number += 1
        found = f"{name}-{number}.json"
    return found


def keep_copy(desk: Desk, person_id: int, path: str) -> None:
    """Write all that is known of somebody into a new file of that name, 0600, in the shape of ``show --json``.

    Raises ``ReconnectError`` where something is there already, or it cannot be written.
    """
    text = telling.json_text(telling.person_of(desk, person_id), indent=2)
    write_whole(path, [text, "\n"], such_as=file_name(desk, person_id))


def what_goes(desk: Desk, person_id: int) -> int:
    """How many moments go with this person: those that nobody else is in."""
    return deleting.moments_of_nobody_else(desk.store, person_id)


def what_goes_words(desk: Desk, person_id: int) -> str:
    """The same in a sentence."""
    alone = what_goes(desk, person_id)
    moments = {0: "", 1: "one moment that nobody else is in, "}.get(alone, f"{alone:,} moments that nobody else is in, ")
    return f"What goes: {moments}the ways to reach them, tags, promises, relations and the letter begun."


def delete(desk: Desk, person_id: int) -> Done:
    """Delete a person with all that hangs on them."""
    person = people.get(desk.store, person_id)
    sentence = f"Deleted {person.name}"
    with decision(desk, "delete", sentence, person) as number:
        deleting.remove(desk.store, person_id, person.uid, desk.day)
    return Done(number, sentence)
