"""The capture line in the app: names completed while they are typed, and the reading of the line under it."""

from __future__ import annotations

from reconnect_tui.core.person import LINE
from reconnect_tui.core.signs import quoted_name
from reconnect_tui.services import capture, recording
from reconnect_tui.store import drafts
from reconnect_tui.ui.screens.capture import CaptureSheet, Completions
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.widgets.lines import Lines
from tests.ui.test_sitting import Stage, environ, running

__all__ = ["environ"]


def sheet(stage: Stage) -> CaptureSheet:
    assert isinstance(stage.app.screen, CaptureSheet)
    return stage.app.screen


def names(stage: Stage) -> list[str]:
    return [line[2:] for line in sheet(stage).query_one(Completions).render().plain.split("\n") if line.strip()]


def reading(stage: Stage) -> str:
    return " ".join(sheet(stage).query_one("#reading", Lines).render().plain.split())


async def begin(stage: Stage) -> None:
    """Three people of known recency, and the line open."""
    for name, day in (("Quinn Abel", "2026-11-01"), ("Quentin Bø Ek", "2026-11-10"), ("Quadir Costa", "2020-01-01")):
        person = recording.add_person(stage.desk, name).person
        assert person is not None
        capture.take(stage.desk, f'{day} coffee: @"{name}"')
    await stage.press("N")


async def test_names_are_offered_the_latest_contact_first(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.write("coffee: @qu")
        assert names(stage) == ["Quentin Bø Ek", "Quinn Abel", "Quadir Costa"]
        await stage.write("inn")
        assert names(stage) == ["Quinn Abel"]
        await stage.write(" is")
        assert names(stage) == []


async def test_tab_takes_a_name_and_enter_then_saves(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.write("yesterday coffee: with @q")
        await stage.press("tab")
        assert sheet(stage).line.value == 'yesterday coffee: with @"Quentin Bø Ek" '
        await stage.write("about boats")
        assert reading(stage) == "21 Nov, coffee, with Quentin Bø Ek"
        await stage.press("enter")
        assert stage.in_front(CardScreen)
        assert stage.sentences()[0] == "Recorded: coffee with Quentin Bø Ek"


async def test_enter_takes_a_name_that_is_not_sure_and_saves_one_that_is(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.write("@qu")
        await stage.press("down", "enter")
        assert sheet(stage).line.value == '@"Quinn Abel" '
        await stage.write("and @quadir")
        assert names(stage) == ["Quadir Costa"]
        await stage.press("enter")
        assert stage.sentences()[0] == "Noted on Quinn Abel and Quadir Costa"


async def test_an_accent_may_be_left_out_and_a_name_stand_in_the_middle(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.write("met  at noon")
        sheet(stage).line.cursor_position = 4
        await stage.write("@quentin bo")
        assert names(stage) == ["Quentin Bø Ek"]
        await stage.press("tab")
        assert sheet(stage).line.value == 'met @"Quentin Bø Ek" at noon'


async def test_a_click_takes_a_name(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.write("@qu")
        await stage.pilot.click(Completions, offset=(4, 2))
        await stage.settle()
        assert sheet(stage).line.value == '@"Quadir Costa" '


async def test_the_silent_are_never_offered(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        await stage.press("escape")
        for name, deed in (("quinn", recording.never), ("quentin", recording.died)):
            row = stage.desk.store.connection.execute("SELECT id FROM person WHERE name LIKE ?", (f"{name}%",)).fetchone()
            deed(stage.desk, row[0])
        await stage.press("N")
        await stage.write("@qu")
        assert names(stage) == ["Quadir Costa"]


async def test_the_reading_is_there_in_the_frame_of_the_key_and_the_words_on_disk(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await begin(stage)
        sheet(stage).line.value = "12 nov lunch: @quadir > 6 dec ask how it went"  # nothing was waited for since
        assert reading(stage) == "12 Nov, meal, with Quadir Costa; follow-up 6 Dec: ask how it went"
        await stage.settle()
        assert stage.sitting.writer.flush()
        kept = drafts.get(stage.desk.store, None, LINE)
        assert kept is not None
        assert kept.text == "12 nov lunch: @quadir > 6 dec ask how it went"
        await stage.press("escape", "N")
        assert sheet(stage).line.value == kept.text


async def test_an_empty_line_is_not_taken(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        await stage.press("N", "enter")
        assert reading(stage) == "Write something, or esc goes back."
        await stage.write("nobody in it")
        await stage.press("enter")
        assert "names nobody" in reading(stage)


async def test_every_name_offered_is_read_as_that_person_alone(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        for name in (
            'Ann "Annie" Lee',
            "Ada Okafor | MBA",
            "Dr. Bo 🌟 Lind",
            "O'Brien",
            "王伟",
            "a.b@c",
            "=1+1 [/b]",
            "Jean-Luc",
        ):
            person = recording.add_person(stage.desk, name).person
            assert person is not None
            (mention,) = capture.read(stage.desk, f"lunch: with {quoted_name(name)} again")[0].mentions
            assert mention.ids == (person.id,), name
