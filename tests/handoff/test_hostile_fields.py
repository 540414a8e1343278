"""Two thousand hostile strings in every field of a person: nothing of them executes, and nothing leaves the list of what may."""

from __future__ import annotations

import itertools
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from reconnect_tui.core.card import Card
from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.core.text import clean_line
from reconnect_tui.handoff.links import open_url, safe_url
from reconnect_tui.services import handing, paper
from tests.handoff.test_links import ALLOWED, ENCODED, REFUSED
from tests.ui.people import HOSTILE

_PAYLOADS = (
    "$(touch CANARY)", "`touch CANARY`", ";touch CANARY;", "|touch CANARY|", "&touch CANARY&", "&&touch${IFS}CANARY", "\ntouch CANARY\n",
    "'$(touch CANARY)'", '"$(touch CANARY)"', "\\$(touch CANARY)", ">CANARY", "<(touch CANARY)", "%24%28touch%20CANARY%29", "%0atouch CANARY",
    "-oProxyCommand=touch CANARY", "--version", "\x1b]52;c;eA==\x07", "\x00", "\u202e", "\udcff", "{touch,CANARY}", "!touch", "~root", "*", "%s",
    "?bcc=spy@two.example", "&attach=/etc/passwd", "?body=x&to=spy@two.example", "%0d%0aBcc:spy@two.example", "@two.example", "#", "//two.example",
    "\\@two.example", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "BEGIN:VEVENT", "\r\nATTACH:x", ";ext=1", ",+15550101",
)  # fmt: skip
_AROUND = (
    "{}", "https://www.linkedin.com/in/{}", "https://one.example/{}", "https://{}.example/", "http://one.example:{}/", "//{}", "mailto:{}",
    "mailto:ada@one.example{}", "{}@one.example", "ada@{}", "ada{}@one.example", "tel:{}", "tel:+1555{}", "sms:+15550100{}",
    "sms:+15550100?body={}", "+44 20 7946 {}", "{} +442079460000", "+442079460000{}", "https://wa.me/{}", "https://wa.me/1555?text={}",
    "Ada {}", "Dear Ada,\n\n{}\n", "{0}{0}", "https://www.linkedin.com/messaging/compose/?recipient={}", "java{}script:alert(1)", " {} ",
    "HTTPS://ONE.example/?a={}&b=1", "https://one.example/#{}", "https://one.example/%2f{}", "xn--{}", "1 Road, {}", "mailto:?to={}",
    "tel:{};phone-context=x", "https://one{}example/", "ftp://{}", "ssh://{}", "x-man-page://{}", "view-source:{}", "SMS:{}", "sms:{}?&body=x",
    "skype:{}?call", "facetime:{}", "intent:{}#Intent;end", "whatsapp://send?text={}", "linkedin://{}", "smsto:{}:x", "http://{}/", "https:{}", "://{}",
)  # fmt: skip
TABLE = list(
    dict.fromkeys([*REFUSED, *ENCODED, *HOSTILE, *(around.format(one) for around, one in itertools.product(_AROUND, _PAYLOADS))])
)
SHELL_SIGNS = set("$;'()`\"\\<>|{}[]*!^ \n\r\t\x00\x1b")


def card(words: str) -> Card:
    """Somebody of whom every field says the same."""
    person = Person(1, "p", clean_line(words) or "x", greeting=words, salutation=words, company=words)
    kinds = ("linkedin", "email", "phone", "url", "address")
    return Card(person, words, contacts=tuple(ContactPoint(kind, words, words, preferred=True) for kind in kinds))


def plain_card() -> Card:
    """Somebody of whom every field is as it should be."""
    values = ("https://www.linkedin.com/in/ada", "ada@one.example", "+44 20 7946 0000", "one.example", "1 Road, Lagos")
    kinds = ("linkedin", "email", "phone", "url", "address")
    return Card(Person(1, "p", "Ada"), "", contacts=tuple(map(ContactPoint, kinds, values)))


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    """Every address that any way of handing over makes of them: as a field, as a letter, as a subject."""
    made = []
    for words in TABLE:
        for one, text, subject in ((card(words), words, words), (card(words), "", "Hello"), (plain_card(), words, words)):
            for way in handing.ways(one, text, subject):
                made += [url for url in (way.url, way.bare) if url]
        made.append(handing.profile_url(card(words)))
    return [url for url in dict.fromkeys(made) if url]


def test_there_are_enough_of_them(addresses: list[str]) -> None:
    assert len(TABLE) >= 2_000
    assert len(addresses) >= 5_000


def test_every_address_that_is_made_is_on_the_list(addresses: list[str]) -> None:
    for url in addresses:
        assert ALLOWED.fullmatch(url) or (url.startswith("sms:") and ALLOWED.fullmatch(url.replace("?&", "?", 1)))
        assert safe_url(url) == url
        assert not set(url) & SHELL_SIGNS
        assert urlsplit(url).username is None


def test_every_address_asked_for_is_refused_or_becomes_one_of_the_list() -> None:
    opened: list[str] = []

    def opener(url: str) -> bool:
        opened.append(url)
        return True

    for words in TABLE:
        told = open_url(words, environ={}, platform="darwin", opener=opener)
        assert told.ok == bool(told.url)
        assert clean_line(told.sentence) == told.sentence
    assert len(opened) > 200
    assert all(not set(url) & SHELL_SIGNS for url in opened)
    assert {url.partition(":")[0] for url in opened} <= {"http", "https", "mailto", "tel", "sms"}


def test_a_shell_that_gets_them_without_quotes_only_prints_them(addresses: list[str], tmp_path: Path) -> None:
    plain = [url for url in addresses if "&" not in url]
    script = "\n".join(f"printf '%s\\n' {url}" for url in plain)
    ran = subprocess.run(["sh"], input=script, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=True)
    assert ran.stdout.splitlines() == plain
    assert list(tmp_path.iterdir()) == []
    for url in addresses:
        if "&" in url:
            assert not open_url(url, environ={"BROWSER": 'sh -c "firefox %s"'}, opener=lambda _: True).ok


def test_a_mail_goes_to_one_address_with_a_subject_and_a_body_alone(addresses: list[str]) -> None:
    mails = [url for url in addresses if url.startswith("mailto:")]
    assert len(mails) > 20
    for url in mails:
        address, _, query = url[7:].partition("?")
        assert address.count("@") == 1
        assert "," not in address
        names = [field.partition("=")[0] for field in query.split("&") if field]
        assert names in ([], ["subject"], ["body"], ["subject", "body"])
        assert "%0A" not in query.partition("body=")[0].upper()


def test_what_is_drawn_and_written_of_them_is_harmless() -> None:
    for words in TABLE:
        for way in handing.ways(card(words), words, words):
            assert clean_line(way.label) == way.label
        page = paper.laid_out(card(words), words)
        assert not set(page) & set("\x00\x1b\x07\x9b\r")


def test_a_code_holds_the_checked_address_and_nothing_else(addresses: list[str]) -> None:
    for words in TABLE[::60]:
        every = handing.ways(card(words), words, words)
        for code in handing.codes(every, words):
            assert code.key == handing.COPY or code.text in addresses
            handing.code_rows(code, width=120, height=40)


def test_an_invitation_holds_one_line_of_any_name(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from icalendar import Calendar

    from reconnect_tui.core.text import shown_line
    from reconnect_tui.interchange.invitation import invitation

    times = [datetime(2026, 12, 3, 17, tzinfo=UTC), datetime(2026, 12, 4, 12, 30, tzinfo=UTC)]
    for words in TABLE[::5]:
        made = invitation(times, f"Coffee: {shown_line(words, 60)}", uid="u", stamped=times[0])
        events: list[Any] = Calendar.from_ical(made).walk("VEVENT")
        assert [str(event["SUMMARY"]) for event in events] == [f"Coffee: {shown_line(words, 60)}"] * 2
        assert [event["DTSTART"].dt for event in events] == times
        assert {name for event in events for name in event} == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "STATUS"}
