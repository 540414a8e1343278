"""Lines of the inbox in the app: offered one by one at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconnect_tui.ui.noting import Noting
from reconnect_tui.ui.screens.capture import CaptureSheet
from reconnect_tui.ui.screens.card import CardScreen
from reconnect_tui.ui.screens.inbox import InboxSheet
from reconnect_tui.ui.widgets.lines import Lines
from tests.ui.test_sitting import Stage, environ, running

__all__ = ["environ"]

LINES = "coffee: @mikael made a chair\nlunch: @nobody-here\n@okafor: sings\n@mikael: whistles\n"


@pytest.fixture
def phone(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(InboxSheet, "DEAF", 0)
    home = Path(environ["RECONNECT_HOME"])
    home.mkdir()
    (home / "config.yaml").write_text("inbox: phone.txt\n")
    (home / "phone.txt").write_text(LINES)
    return home / "phone.txt"


def lines(phone: Path) -> str:
    return phone.read_text(encoding="utf-8")


def in_utf_16(phone: Path) -> None:
    phone.write_bytes("x".encode("utf-16"))


async def offered(stage: Stage) -> None:
    """Have the inbox read, as after the first paint, and wait for its sheet."""
    if not stage.in_front(InboxSheet):
        Noting(stage.sitting)._look()
        await stage.settle()


def shown(stage: Stage) -> str:
    return "\n".join(lines.render().plain for lines in stage.app.screen.query(Lines))


async def test_each_line_is_taken_changed_or_left(environ: dict[str, str], phone: Path) -> None:
    async with running(environ) as stage:
        await offered(stage)
        assert stage.in_front(InboxSheet)
        assert "coffee: @mikael made a chair" in shown(stage)
        assert "22 Nov, coffee, with Mikael Lindqvist" in shown(stage)
        await stage.press("enter")
        assert stage.sentences()[0] == "Recorded: coffee with Mikael Lindqvist"
        assert "lunch: @nobody-here" in shown(stage)
        await stage.press("enter")
        assert "Nobody here is called “nobody-here”" in " ".join(shown(stage).split())
        await stage.press("e")
        assert stage.in_front(CaptureSheet)
        await stage.press("escape")
        assert stage.in_front(InboxSheet)
        await stage.press("e", "home", *["right"] * 7, *["delete"] * 12)
        await stage.write("@mikael")
        await stage.press("enter")
        assert stage.sentences()[0] == "Recorded: meal with Mikael Lindqvist"
        await stage.press("x")
        assert "@mikael: whistles" in shown(stage)
        await stage.press("escape")
        assert stage.in_front(CardScreen)
    assert lines(phone) == "✓ coffee: @mikael made a chair\n✓ lunch: @nobody-here\n@okafor: sings\n@mikael: whistles\n"


async def test_it_is_deaf_at_first_and_silent_when_masked(
    environ: dict[str, str], phone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InboxSheet, "DEAF", 10_000)
    async with running(environ) as stage:
        await offered(stage)
        await stage.press("enter", "x", "e")
        assert stage.in_front(InboxSheet)
        await stage.press("escape", "m")
        Noting(stage.sitting)._look()
        await stage.settle()
        assert stage.in_front(CardScreen)
        assert "4 lines wait in your inbox" in "".join(note.message for note in stage.app._notifications)
    assert lines(phone) == LINES


async def test_an_inbox_that_cannot_be_read_is_said(environ: dict[str, str], phone: Path) -> None:
    in_utf_16(phone)
    async with running(environ) as stage:
        await offered(stage)
        assert "UTF-16" in "".join(note.message for note in stage.app._notifications)
