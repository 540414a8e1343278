"""A day by keys alone: why, a circle and a pace of their own, later, rest, never, a death, three not-todays, who wrote back, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.story import App, Desktop

PEOPLE = ("Ada Okafor", "Bram Visser", "Chidi Eze", "Dora Kovac", "Eli Ross", "Fay Lund", "Gus Moen")


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.run_all([("add", name, "--company", f"Firm of {name.split()[0]}") for name in PEOPLE])
    return desktop


def shown(app: App) -> str:
    """Whose card is in front: the name stands in the fourth row, and what was done about another one below."""
    return next(name for name in PEOPLE if name in app.lines()[3])


def answers(app: App, key: str, sheet: str, *keys: str, then: str) -> None:
    """Press a key, wait for its sheet, answer it, and wait for what is said."""
    app.keys(key)
    app.wait_for(sheet)
    app.keys(*keys)
    app.wait_for(then)
    app.let_pass(0.3)


def test_a_day_by_keys_alone(desktop: Desktop) -> None:
    with desktop.opens() as app:
        app.reads()
        first = shown(app)
        app.keys("i")
        app.wait_for("why now", "the day’s lot", "esc back")
        app.keys("Esc")
        app.wait_gone("esc back")
        answers(app, "c", "which circle?", "2", then=f"{first}: friends")
        answers(app, "p", "put off until then", "Enter", then="later, around")
        second = shown(app)
        answers(app, "g", "never suggest them again", "v", then="will not be suggested again")
        third = shown(app)
        app.keys("g")
        app.wait_for("they have died")
        app.keys("d")
        app.wait_for("Their page stays. Nothing here will ask you to write.")
        assert "undoes" not in app.text(), "no toast for a death"
        app.keys("Esc")
        app.reads()
        fourth = shown(app)
        app.writes("Dear friend, how is the harbour?").is_done_writing()
        app.keys("c")
        app.wait_for("did it go to", "It went")
        app.it_went()
        for _ in range(4):
            app.let_pass(0.4)
            if "That was today." in app.text():
                break
            app.keys("x")
            app.quiet()
        app.wait_for("That was today.", "did any of these write back?", fourth)
        app.keys("1")
        app.wait_for("undoes")
        replied = [one["direction"] for one in desktop.reads("show", fourth)["moments"]]
        assert replied == ["in", "out"]
        app.keys("u")
        app.wait_for("Taken back")
        assert app.quits() == 0

    told = {name: desktop.reads("show", name) for name in PEOPLE}
    assert told[first]["circle"] == "friends"
    assert (told[second]["status"], told[third]["status"]) == ("never", "died")
    assert [one["direction"] for one in told[fourth]["moments"]] == ["out"]
    assert len({first, second, third, fourth}) == 4
    later = {one["name"] for one in desktop.reads("next", "-n", "9")}
    assert not later & {first, second, third, fourth}


def test_three_not_todays_are_met_with_an_offer(desktop: Desktop) -> None:
    desktop.run_all([("never", name) for name in PEOPLE[1:]])
    for day in ("2026-11-20", "2026-11-21"):
        Desktop(desktop.folder, day).does("skip", "Ada Okafor")
    with desktop.opens() as app:
        app.reads("Ada Okafor")
        app.keys("x")
        app.wait_for("Not today, then.", "esc simply not today")
        app.keys("Esc")
        app.wait_for("That was all for today.")
        assert app.quits() == 0
    assert desktop.reads("show", "Ada Okafor")["status"] == "active"


def test_the_same_day_by_the_command_line_alone(desktop: Desktop) -> None:
    first, second, third = (one["name"] for one in desktop.reads("next"))
    desktop.does("circle", first, "friends")
    desktop.does("later", first, "in 2 weeks")
    desktop.does("never", second)
    desktop.does("died", third)
    fourth = desktop.reads("next")[0]["name"]
    desktop.does("record", fourth, "--what", "wrote", "--note", "Dear friend", "--next", "in 3 days")
    assert [one["person"]["name"] for one in desktop.reads("ahead")] == [fourth]
    desktop.does("record", fourth, "--what", "replied")
    today = desktop.reads("today")
    assert not {second, third} & {one["name"] for one in today["waiting"]}
    assert fourth in str(today["wrote_to"]) + str(today["done"])
    desktop.does("undo")
    desktop.does("wake", second)
    assert desktop.reads("show", second)["status"] == "active"
    assert desktop.reads("show", third)["status"] == "died"
