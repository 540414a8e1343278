"""Keys that come in one piece are heard in turn, however busy the machine is."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from textual import events

from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.ui.test_sitting import environ, running

__all__ = ["environ"]


async def test_what_is_typed_behind_a_key_goes_where_that_key_led_though_it_took_seconds(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    on_key = CardScreen.on_key

    async def slowly(screen: CardScreen, event: events.Key) -> None:
        heard.append(event.key)
        await asyncio.sleep(2.5)
        on_key(screen, event)

    monkeypatch.setattr(CardScreen, "on_key", slowly)
    async with running(environ) as stage:
        done = stage.sentences()
        for key in "ninstead":
            stage.app.post_message(events.Key(key, key))
        until = time.monotonic() + 20
        while not (stage.in_front(Sheet) and stage.app.screen.query_one(LineInput).value == "instead"):
            assert time.monotonic() < until, heard
            await stage.pilot.pause(0.05)
        assert heard == ["n"]
        assert stage.sentences() == done
