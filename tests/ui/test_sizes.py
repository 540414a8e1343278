"""From 60 × 16 to 300 × 100: a window that changes its size keeps the focus, the cursor and what was typed; a bar shows what is below."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from reconnect_tui.ui.screens.sheet import Sheet
from tests.ui.seen import seen
from tests.ui.tour import STOPS, environ_in, opened

SIZES = ((60, 16), (300, 100), (80, 24), (40, 10), (120, 36))
WALKED = (
    "card", "chosen", "writing", "help", "find-something", "ahead", "looking-back", "looking-back-years", "themes", "settings", "keys",
    "about", "history", "circle", "note", "record-talked", "edit", "templates", "hand-over", "last",
)  # fmt: skip


@pytest.mark.parametrize("name", WALKED)
async def test_another_size_moves_nothing(tmp_path: Path, name: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop) as stage:
        stage.app.clear_notifications()
        await stage.settle()
        screen = stage.app.screen
        before = (screen.focused, [(one.value, one.cursor_position) for one in screen.query(Input)])
        chosen = [one.highlighted for one in screen.query(OptionList)]
        words = seen(stage.app)
        for width, height in SIZES:
            await stage.pilot.resize_terminal(width, height)
            await stage.settle()
            lines = seen(stage.app).split("\n")
            assert len(lines) <= height
            if (width, height) != (40, 10):
                assert any(line.strip() for line in lines)
        assert stage.app.screen is screen
        assert (screen.focused, [(one.value, one.cursor_position) for one in screen.query(Input)]) == before
        assert [one.highlighted for one in screen.query(OptionList)] == chosen
        assert seen(stage.app) == words, "back at its first size it looks as it did"


@pytest.mark.parametrize("size", [(60, 16), (300, 100)])
@pytest.mark.parametrize("name", [stop.name for stop in STOPS])
async def test_every_sheet_fits_and_says_how_to_go_back(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop, size=size) as stage:
        screen = stage.app.screen
        if not isinstance(screen, Sheet):
            return
        paper = screen.query_one(".sheet")
        assert screen.region.contains_region(paper.region)
        paper.scroll_end(animate=False)
        await stage.settle()
        assert "esc" in seen(stage.app)
        await stage.press("escape")
        assert stage.app.screen is not screen, "one step back"
