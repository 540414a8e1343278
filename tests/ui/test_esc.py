"""Every place of the app fits from 60 × 16 to 300 × 100; Esc goes one step back there, decides nothing, and loses nothing typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.last import LastScreen
from reconnect_tui.ui.screens.sheet import Sheet
from tests.ui.seen import seen
from tests.ui.test_sitting import Stage
from tests.ui.tour import STOPS, Stop, environ_in, opened

BY_NAME = {stop.name: stop for stop in STOPS}
DECIDED = {"not-today", "undo", "redo", "removed", "noted"}
"""What a key decides on the spot: there is no step back but undo."""
WORDS = "zqunsaved words"
TYPED = {
    "note": (("n",), WORDS), "note-anyone": (("N",), f"{WORDS} @nobody"), "record-talked": (("r", "t"), WORDS),
    "follow-up": (("f",), f"in 2 weeks {WORDS}"), "how-met": (("h",), f" {WORDS}"), "keep-as-template": ((":text-keep",), WORDS),
    "times": ((":text-times",), "Thu 3 Dec 17:00"), "writing": (("w",), WORDS), "did-it-go": (("s", "c", "tab"), f"in 2 weeks {WORDS}"),
}  # fmt: skip
"""Where words of the user's own are typed: how to get there, and what is typed."""


@pytest.mark.parametrize("name", [name for name in BY_NAME if name not in DECIDED])
async def test_every_place_fits_and_esc_is_one_step_back_which_decides_nothing(tmp_path: Path, name: str) -> None:
    async with opened(environ_in(tmp_path), BY_NAME[name], size=(60, 16)) as stage:
        await fits(stage)
        await stage.pilot.resize_terminal(300, 100)
        await stage.settle()
        await fits(stage)
        done, before = stage.sentences(), (list(stage.app.screen_stack), seen(stage.app))
        await stage.press("escape")
        now = list(stage.app.screen_stack)
        assert stage.app.is_running
        assert len(before[0]) - 1 <= len(now) <= len(before[0]), "one step, no more"
        if not isinstance(before[0][-1], CardScreen | LastScreen):
            assert (now, seen(stage.app)) != before, "and no less"
        for _ in range(6):
            await stage.press("escape")
        assert stage.in_front(CardScreen) or stage.in_front(LastScreen)
        assert stage.sentences() == done


async def fits(stage: Stage) -> None:
    """A sheet lies whole on the screen, and its end tells of Esc."""
    screen = stage.app.screen
    if isinstance(screen, Sheet):
        paper = screen.query_one(".sheet")
        assert screen.region.contains_region(paper.region)
        paper.scroll_end(animate=False)
        await stage.settle()
        assert "esc" in seen(stage.app)


@pytest.mark.parametrize("name", sorted(TYPED))
async def test_what_was_typed_is_there_again(tmp_path: Path, name: str) -> None:
    steps, typed = TYPED[name]
    async with opened(environ_in(tmp_path), Stop("", steps)) as stage:
        await stage.write(typed)
        assert typed.strip() in seen(stage.app)
        done = stage.sentences()
        await stage.press("escape")
        if name == "did-it-go":
            assert stage.in_front(CardScreen)
        for step in steps:
            if step.startswith(":"):
                stage.sitting.decide(step[1:])
                await stage.settle()
            else:
                await stage.press(step)
        assert typed.strip() in seen(stage.app)
        assert stage.sentences() == done


async def test_what_was_left_is_this_persons_and_goes_when_it_is_taken(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("f", f'"in 2 weeks {WORDS}', "escape"))) as stage:
        row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name LIKE 'Bo %'").fetchone()
        ada = stage.sitting.card.person.id if stage.sitting.card else 0
        stage.sitting.open_card(row[0])
        await stage.press("f")
        assert WORDS not in seen(stage.app)
        await stage.press("escape")
        stage.sitting.open_card(ada)
        await stage.press("m", "f")
        assert WORDS not in seen(stage.app), "nor while private words are hidden"
        await stage.press("escape", "m", "f", "enter")
        assert "Follow-up" in stage.sentences()[0] or WORDS in stage.sentences()[0]
        await stage.press("f")
        assert WORDS not in seen(stage.app).partition("come back to")[2]
