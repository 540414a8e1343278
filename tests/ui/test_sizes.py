"""From 60 × 16 to 300 × 100: a window that changes its size keeps the focus, the cursor, what was typed and what was scrolled to.

That every sheet fits into both is looked at in test_esc.py, which goes everywhere anyway.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.ui.seen import seen
from tests.ui.tour import STOPS, Stop, environ_in, opened

SIZES = ((60, 16), (300, 100), (40, 10), (120, 36))
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


@pytest.mark.parametrize(
    ("name", "scrolled"), [("help", ".sheet"), ("about", ".sheet"), ("keys", "OptionList"), ("settings", "OptionList")]
)
async def test_what_was_scrolled_to_stays_in_sight(tmp_path: Path, name: str, scrolled: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop, size=(80, 24)) as stage:
        for _ in range(9):
            await stage.press("down")
        await stage.settle()
        part = stage.app.screen.query_one(scrolled)
        before = (part.scroll_y, seen(stage.app))
        for size in ((80, 30), (100, 24), (60, 16), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
        assert (part.scroll_y, seen(stage.app)) == before
        if name in ("help", "about"):
            assert part.scroll_y == 9


async def test_the_letter_that_was_scrolled_stays_where_it_was(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("w", '"zq'))) as stage:
        letter = stage.app.card_screen.paper.area
        letter.insert("\n".join(str(number) for number in range(60)))
        await stage.press(*["up"] * 5)
        at, top = letter.cursor_location, letter.scroll_y
        assert top > 10
        for size in ((80, 24), (60, 16), (300, 100), (120, 36)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert letter.cursor_location == at
            assert letter.scroll_y <= at[0] < letter.scroll_y + letter.size.height, "the cursor is in sight"
            assert stage.app.focused is letter


async def test_below_the_smallest_size_it_says_so_and_q_quits(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ()), size=(59, 16)) as stage:
        assert "60 columns and 16 rows" in seen(stage.app)
        before = stage.sentences()
        await stage.press("x", "z", "p")
        assert stage.sentences() == before
        await stage.press("q")
        assert not stage.app.is_running
