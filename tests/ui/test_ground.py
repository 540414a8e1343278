"""Following the terminal's own light or dark: its answer is taken out of what is typed, whatever pieces it comes in."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.paths import find_home
from reconnect_tui.services import settings
from reconnect_tui.ui.driver import Ground
from tests.ui.test_sitting import running

ANSWER = "\x1b]11;rgb:ffff/fdfd/f7f7"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"RECONNECT_HOME": str(tmp_path / "home"), "RECONNECT_TODAY": "2026-11-22", "HOME": str(tmp_path), "PATH": ""}


@given(
    before=st.sampled_from(["", "w", "\x1b", "\x1b[A", "Ada "]),
    after=st.sampled_from(["", "q", "\x1b[B", "\x1b\x1b", "]11;"]),
    end=st.sampled_from(["\x07", "\x1b\\"]),
    cuts=st.lists(st.integers(0, 60), max_size=6),
)
def test_an_answer_is_heard_and_nothing_else_is_lost(before: str, after: str, end: str, cuts: list[int]) -> None:
    heard: list[str] = []
    ground = Ground()
    ground.heard = heard.append
    data = before + ANSWER + end + after
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    typed = "".join(ground.feed(data[one:other]) for one, other in pairwise(edges))
    assert heard == ["rgb:ffff/fdfd/f7f7"]
    esc = "\x1b" if len(before) + 1 in edges else ""  # it came alone, and a lone Esc is never late
    assert typed == before + esc + after


@given(st.lists(st.text("\x1b]1;[Aqr", max_size=5), max_size=6))
def test_unasked_everything_goes_through_as_it_is(pieces: list[str]) -> None:
    ground = Ground()
    assert "".join(map(ground.feed, pieces)) == "".join(pieces)


def test_what_never_ends_is_no_answer() -> None:
    ground = Ground()
    ground.heard = pytest.fail
    assert ground.feed("\x1b]11;" + "x" * 200) == "\x1b]11;" + "x" * 200


async def test_a_light_terminal_gets_the_light_theme_now_and_at_the_next_start(environ: dict[str, str]) -> None:
    home = find_home(None, environ, "linux")
    async with running(environ) as stage:
        assert stage.app.theme == "hearth"
        stage.sitting.looking._terminal_told("rgb:1c1c/1818/1515")
        assert (stage.app.theme, settings.load(home)[0].terminal) == ("hearth", "")
        stage.sitting.looking._terminal_told("rgb:ffff/fdfd/f7f7")
        assert stage.app.theme == "letter"
    async with running(environ) as stage:
        assert stage.app.theme == "letter"
        stage.sitting.looking._terminal_told("rgb:0000/0000/0000")
        assert stage.app.theme == "hearth"
        assert settings.load(home)[0].terminal == "dark"


async def test_a_theme_that_was_chosen_stays(environ: dict[str, str]) -> None:
    async with running(environ) as stage:
        stage.sitting.decide("themes")
        await stage.settle()
        await stage.press("home", "enter")
        chosen = stage.app.theme
        assert chosen == stage.desk.config.theme == "contrast"
        stage.sitting.looking._terminal_told("rgb:ffff/ffff/ffff")
        assert stage.app.theme == "contrast"
