"""The card in the app: what each key does, what stays through resizing, and that nothing on it acts on the terminal."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from reconnect_tui.core.card import Card
from reconnect_tui.core.person import Draft
from reconnect_tui.keymap import resolve
from reconnect_tui.ui.app import ReconnectApp
from reconnect_tui.ui.content import MASK
from reconnect_tui.ui.widgets.letter import LetterArea
from tests.ui.people import HOSTILE, LETTER, TODAY, bare, full, hostile, long
from tests.ui.stage import stage

SIZES = [(120, 36), (80, 24), (60, 16), (100, 30), (99, 21), (200, 60), (300, 100)]
FORBIDDEN = [chr(n) for n in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x200D, 0x202E, 0x2066, 0x2028)]


def rows(app: ReconnectApp) -> list[str]:
    """The screen, a string a row."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.screen.size)
    assert len(strips) == height
    assert {strip.cell_length for strip in strips} == {width}
    return [strip.text.rstrip() for strip in strips]


def seen(app: ReconnectApp) -> str:
    return "\n".join(rows(app))


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def burst(pilot: Pilot[None], keys: str) -> None:
    """Keys that come faster than they can be handled."""
    for sign in keys:
        pilot.app.post_message(events.Key({"\x1b": "escape", " ": "space"}.get(sign, sign), sign))
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("card", [full(), bare(), long()], ids=["full", "bare", "long"])
async def test_the_whole_card_is_there_at_every_size(card: Card, size: tuple[int, int]) -> None:
    app, prompter = stage(card)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = seen(app)
        assert card.person.name.split()[0] in shown
        assert card.person.position.split()[0] in shown
        assert "why now" in shown
        assert " ".join(card.reason.split()[:3]) in shown
        assert f"a hello to {card.person.greeting}" in shown
        assert "? help" in shown
        assert "Sunday 22 November" in rows(app)[0 if size[1] < 30 or size[1] > 50 else 1] or size[1] > 50
        assert card.promises == () or card.promises[0].what[:14] in shown
        assert prompter.was_opened
        assert app.focused is None


async def test_the_card_side_by_side() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        shown = rows(app)
        assert shown[1].startswith("    reconnect")
        assert shown[1].endswith("2 of 3  ·  Sunday 22 November")
        assert len(shown[1]) == 116
        assert shown[3].startswith("    Ada Okafor")
        column = shown[3].index("why now")
        assert shown[8].index("a hello to Ada") == column
        assert shown[8].rstrip().endswith("draft, saved")
        assert "    12 Mar 2023  ← linkedin" in shown[11]
        assert shown[34].startswith("    w write   t template   n note   s hand over")


async def test_the_card_in_one_column() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = rows(app)
        assert [shown[n].strip() for n in (2, 3, 4)] == [
            "Ada Okafor",
            "Head of Research · Northwind Labs",
            "Lagos  ·  friends  ·  connected March 2015",
        ]
        assert "why now  Ada wrote last, in March 2023." in shown[6]
        assert shown[8].strip() == "promised  send the sailing book"
        assert shown[11].strip() == "space all of it"
        assert "Free for coffee next week?" in shown[21]
        assert shown[23].strip() == "w write  t template  n note  s hand over  p later  x not today  ? help"


async def test_space_unfolds_what_was_between_you_and_folds_it_again() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await settled(pilot)
        assert "Congratulations on the new lab!" in seen(app)
        assert "space fold" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "Congratulations" not in seen(app)
        assert "a hello to Ada" in seen(app)


async def test_keys_go_to_the_controller_by_name() -> None:
    app, prompter = stage(full())
    async with app.run_test() as pilot:
        await pilot.press("t", "n", "N", "s", "r", "f", "d", "p", "x", "g", "c", "e", "o", "h", "i", "y", "u", "ctrl+r")
        await pilot.press("slash", "a", "plus", "question_mark", "z", "escape")
        assert prompter.decided == [
            "template", "note", "note-anyone", "hand-over", "record", "follow-up", "done", "later", "skip", "rest", "circle",
            "edit", "profile", "how-met", "why", "copy", "undo", "redo", "find", "ahead", "one-more", "help",
            "unknown", "leave",
        ]  # fmt: skip


async def test_keys_can_be_moved() -> None:
    actions, problems = resolve({"skip": "w", "write": "x", "quit": "Q", "text-done": "f2"})
    assert problems == []
    app, prompter = stage(full(), actions=actions)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", "q")
        assert prompter.decided == ["skip"]
        await settled(pilot)
        assert "x write" in seen(app)
        await pilot.press("x", "f2")
        await settled(pilot)
        assert [person for person, _ in prompter.finished_with] == [7]
        await pilot.press("Q")
    assert app.return_value is None
    assert not app.is_running


async def test_deciding_keys_are_deaf_for_a_moment_after_a_new_card() -> None:
    app, prompter = stage(full())
    now = 100.0
    app.card_screen.clock = lambda: now
    async with app.run_test() as pilot:
        await settled(pilot)
        app.card_screen.show(bare(), today=TODAY)
        now = 100.249
        await pilot.press("x", "p", "z", "g", "s", "r", "n")
        assert prompter.decided == ["note"]
        app.card_screen.show(bare(), today=TODAY)  # the same person again is no new card
        now = 100.251
        await pilot.press("x")
        assert prompter.decided == ["note", "skip"]


async def test_writing_saves_each_key_and_esc_only_goes_back() -> None:
    app, prompter = stage(bare())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", *"Hi Mikael")
        await settled(pilot)
        assert prompter.saved == {8: "Hi Mikael"}
        assert prompter.edits == 9
        assert "draft, saved" in seen(app)
        assert "ctrl+s done   esc back   ctrl+o your editor" in seen(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.focused is None
        assert "Hi Mikael" in seen(app)
        assert prompter.decided == []
        await pilot.press("enter", "!")
        await settled(pilot)
        assert app.card_screen.letter == "Hi Mikael!"


async def test_a_save_that_failed_says_so_and_keeps_the_text() -> None:
    app, prompter = stage(full()._replace(draft=None))
    prompter.saves = False
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", *"lost?")
        await settled(pilot)
        assert "NOT SAVED" in seen(app)
        assert "the disk is full" in seen(app)
        await pilot.press("escape")
        app.card_screen.show(full()._replace(draft=None), today=TODAY)
        await settled(pilot)
        assert app.card_screen.letter == "lost?"
        assert "NOT SAVED" in seen(app)
        app.card_screen.show(bare(), today=TODAY)
        await settled(pilot)
        assert "NOT SAVED" not in seen(app)
        assert "lost?" not in seen(app)
        app.card_screen.show(full()._replace(draft=None), today=TODAY)
        await settled(pilot)
        assert app.card_screen.letter == "lost?"
        prompter.saves = True
        await pilot.press("w", "!")
        await settled(pilot)
        assert prompter.saved == {7: "lost?!"}
        assert "draft, saved" in seen(app)


async def test_the_next_card_ends_writing_and_brings_its_own_draft() -> None:
    app, prompter = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", "x")
        app.card_screen.show(bare()._replace(draft=Draft(2, 8, "letter", "Dear Mikael,")), today=TODAY)
        await settled(pilot)
        assert app.focused is None
        assert app.card_screen.letter == "Dear Mikael,"
        assert set(prompter.saved) == {7}
        await pilot.press("w", "!")
        await settled(pilot)
        assert prompter.saved[8] == "Dear Mikael,!"


async def test_reading_the_same_person_again_does_not_disturb_who_writes() -> None:
    app, _ = stage(full())
    async with app.run_test() as pilot:
        await pilot.press("w", "a")
        app.card_screen.show(full(), today=TODAY)
        await pilot.press("b")
        await settled(pilot)
        assert app.card_screen.letter == LETTER.replace("[[what made you think of them]]", "ab")


async def test_a_template_can_come_before_anything_was_written() -> None:
    app, prompter = stage(bare())
    async with app.run_test(size=(80, 24)) as pilot:
        app.card_screen.insert_template("Hi Mikael,\n\n[[why you write]]\n")
        await pilot.press("X", "ctrl+s")
        await settled(pilot)
        assert prompter.finished_with == [(8, "Hi Mikael,\n\nX\n")]
        assert app.focused is None


async def test_an_obstacle_is_pointed_at_with_the_cursor_on_it() -> None:
    app, _ = stage(full())
    async with app.run_test() as pilot:
        await settled(pilot)
        start = LETTER.index("[[ask")
        app.card_screen.point_at(start, LETTER.index("]]", start) + 2)
        app.card_screen.say("A hole is left: “ask how something went”.", trouble=True)
        await pilot.press("X")
        await settled(pilot)
        assert "\n\nX\n\nFree" in app.card_screen.letter


async def test_what_was_said_stays_until_the_next_key() -> None:
    app, _ = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        app.card_screen.say("Recorded: wrote to [b]Ada[/b] · u undoes")
        await settled(pilot)
        assert "Recorded: wrote to [b]Ada[/b] · u undoes" in seen(app)
        await pilot.press("j")
        await settled(pilot)
        assert "Recorded" not in seen(app)


async def test_moments_are_chosen_edited_and_removed() -> None:
    app, prompter = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("delete")
        assert prompter.decided == []
        await pilot.press("j", "j")
        await settled(pilot)
        assert app.card_screen.chosen is not None
        assert app.card_screen.chosen.uid == "m-3"
        assert "›  2 Feb 2023" in seen(app)
        assert "j k choose   e edit this moment   delete remove it   v keep a line   esc back" in seen(app)
        await pilot.press("e", "delete")
        assert prompter.decided == ["edit-moment", "remove-moment"]
        app.card_screen.show(full()._replace(moments=full().moments[1:]), today=TODAY)
        assert app.card_screen.chosen.uid == "m-3"
        await pilot.press("k", "escape")
        assert app.card_screen.chosen is None
        await pilot.press("escape")
        assert prompter.decided[-1] == "leave"


async def test_a_long_moment_is_read_to_its_end_and_the_last_one_asks_for_older_ones() -> None:
    app, prompter = stage(long())
    async with app.run_test(size=(80, 24)) as pilot:
        chosen: list[str] = []
        while "m-5" not in chosen:
            await pilot.press("j")
            assert app.card_screen.chosen is not None
            chosen.append(app.card_screen.chosen.uid)
            assert len(chosen) < 30
        assert chosen.count("m-0") > 1
        assert chosen.count("m-4") == 1
        assert prompter.decided == []
        await settled(pilot)
        assert "A careful mind and a kind one." in seen(app)
        await pilot.press("j")
        assert prompter.decided == ["older"]


async def test_the_wheel_scrolls_what_was_between_you() -> None:
    app, _ = stage(long())
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        between = app.card_screen.between
        assert "▐" in seen(app)
        for _ in range(50):
            between.post_message(events.MouseScrollDown(between, 1, 1, 0, 0, 0, False, False, False))
        await settled(pilot)
        assert "connected" in "\n".join(line[:46] for line in rows(app)[10:])
        assert between.top == len(between.lines(between.content_size.width)) - between.content_size.height


async def test_the_mask_hides_the_letter_too_and_ends_writing() -> None:
    app, prompter = stage(full())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", "ctrl+g")
        await settled(pilot)
        shown = seen(app)
        assert MASK in shown
        for private in ("Okafor", "Northwind", "sailing", "catch up", "Hi Ada", "wrote last", "Café"):
            assert private not in shown
        await pilot.press("w", "x")
        await settled(pilot)
        assert "Masked. m shows it again." not in seen(app)  # the x came after it
        assert app.card_screen.letter == LETTER
        assert prompter.decided == ["mask", "skip"]
        await pilot.press("m")
        await settled(pilot)
        assert "Okafor" in seen(app)


async def test_the_footer_shows_what_can_be_pressed_and_clicks_press_it() -> None:
    app, prompter = stage(bare())
    prompter.cannot = {"undo"}
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        row = rows(app)[34]
        assert "undo" not in row
        assert "d done" not in row
        await pilot.click("#keys", offset=(row.index("template"), 0))
        assert prompter.decided == ["template"]
        await pilot.click("#paper")
        await settled(pilot)
        assert isinstance(app.focused, LetterArea)
        row = rows(app)[34]
        await pilot.click("#keys", offset=(row.index("esc back") + 4, 0))
        await settled(pilot)
        assert app.focused is None


async def test_resizing_keeps_the_cursor_the_focus_and_the_text() -> None:
    app, _ = stage(long())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("w", "X", "home")
        await settled(pilot)
        letter = app.card_screen.paper.area
        before = (letter.cursor_location, letter.text)
        for width, height in ((80, 24), (60, 16), (40, 10), (300, 100), (120, 36)):
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            assert (letter.cursor_location, letter.text) == before
            assert (app.focused is letter) == (width >= 60)
            assert len(rows(app)) == height
        await pilot.press("Y")
        await settled(pilot)
        assert letter.text == before[1].replace("X", "YX")


@pytest.mark.parametrize("quitting", ["q", "ctrl+q"])
async def test_a_small_window_says_so_and_quits(quitting: str) -> None:
    app, prompter = stage(full())
    async with app.run_test(size=(50, 12)) as pilot:
        await settled(pilot)
        assert "The card needs 60 columns and 16 rows" in seen(app)
        await pilot.press("x", "w", "z")
        assert prompter.decided == []
        await pilot.press(quitting)
    assert not app.is_running
    assert app.failure is None


async def test_q_is_a_letter_in_a_text_and_ctrl_q_quits_from_there() -> None:
    app, prompter = stage(bare())
    async with app.run_test() as pilot:
        await pilot.press("w", "q")
        await settled(pilot)
        assert prompter.saved == {8: "q"}
        await pilot.press("ctrl+q")
    assert not app.is_running


async def test_keys_typed_faster_than_they_are_handled_reach_the_letter_in_order() -> None:
    app, prompter = stage(bare())
    async with app.run_test() as pilot:
        await settled(pilot)
        await burst(pilot, "whello xpz and more")
        assert app.card_screen.letter == "hello xpz and more"
        assert prompter.decided == []
        await burst(pilot, "!\x1bx")
        assert app.card_screen.letter == "hello xpz and more!"
        assert prompter.decided == ["skip"]


async def test_esc_and_a_letter_in_one_key_leave_the_letter_and_decide_nothing() -> None:
    app, prompter = stage(bare())
    async with app.run_test() as pilot:
        await pilot.press("w", "a")
        app.post_message(events.Key("alt+x", "x"))
        await settled(pilot)
        assert app.focused is None
        assert prompter.decided == []
        await pilot.press("w")
        app.post_message(events.Key("alt+n", "n"))
        await settled(pilot)
        assert prompter.decided == ["note"]
        assert prompter.saved == {8: "a"}


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_hostile_words_stay_in_their_place(words: str, size: tuple[int, int]) -> None:
    app, prompter = stage(hostile(words))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        app.card_screen.say(words)
        await settled(pilot)
        for keys in ("", " ", "j", "\x1b\x1bw"):
            await burst(pilot, keys)
            shown = seen(app)
            assert not [sign for sign in FORBIDDEN if sign != "\n" and sign in shown]
            assert "reconnect" in rows(app)[1 if size[1] == 36 else 0]
        assert "ctrl+s done" in shown
        assert app.failure is None
        assert "quit" not in prompter.decided


async def test_colours_are_never_the_only_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, prompter = stage(full())
    prompter.saves = False
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        await settled(pilot)
        assert "› 12 Mar 2023" in seen(app)
        assert "[[ask how something went]]" in seen(app)
        await pilot.press("w", "x")
        await settled(pilot)
        assert "NOT SAVED" in seen(app)


async def test_an_unexpected_error_prints_nothing_of_the_card(capsys: pytest.CaptureFixture[str]) -> None:
    app, _ = stage(full())

    def broken() -> None:
        raise RuntimeError("secret words")

    with pytest.raises(RuntimeError):
        async with app.run_test() as pilot:
            app.call_later(broken)
            await settled(pilot)
    assert isinstance(app.failure, RuntimeError)
    assert app.return_code == 1
    told = capsys.readouterr()
    assert "Okafor" not in told.out + told.err
    assert "secret" not in told.out + told.err
