"""What is typed is what is stored, byte for byte: in the letter, a note, the capture line, how you met, a follow-up."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from reconnect_tui.core.text import clean_line, clean_text
from tests.counting import Count
from tests.e2e.harmless import harm_in_app
from tests.e2e.story import App, Desktop

TYPED = {
    "spaces": "no-break\u00a0and\u202fnarrow, thin\u2009hair\u200aem\u2003ideographic\u3000end",
    "joiners": "می\u200cخواهم क्\u200dष ශ්\u200dරී a\u200bb",
    "families": "👩\u200d👩\u200d👧\u200d👦 👨🏽\u200d🚀 👩🏿\u200d❤\ufe0f\u200d💋\u200d👨🏻 🧑\u200d🤝\u200d🧑",
    "flags": "🇯🇵🇺🇦 🏳\ufe0f\u200d🌈 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 🏴\u200d☠\ufe0f",
    "selectors": "❤\ufe0f ❤\ufe0e 1\ufe0f\u20e3 葛\U000e0100",
    "dead keys": "e\u0301 n\u0303 o\u0302\u0323 A\u030a i\u0307\u0301 ẹ\u0304",
    "precomposed": "é ñ ộ Å ﬁ ẞ ǆ",
    "Vietnamese": "Nguyễn Thị Ngọc Ánh",
    "jamo": "\u1112\u1161\u11ab한 \u3131",
    "CJK": "日本語、中文，한국어 漢字かな交じり文 𠮷野家 ㌔",
    "Thai and Indic": "ที่นี่ นมัสเต नमस्ते தமிழ் မြန်မာ",
    "right to left": "שלום \u200fעולם\u200e مرحبا\u061c بالعالم 123",
    "hidden": "shy\u00adly word\u2060joiner \ufeffmark",
    "private and tags": "\ue000\uf8ff\U000f0000 \U000e0041",
    "to come": "\U00018cd6\u0378\U0001fae9",
    "symbols": "𝔘𝔫𝔦 ½ ℵ ∀x∈ℝ → ↔ ⁂ “quotes” ‘x’ – — …",
    "markup": "[/] [click=app.quit]hi[/] \\[b] :skull: $x",
    "formats": "%s {0} `id` $(id) '; -- <b>&amp;</b> \\n \\u0041 ~ ^ |",
}
"""All of which is kept as it is."""
ALL = " · ".join(TYPED.values())
BURST = ("The quick brown fox, " + "zwölf Boxkämpfer 日本 ") * 50
PASTED = "".join(f"line {number}: añb 日本 👩\u200d🚀 {'x' * (number % 60)}\n" for number in range(1_100))
"""Some 55 kB."""


class Place(NamedTuple):
    """Where somebody writes: the key, what shows that it is open, what comes before, and where it is stored."""

    key: str
    shows: str
    stored: Callable[[Desktop], str]
    before: str = ""
    lines: bool = False


def _told(desktop: Desktop) -> dict[str, object]:
    told: dict[str, object] = desktop.reads("show", "ada")
    return told


def _newest(desktop: Desktop, kind: str) -> str:
    return next(str(moment["text"]) for moment in desktop.reads("show", "ada")["moments"] if moment["kind"] == kind)


PLACES = {
    "letter": Place("w", "ctrl+s done", lambda desktop: str(desktop.reads("drafts")[0]["text"]), lines=True),
    "note": Place("n", "a note on", lambda desktop: _newest(desktop, "note")),
    "capture line": Place(
        "N", "note something", lambda desktop: _newest(desktop, "coffee").removeprefix("@ada "), "coffee: @ada "
    ),
    "how you met": Place("h", "how did you meet", lambda desktop: str(_told(desktop)["how_met"])),
    "follow-up": Place(
        "f", "come back to", lambda desktop: str(desktop.reads("show", "ada")["follow_ups"][-1]["what"]), "in 2 weeks "
    ),
}


def places(*plain: str) -> list[object]:
    """All of them, those that are not ``plain`` in the long run alone."""
    return [pytest.param(name, marks=() if name in plain else pytest.mark.long) for name in PLACES]


ROW = "10 typed text byte for byte"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor")
    return desktop


def written(desktop: Desktop, place: Place, *pieces: bytes, end: str = "the end.") -> str:
    """Open it, send the pieces, leave it as one does, and read what is stored."""
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.keys(place.key)
        app.wait_for(place.shows)
        app.type(place.before)
        for piece in pieces:
            app.send(piece)
            app.pump()
        leaves(app, place, end)
    assert harm_in_app(app.raw) == []
    return place.stored(desktop)


def leaves(app: App, place: Place, end: str) -> None:
    """All of it is there, is saved, and the app is left."""
    app.wait_for(end)
    if place.lines:
        app.keys("ctrl+q")
    else:
        app.keys("Enter")
        app.wait_gone(place.shows)
        app.keys("q")
    assert app.wait_exit() == 0


def pasted(text: str) -> bytes:
    return b"\x1b[200~" + text.encode("utf-8", "surrogatepass") + b"\x1b[201~"


def as_stored(place: Place, text: str) -> str:
    """What core.text keeps of it."""
    return clean_text(text) if place.lines else clean_line(text)


@pytest.mark.parametrize("name", places("letter", "note", "capture line"))
def test_every_sign(desktop: Desktop, name: str, count: Count) -> None:
    place = PLACES[name]
    assert as_stored(place, ALL) == ALL
    assert written(desktop, place, f"{ALL} the end.".encode()) == f"{ALL} the end."
    count(ROW, held=len(TYPED), of=len(TYPED), note="a kind of text in a place each")


@pytest.mark.parametrize("name", places("letter"))
def test_a_byte_at_a_time(desktop: Desktop, name: str, count: Count) -> None:
    """A slow line cuts signs in their middle."""
    assert written(desktop, PLACES[name], *(bytes([byte]) for byte in f"{ALL} the end.".encode())) == f"{ALL} the end."
    count(ROW, held=len(TYPED), of=len(TYPED))


@pytest.mark.parametrize("name", places("capture line"))
def test_bytes_that_are_none(desktop: Desktop, name: str, count: Count) -> None:
    bad = b"caf\xe9 \xff\xfe \xed\xa0\x80 \xf0\x9f \xc0\xaf x\x80y the end."
    assert written(desktop, PLACES[name], bad) == bad.decode("utf-8", "replace")
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("name", places("letter"))
def test_a_burst(desktop: Desktop, name: str, count: Count) -> None:
    words = BURST[:2_000] + " the end."
    assert written(desktop, PLACES[name], words.encode()) == words
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("name", places("letter", "note"))
def test_a_long_paste(desktop: Desktop, name: str, count: Count) -> None:
    place = PLACES[name]
    assert 50_000 < len(PASTED.encode()) < 80_000
    assert written(desktop, place, pasted(PASTED + "the end.")) == as_stored(place, PASTED + "the end.")
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("name", places("follow-up"))
def test_a_paste_with_keys_in_it(desktop: Desktop, name: str, count: Count) -> None:
    place = PLACES[name]
    words = "one\x1b two \x1b[A\x1b[<0;5;5M\x1bOP q\x1bq three \x1b]52;c;RVZJTA==\x07 \x9b31m\u202e\u2066 \x00\x7f\x11\x03\x1a the end."
    assert written(desktop, place, pasted(words)) == as_stored(place, words)
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("name", places("how you met"))
def test_a_paste_in_pieces(desktop: Desktop, name: str, count: Count) -> None:
    """Whatever comes between the pieces' reads, the marks of the paste are found."""
    words = f"{ALL}\x1b[201 x \x1b[20 \x1b the end."
    data = pasted(words)
    cuts = [0, 1, 3, 5, 7, 40, len(data) // 2, len(data) - 5, len(data) - 3, len(data) - 1, len(data)]
    pieces = [data[start:end] for start, end in pairwise(cuts)]
    place = PLACES[name]
    assert written(desktop, place, *pieces) == as_stored(place, words)
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("name", places("letter", "note"))
def test_a_paste_while_it_opens(desktop: Desktop, name: str, count: Count) -> None:
    """The key and the paste in one piece: what is pasted is for what the key opens, and decides nothing on the card."""
    place = PLACES[name]
    words = "xzgdq " + ALL + " the end."
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.send(place.key.encode() + place.before.encode() + pasted(words))
        leaves(app, place, "the end.")
    assert place.stored(desktop) == words
    assert len(desktop.reads("history")) == (1 if place.lines else 2)
    count(ROW, held=1, of=1)
