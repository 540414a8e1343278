"""Handing over by keys alone, with programs that do what they should and programs that do not: no word is lost on any of the ways."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.story import App, Desktop
from tests.handoff.stand_ins import program

ADA = "Ada Okafor"
WORDS = "your tide tables hang in our kitchen"
LETTER = f"Hi Ada,\n\n{WORDS}\n\nFree for coffee next week?"
PROFILE = "https://www.linkedin.com/in/ada-okafor"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """Somebody who knows Ada, who can be reached in every way."""
    desktop = Desktop(tmp_path)
    # Nothing of this machine but what the stand-ins need: it has a browser and editors of its own.
    here = programs(desktop)
    for tool in ("cat", "rm", "sed", "sleep"):
        (here / tool).symlink_to(str(shutil.which(tool)))
    desktop.environ |= {"EDITOR": "editor", "PATH": str(here)}
    desktop.does("add", ADA, "--email", "ada@example.org", "--phone", "+44 20 7946 0000", "--url", PROFILE)
    return desktop


def programs(desktop: Desktop) -> Path:
    return desktop.folder / "programs"


def draft(desktop: Desktop) -> str:
    """What is on disk of the letter to Ada."""
    found = [one["text"] for one in desktop.reads("drafts") if one["person"]["name"] == ADA]
    assert len(found) == 1
    return str(found[0])


def moments(desktop: Desktop) -> list[dict[str, Any]]:
    return list(desktop.reads("show", ADA)["moments"])


def writes_to_ada(app: App) -> None:
    """A letter from a template, done and on the card."""
    app.reads(ADA)
    app.begins_from("Coffee next").fills(WORDS)
    app.keys("Esc")
    app.wait_for("hand over")


def hands_over(app: App, key: str, *told: str, seconds: float = 30.0) -> None:
    """``s`` and the way's own key; then what is said of it."""
    app.keys("s")
    app.wait_for("hand over to Ada")
    app.keys(key)
    app.wait_for("did it go to Ada?", *told, timeout=seconds)


def says_not_yet(app: App) -> None:
    app.keys("Esc")
    app.wait_for("The draft stays.", WORDS, "draft, saved")


def test_a_hello_from_a_template_through_linkedin_takes_five_keys(desktop: Desktop) -> None:
    pressed: list[str] = []
    with desktop.opens() as app:

        def press(key: str, *shown: str) -> None:
            pressed.append(key)
            app.keys(key)
            app.wait_for(*shown)

        app.reads(ADA)
        press("t", "begin from a template, for Ada")
        press("Enter", "ctrl+s done", "next hole")
        app.type("the ferry to Turin")
        app.keys("Tab")
        app.type("rain on the deck")
        app.wait_for("rain on the deck")
        press("ctrl+s", "hand over to Ada", PROFILE)
        press("Enter", "did it go to Ada?", "Copied.", "Handed to the browser.")
        press("Enter", "Off it goes.")
        assert app.quits() == 0
    assert len(pressed) <= 6
    (moment,) = moments(desktop)
    assert (moment["kind"], moment["direction"], moment["channel"]) == ("message", "out", "linkedin")
    assert "the ferry to Turin" in moment["text"]
    assert desktop.copied == moment["text"]
    assert desktop.opened == [PROFILE]


def test_each_way_of_handing_over(desktop: Desktop) -> None:
    with desktop.opens() as app:
        writes_to_ada(app)
        for key, url in (
            ("l", PROFILE),
            ("e", "mailto:ada@example.org?subject=Coffee%3F&body=Hi%20Ada%2C%0D%0A"),
            ("t", "sms:+442079460000?&body=Hi%20Ada%2C%0D%0A"),
            ("w", "https://wa.me/442079460000?text=Hi%20Ada%2C%0A"),
        ):
            (desktop.folder / "clipboard").unlink(missing_ok=True)
            app.keys("s")
            app.wait_for("hand over to Ada", url.partition("&")[0] if key == "e" else url.partition("?")[0])
            app.keys(key)
            app.wait_for("did it go to Ada?", "Copied.")
            assert desktop.opened[-1].startswith(url)
            assert desktop.copied == LETTER
            says_not_yet(app)

        (desktop.folder / "clipboard").unlink()
        hands_over(app, "c", "Copied.")
        assert desktop.copied == LETTER
        says_not_yet(app)

        hands_over(app, "f", "Saved as")
        says_not_yet(app)

        app.keys("s", "a")
        app.wait_for(ADA, WORDS)
        app.wait_gone("hand over to", "? help")
        page = app.text().split()
        assert page == f"{ADA} {LETTER}".split(), "address and letter, and nothing else"
        app.keys("Enter")
        app.wait_for("did it go to Ada?", "Saved as")
        says_not_yet(app)

        app.keys("s", "q")
        app.wait_for("enter scanned", "the LinkedIn profile", "▀▀▀▀▀")
        app.keys("w")
        app.wait_for("WhatsApp with the letter")
        app.keys("Enter")
        app.wait_for("did it go to Ada?", "The phone has it.")
        says_not_yet(app)

        app.keys("s", "p")
        app.wait_for("call Ada", "+44 20 7946 0000", WORDS, "You talked")
        app.keys("Esc")
        app.wait_for("? help", WORDS)
        assert draft(desktop) == LETTER
        assert moments(desktop) == []

        app.keys("s", "p")
        app.wait_for("You talked")
        app.keys("Tab", "Tab")
        app.type("happy in Turin")
        app.keys("Enter")
        app.wait_gone("You talked")
        assert app.quits() == 0
    letters = sorted((desktop.home / "letters").iterdir())
    assert [path.read_text() for path in letters] == [f"{ADA}\n\n\n{LETTER}\n", LETTER + "\n"]
    (call,) = moments(desktop)
    assert (call["kind"], call["channel"], call["text"]) == ("call", "phone", f"happy in Turin\n\n{LETTER}")
    assert desktop.reads("drafts") == []


def test_a_clipboard_or_browser_that_fails_loses_no_word(desktop: Desktop) -> None:
    here = programs(desktop)
    sent = "Sent to the terminal."
    by_hand = "The address to open by hand:"
    with desktop.opens() as app:
        writes_to_ada(app)
        for clipboard in ("exit 1", "kill -9 $$", "exec sleep 60", None):
            written = len(app.raw)
            for name in ("xclip", "pbcopy"):
                (here / name).unlink() if clipboard is None else program(here, name, clipboard)
            hands_over(app, "c", sent)
            app.wait_raw(b"\x1b]52;c;", written)
            says_not_yet(app)
        for browser in ("exit 1", "kill -9 $$", None):
            (here / "browser").unlink() if browser is None else program(here, "browser", browser)
            hands_over(app, "l", by_hand)
            assert [line.strip() for line in app.lines()].count(PROFILE) == 1, "alone on a line of its own"
            says_not_yet(app)
        program(here, "browser", "exec sleep 60")
        hands_over(app, "l", "Handed to the browser.")
        app.keys("Enter")
        app.wait_for("Off it goes.")
        assert app.quits() == 0
    assert [one["text"] for one in moments(desktop)] == [LETTER]


def test_far_away_no_browser_is_started_and_the_address_can_be_clicked(desktop: Desktop) -> None:
    desktop.environ |= {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}
    del desktop.environ["BROWSER"]
    with desktop.opens(size=(80, 24)) as app:
        writes_to_ada(app)
        for key, url in (("l", PROFILE), ("e", "mailto:ada@example.org?subject=Coffee%3F"), ("w", "https://wa.me/442079460000")):
            written = len(app.raw)
            hands_over(app, key, "This is a session over ssh")
            assert [line.strip() for line in app.lines()].count(url) == 1
            app.wait_raw(f";{url}\x1b\\".encode(), written)
            says_not_yet(app)
        assert app.quits() == 0
    assert desktop.opened == []


def test_an_editor_that_fails_loses_no_word(desktop: Desktop) -> None:
    here = programs(desktop)
    marker = desktop.folder / "editor-pid"
    with desktop.opens() as app:
        writes_to_ada(app)
        app.keys("w")
        app.wait_for("ctrl+s done")
        app.keys("ctrl+o")
        app.wait_for("names “editor”, which is not there")
        for script, told in (
            ('echo changed > "$1"; exit 1', "The editor reported a failure (1)."),
            ('echo changed > "$1"; kill -9 $$', "The editor was ended by signal 9."),
            (': > "$1"', "The editor came back empty."),
            ('rm "$1"', "The editor took the file away."),
        ):
            program(here, "editor", script)
            app.keys("ctrl+o")
            app.wait_for(told, WORDS, "draft, saved")
        program(here, "editor", f'echo $$ > "{marker}"; exec sleep 1000')
        app.keys("ctrl+o")
        app.wait_until(lambda: marker.exists() and marker.read_text().strip(), "the editor")
        assert draft(desktop) == LETTER
        os.kill(int(marker.read_text()), signal.SIGKILL)
        app.wait_for("ctrl+s done", WORDS)
        program(here, "editor", f"sed -i 's/{WORDS}/the ferry/' \"$1\"")
        app.keys("ctrl+o")
        app.wait_for("the ferry", "draft, saved")
        assert draft(desktop) == LETTER.replace(WORDS, "the ferry")
        app.keys("ctrl+z")
        app.wait_for(WORDS)
        app.keys("Esc")
        app.wait_for("? help")
        assert app.quits() == 0
    assert draft(desktop) == LETTER
    kept = [path.read_text() for path in (desktop.home / "drafts").iterdir()]
    assert kept == ["changed\n", "changed\n"], "what failing editors left, and no file beside it"


def test_killed_while_it_is_handed_over_it_is_asked_at_the_next_start_once(desktop: Desktop) -> None:
    program(programs(desktop), "browser", f'echo "$1" >> "{desktop.folder}/opened"; exec sleep 60')
    with desktop.opens() as app:
        writes_to_ada(app)
        app.keys("s")
        app.wait_for("hand over to Ada")
        app.keys("Enter")
        app.wait_until(lambda: desktop.opened, "the browser")
        app.kill()
        app.wait_exit()
    with desktop.opens() as app:
        app.wait_for("did it go to Ada?", "You handed it over on 22 November 2026.")
        says_not_yet(app)
        assert app.quits() == 0
    with desktop.opens() as app:
        app.reads(ADA, WORDS)
        assert "did it go" not in app.text()
        assert app.quits() == 0
    assert draft(desktop) == LETTER


def test_killed_with_the_editor_open_the_text_in_it_is_pointed_at(desktop: Desktop) -> None:
    marker = desktop.folder / "editor-pid"
    program(programs(desktop), "editor", f'echo "the last words" >> "$1"; echo $$ > "{marker}"; exec sleep 1000')
    with desktop.opens() as app:
        writes_to_ada(app)
        app.keys("w")
        app.wait_for("ctrl+s done")
        app.keys("ctrl+o")
        app.wait_until(lambda: marker.exists() and marker.read_text().strip(), "the editor")
        app.kill()
        app.wait_exit()
    os.kill(int(marker.read_text()), signal.SIGKILL)
    assert draft(desktop) == LETTER
    with desktop.opens() as app:
        app.wait_for(ADA, WORDS, "A text that an earlier sitting", "could not take back")
        assert app.quits() == 0
    (left,) = (desktop.home / "drafts").iterdir()
    assert left.read_text().replace("\n", "").endswith("week?the last words")


def test_helps_in_the_letter_and_templates_of_ones_own(desktop: Desktop) -> None:
    desktop.does("record", ADA, "--what", "replied", "--on", "2026-04-03", "--note", "We're moving to Turin in May!")
    program(programs(desktop), "editor", "sed -i 's/Free for coffee next week?/Free for tea?/' \"$1\"")
    with desktop.opens() as app:
        app.reads(ADA)
        app.writes("Dear Ada,")
        app.keys("Esc")
        app.wait_for("? help")
        app.keys("t")
        app.wait_for("begin from a template, for Ada", "Last spring there was talk of a move: ask how it went.")
        app.type("kaffee")
        app.wait_for("German", "Hallo Ada,")
        app.keys("ctrl+u")
        app.type("coffee next")
        app.wait_for("Free for coffee next week?")
        app.keys("ctrl+o")
        app.wait_for("Saved: Coffee next week.", "Free for tea?")
        app.keys("Enter")
        app.wait_for("next hole", "Free for tea?")
        app.keys("ctrl+z")
        app.wait_for("Dear Ada,")
        app.keys("ctrl+y")
        app.wait_for("Free for tea?")
        app.keys("shift+Tab")
        app.type("the ferry")
        app.wait_for("the ferry")
        app.keys("ctrl+l")
        app.wait_for("> We're moving to Turin in May!")
        app.keys("ctrl+f")
        app.wait_for("when could you meet Ada?")
        app.type("Thu 3 Dec 17:00, Fri 4 Dec 12:30")
        app.wait_for("Thursday 3 December at 17:00 or Friday 4 December at 12:30")
        app.keys("Enter")
        app.wait_for("The invitation is in", "Thursday 3 December at 17:00")
        app.keys("ctrl+t")
        app.wait_for("save this letter as a template")
        app.type("After the move")
        app.keys("Enter")
        app.wait_for("Saved as a template:")
        app.is_done_writing()
        app.keys("c")
        app.wait_for("did it go to Ada?", "2026-12-04 how was it?", "The invitation is in")
        app.keys("Enter")
        app.wait_for("Off it goes.")
        app.keys("u")
        app.wait_for("Taken back", "the ferry")
        app.keys("ctrl+p")
        app.wait_for("Search for commands")
        app.type("drafts")
        app.wait_for("The letters that wait")
        app.keys("Enter")
        app.wait_for("Ada Okafor: Hi Ada,")
        app.keys("Esc")
        app.wait_for("? help")
        app.keys("s", "c")
        app.wait_for("did it go to Ada?")
        app.keys("Enter")
        app.wait_for("Off it goes.")
        assert app.quits() == 0
    ada = desktop.reads("show", ADA)
    assert [(one["due"], one["what"]) for one in ada["follow_ups"]] == [("2026-12-04", "how was it?")]
    letter = next(one for one in ada["moments"] if one["direction"] == "out")
    assert "> We're moving to Turin in May!" in letter["text"]
    names = {one["name"] for one in desktop.reads("templates")["templates"]}
    assert {"After the move", "Coffee next week"} <= names
    assert (desktop.home / "letters" / "coffee Ada Okafor 2026-11-22.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
