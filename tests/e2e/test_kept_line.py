"""A line that somebody wrote is kept by a key, ends a later day, and a key begins an answer, which is on disk as it is typed."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.story import Desktop

A_LINE = "2026-11-23"
"""A day that ends with a kept line, where there is one."""


def test_a_kept_line_ends_a_day_and_is_answered(tmp_path: Path) -> None:
    desktop = Desktop(tmp_path, today="2026-11-20")
    desktop.does("add", "Ada Okafor", "--circle", "friends")
    desktop.does("record", "ada", "--what", "replied", "--on", "12 Nov", "--note", "Come and see us. The figs are ripe!")
    with desktop.opens("ada") as app:
        app.reads("Ada Okafor")
        app.keys("j", "v")
        app.wait_for("Come and see us.", "The figs are ripe!")
        app.keys("2")
        app.wait_for("Kept a line of Ada’s")
        app.keys("q")
        assert app.wait_exit() == 0
    desktop.environ["RECONNECT_TODAY"] = A_LINE
    with desktop.opens() as app:
        app.wait_for("“The figs are ripe!”", "Ada Okafor, 12 November 2026", "w answer")
        app.keys("w")
        app.wait_for("a hello to Ada", "ctrl+s done")
        app.type("Keep me some")
        app.wait_for("Keep me some", "draft, saved")
        app.kill()
        app.wait_exit()
    assert [one["text"] for one in desktop.reads("drafts")] == ["Keep me some"]
    desktop.does("rest", "ada")
    with desktop.opens() as app:
        app.wait_for("Good-bye until tomorrow.")
        assert "figs" not in app.text()
        assert app.quits() == 0
