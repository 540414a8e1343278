"""All that was ever between you, newest first, without an end: by keys to the oldest of many moments, with only those in sight made."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconnect_tui.services import editing, recording
from reconnect_tui.store import moments
from reconnect_tui.ui.widgets.between import BetweenYou
from tests.ui.seen import seen
from tests.ui.test_sitting import Stage, running


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


def with_many(stage: Stage, many: int) -> int:
    """Ada, with so many moments on her card."""
    ada = recording.add_person(stage.desk, "Ada Okafor").person
    assert ada is not None
    with recording.decision(stage.desk, "test", "Many moments"):
        for number in range(many):
            day = (date(2026, 11, 20) - timedelta(days=number)).isoformat()
            moments.add(
                stage.desk.store, [ada.id], at=day, kind="note", text=f"word {number} " + "about boats and tides " * (number % 9)
            )
    stage.sitting.open_card(ada.id)
    return ada.id


def numbers(stage: Stage) -> set[int]:
    """The moments in sight, by the number in their words."""
    return {int(found) for found in re.findall(r"word (\d+)\b", seen(stage.app))}


def made(stage: Stage) -> int:
    """How many moments are made into lines."""
    return len(stage.app.card_screen.between._blocks)


@pytest.mark.parametrize(
    ("size", "many"),
    [((120, 36), 1_234), ((80, 24), 1_234), ((60, 16), 1_234), pytest.param((120, 36), 40_000, marks=pytest.mark.long)],
)
async def test_to_the_oldest_and_back(environ: dict[str, str], size: tuple[int, int], many: int) -> None:
    async with running(environ, invented=False, size=size) as stage:
        ada = with_many(stage, many)
        await stage.settle()
        await stage.press("end")
        screen = stage.app.card_screen
        assert screen.chosen is not None
        assert screen.chosen.text.startswith(f"word {many - 1} ")
        assert many - 1 in numbers(stage)
        assert made(stage) < 60, "only those near are made"
        assert stage.sitting.card is not None
        assert len(stage.sitting.card.moments) == many
        assert not stage.sitting.card.more_moments
        await stage.press("k")
        assert screen.chosen.text.startswith(f"word {many - 2} ")
        assert many - 2 in numbers(stage)
        await stage.press("e", "tab", "tab", "tab", "!", "ctrl+s")
        changed = moments.of_person(stage.desk.store, ada, limit=many)[many - 2]
        assert changed.text.rstrip("\n").endswith("!")
        assert screen.chosen.uid == changed.uid, "edited, it stays where it is"
        await stage.press("delete")
        assert len(moments.of_person(stage.desk.store, ada, limit=many)) == many - 1
        assert stage.sitting.card is not None
        assert len(stage.sitting.card.moments) == many - 1
        await stage.press("u", "home")
        assert screen.chosen is not None
        assert screen.chosen.text.startswith("word 0 ")
        assert 0 in numbers(stage)


async def test_reading_on_page_by_page_leaves_no_moment_out(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        with_many(stage, 160)
        await stage.settle()
        between = stage.app.card_screen.between
        found: set[int] = set()
        for _ in range(160):
            found |= numbers(stage)
            before = (between._at, between._line, len(stage.sitting.card.moments if stage.sitting.card else ()))
            await stage.press("pagedown")
            if (between._at, between._line, len(stage.sitting.card.moments if stage.sitting.card else ())) == before:
                break
        assert found == set(range(160))
        assert stage.app.card_screen.chosen is None
        for _ in range(160):
            await stage.press("pageup")
            if (between._at, between._line) == (0, 0):
                break
        assert 0 in numbers(stage)


async def test_by_j_alone_through_more_than_one_reading(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        with_many(stage, 75)
        await stage.settle()
        texts = []
        for _ in range(75):
            await stage.pilot.press("j")
            assert stage.app.card_screen.chosen is not None
            texts.append(stage.app.card_screen.chosen.text.split()[1])
        await stage.settle()
        assert texts == [str(number) for number in range(75)]
        assert 74 in numbers(stage)


async def test_what_another_window_adds_leaves_the_place(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        ada = with_many(stage, 200)
        await stage.settle()
        await stage.press("end")
        chosen = stage.app.card_screen.chosen
        recording.add_note(stage.desk, ada, "from elsewhere")
        stage.sitting._follow()
        await stage.settle()
        assert stage.app.card_screen.chosen == chosen
        assert stage.sitting.card is not None
        assert stage.sitting.card.moments[0].text == "from elsewhere"
        assert 199 in numbers(stage)


async def test_a_bar_tells_where_one_is_and_drawing_never_goes_past_the_ends(environ: dict[str, str]) -> None:
    async with running(environ, invented=False) as stage:
        with_many(stage, 300)
        await stage.settle()
        between = stage.app.card_screen.between
        assert isinstance(between, BetweenYou)
        between.scroll_lines(-50)
        assert between.top == 0
        await stage.press("end")
        between.scroll_lines(10_000)
        height = between.content_size.height
        assert between.top == len(between.lines(between.content_size.width)) - height
        assert between._bar().stop == height
        editing.remove_moment(stage.desk, moments.of_person(stage.desk.store, 1, limit=1)[0])
        between.to_start()
        assert between._bar().start == 0
