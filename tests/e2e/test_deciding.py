"""What is decided in a day, in a real terminal: circles and paces, promises, later, not today, rest, a death, and who wrote back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.story import DEAF_FOR, App, Desktop

ADA, BRAM, CHIDI, DORA, EMEKA = "Ada Okafor", "Bram Visser", "Chidi Eze", "Dora Kovač", "Emeka Nwachi"
STRANGERS = ("Farid Haddad", "Greta Lund", "Hana Mori", "Ines Prado", "Jonas Lind", "Kofi Mensah")
DAY = "2026-11-22"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """A home in which each has a reason of their own: a promise, three times "not today", a pace, and letters on their way."""
    desktop = Desktop(tmp_path, "2026-11-19")
    added = [("add", name, "--circle", circle) for name, circle in ((ADA, "friends"), (BRAM, "close"), (CHIDI, "work"))]
    desktop.run_all([*added, *(("add", name) for name in (DORA, EMEKA, *STRANGERS))])
    done = desktop.run_all(
        [
            ("record", ADA, "--what", "met", "--on", "2025-03-02"),
            ("record", BRAM, "--what", "talked", "--on", "2026-08-01"),
            ("record", DORA, "--what", "wrote", "--on", "2026-11-19"),
            ("record", EMEKA, "--what", "wrote", "--on", "2026-11-18"),
            ("follow-up", ADA, DAY, "send the sailing book"),
            ("follow-up", CHIDI, DAY, "ask about the print fair"),
            ("follow-up", CHIDI, "in 3 weeks", "lend the tide tables"),
        ]
    )
    assert [one.code for one in done] == [0] * 7, done
    for day in ("2026-11-20", "2026-11-21"):
        desktop.environ["RECONNECT_TODAY"] = day
        desktop.does("skip", BRAM)
    desktop.environ["RECONNECT_TODAY"] = DAY
    return desktop


def test_each_decision_by_keys_alone_and_back(desktop: Desktop) -> None:
    assert {one["name"] for one in desktop.reads("next")} >= {ADA, CHIDI}
    with desktop.opens() as app:
        _circles(app)
        _promises(app)
        _not_today(app)
        _rest_and_a_death(app)
        _the_end(app)
        assert app.quits() == 0
    people = {name: _page(desktop, name) for name in (ADA, BRAM, CHIDI, DORA, EMEKA)}
    assert (people[ADA]["circle"], people[ADA]["last_contact"]) == ("choir", DAY)
    assert (people[BRAM]["status"], people[CHIDI]["status"]) == ("active", "active")
    assert [one["done"] for one in people[CHIDI]["follow_ups"]] == [True], "the other was let go"
    assert (people[DORA]["last_contact"], people[EMEKA]["last_contact"]) == ("2026-11-19", DAY)
    told = desktop.reads("today")
    assert [one["name"] for one in told["wrote_back"]] == [EMEKA]
    assert [one["name"] for one in told["unanswered"]] == [DORA]
    assert {one["name"]: one["days"] for one in desktop.reads("circles")}["choir"] == 30


def _page(desktop: Desktop, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desktop.reads("show", name)
    return found


def _opens(app: App, name: str) -> None:
    """Somebody's card, by name."""
    app.keys("/")
    app.wait_for("find")
    app.type(name)
    app.wait_for(name)
    app.keys("Enter")
    app.reads(name)


def _circles(app: App) -> None:
    """Why; a circle that did not exist; a pace of one's own."""
    app.reads()
    _opens(app, ADA)
    app.wait_for("send the sailing book")
    app.keys("i")
    app.wait_for("why now", "follow-up", "pace")
    app.keys("Esc")
    app.wait_gone("esc back")
    app.keys("c", "s")
    app.wait_for("circles and paces", "a day holds 3")
    app.keys("a")
    app.wait_for("what is it called?")
    app.type("choir")
    app.keys("Tab")
    app.type("30")
    app.wait_for("about every 30 days")
    app.keys("Enter")
    app.wait_for("Circle choir, about every 30 days")
    app.keys("Esc")
    app.wait_gone("circles and paces")
    app.keys("c")
    app.wait_for("which circle?", "5  choir")
    app.keys("5")
    app.wait_for("Ada Okafor: choir", "u undoes")
    app.keys("c", "p")
    app.wait_for("a pace of their own", "enter save")
    app.type("6 weeks")
    app.wait_for("about every 42 days, whatever the circle")
    app.keys("Enter")
    app.wait_for("about every 42 days, their own pace")
    app.keys("u")
    app.wait_for("Taken back: Ada Okafor: about every 42 days")


def _promises(app: App) -> None:
    """One of two is done, and with one left the keys ask nothing."""
    _opens(app, CHIDI)
    app.keys("d")
    app.wait_for("which of these is done?", "1  ask about the print fair", "2  lend the tide tables")
    app.keys("1")
    app.wait_for("Done: ask about the print fair")
    app.keys("D")
    app.wait_for("Dropped: lend the tide tables")


def _not_today(app: App) -> None:
    """The third "not today" offers something else; what is taken of it is a step of its own."""
    _opens(app, BRAM)
    app.keys("x")
    app.wait_for("simply not today", "a longer pace: about every 42 days", "never suggest them again")
    app.keys("l")
    app.wait_for("Bram Visser: about every 42 days, their own pace")
    app.let_pass(DEAF_FOR)
    app.keys("u")
    app.wait_for("Taken back: Bram Visser: about every 42 days")
    app.keys("u")
    app.wait_for("Taken back: Bram Visser: not today")
    app.let_pass(DEAF_FOR)
    app.keys("p")
    app.wait_for("Bram: later", "22 December 2026")
    app.keys("Enter")
    app.wait_for("Bram Visser: later, around 22 December")
    app.let_pass(DEAF_FOR)
    app.keys("u")
    app.wait_for("Taken back: Bram Visser: later")


def _rest_and_a_death(app: App) -> None:
    """Rest and its undo; a death leaves the page, says nothing, and is taken back."""
    app.reads(BRAM)
    app.keys("g")
    app.wait_for("let them rest until a day")
    app.keys("r")
    app.wait_for("Bram Visser rests")
    app.let_pass(DEAF_FOR)
    app.keys("u")
    app.wait_for("Taken back: Bram Visser rests")
    app.reads(BRAM)
    app.keys("g")
    app.wait_for("they have died")
    app.keys("d")
    app.wait_for("Their page stays. Nothing here will ask you to write.", BRAM)
    app.quiet()
    assert "undoes" not in app.text()
    assert "a hello to" not in app.text()
    app.keys("u")
    app.wait_for("Taken back: Bram Visser has died")


def _the_end(app: App) -> None:
    """Contact with all of the day's people; then who wrote back, a digit each, and undo there."""
    _opens(app, ADA)
    _met(app, ADA)
    while "did any of these write back?" not in app.text():
        _puts_aside(app)
    app.wait_for("1  Dora Kovač", "2  Emeka Nwachi", "ahead", "met Ada Okafor")
    app.keys("1", "2")
    app.wait_for("✓  Dora Kovač", "✓  Emeka Nwachi")
    app.keys("u")
    app.wait_for("Taken back: Recorded: Emeka Nwachi wrote", "2  Emeka Nwachi")
    app.keys("u")
    app.wait_for("Taken back: Recorded: Dora Kovač wrote", "1  Dora Kovač")
    app.keys("2", "Esc")
    app.wait_for("✓  Emeka Nwachi", "q quit")


def _met(app: App, name: str) -> None:
    app.keys("r")
    app.wait_for("what happened?")
    app.keys("m")
    app.wait_for("you met", "next around")
    app.keys("Enter")
    app.wait_for(f"Recorded: met {name}")


def _puts_aside(app: App) -> None:
    """Not today, whoever it is."""
    name = next((name for name in (ADA, BRAM, CHIDI, DORA, EMEKA, *STRANGERS) if name in app.lines()[3]), "")
    assert name, app.text()
    app.let_pass(DEAF_FOR)
    app.keys("x")
    app.wait_until(lambda: name not in app.lines()[3] or "simply not today" in app.text(), "the next card")
    if "simply not today" in app.text():
        app.keys("n")
        app.wait_gone("simply not today")
