"""The hand-over: the words leave by the user's own hand, and whether they went is asked afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reconnect_tui.core.card import Card
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.handoff import clipboard, links
from reconnect_tui.services.desk import Desk


class Way(NamedTuple):
    """One way of handing over: the key that takes it, its words, the channel it is recorded by, and the address to open (if any)."""

    key: str
    label: str
    channel: str
    url: str = ""


class HandedOver(NamedTuple):
    """What became of it, in sentences; ``escape`` is what the terminal itself has to be told (OSC 52), if anything."""

    sentences: tuple[str, ...]
    escape: str = ""
    url: str = ""


def ways(card: Card, text: str, subject: str = "") -> list[Way]:
    """The ways this person can be reached, the usual one first; only what there is."""
    found: list[Way] = []
    for kind, key, label, channel in (
        ("linkedin", "l", "copy it and open the LinkedIn profile", "linkedin"),
        ("email", "e", "open an e-mail with it", "email"),
        ("phone", "t", "open a text message with it", "sms"),
    ):
        point = next((point for point in card.contacts if point.kind == kind), None)
        if point is None:
            continue
        try:
            if kind == "linkedin":
                url = links.website(point.value)
            elif kind == "email":
                url = links.mailto(point.value, subject, text)
            else:
                url = links.sms(point.value, text)
        except ReconnectError:
            continue
        found.append(Way(key, f"{label}: {clean_line(point.value)}" if kind != "linkedin" else label, channel, url))
    found.append(Way("c", "copy it, and send it your own way", ""))
    found.append(Way("f", "save it as a text file", ""))
    return found


def usual_way(card: Card, every: list[Way]) -> Way:
    """The way that Enter takes: how the last hello went, else LinkedIn, else the first there is."""
    last = next((moment.channel for moment in card.moments if moment.direction == "out" and moment.channel), "")
    return next((way for way in every if last and way.channel == last), every[0])


def hand_over(desk: Desk, card: Card, way: Way, text: str) -> HandedOver:
    """Copy the letter, and open the address where the way has one.

    Touches no database, so it can run in a thread: opening may take a while. A tool that fails is told in the sentences.
    """
    text = clean_text(text)
    if way.key == "f":
        return HandedOver((f"Saved as {save_as_file(desk, card, text)}.",))
    copied = clipboard.copy(text, environ=desk.environ)
    sentences = [copied.sentence]
    url = ""
    if way.url:
        opened = open_address(desk, way.url)
        sentences.append(opened.sentence)
        url = opened.url
    return HandedOver(tuple(sentences), copied.escape or "", url)


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


def save_as_file(desk: Desk, card: Card, text: str) -> str:
    """Save the letter beside the database as ``letters/NAME DATE.txt``, never over another; returns the path."""
    folder = Path(desk.home.data) / "letters"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReconnectError(f"The folder {folder} could not be made: {error.strerror}.") from error
    name = (
        "".join(letter if letter.isalnum() or letter in " -" else "_" for letter in clean_line(card.person.name)[:60]).strip()
        or "letter"
    )
    for number in range(1, 1000):
        path = folder / (f"{name} {desk.day}.txt" if number == 1 else f"{name} {desk.day} {number}.txt")
        try:
            with open(path, "x", encoding="utf-8", errors="replace") as file:
                file.write(text + "\n")
            path.chmod(0o600)
            return str(path)
        except FileExistsError:
            continue
        except OSError as error:
            raise ReconnectError(f"The letter could not be saved as {path}: {error.strerror}.") from error
    raise ReconnectError(f"There are a thousand letters to {card.person.name} of today in {folder} already.")
