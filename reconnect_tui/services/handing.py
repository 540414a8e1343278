"""The hand-over: the words leave by the user's own hand, and whether they went is asked afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.handoff import clipboard, links
from reconnect_tui.services.desk import Desk

LINKEDIN, EMAIL, CALL, TEXT, WHATSAPP, COPY, CODE, PAPER, FILE = "l", "e", "p", "t", "w", "c", "q", "a", "f"
"""The keys of the ways, which also name them."""

LONGEST_MAIL = 1_800
"""Characters of a mail's address up to which the letter is a part of it: mail programs and desktops cut or refuse longer ones."""


class Way(NamedTuple):
    """One way of handing over: the key that takes it, its words, the channel it is recorded by, and the address to open (if any)."""

    key: str
    label: str
    channel: str = ""
    url: str = ""
    bare: str = ""
    """The same address without the letter in it: short enough to be read, and to be copied by hand."""
    note: str = ""
    """What has to be known about this way, in a sentence."""

    @property
    def shown(self) -> str:
        """The address to show before it is opened."""
        return self.bare or self.url


class HandedOver(NamedTuple):
    """What became of it, in sentences; ``escape`` is what the terminal itself has to be told (OSC 52), if anything."""

    sentences: tuple[str, ...]
    escape: str = ""
    url: str = ""
    """The address to open by hand, where no program took it."""


def ways(card: Card, text: str, subject: str = "") -> list[Way]:
    """The ways to hand this letter to this person; only what there is. An empty text leaves those that need no letter."""
    wordless = not text.strip()
    makers: Sequence[tuple[str, Callable[[ContactPoint], Way]]] = (
        ("linkedin", _linkedin),
        ("email", lambda point: _mail(point, text, subject)),
        ("phone", _call),
        ("phone", lambda point: _text_message(point, text)),
        ("phone", lambda point: _whatsapp(point, text)),
    )
    found: list[Way] = []
    for kind, make in makers:
        way = _first(card, kind, make)
        if way is not None and (way.key == CALL or not wordless):
            found.append(way)
    if any(way.url for way in found):
        found.append(Way(CODE, "a code for the phone's camera, to go on there"))
    if wordless:
        return found
    found.append(Way(COPY, "copy it, and send it your own way"))
    has_address = any(point.kind == "address" for point in card.contacts)
    found.append(Way(PAPER, "on paper: address and letter alone" if has_address else "on paper: the letter alone", "letter"))
    found.append(Way(FILE, "save it as a text file"))
    return found


def _first(card: Card, kind: str, make: Callable[[ContactPoint], Way]) -> Way | None:
    """The first way of a kind that can be made; what the user prefers comes first."""
    points = sorted((point for point in card.contacts if point.kind == kind), key=lambda point: not point.preferred)
    for point in points:
        try:
            return make(point)
        except ReconnectError:
            continue
    return None


def _linkedin(point: ContactPoint) -> Way:
    # A conversation's address needs a number that no export holds, so it begins at the profile.
    url = links.website(point.value)
    return Way(LINKEDIN, "copy it and open the LinkedIn profile: Message is there", "linkedin", url)


def _mail(point: ContactPoint, text: str, subject: str) -> Way:
    address = clean_line(point.value)
    bare = links.mailto(point.value, subject)
    label = f"open an e-mail with it: {address}"
    try:
        whole = links.mailto(point.value, subject, text)
    except ReconnectError:
        whole = ""
    if whole and len(whole) <= LONGEST_MAIL:
        return Way(EMAIL, label, "email", whole, bare)
    note = "The letter is too long to go along with the address: the mail opens empty, paste it there."
    return Way(EMAIL, f"copy it and open an e-mail to paste it into: {address}", "email", bare, bare, note)


def _call(point: ContactPoint) -> Way:
    return Way(CALL, f"call {clean_line(point.value)}", "phone", links.tel(point.value))


def _text_message(point: ContactPoint, text: str) -> Way:
    url, bare = links.sms(point.value, text), links.sms(point.value)
    note = "Some phones open a text message without its words: then paste it."
    return Way(TEXT, f"a text message to {clean_line(point.value)}", "sms", url, bare, note)


def _whatsapp(point: ContactPoint, text: str) -> Way:
    return Way(WHATSAPP, "WhatsApp", "whatsapp", links.whatsapp(point.value, text), links.whatsapp(point.value))


def usual_way(card: Card, every: list[Way]) -> Way:
    """The way that Enter takes: how the last hello went, else the first there is."""
    last = next((moment.channel for moment in card.moments if moment.direction == "out" and moment.channel), "")
    return next((way for way in every if last and way.channel == last), every[0])


def in_order(card: Card, every: list[Way]) -> list[Way]:
    """The ways with the usual one first."""
    usual = usual_way(card, every)
    return [usual, *(way for way in every if way is not usual)]


def hand_over(desk: Desk, card: Card, way: Way, text: str) -> HandedOver:
    """Copy the letter, and open the address where the way has one.

    Touches no database, so it can run in a thread: opening may take a while. A tool that fails is told in the sentences.
    """
    text = clean_text(text)
    if way.key == FILE:
        return HandedOver((f"Saved as {save_as_file(desk, card, text)}.",))
    copied = clipboard.copy(text, environ=desk.environ)
    sentences = [copied.sentence]
    if not way.url:
        return HandedOver(tuple(sentences), copied.escape or "")
    opened = open_address(desk, way.url)
    sentences.append(opened.sentence)
    if opened.ok and way.note:
        sentences.append(way.note)
    return HandedOver(tuple(sentences), copied.escape or "", "" if opened.ok else way.shown)


def open_address(desk: Desk, url: str) -> links.Opened:
    """Open an address in the user's browser (the setting wins over BROWSER); may take a while."""
    return links.open_url(url, environ=desk.environ, browser=desk.config.browser)


def profile_url(card: Card) -> str:
    """The person's profile page, else their website; ``""`` where neither is known."""
    for kind in ("linkedin", "url"):
        for point in card.contacts:
            if point.kind == kind:
                try:
                    return links.website(point.value)
                except ReconnectError:
                    continue
    return ""


def why_no_profile(card: Card) -> str:
    """Why ``profile_url`` has none: the first that is noted is no address to open, or none is noted."""
    for point in card.contacts:
        if point.kind in ("linkedin", "url"):
            try:
                links.website(point.value)
            except ReconnectError as error:
                return str(error)
    return "No profile page is known."


def save_as_file(desk: Desk, card: Card, text: str) -> str:
    """Save the letter beside the database as ``letters/NAME DATE.txt``, never over another; returns the path."""
    from reconnect_tui.services.paper import save

    return save(desk, card, text + "\n", "txt")


# For the camera of a phone


class Code(NamedTuple):
    """What a QR code takes to the phone: its name, its whole text, and the text without the letter, which is smaller."""

    key: str
    label: str
    text: str
    bare: str = ""
    channel: str = ""


def codes(every: Sequence[Way], text: str) -> list[Code]:
    """What there are codes of: each address, and the words alone."""
    labels = {
        LINKEDIN: "the LinkedIn profile",
        EMAIL: "an e-mail with the letter",
        CALL: "the number, to call",
        TEXT: "a text message with the letter",
        WHATSAPP: "WhatsApp with the letter",
    }
    found = [Code(way.key, labels[way.key], way.url, way.bare, way.channel) for way in every if way.key in labels]
    if text.strip():
        found.append(Code(COPY, "the words alone", clean_text(text)))
    return found


def code_rows(code: Code, *, width: int, height: int) -> tuple[list[str], bool]:
    """The code as lines of half blocks that fit ``width`` by ``height`` cells, and whether the letter had to stay out of it.

    No lines: not even the address alone fits.
    """
    from reconnect_tui.handoff import qr

    whole = qr.rows(code.text, width=width, height=height)
    if whole is not None:
        return whole, False
    return (qr.rows(code.bare, width=width, height=height) or [] if code.bare else []), True
