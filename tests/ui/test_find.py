"""Finding somebody in the app, by keys and by mouse."""

from __future__ import annotations

from textual.widgets import Input

from reconnect_tui.services import capture, recording
from reconnect_tui.ui.screens.capture import CaptureSheet
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.find import FindSheet, SearchLine
from reconnect_tui.ui.widgets.found import FoundList
from reconnect_tui.ui.widgets.lines import Lines
from tests.data import crowd
from tests.ui.test_sitting import Stage, environ, running

__all__ = ["environ"]


def sheet(stage: Stage) -> FindSheet:
    assert isinstance(stage.app.screen, FindSheet)
    return stage.app.screen


def listed(stage: Stage) -> list[str]:
    return [row.name for row in sheet(stage).query_one(FoundList).rows]


def drawn(stage: Stage) -> str:
    """What the list and the line under it show."""
    parts = (sheet(stage).query_one(FoundList).render(), sheet(stage).query_one("#told", Lines).render())
    return "\n".join(part.plain for part in parts)


async def closely(stage: Stage) -> None:
    """Wait until the keys have paused long enough for everything to be counted."""
    while sheet(stage)._pause is not None:
        await stage.pilot.pause(0.02)
        await stage.settle()


async def search(stage: Stage, text: str) -> None:
    await stage.press("slash")
    sheet(stage).query_one(SearchLine).value = text
    await stage.settle()
    await closely(stage)


async def test_it_begins_with_the_latest_contacts(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("slash")
        rows = sheet(stage).query_one(FoundList).rows
        days = [row.last_contact for row in rows]
        assert len(rows) > 5
        assert days == sorted(days, key=str, reverse=True)
        await stage.press("down", "enter")
        assert stage.name == rows[1].name


async def test_rows_are_there_in_the_frame_of_the_key(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("slash")
        line = sheet(stage).query_one(SearchLine)
        line.value = "mikael"  # nothing was waited for since
        assert listed(stage) == ["Mikael Lindqvist"]


async def test_who_gardens_shows_the_words_and_opens_the_same_card(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        assert stage.sitting.card is not None
        present = stage.name
        capture.take(stage.desk, f'@"{present}" spends every weekend on the tightrope')
        await search(stage, "who tightropes?")
        assert listed(stage) == [present]
        shown = sheet(stage).query_one(FoundList).render()
        assert "spends every weekend on the tightrope" in shown.plain
        at = shown.plain.index("tightrope")
        assert any(span.start == at and "bold" in str(span.style) for span in shown.spans)
        await stage.press("enter")
        assert stage.in_front(CardScreen)
        assert stage.name == present


async def test_the_choice_moves_by_arrows_vim_keys_and_pages(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("slash")
        found = sheet(stage).query_one(FoundList)
        names = listed(stage)

        def chosen() -> str:
            return found.chosen.name if found.chosen else ""

        await stage.press("down", "down", "up")
        assert chosen() == names[1]
        await stage.press("ctrl+n", "ctrl+n", "ctrl+p")
        assert chosen() == names[2]
        await stage.press("tab", "k")
        assert chosen() == names[1]
        await stage.press("j", "j", "G")
        assert chosen() == names[-1]
        await stage.press("g")
        assert chosen() == names[0]
        await stage.press("pagedown")
        assert chosen() != names[0]
        await stage.press("slash", "m")
        assert isinstance(stage.app.focused, Input)
        assert sheet(stage).text == "m"
        await stage.press("escape")
        assert stage.in_front(CardScreen)


async def test_a_click_opens_the_card(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("slash")
        name = listed(stage)[2]
        await stage.pilot.click(FoundList, offset=(5, 2))
        await stage.settle()
        assert stage.name == name


async def test_the_rest_is_counted_when_the_keys_pause(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        crowd.fill(stage.desk, 800, 4_000)
        await search(stage, "sailing")
        rows = sheet(stage).query_one(FoundList).rows
        assert len(rows) == 200
        assert "… and " in drawn(stage)
        assert " more" in drawn(stage)
        assert all(row.match for row in rows)


async def test_a_misspelt_name_is_found_and_said_to_be_near(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await search(stage, "lindqvits")
        assert listed(stage) == ["Mikael Lindqvist"]
        assert "nobody is called that; these are called nearly that" in drawn(stage)
        await stage.press("enter")
        assert stage.name == "Mikael Lindqvist"


async def test_a_filter_that_is_none_is_a_quiet_line(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await search(stage, "mikael has:fax")
        assert listed(stage) == ["Mikael Lindqvist"]
        assert "has: knows email, phone," in drawn(stage)


async def test_nobody_there_can_be_noted_and_added(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await search(stage, "Zorblatt Qux")
        assert "enter notes something about Zorblatt Qux, and adds them" in drawn(stage)
        await stage.press("enter")
        assert isinstance(stage.app.screen, CaptureSheet)
        await stage.write("plays the theremin")
        await stage.press("enter")
        assert stage.sentences()[0] == "Noted on Zorblatt Qux"
        await search(stage, "9:31 !!")
        assert "nobody fits" in drawn(stage)
        await stage.press("enter")
        assert stage.in_front(FindSheet)


async def test_masked_only_first_names_are_shown(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        capture.take(stage.desk, "@mikael keeps a secret")
        await stage.press("m")
        await search(stage, "secret")
        assert "Mikael ·····" in drawn(stage)
        assert "Lindqvist" not in drawn(stage)
        assert "keeps" not in drawn(stage)


async def test_a_name_is_never_markup(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        recording.add_person(stage.desk, "Moss [@click=app.quit]hi[/]")
        await search(stage, "moss")
        assert "Moss [@click=app.quit]hi[/]" in drawn(stage)


async def test_nothing_is_lost_on_a_small_screen(environ: dict[str, str]) -> None:
    async with running(environ, size=(80, 24)) as stage:
        await stage.press("slash")
        found = sheet(stage).query_one(FoundList)
        assert found.content_size.height >= 8
        assert all(line.cell_length <= found.content_size.width for line in found.render().split("\n"))
        for _ in range(len(found.rows)):
            await stage.press("down")
            assert found.chosen is not None
            assert found.chosen.name.split()[0] in found.render().plain
