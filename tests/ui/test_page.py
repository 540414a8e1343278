"""Editing a person's page by keys alone, row by row: what is asserted is what is stored."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from reconnect_tui.core.errors import DatabaseError
from reconnect_tui.core.person import ContactPoint
from reconnect_tui.services import deleting, editing, finding, recording, rescue
from reconnect_tui.services.desk import open_desk
from reconnect_tui.services.editing import Bond, Page
from reconnect_tui.store import moments, people
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.kept_lines import KeptLines
from reconnect_tui.ui.screens.merge import MergeSheet, WhoElse
from reconnect_tui.ui.screens.page import PageSheet
from reconnect_tui.ui.screens.relation import RelationSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.words_area import WordsArea
from tests.ui.seen import seen
from tests.ui.test_sitting import Stage, running

ADA, JONAS, TWIN = "Ada Okafor", "Jonas Lind", "Adaeze Okafor"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


def number(stage: Stage, name: str) -> int:
    found = [row.id for row in finding.who(stage.desk, name) if row.name == name]
    return found[0] if found else 0


def page(stage: Stage, name: str = ADA) -> Page:
    """A page as it is stored."""
    return editing.page_of(stage.desk, number(stage, name))


@asynccontextmanager
async def page_of_ada(environ: dict[str, str], size: tuple[int, int] = (120, 36)) -> AsyncIterator[Stage]:
    """The app with Ada's page open; Jonas, and somebody who may be Ada, are there too."""
    async with running(environ, invented=False, size=size) as stage:
        for name in (ADA, JONAS, TWIN):
            recording.add_person(stage.desk, name, emails=("ada@example.org",) if name == ADA else ())
        stage.sitting.open_card(number(stage, ADA))
        await stage.settle()
        await stage.press("e")
        assert stage.in_front(PageSheet)
        yield stage


async def go(stage: Stage, name: str, *, by_keys: bool = False) -> None:
    """Put the cursor on a row; by keys it takes as many presses of j or k as there are rows between."""
    sheet = stage.app.screen
    assert isinstance(sheet, PageSheet)
    listed = sheet.query_one(OptionList)
    at, to = listed.highlighted or 0, listed.get_option_index(name)
    if by_keys:
        step = 1 if to > at else -1
        rows = sum(not listed.get_option_at_index(place).disabled for place in range(at + step, to + step, step))
        await stage.press(*(["j" if to > at else "k"] * rows))
    else:
        listed.highlighted = to
        await stage.settle()
    assert sheet.row is not None
    assert sheet.row.name == name


async def put(stage: Stage, text: str) -> None:
    """Put a text into the line that has the cursor, in the place of what is there."""
    line = stage.app.focused
    assert isinstance(line, LineInput)
    line.value = text
    line.cursor_position = len(text)
    await stage.settle()


async def change(stage: Stage, row: str, text: str, *keys: str) -> None:
    """Change a row: what is in its line goes, and ``text`` is typed."""
    await go(stage, row)
    await stage.press("enter")
    await put(stage, text)
    await stage.press(*(keys or ("enter",)))


def left_behind(path: str) -> tuple[str, int]:
    """The text of a file, and who may read it."""
    return Path(path).read_text(encoding="utf-8"), Path(path).stat().st_mode & 0o777


def told(stage: Stage) -> str:
    """What the page says below its rows."""
    assert isinstance(stage.app.screen, PageSheet)
    return stage.app.screen._sentence


FIELDS = (
    ("name", "Ada N. Okafor", "Ada N. Okafor"),
    ("first_name", "Adanna", "Adanna"),
    ("last_name", "Okafor-Lind", "Okafor-Lind"),
    ("nickname", "Dada", "Dada"),
    ("greeting", "Addy", "Addy"),
    ("salutation", "Liebe Ada,", "Liebe Ada,"),
    ("language", "German", "de"),
    ("position", "Watchmaker", "Watchmaker"),
    ("company", "株式会社みなと", "株式会社みなと"),
    ("headline", "[b]Clocks[/b] and tides", "[b]Clocks[/b] and tides"),
    ("location", "חיפה", "חיפה"),
    ("pace", "6 weeks", 42),
    ("birthday", "14 March 1984", "1984-03-14"),
)


async def test_every_line_is_a_step_of_its_own_and_comes_back(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        who = number(stage, ADA)
        before = editing.page_of(stage.desk, who)
        states = [before]
        for field, typed, stored in FIELDS:
            await change(stage, f"field:{field}", typed)
            now = editing.page_of(stage.desk, who)
            assert getattr(now, field) == stored
            assert told(stage).endswith("· u undoes")
            states.append(now)
        assert stage.app.screen.query_one(".sheet-title", Static).render() is not None
        assert "Adanna Okafor-Lind" in seen(stage.app)
        for state in reversed(states[:-1]):
            await stage.press("u")
            assert stage.in_front(PageSheet)
            assert editing.page_of(stage.desk, who) == state
        await stage.press("ctrl+r", "escape")
        assert stage.in_front(CardScreen)
        assert stage.name == "Ada N. Okafor"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("pace", "often", "no pace"),
        ("birthday", "31 Feb", "no birthday"),
        ("language", "klingon", "no language"),
        ("name", "", "Write something"),
    ],
)
async def test_what_cannot_be_meant_is_said_at_its_line_and_stays(
    environ: dict[str, str], field: str, typed: str, said: str
) -> None:
    async with page_of_ada(environ) as stage:
        before = page(stage)
        await change(stage, f"field:{field}", typed)
        assert stage.in_front(KeptLines)
        assert said in seen(stage.app)
        assert typed in seen(stage.app)
        assert page(stage) == before
        await stage.press("escape")
        assert stage.in_front(PageSheet)
        assert page(stage) == before


async def test_a_text_of_several_lines_is_lost_by_no_step_back(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await go(stage, "field:about")
        await stage.press("enter")
        await stage.write("Sails. [[not a hole]]")
        await stage.press("enter")
        await stage.write("Two kids.")
        (left,) = rescue.left_behind(stage.desk.home)
        assert left_behind(left) == ("Sails. [[not a hole]]\nTwo kids.", 0o600)
        await stage.press("escape")
        assert stage.in_front(PageSheet)
        assert page(stage).about == ""
        assert rescue.left_behind(stage.desk.home) == [left]
        await stage.press("enter")
        assert "Typed before, and not saved yet: “Sails. [[not a hole]] Two kids.”" in seen(stage.app)
        await stage.press("g")
        assert isinstance(stage.app.focused, WordsArea)
        assert stage.app.focused.text == "Sails. [[not a hole]]\nTwo kids."
        await stage.press("ctrl+s")
        assert page(stage).about == "Sails. [[not a hole]]\nTwo kids."
        assert rescue.left_behind(stage.desk.home) == []
        await go(stage, "field:how_met")
        await stage.press("enter", "x", "escape", "enter", "d")
        assert isinstance(stage.app.focused, WordsArea)
        assert stage.app.focused.text == "", "dropped"
        await stage.press("y", "ctrl+s")
        assert page(stage).how_met == "y"
        await stage.press("delete")
        assert page(stage).how_met == ""
        await stage.press("enter", "escape")
        assert stage.in_front(PageSheet), "nothing typed, nothing asked"
        assert stage.sentences()[:2] == ["Edited Ada Okafor: how you met"] * 2


async def test_the_circle_by_its_digit(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await go(stage, "field:circle")
        await stage.press("enter", "1")
        assert page(stage).circle == "close"
        await stage.press("delete")
        assert page(stage).circle == ""
        await stage.press("u", "u")
        assert page(stage).circle != "close"


async def test_ways_to_reach_them(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await stage.press("w")
        await stage.write("+49 30 1234567")
        await stage.press("tab", "tab")
        await stage.write("work")
        await stage.press("enter")
        assert page(stage).contacts[1] == ContactPoint("phone", "+49 30 1234567", "49301234567", "work")
        await stage.press("a")
        await stage.write("ADA@example.org")
        await stage.press("enter")
        assert "on the page already" in seen(stage.app)
        await put(stage, "ada.example.org")
        await stage.press("tab")
        await stage.write("email")
        await stage.press("enter")
        assert "no e-mail address" in seen(stage.app)
        await put(stage, "pigeon")
        await stage.press("enter")
        assert seen(stage.app).count("“pigeon” is no kind") == 1, "at its own line alone"
        assert getattr(stage.app.focused, "value", "") == "pigeon"
        await put(stage, "e-mail")
        await stage.press("shift+tab")
        await put(stage, "ada@kumo.example")
        await stage.press("enter")
        assert [one.value for one in page(stage).contacts] == ["ada@example.org", "+49 30 1234567", "ada@kumo.example"]
        await stage.press("p")
        assert (page(stage).contacts[0].value, page(stage).contacts[0].preferred) == ("ada@kumo.example", True)
        await change(stage, "contact:0", "ada@northwind.example")
        assert page(stage).contacts[0] == ContactPoint("email", "ada@northwind.example", "ada@northwind.example", "", True)
        await go(stage, "contact:1")
        await stage.press("delete")
        assert [one.value for one in page(stage).contacts] == ["ada@northwind.example", "+49 30 1234567"]
        await stage.press("u", "u", "u", "u", "u")
        assert [one.value for one in page(stage).contacts] == ["ada@example.org"]


async def test_tags(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await stage.press("t")
        await stage.write("#boats, old friends")
        await stage.press("enter")
        assert page(stage).tags == ("boats", "old friends")
        await change(stage, "tag:boats", "ships")
        assert page(stage).tags == ("old friends", "ships")
        await stage.press("t", "#", "enter")
        assert stage.in_front(KeptLines)
        assert "needs a word" in seen(stage.app)
        await stage.press("escape")
        await go(stage, "tag:ships")
        await stage.press("delete", "u", "u")
        assert page(stage).tags == ("boats", "old friends")


async def test_who_is_who_stands_on_both_pages(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await stage.press("r")
        assert stage.in_front(RelationSheet)
        await stage.write("sister of")
        await stage.press("enter")
        await stage.write("jon")
        assert "on the page of Jonas Lind: sister: Ada Okafor" in seen(stage.app)
        await stage.press("enter")
        jonas = people.get(stage.desk.store, number(stage, JONAS))
        assert page(stage).relations == (Bond("sister of", JONAS, jonas.uid),)
        assert [(one.kind, one.name) for one in page(stage, JONAS).relations] == [("sister", ADA)]
        await stage.press("r")
        await stage.write("introduced by")
        await stage.press("enter")
        await stage.write("Jon")
        await stage.press("up", "enter")
        assert page(stage).relations[1] == Bond("introduced by", "Jon"), "a name alone, though somebody here is called nearly so"
        await stage.press("r")
        await stage.write("twin of")
        await stage.press("enter")
        await stage.write(ADA)
        await stage.press("enter")
        assert "one and the same person" in seen(stage.app)
        await stage.press("escape")
        await go(stage, "relation:0")
        await stage.press("enter")
        await put(stage, "cousin of")
        await stage.press("enter")
        assert [(one.kind, one.name) for one in page(stage, JONAS).relations] == [("cousin", ADA)]
        await stage.press("delete")
        assert page(stage, JONAS).relations == ()
        assert page(stage).relations == (Bond("introduced by", "Jon"),)
        await stage.press("u", "u", "u", "u")
        assert page(stage).relations == ()


async def test_two_pages_become_one_and_are_parted_again(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        recording.add_note(stage.desk, number(stage, TWIN), "likes the ferry")
        ada = number(stage, ADA)
        await stage.press("M")
        assert stage.in_front(WhoElse)
        await stage.write("adaeze")
        await stage.press("enter")
        assert stage.in_front(MergeSheet)
        assert TWIN in seen(stage.app)
        assert ADA in seen(stage.app)
        await stage.press("s")
        assert stage.in_front(PageSheet), "the merged page opens"
        assert number(stage, TWIN) == 0
        assert [one.text for one in moments.of_person(stage.desk.store, ada, limit=5)] == ["likes the ferry"]
        assert told(stage) == "Merged Ada Okafor with Adaeze Okafor · u undoes"
        await stage.press("u")
        assert moments.of_person(stage.desk.store, ada, limit=5) == []
        twin = number(stage, TWIN)
        await stage.press("M")
        await stage.write("adaeze")
        await stage.press("enter", "o", "s")
        assert people.several(stage.desk.store, [ada]) == []
        assert stage.name == TWIN
        assert stage.in_front(PageSheet)
        await stage.press("u", "escape")
        assert {ada, twin} <= {person.id for person in people.every(stage.desk.store)}
        await stage.press("e", "M")
        await stage.write(stage.name)
        await stage.press("enter")
        assert stage.in_front(PageSheet)
        assert "one and the same person" in told(stage)


async def test_a_page_goes_after_a_copy_and_comes_back(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with page_of_ada(environ) as stage:
        ada = number(stage, ADA)
        recording.add_note(stage.desk, ada, "likes the ferry")
        before = page(stage)
        await stage.press("D")
        assert "one moment that nobody else is in" in seen(stage.app)
        await stage.press("s")
        (tmp_path / "taken.json").write_text("mine", encoding="utf-8")
        await put(stage, str(tmp_path / "taken.json"))
        await stage.press("enter")
        assert not stage.in_front(ChoiceSheet), "what is there already is not written over"
        assert (tmp_path / "taken.json").read_text(encoding="utf-8") == "mine"
        await put(stage, str(tmp_path / "ada.json"))
        await stage.press("enter")
        assert json.loads((tmp_path / "ada.json").read_text(encoding="utf-8"))["name"] == ADA
        assert "ada.json" in seen(stage.app)
        assert number(stage, ADA) == ada, "nothing has gone yet"
        await stage.press("d")
        assert number(stage, ADA) == 0
        assert not stage.in_front(PageSheet)
        assert stage.desk.store.connection.execute("SELECT count(*) FROM tombstone").fetchone() == (1,)
        await stage.press("u")
        assert number(stage, ADA) == ada
        assert page(stage) == before
        assert stage.name == ADA, "and their card is in front again"
        await stage.press("ctrl+r")
        assert number(stage, ADA) == 0
        await stage.press("u")
        assert (number(stage, ADA), stage.name) == (ada, ADA)


async def test_what_the_shell_changes_meanwhile_stays(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await go(stage, "field:company")
        await stage.press("enter")
        await stage.write("Kumo")
        shell = open_desk(stage.desk.home, environ, sitting="shell")
        ada = number(stage, ADA)
        editing.edit_person(shell, ada, position="Watchmaker", last_name="Okafor-Lind")
        editing.tag(shell, ada, ["boats"])
        shell.close()
        await stage.press("enter")
        now = editing.page_of(stage.desk, number(stage, "Ada Okafor-Lind"))
        assert (now.company, now.position, now.name, now.tags) == ("Kumo", "Watchmaker", "Ada Okafor-Lind", ("boats",))
        assert isinstance(stage.app.screen, PageSheet)
        assert "tag:boats" in [row.name for row in stage.app.screen._rows], "and the page says so"
        await stage.press("u")
        now = editing.page_of(stage.desk, number(stage, "Ada Okafor-Lind"))
        assert (now.company, now.position, now.tags) == ("", "Watchmaker", ("boats",))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
async def test_every_row_can_be_reached_and_read_in_any_size(environ: dict[str, str], size: tuple[int, int]) -> None:
    async with page_of_ada(environ, size) as stage:
        who = number(stage, ADA)
        editing.edit_person(
            stage.desk,
            who,
            company="名前の長い会社" * 12,
            headline="[@click=app.quit]x[/]",
            about="a\u202e b\n" * 30,
            location="א" * 90,
        )
        stage.sitting.editing.pages.refresh()
        await stage.settle()
        assert isinstance(stage.app.screen, PageSheet)
        for row in stage.app.screen._rows:
            await go(stage, row.name, by_keys=True)
            listed = stage.app.screen.query_one(OptionList)
            first = listed._index_to_line[listed.highlighted or 0]
            assert 0 <= first - listed.scroll_offset.y < listed.size.height
        assert "esc back" in seen(stage.app)
        await stage.press("ctrl+g")
        assert ADA not in seen(stage.app)
        await stage.press("enter", "D", "ctrl+g")
        assert stage.in_front(PageSheet), "masked, its keys open nothing"
        assert ADA in seen(stage.app)


async def test_a_moment_is_edited_whole(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        ada = number(stage, ADA)
        recording.record(stage.desk, ada, "talked", note="of boats\n\nand tides")
        await stage.press("escape")
        stage.sitting.show(anew=True)
        await stage.press("j", "e")
        assert stage.in_front(KeptLines)
        await put(stage, "12 March 2024")
        await stage.press("tab")
        await put(stage, "often")
        await stage.press("enter")
        assert "no kind of moment" in seen(stage.app)
        await put(stage, "they wrote")
        await stage.press("tab")
        await stage.write("e-mail")
        await stage.press("tab", "!", "ctrl+s")
        (moment,) = moments.of_person(stage.desk.store, ada, limit=5)
        assert (moment.at, moment.kind, moment.direction, moment.channel) == ("2024-03-12", "message", "in", "email")
        assert moment.text == "of boats\n\nand tides!"
        await stage.press("j", "delete")
        assert moments.of_person(stage.desk.store, ada, limit=5) == []
        await stage.press("u", "u")
        (moment,) = moments.of_person(stage.desk.store, ada, limit=5)
        assert (moment.kind, moment.text) == ("call", "of boats\n\nand tides")


@pytest.mark.parametrize("size", [pytest.param((120, 36), marks=pytest.mark.long), (80, 24)])
async def test_hostile_words_in_every_field_draw_nothing_and_stay_as_they_are(
    environ: dict[str, str], size: tuple[int, int]
) -> None:
    async with page_of_ada(environ, size) as stage:
        ada, twin = number(stage, ADA), number(stage, TWIN)
        words = "\u202eevil [@click=app.quit]x[/] \x1b]52;c;Zm9v\x07 {{x}} [[y]] $(z) \u3164" + "Z" + "\u0301" * 90
        for who in (ada, twin):
            for at, wanted in enumerate(
                ("name", "nickname", "greeting", "salutation", "position", "company", "about", "how_met")
            ):
                editing.edit_person(stage.desk, who, **{wanted: f"{words} {at}"})
            editing.tag(stage.desk, who, [words])
            now = editing.page_of(stage.desk, who)
            other = people.get(stage.desk.store, twin if who == ada else ada)
            changed = now._replace(
                contacts=(*now.contacts, editing.contact("other", words, words)),
                relations=(*now.relations, Bond(words, other.name, other.uid)),
            )
            editing.change(stage.desk, who, now, changed)
        pages = stage.sitting.editing.pages
        pages.refresh()
        before = editing.page_of(stage.desk, ada)
        await stage.settle()
        assert isinstance(stage.app.screen, PageSheet)
        rows = [row.name for row in stage.app.screen._rows if not row.name.startswith(("add:", "deed:"))]
        for name in rows:
            await go(stage, name)
            drawn = seen(stage.app)
            await stage.press("enter")
            drawn += seen(stage.app)
            assert not any(sign in drawn for sign in "\x1b\x07\u202e\u3164"), name
            assert "\u0301" * 20 not in drawn
            await stage.press("escape")
            assert stage.in_front(PageSheet), f"{name}: nothing was typed, so nothing is asked"
        assert editing.page_of(stage.desk, ada) == before
        await stage.press("M")
        await stage.write("evil 0")
        await stage.press("down", "enter")
        drawn = seen(stage.app)
        assert not any(sign in drawn for sign in "\x1b\x07\u202e\u3164")


async def test_a_save_that_fails_says_so_and_keeps_what_was_typed(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with page_of_ada(environ) as stage:
        before = page(stage)

        def full(*_: object, **__: object) -> None:
            raise DatabaseError("The disk is full. Make room, and try again.")

        with monkeypatch.context() as broken:
            broken.setattr(editing, "edit_person", full)
            await change(stage, "field:company", "Kumo")
            assert stage.in_front(KeptLines)
            assert "The disk is full" in seen(stage.app)
            assert "Kumo" in seen(stage.app)
            assert page(stage) == before
        await stage.press("enter")
        assert page(stage).company == "Kumo"


async def test_somebody_new_who_is_taken_back_takes_page_and_card_along(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        await stage.press("escape", "N")
        await stage.write('@+"Nobody Yet" of the ferry')
        await stage.press("enter")
        stage.sitting.open_card(number(stage, "Nobody Yet"))
        await stage.settle()
        await stage.press("e", "t")
        await stage.write("boats")
        await stage.press("enter", "u")
        assert stage.in_front(PageSheet)
        await stage.press("u")
        assert number(stage, "Nobody Yet") == 0
        assert not stage.in_front(PageSheet)
        assert stage.name != "Nobody Yet", "and no card of nobody stays"


async def test_somebody_deleted_elsewhere_takes_their_page_along(environ: dict[str, str]) -> None:
    async with page_of_ada(environ) as stage:
        shell = open_desk(stage.desk.home, environ, sitting="shell")
        deleting.delete(shell, number(stage, ADA))
        shell.close()
        await stage.press("t")
        assert not stage.in_front(KeptLines)
        stage.sitting.editing.pages.refresh()
        await stage.settle()
        assert not stage.in_front(PageSheet)
