"""The end of the day: whom you wrote to, who wrote back lately, whose answer is open, and what is ahead."""

from __future__ import annotations

from datetime import date, timedelta

from reconnect_tui.core import when
from reconnect_tui.core.light import NamedTuple
from reconnect_tui.core.person import Person
from reconnect_tui.services import answers
from reconnect_tui.services.agenda import Ahead, ahead
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import REPLIED
from reconnect_tui.services.session import ASIDE_KINDS
from reconnect_tui.store import history, people, replies

AHEAD_DAYS = 30
LATELY_DAYS = 14
MOST_LATELY = 9


class Farewell(NamedTuple):
    """The last screen: names of those written to today, sentences of what else was done, who wrote back lately and when, whose letter
    went when and is not answered, and what is ahead."""

    wrote_to: tuple[str, ...]
    done: tuple[str, ...]
    wrote_back: tuple[tuple[Person, date], ...]
    unanswered: tuple[tuple[Person, date], ...]
    ahead: tuple[Ahead, ...]


def farewell(desk: Desk) -> Farewell:
    """How the day was, and what the coming weeks hold."""
    deeds = history.of_day(desk.store, desk.day)
    wrote = dict.fromkeys(deed.name for deed in deeds if deed.kind == "went" and deed.name)
    done = tuple(deed.sentence for deed in deeds if deed.kind not in ("went", REPLIED, "import", "demo", *ASIDE_KINDS))
    return Farewell(
        tuple(wrote),
        done,
        tuple(_wrote_back(desk)),
        tuple(answers.waiting_for_reply(desk)),
        tuple(ahead(desk, AHEAD_DAYS)),
    )


def _wrote_back(desk: Desk) -> list[tuple[Person, date]]:
    since = (desk.today - timedelta(LATELY_DAYS)).isoformat()
    found = replies.lately(desk.store, since, desk.day, MOST_LATELY)
    who = {person.id: person for person in people.several(desk.store, [number for number, _ in found])}
    return [(who[number], date.fromisoformat(day)) for number, day in found if number in who]


def day_words(one: Ahead) -> str:
    """The day of something to come, in a few letters: ``3 Dec 2026``, or ``some day``."""
    return when.short_date(one.day) if one.day else "some day"


def ahead_words(one: Ahead) -> str:
    """What is to come, without its day: ``Ada Okafor: promised: send the sailing book``."""
    return f"{one.person.name}: {'promised: ' if one.kind == 'promise' else ''}{one.what}"
