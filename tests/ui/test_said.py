"""Whatever was done says so, with the key that takes it back, whichever key that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.keymap import resolve
from tests.ui.seen import seen
from tests.ui.tour import Stop, environ_in, opened

DONE = {
    "note": ("n", '"a word', "enter"), "talked": ("r", "t", "enter"), "no answer": ("r", "n", "enter"),
    "follow-up": ("f", '"in 2 weeks ask', "enter"), "done": ("d", "1"), "let go": ("D", "1"), "later": ("p", "enter"), "not today": ("x",),
    "rest": ("g", "r"), "never": ("g", "v"), "circle": ("c", "1"), "how met": ("h", '" by train', "enter"), "removed": ("j", "delete"),
    "kept": ("j", "v", "1"), "sent": ("s", "c", "enter"),
}  # fmt: skip


@pytest.mark.parametrize(("what", "undo"), [*((what, "u") for what in sorted(DONE)), ("note", "f9"), ("not today", "f9")])
async def test_what_was_done_says_how_it_is_taken_back_and_so_it_is(tmp_path: Path, what: str, undo: str) -> None:
    async with opened(environ_in(tmp_path), Stop("", ())) as stage:
        if undo != "u":
            actions, problems = resolve({"undo": undo})
            assert problems == []
            stage.app.rebind(actions)
        before = stage.sentences()
        for step in DONE[what]:
            await (stage.write(step[1:]) if step.startswith('"') else stage.press(step))
        assert len(stage.sentences()) == len(before) + 1
        assert f"{undo} undoes" in seen(stage.app)
        await stage.press(undo)
        assert stage.sentences() == before
        assert "Taken back" in seen(stage.app)


async def test_a_death_says_no_word_of_it(tmp_path: Path) -> None:
    async with opened(environ_in(tmp_path), Stop("", ("g", "d"))) as stage:
        row = stage.desk.store.connection.execute("SELECT status FROM person WHERE name LIKE 'Ada %'").fetchone()
        assert row[0] == "died"
        assert "undoes" not in seen(stage.app)
        assert not stage.app._notifications
