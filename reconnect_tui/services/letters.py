"""The hello: templates filled in for one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.template import Template, fields_for, fill, fit
from reconnect_tui.core.text import fold
from reconnect_tui.core.words_of_time import language_of
from reconnect_tui.services import templates
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import moments


class Choice(NamedTuple):
    """A template with its text filled in for one person, holes and unknown fields still open."""

    template: Template
    filled: str
    subject: str


def choices(desk: Desk, card: Card) -> tuple[list[Choice], list[FileProblem]]:
    """Every template filled in for this card, what fits the reason first; and what is wrong with those that could not be read.

    Those in the person's language come first, then language by language; among equals the user's own, then by name.
    """
    found, problems = templates.at_hand(desk)
    rule = card.because[0].rule if card.because else ("new" if card.person.last_contact is None else "silence")
    theirs = language_of(card.person.language) or "en"

    def order(template: Template) -> tuple[bool, str, int, bool, str]:
        lang = language_of(template.lang)
        shipped = Path(template.path).parent == templates.SHIPPED
        return lang != theirs, lang, -fit(template, rule, theirs), shipped, fold(template.name)

    fields = {template.lang: fields_of(desk, card, template.lang) for template in found}
    return [
        Choice(one, fill(one.body, fields[one.lang]), fill(one.subject, fields[one.lang])) for one in sorted(found, key=order)
    ], problems


def fitting(desk: Desk, card: Card, typed: str) -> list[Choice]:
    """The choices for this card that typing leaves, those whose name begins with it first; ``""`` leaves them all.

    Each word typed has to begin a word of the name, the subject, a rule it is for (``birthday``) or its language (``de``).
    """
    wanted = fold(typed).split()

    def fits(choice: Choice) -> bool:
        template = choice.template
        said = fold(f"{template.name} {choice.subject} {' '.join(template.for_)} {template.lang}")
        known = f" {said} {said.replace('-', ' ')}"
        return all(f" {word}" in known for word in wanted)

    left = [choice for choice in choices(desk, card)[0] if fits(choice)]
    return sorted(left, key=lambda choice: not fold(choice.template.name).startswith(" ".join(wanted)))


def fields_of(desk: Desk, card: Card, lang: str = "en") -> dict[str, str]:
    """The values of a template's fields that are known for this card, in the words of the template's language."""
    person = card.person
    theirs = moments.last_words(desk.store, person.id, direction="in")
    promise = next((follow.what for follow in card.promises if follow.promise), "")
    return fields_for(
        person,
        today=desk.today,
        my_name=desk.config.my_name,
        last_talk=date.fromisoformat(person.last_contact) if person.last_contact else None,
        last_words=theirs.text if theirs else "",
        promise=promise,
        lang=lang,
    )
