"""Pictures of the card and of every screen; looked at by a person before they are renewed.

The card stands in both sizes and both defaults; the other screens take turns, a large dark one and a small light one, so that there are
not more pictures than anybody looks at. Renew them with ``pytest tests/ui/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from reconnect_tui.core.card import Card
from reconnect_tui.services.theme_defaults import CONTRAST, HEARTH, TERMINAL
from reconnect_tui.services.theme_defaults import LETTER as LETTER_THEME
from reconnect_tui.services.themes import ThemeFile
from tests.ui.people import HOSTILE, bare, full, hostile, wide
from tests.ui.stage import stage
from tests.ui.tour import STOPS, Stop, environ_in, prepared

LARGE, SMALL = (120, 36), (80, 24)
CARDS: dict[str, Callable[[], Card]] = {
    "full": full,
    "bare": bare,
    "hostile": lambda: hostile(HOSTILE[4] + HOSTILE[2] + HOSTILE[1]),
}


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["120x36", "80x24"])
@pytest.mark.parametrize("theme", [HEARTH, LETTER_THEME], ids=["hearth", "letter"])
@pytest.mark.parametrize("card", sorted(CARDS))
def test_the_card(snap_compare: Callable[..., bool], card: str, theme: ThemeFile, size: tuple[int, int]) -> None:
    app, _ = stage(CARDS[card](), theme=theme)
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize(("theme", "size"), [(HEARTH, LARGE), (LETTER_THEME, SMALL)], ids=["hearth-120x36", "letter-80x24"])
def test_a_card_in_other_scripts(snap_compare: Callable[..., bool], theme: ThemeFile, size: tuple[int, int]) -> None:
    app, _ = stage(wide(), theme=theme)
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize(("theme", "size"), [(CONTRAST, LARGE), (TERMINAL, SMALL)], ids=["contrast-120x36", "terminal-80x24"])
def test_the_card_in_the_other_themes(snap_compare: Callable[..., bool], theme: ThemeFile, size: tuple[int, int]) -> None:
    app, _ = stage(full(), theme=theme)
    assert snap_compare(app, terminal_size=size)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=["120x36", "80x24"])
def test_the_card_without_colours(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, _ = stage(full())
    assert snap_compare(app, terminal_size=size)


SCREENS = (
    "writing", "unfolded", "help", "palette", "find-something", "ahead", "looking-back", "looking-back-years", "looking-back-circles",
    "themes", "settings", "keys", "about", "history", "circle", "note", "record-talked", "rest", "templates", "hand-over", "edit", "last",
)  # fmt: skip
WITHOUT_COLOURS = ("find-something", "looking-back", "settings")


def _shot(snap_compare: Callable[..., bool], folder: Path, name: str, theme: ThemeFile, size: tuple[int, int]) -> bool:
    stop = next(stop for stop in STOPS if stop.name == name)
    if name == "find-something":
        stop = Stop(name, ("/", '"sail'))
    here = prepared(environ_in(folder), theme=theme, invented=True)

    async def go(pilot: Pilot[Any]) -> None:
        await here.walk(pilot, stop)
        for line in here.app.screen.query(Input):
            line.cursor_blink = False
        await pilot.pause()

    same = snap_compare(here.app, terminal_size=size, run_before=go)
    here.end()
    return same


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(snap_compare: Callable[..., bool], tmp_path: Path, name: str) -> None:
    dark = SCREENS.index(name) % 2 == 0
    assert _shot(snap_compare, tmp_path, name, HEARTH if dark else LETTER_THEME, LARGE if dark else SMALL)


@pytest.mark.parametrize("name", WITHOUT_COLOURS)
def test_a_screen_without_colours(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert _shot(snap_compare, tmp_path, name, HEARTH, SMALL)
