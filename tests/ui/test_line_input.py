"""One line of text to edit: what was typed last is in sight."""

from __future__ import annotations

from textual.app import App, ComposeResult

from reconnect_tui.ui.widgets.line_input import LineInput
from tests.ui.seen import seen


class OneLine(App[None]):
    def compose(self) -> ComposeResult:
        yield LineInput(f"the first words {'and more ' * 20}the last", select_on_focus=False)


async def test_a_line_that_opens_with_many_words_shows_its_end_and_so_it_does_in_a_narrower_window() -> None:
    app = OneLine()
    async with app.run_test(size=(60, 3)) as pilot:
        await pilot.pause()
        assert "the last" in seen(app)
        await pilot.resize_terminal(24, 3)
        await pilot.pause()
        assert "the last" in seen(app)
        await pilot.press("home")
        assert "the first" in seen(app)
