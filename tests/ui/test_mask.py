"""The mask: with it on, no screen and no sheet shows a surname, a company or a word that was written; and it comes over all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.ui.screens.sheet import Sheet
from tests.ui.seen import seen
from tests.ui.tour import PRIVATE, STOPS, Stop, environ_in, opened


@pytest.mark.parametrize("stop", STOPS, ids=[stop.name for stop in STOPS])
async def test_masked_nothing_private_is_on_any_screen(tmp_path: Path, stop: Stop) -> None:
    async with opened(environ_in(tmp_path), stop, mask=True) as stage:
        typed = {step[1:] for step in stop.steps if step.startswith('"')}
        drawn = seen(stage.app).casefold()
        for word in sorted(typed, key=len, reverse=True):
            drawn = drawn.replace(word.casefold(), "")  # what is typed in front of everybody is seen
        assert PRIVATE not in drawn, drawn


SHOWN = ("card", "writing", "find-something", "ahead", "looking-back", "history", "last", "drafts", "review", "edit", "why")


@pytest.mark.parametrize("name", SHOWN)
async def test_the_walk_sees_private_words_where_there_is_no_mask(tmp_path: Path, name: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop) as stage:
        assert PRIVATE in seen(stage.app).casefold()


OPEN = ("card", "writing", "find-something", "ahead", "looking-back", "keep-line", "settings", "note", "edit", "how-met", "hand-over", "review",
    "sorting", "palette", "not-today", "last", "last-ahead")  # fmt: skip


@pytest.mark.parametrize("name", OPEN)
async def test_the_mask_comes_over_whatever_is_open(tmp_path: Path, name: str) -> None:
    stop = next(stop for stop in STOPS if stop.name == name)
    async with opened(environ_in(tmp_path), stop) as stage:
        was_sheet = isinstance(stage.app.screen, Sheet)
        await stage.press("ctrl+g")
        if not stage.sitting.mask:
            await stage.press("m")
        assert stage.sitting.mask
        assert PRIVATE not in seen(stage.app).casefold(), seen(stage.app)
        await stage.press("ctrl+g")
        if was_sheet:
            assert isinstance(stage.app.screen, Sheet), "nothing that was begun is lost by it"
            assert not stage.sitting.mask
