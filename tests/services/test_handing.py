"""The ways of handing over, what each of them leaves behind, and what is kept of a letter that went."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from icalendar import Calendar

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.moment import NO_ANSWER, NOTHING_EXPECTED
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.template import Template
from reconnect_tui.services import calling, handing, history, invitations, letters, paper, recording, template_editing, templates
from reconnect_tui.services.answers import waiting_for_reply
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.handing import CALL, CODE, COPY, EMAIL, FILE, LINKEDIN, PAPER, TEXT, WHATSAPP, Way
from reconnect_tui.services.session import card_of
from reconnect_tui.store import drafts, moments, people
from reconnect_tui.store.drafts import Words

LETTER = "Hi Ada,\n\nyour tide tables hang in our kitchen & we look at them.\n\nCoffee?"


def ada(desk: Desk, **values: object) -> Card:
    """Ada, of whom everything is known but what is said otherwise."""
    contacts = {"emails": ["ada@example.org"], "phones": ["+44 20 7946 0000"], "urls": ["https://www.linkedin.com/in/ada-okafor"]}
    added = recording.add_person(desk, "Ada Okafor", **{**contacts, **values}).person  # type: ignore[arg-type]
    assert added is not None
    return card_of(desk, added.id)


def way(card: Card, key: str, text: str = LETTER, subject: str = "") -> Way:
    return next(one for one in handing.ways(card, text, subject) if one.key == key)


def keys(card: Card, text: str = LETTER) -> str:
    return "".join(one.key for one in handing.ways(card, text))


# The ways


def test_only_what_this_person_has(desk: Desk) -> None:
    assert keys(ada(desk)) == LINKEDIN + EMAIL + CALL + TEXT + WHATSAPP + CODE + COPY + PAPER + FILE
    assert keys(ada(desk, emails=[], urls=["https://ada.example"])) == CALL + TEXT + WHATSAPP + CODE + COPY + PAPER + FILE
    assert keys(ada(desk, phones=["030 1234567"])) == LINKEDIN + EMAIL + CALL + TEXT + CODE + COPY + PAPER + FILE
    assert keys(ada(desk, emails=["ada at example"], phones=["ask Ben"], urls=[])) == COPY + PAPER + FILE
    assert keys(ada(desk, emails=["broken", "ada@example.org"], phones=[], urls=[])) == EMAIL + CODE + COPY + PAPER + FILE


def test_without_a_letter_there_is_only_the_phone(desk: Desk) -> None:
    assert keys(ada(desk), "") == CALL + CODE
    assert keys(ada(desk, phones=[]), " \n") == ""


def test_the_usual_way_is_that_of_the_last_hello(desk: Desk) -> None:
    card = ada(desk)
    assert handing.usual_way(card, handing.ways(card, LETTER)).key == LINKEDIN
    for channel, key in (("email", EMAIL), ("whatsapp", WHATSAPP), ("sms", TEXT), ("linkedin", LINKEDIN)):
        recording.went(desk, card.person.id, text="Hello there", channel=channel)
        card = card_of(desk, card.person.id)
        every = handing.ways(card, LETTER)
        assert handing.in_order(card, every)[0].key == key
        assert sorted(handing.in_order(card, every)) == sorted(every)


def test_what_is_preferred_comes_first() -> None:
    from reconnect_tui.core.person import Person

    points = (ContactPoint("email", "old@example.org"), ContactPoint("email", "new@example.org", preferred=True))
    assert way(Card(Person(1, "p", "Ada"), "", contacts=points), EMAIL).bare == "mailto:new@example.org"


def test_a_mail_takes_subject_and_letter_and_a_long_one_the_subject_alone(desk: Desk) -> None:
    card = ada(desk)
    short = way(card, EMAIL, LETTER, "Coffee & cake?")
    fields = parse_qs(short.url.partition("?")[2])
    assert fields == {"subject": ["Coffee & cake?"], "body": [LETTER.replace("\n", "\r\n")]}
    assert short.shown == "mailto:ada@example.org?subject=Coffee%20%26%20cake%3F"
    for text in ("word " * 400, "x" * 40_000):
        long = way(card, EMAIL, text, "Coffee?")
        assert long.url == long.shown == "mailto:ada@example.org?subject=Coffee%3F"
        assert "paste it there" in long.note
    assert len(way(card, EMAIL, "word " * 200).url) <= handing.LONGEST_MAIL


def test_text_message_and_whatsapp_carry_the_words(desk: Desk) -> None:
    card = ada(desk, phones=["0044 20 7946 0000"])
    assert way(card, TEXT, "See you?\nA").url == "sms:00442079460000?&body=See%20you%3F%0D%0AA"
    assert way(card, WHATSAPP, "See you?\nA").url == "https://wa.me/442079460000?text=See%20you%3F%0AA"
    assert way(card, CALL).url == "tel:00442079460000"


def test_what_was_not_opened_gives_an_address_short_enough_to_copy(desk: Desk) -> None:
    card = ada(desk)
    for key, url in ((EMAIL, "mailto:ada@example.org"), (WHATSAPP, "https://wa.me/442079460000"), (TEXT, "sms:+442079460000")):
        done = handing.hand_over(
            Desk(desk.home, desk.store, desk.config, environ={"PATH": "", "TERM": "xterm"}), card, way(card, key), LETTER
        )
        assert done.url == url
        assert done.escape.startswith("\x1b]52;c;")
        assert "no browser was started" in done.sentences[1]


# Codes


def test_codes_hold_the_letter_where_it_fits_and_else_the_address_alone(desk: Desk) -> None:
    every = handing.ways(ada(desk), LETTER, "Coffee?")
    codes = {code.key: code for code in handing.codes(every, LETTER)}
    assert list(codes) == [LINKEDIN, EMAIL, CALL, TEXT, WHATSAPP, COPY]
    assert codes[COPY].text == LETTER
    for key in (EMAIL, TEXT, WHATSAPP):
        rows, cut = handing.code_rows(codes[key], width=118, height=40)
        assert (bool(rows), cut) == (True, False)
        rows, cut = handing.code_rows(codes[key], width=78, height=21)
        assert (bool(rows), cut) == (True, True)
        assert len(rows) <= 21
    assert handing.code_rows(codes[LINKEDIN], width=78, height=21)[1] is False
    assert handing.code_rows(codes[COPY], width=40, height=12) == ([], True)


# Paper and files


def test_paper_has_address_and_letter_and_nothing_else(desk: Desk) -> None:
    card = ada(desk)
    assert paper.laid_out(card, LETTER) == f"Ada Okafor\n\n\n{LETTER}\n"
    with_address = card._replace(contacts=(ContactPoint("address", "1 Road, Ada Okafor, Lagos\nNigeria"),))
    assert paper.laid_out(with_address, f"\n{LETTER}\n\n") == f"Ada Okafor\n1 Road\nLagos\nNigeria\n\n\n{LETTER}\n"


def test_files_are_private_and_never_written_over(desk: Desk) -> None:
    card = ada(desk)
    first, second = (paper.save(desk, card, text, "txt") for text in ("one\n", "two\n"))
    assert [Path(path).name for path in (first, second)] == ["Ada Okafor 2026-11-22.txt", "Ada Okafor 2026-11-22 2.txt"]
    assert [Path(path).read_text() for path in (first, second)] == ["one\n", "two\n"]
    assert {stat.S_IMODE(Path(path).stat().st_mode) for path in (first, second)} == {0o600}
    for name in ("../../etc/passwd", "a\x00b\n", "名" * 200, "", "/"):
        path = Path(paper.save(desk, card._replace(person=card.person._replace(name=name)), "x", "txt"))
        assert path.parent == Path(desk.home.data, "letters")


def test_a_folder_that_cannot_be_is_said(desk: Desk) -> None:
    Path(desk.home.data, "letters").write_text("in the way")
    with pytest.raises(ReconnectError, match="could not be made"):
        handing.save_as_file(desk, ada(desk), LETTER)


# What is kept


def _draft(desk: Desk, person_id: int, text: str) -> None:
    drafts.save(desk.store.connection, Words(person_id, "letter", text, "Coffee next week", "Coffee?"))


def test_a_letter_on_paper_is_a_letter(desk: Desk) -> None:
    card = ada(desk)
    recording.went(desk, card.person.id, text=LETTER, channel="letter")
    (moment,) = moments.of_person(desk.store, card.person.id, limit=5)
    assert (moment.kind, moment.channel, moment.direction) == ("letter", "", "out")


def test_a_letter_that_is_taken_back_is_a_draft_nobody_asks_about(desk: Desk) -> None:
    card = ada(desk)
    _draft(desk, card.person.id, LETTER)
    recording.handed_over(desk, card.person.id, "email")
    assert [one.text for one in drafts.unanswered(desk.store)] == [LETTER]
    recording.went(desk, card.person.id, text=LETTER, channel="email")
    history.undo(desk)
    draft = drafts.get(desk.store, card.person.id)
    assert draft is not None
    assert (draft.text, draft.handed_over) == (LETTER, None)
    history.redo(desk)
    assert drafts.get(desk.store, card.person.id) is None


def test_thanks_wait_for_no_answer(desk: Desk) -> None:
    card = ada(desk)
    recording.went(desk, card.person.id, text=LETTER, channel="email", template="Thanks")
    assert moments.of_person(desk.store, card.person.id, limit=1)[0].outcome == NOTHING_EXPECTED
    assert waiting_for_reply(desk) == []
    recording.went(desk, card.person.id, text=LETTER, channel="email", template="Coffee next week")
    assert [person.id for person, _ in waiting_for_reply(desk)] == [card.person.id]


def test_a_call_keeps_the_line_and_the_points_and_undo_brings_the_draft_back(desk: Desk) -> None:
    card = ada(desk)
    _draft(desk, card.person.id, "ask about Turin")
    done = calling.talked(
        desk, card.person.id, points="ask about Turin", line="happy there", follow_up=(date(2027, 1, 4), "send the map")
    )
    (moment,) = moments.of_person(desk.store, card.person.id, limit=5)
    assert (moment.kind, moment.direction, moment.channel, moment.text) == (
        "call",
        "both",
        "phone",
        "happy there\n\nask about Turin",
    )
    assert drafts.get(desk.store, card.person.id) is None
    assert [one.what for one in people.follow_ups(desk.store, card.person.id)] == ["send the map"]
    assert done.person is not None
    assert done.person.last_contact == "2026-11-22"
    history.undo(desk)
    draft = drafts.get(desk.store, card.person.id)
    assert draft is not None
    assert (draft.text, draft.template, draft.subject) == ("ask about Turin", "Coffee next week", "Coffee?")


def test_nobody_answered_is_no_contact_and_the_points_stay(desk: Desk) -> None:
    card = ada(desk)
    _draft(desk, card.person.id, "ask about Turin")
    done = calling.no_answer(desk, card.person.id)
    (moment,) = moments.of_person(desk.store, card.person.id, limit=5)
    assert (moment.kind, moment.outcome) == ("call", NO_ANSWER)
    assert done.person is not None
    assert done.person.last_contact is None
    assert drafts.get(desk.store, card.person.id) is not None


# Times to meet


def test_proposed_times_become_words_an_invitation_and_a_follow_up(desk: Desk) -> None:
    card = ada(desk)
    words = invitations.proposed(desk, card, "Fri 4 Dec 12:30, Thu 3 Dec 17:00")
    assert words == "Thursday 3 December at 17:00 or Friday 4 December at 12:30"
    german = card._replace(person=card.person._replace(language="de-AT"))
    assert invitations.proposed(desk, german, "4 Dec 12:30") == "Freitag, 4. Dezember, um 12:30 Uhr"
    path = Path(invitations.write(desk, card, "Fri 4 Dec 12:30, Thu 3 Dec 17:00"))
    assert path.name == "coffee Ada Okafor 2026-11-22.ics"
    raw = path.read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events: list[Any] = Calendar.from_ical(raw).walk("VEVENT")
    assert [event["DTSTART"].dt.astimezone().strftime("%d %H:%M") for event in events] == ["03 17:00", "04 12:30"]
    assert invitations.follow_up(desk, f"Hi Ada,\n\nhow about {words}?") == "2026-12-04 how was it?"
    assert invitations.follow_up(desk, LETTER) == ""
    with pytest.raises(UsageError):
        invitations.write(desk, card, "whenever")


# A template through the editor


def test_a_shipped_template_is_edited_as_a_copy_that_takes_its_place(desk: Desk) -> None:
    shipped = templates.named(desk, "Birthday")
    assert shipped is not None
    path, text = template_editing.source(desk, shipped)
    assert not Path(path).exists()
    assert template_editing.put_back(path, text.replace("May there be cake.", "May there be ships.")) == "Saved: Birthday."
    mine = templates.named(desk, "Birthday")
    assert mine is not None
    assert "ships" in mine.body
    assert mine._replace(body="", path="", line=0) == shipped._replace(body="", path="", line=0)
    assert template_editing.source(desk, mine) == (path, Path(path).read_text())
    assert letters.fitting(desk, ada(desk), "birthday")[0].filled.endswith("May there be ships.")
    assert "no template so far" in template_editing.put_back(path, "name: Birthday\nbody: [")
    assert "cake" in next(one.body for one in templates.at_hand(desk)[0] if one.name == "Birthday"), (
        "the shipped one counts again"
    )


@pytest.mark.parametrize("template", templates.load_templates()[0], ids=lambda one: one.name)
def test_every_shipped_template_can_be_copied(desk: Desk, template: Template) -> None:
    path, text = template_editing.source(desk, template)
    assert template_editing.put_back(path, text) == f"Saved: {template.name}."
    mine = templates.named(desk, template.name)
    assert mine is not None
    assert mine._replace(path="", line=0) == template._replace(path="", line=0)
