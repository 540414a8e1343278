"""Two clicks that come together choose once: the second finds the sheet closed, and closes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.ui.screens.sheet import Sheet
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
