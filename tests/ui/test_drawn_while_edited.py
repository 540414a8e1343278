"""A text that is being edited is drawn as harmlessly as any other, although each of its signs has to keep its place."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult

from reconnect_tui.core.text import MARKS_PER_BASE
from reconnect_tui.ui import cells
from reconnect_tui.ui.widgets.letter import LetterArea
from reconnect_tui.ui.widgets.line_input import LineInput
from tests.data.hostile import WITHOUT_SURROGATES
from tests.e2e.harmless import harm_in_text
from tests.ui.people import full
from tests.ui.seen import seen
from tests.ui.stage import stage

DRAWN = [words for words in WITHOUT_SURROGATES.values() if not (words.isascii() and words.isprintable())]


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield LineInput()


async def test_a_line() -> None:
    app = OneLine()
    async with app.run_test(size=(60, 3)) as pilot:
        line = app.query_one(LineInput)
        for words in DRAWN:
            line.value = words
            line.cursor_position = 0
            await pilot.pause()
            assert harm_in_text(seen(app)) == []


async def test_the_cursor_stands_behind_what_is_drawn() -> None:
    """Signs that are drawn narrower than they are counted move it: a heart with its selector is one cell here, not two."""
    app = OneLine()
    async with app.run_test(size=(60, 3)) as pilot:
        line = app.query_one(LineInput)
        for words in ("❤\ufe0f" * 80, "👩\u200d👩\u200d👧 " * 30, "x" * 80, "名" * 50):
            line.value = f"{words} the end."
            for place in (0, len(line.value)):
                line.cursor_position = place
                await pilot.pause()
            assert "the end." in seen(app)


async def test_a_long_paste_into_an_empty_line_shows_its_end() -> None:
    app = OneLine()
    async with app.run_test(size=(60, 3)) as pilot:
        app.query_one(LineInput).post_message(events.Paste("word " * 80 + "the end."))
        await pilot.pause()
        await pilot.pause()
        assert "the end." in seen(app)


async def test_a_letter() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w")
        letter = app.card_screen.query_one(LetterArea)
        for words in DRAWN:
            letter.load(words[:5_000], 7)
            await pilot.pause()
            assert harm_in_text(seen(app)) == []


@pytest.mark.parametrize("sign", ["\u200d", "\u0301", "\ufe0f", "\u0489"])
def test_a_tower_loses_its_height_and_no_cell(sign: str) -> None:
    tower = Segment("a" + sign * 500 + "b")
    thin = cells.thinned([tower, Segment(sign * 3), Segment("c")])
    assert [cell_len(one.text) for one in thin] == [2, 0, 1]
    assert thin[0].text == "a" + sign * MARKS_PER_BASE + "b"
