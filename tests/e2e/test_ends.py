"""Beginnings and ends, and what a terminal does to a program in between: sizes, pastes, and keys faster than the screen."""

from __future__ import annotations

import base64
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.harmless import harm_in_app
from tests.e2e.story import App, Desktop
from tests.handoff.stand_ins import program

WORDS = "your tide tables hang in our kitchen"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", "Ada Okafor")
    return desktop


def test_q_leaves_the_terminal_as_it_was(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        assert app.modes()[1049]
        assert app.quits() == 0
    _is_restored(app)


@pytest.mark.parametrize("text", ["w", *(pytest.param(key, marks=pytest.mark.long) for key in "nNf/")])
def test_ctrl_q_quits_from_a_text(desktop: Desktop, text: str) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.type(text + "qqq")
        app.wait_for("qqq")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    _is_restored(app)


def test_q_typed_before_there_is_anything_to_see(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.keys("q")
        assert app.wait_exit() == 0
    _is_restored(app)


@pytest.mark.parametrize("ends", ["neither", "only stdin", "only stdout"])
def test_where_there_is_no_terminal(desktop: Desktop, count: Count, ends: str) -> None:
    ours, theirs = os.openpty()
    try:
        done = subprocess.run(
            desktop.command(),
            stdin=theirs if ends == "only stdin" else subprocess.DEVNULL,
            stdout=theirs if ends == "only stdout" else subprocess.PIPE,
            stderr=subprocess.PIPE, env=desktop.environ | {"TERM": "xterm-256color"}, timeout=30, check=False,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, done.stdout or b"", done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"terminal" in done.stderr
    count("9 odd terminals and streams", held=1, of=1)


@pytest.mark.parametrize("size", [(59, 15), (1, 1), pytest.param((200, 1), marks=pytest.mark.long)])
def test_a_tiny_terminal_still_quits(desktop: Desktop, count: Count, size: tuple[int, int]) -> None:
    with desktop.opens(size=size) as app:
        app.wait_raw(b"\x1b[?2026l")
        if size == (59, 15):
            app.wait_for("The card needs 60 columns and 16 rows")
        app.keys("w", "t", "n", "x")
        app.quiet()
        app.keys("q")
        assert app.wait_exit() == 0
    _is_restored(app)
    assert desktop.reads("history")[0]["sentence"] == "Added Ada Okafor"
    count("9 odd terminals and streams", held=1, of=1)


def test_a_window_made_tiny_and_large_again_keeps_the_text(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor").writes(WORDS)
        app.resize((1, 1))
        app.quiet()
        app.resize((100, 30))
        app.wait_for(WORDS, "ctrl+s done")
        app.type(" still")
        app.wait_for(WORDS + " still")
        assert app.modes()[1049]


def test_a_storm_of_sizes(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor").writes(WORDS)
        for storm in range(4):
            for number in range(100):
                app.resize((20 + number * 37 % 140, 5 + number * 17 % 45))
                app.pump()
            app.resize((90, 28 + storm))
            app.wait_until(
                lambda: any("ctrl+s done" in line for line in app.lines()[-2:]) and WORDS in app.text(),
                f"the letter in {app.screen.lines} rows",
            )
        app.type(", and sail")
        app.wait_for("and sail")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert _draft(desktop) == WORDS + ", and sail"


def test_a_paste_with_keys_in_it(desktop: Desktop) -> None:
    """What is pasted is text: no ESC in it ends the paste early, presses keys, or leaves the letter."""
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.keys("w")
        app.wait_for("ctrl+s done")
        app.paste("one\x1b two \x1b[A\x1b[<0;5;5M\x1bOP three\r\nfour \x1b]52;c;RVZJTA==\x07 \x9b31m\u202e five\x00\x7f")
        app.wait_for("five")
        app.type(" six")
        app.wait_for("five six")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert _draft(desktop) == "one two [A[<0;5;5MOP three\nfour ]52;c;RVZJTA== 31m five six"
    assert harm_in_app(app.raw) == []


def test_a_paste_on_the_card_decides_nothing(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.paste("xzgd\rq\x1bx")
        app.quiet()
        app.keys("n")
        app.wait_for("a note on")
        app.paste("two\nlines \x1bq")
        app.wait_for("two lines q")
        app.keys("Enter")
        app.wait_for("Noted on Ada Okafor")
        assert app.quits() == 0
    assert [step["sentence"] for step in desktop.reads("history")] == ["Noted on Ada Okafor", "Added Ada Okafor"]


def test_bytes_that_are_no_utf8(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.send(b"\xff\xfe\xc3")
        app.quiet()
        app.keys("w")
        app.wait_for("ctrl+s done")
        app.send(b"before \xe9t\xe9 \xf0\x9f after")
        app.wait_for("after")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert _draft(desktop) == "before \ufffdt\ufffd \ufffd after"


SIGNS = (
    "a\u00a0b \u2009thin family 👩\u200d👩\u200d👧\u200d👦 می\u200cخواهم नमस्ते e\u0301 \U0001f3f3\ufe0f\u200d🌈 שלום 日本 \u200f"
)


def test_every_sign_that_is_typed_is_stored(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.keys("w")
        app.wait_for("ctrl+s done")
        app.type(SIGNS)
        app.type("the end")
        app.wait_for("the end")
        app.keys("Esc")
        app.wait_gone("ctrl+s done")
        app.keys("n")
        app.wait_for("a note on")
        app.type(SIGNS + "is noted")
        app.wait_for("is noted")
        app.keys("Enter")
        app.wait_for("Noted on")
        assert app.quits() == 0
    assert _draft(desktop) == SIGNS + "the end"
    assert desktop.reads("show", "ada")["moments"][0]["text"] == SIGNS + "is noted"


def test_an_editor_of_your_own(desktop: Desktop) -> None:
    program(desktop.folder / "programs", "my-editor", 'printf " by hand" >> "$1"; echo IN THE EDITOR')
    with desktop.opens(EDITOR="my-editor") as app:
        app.reads("Ada Okafor").writes("written")
        app.keys("ctrl+o")
        app.wait_for("written by hand")
        assert b"IN THE EDITOR" in app.raw
        app.resize((90, 28))
        app.wait_until(lambda: any("ctrl+s done" in line for line in app.lines()[-2:]), "the footer where it is now")
        app.type(", and here")
        app.wait_for("by hand, and here")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    _is_restored(app)
    assert _draft(desktop) == "written by hand, and here"


def test_a_copy_through_the_terminal(desktop: Desktop) -> None:
    """Without a clipboard tool the words go out as OSC 52: once, whole, and with nothing claimed that nobody knows."""
    del desktop.environ["DISPLAY"]
    with desktop.opens() as app:
        app.reads("Ada Okafor").writes("καλημέρα").is_done_writing()
        app.keys("c")
        app.wait_for("did it go to", "Sent to the terminal")
        assert re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(app.raw)) == [base64.b64encode("καλημέρα".encode())]
        app.keys("Esc")
        app.wait_for("The draft stays")
        assert app.quits() == 0
    assert desktop.copied == ""


BURSTS = (
    ("nmet at the next fair, x u z\r", "Noted on Ada Okafor", "Noted on Ada Okafor"),
    ("Nyesterday: @ada is moving #family > in 3 weeks ask\r", "is moving", "Noted on Ada Okafor"),
    ("fin 2 weeks ask about the mix\r", "ask about the mix", "Follow-up for Ada Okafor, 6 Dec 2026: ask about the mix"),
    ("?jjk\rnand [] q\r", "Noted on Ada Okafor", "Noted on Ada Okafor"),
    ("/ada\r", "a hello to Ada", "Noted on Ada Okafor"),
    ("wHi Ada, xzgdq\x13", "hand over to Ada", "Noted on Ada Okafor"),
)
"""Keys that come in one piece, what they lead to, and the newest decision then."""


def test_typed_ahead(desktop: Desktop) -> None:
    """A slow line brings many keys at once: each goes where it would have gone had the screen been there in time."""
    decided = []
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        for burst, seen, _ in BURSTS:
            app.send(burst.encode())
            app.wait_for(seen)
            app.quiet()
            assert app.process.poll() is None
            decided.append(_newest_decision(desktop))
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert decided == [decision for _, _, decision in BURSTS]
    assert _draft(desktop) == "Hi Ada, xzgdq"
    assert [one["kind"] for one in desktop.reads("drafts")] == ["letter"]


def _is_restored(app: App) -> None:
    modes = app.modes()
    assert {mode: modes.get(mode, False) for mode in (1049, 1000, 1002, 1003, 1006, 1004, 2004)} == dict.fromkeys(
        (1049, 1000, 1002, 1003, 1006, 1004, 2004), False
    )
    assert modes[25]
    assert b"Traceback" not in app.raw


def _draft(desktop: Desktop) -> str:
    return _told(desktop, "SELECT text FROM draft WHERE kind = 'letter'")


def _newest_decision(desktop: Desktop) -> str:
    return _told(desktop, "SELECT sentence FROM action WHERE undone IS NULL ORDER BY id DESC LIMIT 1")


def _told(desktop: Desktop, query: str) -> str:
    connection = sqlite3.connect(f"file:{desktop.home}/reconnect.db?mode=ro", uri=True)
    try:
        row = connection.execute(query).fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""
