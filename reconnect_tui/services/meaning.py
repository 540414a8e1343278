"""Meaning it: what speaks against handing a letter over, and to whom nearly the same went lately."""

from __future__ import annotations

from datetime import timedelta

from reconnect_tui.core import likeness, meaning
from reconnect_tui.core.likeness import Alike, Letter
from reconnect_tui.core.meaning import MAY_PASS, Addressee, Concern
from reconnect_tui.core.text import clean_text, fold
from reconnect_tui.services import templates
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import letters, people

__all__ = ["MAY_PASS", "Alike", "Concern", "concerns", "same_words"]

REMEMBERED_DAYS = 60
"""How long a letter is remembered as having gone to somebody else (two months: by then one tells the news anew)."""
_MOST_LETTERS = 300
_EARLIER_LETTERS = 20


def concerns(desk: Desk, person_id: int, text: str) -> list[Concern]:
    """Everything that speaks against handing this text over to this person, in its order; an empty list lets it go.

    Kinds of ``MAY_PASS`` are asked once, any other has to be put right. ``text`` is cleaned first as it would be for storing, and
    the places are those of the cleaned text.
    """
    text = clean_text(text)
    store = desk.store
    person = people.get(store, person_id)
    hello = meaning.greeted(text)
    names = [person.first_name, person.last_name, person.nickname]
    others: list[str] = []
    if hello is not None:
        earlier = (meaning.greeted(before) for before in letters.texts_to(store, person_id, limit=_EARLIER_LETTERS))
        names += [*letters.nicknames(store, person_id), *(one.name for one in earlier if one and one.sure)]
        others = letters.called(store, fold(hello.name), but=person_id)
    to = Addressee(
        person.name,
        person.greeting,
        tuple(names),
        person.salutation,
        person.company,
        tuple(letters.former_companies(store, person_id)),
    )
    return meaning.concerns(text, to, others=others)


def same_words(desk: Desk, person_id: int, text: str, template: str = "") -> Alike | None:
    """Find the letter of the last 60 days that says nearly the same in its own words and went to somebody else.

    ``template`` is the name of the one that this text began from. See ``core.likeness`` for what counts, and how much of it.
    """
    since = (desk.today - timedelta(days=REMEMBERED_DAYS)).isoformat()
    sent = letters.sent_since(desk.store, since, but=person_id, limit=_MOST_LETTERS)
    if not sent:
        return None
    person = people.get(desk.store, person_id)
    facts = (person.name, person.greeting or "", person.nickname, person.company, person.position, person.location)
    return likeness.likest(
        clean_text(text),
        [Letter(one.person_id, one.name, _day(one.at), one.text, one.template, one.facts) for one in sent],
        template=template,
        facts=facts,
        bodies={one.name: one.body for one in templates.at_hand(desk)[0]},
    )


def _day(at: str) -> str:
    from reconnect_tui.core.when import day_of_stamp

    try:
        return day_of_stamp(at).isoformat()
    except ValueError:
        return at[:10]
