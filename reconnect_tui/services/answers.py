"""What became of it: letters that wait for an answer, and people of whom "not today" was said three times in a row."""

from __future__ import annotations

from datetime import date, timedelta

from reconnect_tui.core.person import Person
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import answers, people

WAITING_DAYS = 21
"""How long a letter is asked about; then it leaves the list unasked."""
IN_A_ROW = 3
"""After so many "not today" a longer pace, rest or never is offered; and not again before as many more."""
HALF_A_YEAR = timedelta(182)
"""How far somebody without a pace is put off, where it was "not today" again and again."""

DECIDING = ("went", "record", "later", "rest", "unknown", "never", "died", "wake", "circle", "pace")
"""Kinds of action after which "not today" is counted afresh."""


def waiting_for_reply(desk: Desk) -> list[tuple[Person, date]]:
    """Letters that went within the last three weeks and are unanswered: (person, the day it went), newest first, one a person.

    Letters that expect nothing (thanks, condolence) and silent people are not among them.
    """
    since = (desk.today - timedelta(WAITING_DAYS)).isoformat()
    found = answers.unanswered(desk.store, since, desk.day)
    who = {person.id: person for person in people.several(desk.store, [number for number, _ in found])}
    return [(who[number], date.fromisoformat(day)) for number, day in found if number in who]


def three_in_a_row(desk: Desk, person_id: int) -> bool:
    """Say whether "not today" was said of this person three times in a row (or six, or nine): on as many days since the last contact and
    the last other decision about them."""
    count = answers.skips_since(desk.store, person_id, DECIDING)
    return count > 0 and count % IN_A_ROW == 0
