"""Two clicks that come together choose once: the second finds the sheet closed, and closes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import Static

from reconnect_tui.ui.screens.sheet import Sheet
from tests.ui.people import full
from tests.ui.stage import stage
from tests.ui.tour import STOPS, environ_in, opened


@pytest.mark.parametrize("name", ["ahead", "history", "record", "find"])
async def test_a_sheet_closes_once(tmp_path: Path, name: str) -> None:
    async with opened(environ_in(tmp_path), next(stop for stop in STOPS if stop.name == name)) as stage:
        sheet = stage.app.screen
        assert isinstance(sheet, Sheet)
        sheet.dismiss(None)
        sheet.dismiss(None)
        await stage.settle()
        assert stage.app.screen is stage.app.card_screen
        assert stage.app.is_running


async def test_a_click_on_what_has_just_gone_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    app, _ = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        gone = Static("gone")
        monkeypatch.setattr(app.screen, "get_widget_and_offset_at", lambda x, y: (gone, Offset(0, 0)))
        app.post_message(events.MouseDown(None, 5, 5, 0, 0, 1, False, False, False, 5, 5))
        await pilot.pause()
        assert app.is_running
        assert app.failure is None
