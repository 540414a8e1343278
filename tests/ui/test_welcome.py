"""The welcome of an empty home: walked by keys in any order, left at any time, and nothing asked twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.help import HelpSheet
from reconnect_tui.ui.screens.importing import ImportSheet
from reconnect_tui.ui.screens.line import LineSheet
from reconnect_tui.ui.screens.welcome import WelcomeScreen
from tests.ui.seen import seen
from tests.ui.test_sitting import running
from tests.ui.tour import environ_in


async def test_it_is_walked_in_any_order_and_esc_comes_back_to_it(tmp_path: Path) -> None:
    opens: dict[str, type[Screen[Any]]] = {"i": ImportSheet, "p": LineSheet, "?": HelpSheet}
    async with running(environ_in(tmp_path), invented=False) as stage:
        for key in "pi?ip?i":
            await stage.press(key)
            assert stage.in_front(opens[key])
            await stage.press("escape")
            assert stage.in_front(WelcomeScreen)
        await stage.press("p")
        await stage.write("Ada Okafor")
        await stage.press("escape", "i", "escape", "p")
        assert "Ada Okafor" in seen(stage.app), "what was typed is there again"
        await stage.press("enter")
        assert stage.in_front(CardScreen)
        assert stage.name == "Ada Okafor"
        await stage.press("u")
        assert stage.in_front(WelcomeScreen), "taken back, it begins anew"


@pytest.mark.parametrize("keys", [("q",), ("ctrl+q",), ("i", "ctrl+q"), ("p", "A", "ctrl+q"), ("?", "q"), ("escape", "q")])
async def test_it_is_left_from_everywhere_and_there_again_the_next_time(tmp_path: Path, keys: tuple[str, ...]) -> None:
    for _ in range(2):
        async with running(environ_in(tmp_path), invented=False) as stage:
            assert stage.in_front(WelcomeScreen)
            for key in keys:
                await stage.pilot.press(key)
            await stage.pilot.pause()
            assert not stage.app.is_running


async def test_the_demo_is_begun_by_its_key(tmp_path: Path) -> None:
    async with running(environ_in(tmp_path), invented=False) as stage:
        await stage.pilot.press("d")
        await stage.pilot.pause()
        assert stage.sitting.wants_demo


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (300, 100)])
async def test_all_of_it_can_be_read_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(environ_in(tmp_path), invented=False, size=size) as stage:
        read = seen(stage.app)
        assert "bring your LinkedIn connections" in read
        for _ in range(12):
            await stage.press("down")
        read += seen(stage.app)
        for words in ("three people you would be glad to hear from", "invented people", "no telemetry", "q quit"):
            assert words in " ".join(read.split())
