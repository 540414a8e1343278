"""What a page has to do with other people: who is what to whom, two pages that are one person's, and a page that goes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from reconnect_tui.core.when import birthday_words, short_date
from reconnect_tui.services import deleting, editing, finding, merging, relating, reviewing
from reconnect_tui.services.editing import Bond
from reconnect_tui.services.recording import Done
from reconnect_tui.services.reviewing import Pair
from reconnect_tui.services.session import DELETED
from reconnect_tui.store import people
from reconnect_tui.ui.bringing import page_of
from reconnect_tui.ui.noting import Finder
from reconnect_tui.ui.screens.line import Ask
from reconnect_tui.ui.screens.merge import SWAP, MergeSheet, WhoElse
from reconnect_tui.ui.screens.relation import RelationSheet
from reconnect_tui.ui.screens.review import SAME
from reconnect_tui.ui.screens.review import Page as Side
from reconnect_tui.ui.screens.sheet import ChoiceSheet

if TYPE_CHECKING:
    from reconnect_tui.core.person import Person
    from reconnect_tui.services.desk import Desk
    from reconnect_tui.ui.page import Pages


def relation(pages: Pages, given: Bond | None) -> None:
    """Say who the page's person is to somebody, or say it otherwise (``given``)."""
    sitting, person = pages.sitting, pages.person
    desk = sitting.desk
    result: list[Done | None] = []

    def write(bond: Bond) -> Done | None:
        if given is not None:
            now = editing.page_of(desk, person.id)
            bonds = tuple(bond if one == given else one for one in now.relations)
            return editing.change(desk, person.id, now, now._replace(relations=bonds))
        other = people.by_uid(desk.store, bond.uid) if bond.uid else None
        return relating.relate(desk, person.id, bond.kind, other_id=other.id if other else None, other_name=bond.name)

    def answered(answer: dict[str, str] | None) -> None:
        if answer is not None:
            sitting.attempt(lambda: pages.done(result[0], _row_of(desk, person.id, sheet.chosen_bond)))

    sheet = RelationSheet(
        person,
        lambda name: finding.who(desk, name),
        bond=given,
        actions=sitting.app.actions,
        keep=partial(pages.unsaved.keep, f"relation-{person.id}"),
        act=lambda _: sitting.decide("mask"),
        check=lambda bond: pages.written(result, lambda _answer: write(bond), {}),
    )
    pages.begin(sheet, answered)


def _row_of(desk: Desk, person_id: int, bond: Bond) -> str:
    found = editing.page_of(desk, person_id).relations
    return next((f"relation:{at}" for at, one in enumerate(found) if one == bond), "")


def unrelate(pages: Pages, bond: Bond) -> Done:
    """Take a relation away, from both pages."""
    other = people.by_uid(pages.sitting.desk.store, bond.uid) if bond.uid else None
    return relating.unrelate(
        pages.sitting.desk, pages.person_id, bond.kind, other_id=other.id if other else None, other_name=bond.name
    )


def merge(pages: Pages) -> None:
    """Find the other page, look at both side by side, and make one of them; then it opens."""
    sitting, person = pages.sitting, pages.person

    def chosen(who: int | str | None) -> None:
        if isinstance(who, int):
            sitting.attempt(
                lambda: _look_at_both(pages, reviewing.pair_of(sitting.desk, person.id, who)._replace(keep=person.id))
            )

    sitting.app.push_screen(WhoElse(Finder(sitting.desk), f"who else is {pages.name}?"), chosen)


def _look_at_both(pages: Pages, pair: Pair) -> None:
    sitting = pages.sitting
    desk = sitting.desk

    def answered(answer: str | None) -> None:
        if answer == SWAP:
            _look_at_both(pages, pair._replace(keep=pair.merged.id))
        elif answer == SAME:
            sitting.writer.flush()  # or a letter lands on somebody who is not here any more
            done = merging.merge(desk, pair.keep, pair.merged.id)
            sitting.show(sitting.session.open(pair.keep))
            if pages.sheet is None:
                pages.open()
            else:
                pages.turn_to(pair.keep)
            sitting.say_done(done.sentence)

    sides = [Side(tuple(_told(desk, one)), one.id == pair.keep) for one in (pair.one, pair.other)]
    sitting.app.push_screen(
        MergeSheet(pair.reason, (sides[0], sides[1])), lambda answer: sitting.attempt(lambda: answered(answer))
    )


def _told(desk: Desk, person: Person) -> Iterable[str]:
    """One of the two in lines: what tells whether it is the same person, and what there is to lose."""
    yield from page_of(desk, person)
    page = editing.page_of(desk, person.id)
    if person.birthday:
        yield f"born {birthday_words(person.birthday)}"
    if person.how_met:
        yield f"met: {' '.join(person.how_met.split())[:120]}"
    if person.about:
        yield f"about: {' '.join(person.about.split())[:120]}"
    if page.tags:
        yield " ".join(f"#{name}" for name in page.tags[:12])
    latest = reviewing.moments_of(desk, person)
    yield f"{latest[0]} moment{'s' if latest[0] != 1 else ''}" + (f", the latest {short_date(latest[1])}" if latest[1] else "")


def delete(pages: Pages, saved: str = "") -> None:
    """Delete a person: it is said what goes, and a copy is offered first (``saved`` is where it is)."""
    sitting, person = pages.sitting, pages.person
    desk = sitting.desk

    def answered(answer: str | None) -> None:
        if answer == "copy":
            _save_copy(pages)
        elif answer == "delete":
            sitting.writer.flush()
            done = deleting.delete(desk, person.id)
            pages.close()
            sitting.show(sitting.session.after(DELETED, person.id))
            sitting.say_done(done.sentence)

    choices = [
        ("s", "save a copy to a file first" if not saved else "save another copy", "copy"),
        ("d", "delete", "delete"),
    ]
    words = f"The copy is in {os.path.basename(saved)}. " if saved else ""
    words += f"{deleting.what_goes_words(desk, person.id)} No import brings them back; undo does."
    sitting.app.push_screen(
        ChoiceSheet(f"delete {pages.name}?", choices, words_above=words), lambda answer: sitting.attempt(lambda: answered(answer))
    )


def _save_copy(pages: Pages) -> None:
    sitting, person_id = pages.sitting, pages.person_id
    from reconnect_tui.ui.screens.line import LineSheet

    path = os.path.join(os.getcwd(), deleting.file_name(sitting.desk, person_id))
    kept: list[str] = []

    def check(answer: dict[str, str]) -> str:
        where = os.path.expanduser(answer["path"].strip())
        problem = pages.written([], lambda _: deleting.keep_copy(sitting.desk, person_id, where), {})
        if not problem:
            kept.append(where)
        return problem

    def answered(_answer: dict[str, str] | None) -> None:
        sitting.attempt(lambda: delete(pages, kept[-1] if kept else ""))

    ask = Ask("path", "the file: all that is known of them, for any program that reads JSON", value=path)
    sitting.app.push_screen(LineSheet(f"a copy of the page of {pages.name}", (ask,), check=check), answered)
