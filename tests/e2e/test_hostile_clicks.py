"""Whatever may be theirs is clicked on every screen, in a home where each word is a link to press: nothing of theirs is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.counting import Count
from tests.data.hostile import BASE64, EVIL, HOSTILE
from tests.e2e.harmless import harm_in_app
from tests.e2e.hostile_home import hostile_home
from tests.e2e.story import App, Desktop
from tests.e2e.terminal import NotSeen
from tests.e2e.walking import SEEN, goes_to, on_card, settles
from tests.ui.tour import STOPS, Stop

LINKS = [words for name, words in HOSTILE.items() if "link" in name or name in ("osc8", "closes", "variable")]
"""What Textual or a terminal could make a link of."""
THEIRS = re.compile(r"[\[\]@$;]|click|link|evil|press|app\.|hi|bye|ring|take|see|away|shot|accent|name")
"""What a row has in which there is a word of theirs, wherever it was wrapped."""
_OURS = ("palette",)
"""Where one of our own words quits, when it is clicked, and nothing is theirs."""
SWEPT = [stop for stop in STOPS if stop.card == "Ada" and stop.name not in _OURS]
PLAIN = ("card", "ahead")


def sweeps(app: App, stop: Stop) -> int:
    """Click every second cell of each row with words of theirs, which all are longer; what a click closed is opened again for the next row.

    A row begins in its middle, so that where a click chooses the row, it was one on their words.
    """
    clicked = 0
    for row in range(1, app.screen.lines):
        line = app.lines()[row - 1]
        if not THEIRS.search(line):
            continue
        cells = range(len(line) - len(line.lstrip()) + 1, len(line) + 1)
        middle = len(cells) // 2
        opened = app.text()
        for column in (*cells[middle::2], *cells[:middle:2]):
            app.click(column, row)
            clicked += 1
        app.quiet(0.05)
        if app.process.poll() is not None:
            break
        if app.text() != opened and stop.steps and not back(app, stop):
            break
    return clicked


def back(app: App, stop: Stop) -> bool:
    """To the stop again, from wherever the clicks led; ``False`` where it is no more: one of our own choices was clicked, and is done."""
    for _ in range(6):
        if on_card(app, SEEN.get(stop.name) or ()):
            break
        app.keys("Esc")
        app.quiet(0.03)
    try:
        goes_to(app, stop, timeout=4)
    except NotSeen:
        return False
    return True


@pytest.mark.parametrize(
    "stop", [pytest.param(stop, id=stop.name, marks=() if stop.name in PLAIN else pytest.mark.long) for stop in SWEPT]
)
def test_nothing_of_theirs_is_clicked(stop: Stop, tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    people = hostile_home(desktop.environ, LINKS)
    with desktop.opens(people["Ada"], EDITOR="true") as app:
        settles(app)
        goes_to(app, stop)
        clicked = sweeps(app, stop)
        assert app.process.poll() is None, "no click quits"
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert clicked > 0
    assert harm_in_app(app.raw) == []
    assert desktop.copied.strip() not in (BASE64, "EVIL")
    assert not any(f"//{EVIL}" in address for address in desktop.opened)
    assert not list(tmp_path.rglob("*.svg")), "no picture was taken"
    count("6 mouse sweep, cells clicked", held=clicked, of=clicked)
