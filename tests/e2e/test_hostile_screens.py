"""A hundred hostile strings in every field, through every screen and sheet there is: the terminal gets nothing of theirs but letters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.counting import Count
from tests.data.hostile import BASE64, EVIL, shares
from tests.e2e.harmless import harm_in_app
from tests.e2e.hostile_home import hostile_home
from tests.e2e.story import DEAF_FOR, App, Desktop
from tests.e2e.walking import CHANGING, comes_back, goes_to, settles
from tests.ui.tour import STOPS

PARTS = 10
SHARES = shares(PARTS)
STAYING = [stop for stop in STOPS if stop.card == "Ada" and stop.name not in CHANGING]
LEAVING = [stop for stop in STOPS if stop.card == "Ada" and stop.name in CHANGING]
_IN_A_SEQUENCE = re.compile(rb"\x1b[\]PX^_][^\x1b\x07]*")


def harm(app: App) -> list[str]:
    """What reached the terminal that is not ours."""
    theirs = [part for part in _IN_A_SEQUENCE.findall(bytes(app.raw)) if BASE64.encode() in part or EVIL.encode() in part]
    return [*harm_in_app(app.raw), *map(repr, theirs), *([app.screen.title] if app.screen.title else [])]


def walked(desktop: Desktop, people: dict[str, str], each: int = 1) -> int:
    """Through all of them, or ``each`` second, third …; how many there were."""
    seen = 0
    with desktop.opens(people["Ada"]) as app:
        settles(app)
        for stop in STAYING[::each]:
            goes_to(app, stop)
            comes_back(app, stop)
            seen += 1
        for stop in LEAVING[::each]:
            goes_to(app, stop)
            comes_back(app, stop)
            settles(app)
            seen += 1
        assert app.process.poll() is None
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert harm(app) == []
    with desktop.opens(people["Bo"], size=(80, 24)) as app:
        settles(app)
        assert app.quits() == 0
    assert harm(app) == []
    return seen + 1


def ended(desktop: Desktop) -> int:
    """To the last screen, and what opens from there."""
    with desktop.opens() as app:
        for _ in range(12):
            app.wait_until(lambda: "That was" in app.text() or "? help" in app.text(), "a card or the last screen")
            app.let_pass(DEAF_FOR)
            if "That was" in app.text():
                break
            app.keys("x")
            app.quiet(0.1)
        app.wait_for("That was")
        for key, words in (("a", "ahead"), ("b", "looking back")):
            app.keys(key)
            app.wait_for(words, "esc")
            app.keys("Esc")
            app.wait_for("That was")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert harm(app) == []
    return 3


@pytest.mark.parametrize(
    ("part", "each"),
    [
        pytest.param(5, 5, id="some of part-5"),
        *(pytest.param(part, 1, id=f"part-{part}", marks=pytest.mark.long) for part in range(PARTS)),
    ],
)
def test_every_screen(part: int, each: int, tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    people = hostile_home(desktop.environ, SHARES[part])
    screens = walked(desktop, people, each) + ended(desktop)
    assert not desktop.copied or desktop.copied.startswith("Hi Ada,\n"), "what was copied is the letter, whole"
    assert all(address.startswith("https://www.linkedin.com/in/") for address in desktop.opened)
    assert not (tmp_path / "CANARY").exists()
    tried = screens * len(SHARES[part])
    count("6 hostile strings in every field, by screen", held=tried, of=tried)
