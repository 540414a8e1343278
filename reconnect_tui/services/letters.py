"""The hello: templates filled in for one person, and what stands in the way of handing it over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.gaps import Obstacle
from reconnect_tui.core.gaps import obstacles as found_in
from reconnect_tui.core.template import Template, fields_for, fill, fit
from reconnect_tui.core.text import clean_text
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.templates import SHIPPED, load_templates
from reconnect_tui.store import moments


class Choice(NamedTuple):
    """A template with its text filled in for one person, holes and unknown fields still open."""

    template: Template
    filled: str
    subject: str


def choices(desk: Desk, card: Card) -> tuple[list[Choice], list[FileProblem]]:
    """Every template filled in for this card, what fits the reason first; and what is wrong with those that could not be read."""
    templates, problems = load_templates((SHIPPED, Path(desk.home.templates)))
    rule = card.because[0].rule if card.because else ("new" if card.person.last_contact is None else "silence")
    fields = fields_of(desk, card)
    ordered = sorted(templates, key=lambda template: -fit(template, rule, card.person.language))
    return [Choice(template, fill(template.body, fields), fill(template.subject, fields)) for template in ordered], problems


def fields_of(desk: Desk, card: Card) -> dict[str, str]:
    """The values of a template's fields that are known for this card."""
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
    )


def obstacles(desk: Desk, card: Card, text: str) -> list[Obstacle]:
    """Everything that has to be put right before this letter may be handed over, in the order of the text."""
    return found_in(clean_text(text), greeting=card.person.greeting)
