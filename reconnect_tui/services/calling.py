"""A call: the letter on the card was what to say, and one line tells how it was."""

from __future__ import annotations

from datetime import date

from reconnect_tui.core.moment import BOTH, NO_ANSWER, OUT
from reconnect_tui.core.text import clean_text
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, decision, put_follow_up
from reconnect_tui.store import drafts, moments, people

PHONE = "phone"


def talked(desk: Desk, person_id: int, *, points: str = "", line: str = "", follow_up: tuple[date, str] | None = None) -> Done:
    """You talked: a call, with the line about it and below it the points that were on the sheet, whose draft goes (undo brings it back).

    ``follow_up`` = (due, what).
    """
    person = people.get(desk.store, person_id)
    sentence = f"Recorded: talked with {person.name}"
    words = "\n\n".join(part for part in (clean_text(line).strip(), clean_text(points).strip("\n")) if part.strip())
    with decision(desk, "record", sentence, person) as number:
        moment = moments.add(desk.store, [person_id], at=desk.day, kind="call", direction=BOTH, channel=PHONE, text=words)
        if points.strip():
            drafts.remove_newest(desk.store, person_id)
        uids = (put_follow_up(desk, person_id, *follow_up),) if follow_up else ()
    return Done(number, sentence, people.get(desk.store, person_id), moment, uids)


def no_answer(desk: Desk, person_id: int, *, line: str = "", follow_up: tuple[date, str] | None = None) -> Done:
    """Nobody answered, which is no contact: the points stay on the sheet for another time."""
    person = people.get(desk.store, person_id)
    sentence = f"Recorded: no answer from {person.name}"
    with decision(desk, "record", sentence, person) as number:
        moment = moments.add(
            desk.store,
            [person_id],
            at=desk.day,
            kind="call",
            direction=OUT,
            channel=PHONE,
            text=clean_text(line),
            outcome=NO_ANSWER,
        )
        uids = (put_follow_up(desk, person_id, *follow_up),) if follow_up else ()
    return Done(number, sentence, people.get(desk.store, person_id), moment, uids)
