"""Pictures of the card and of every screen; looked at by a person before they are renewed.

The card stands in both sizes and both defaults, and without colours. Every other screen is drawn in ``PAIRS``, in which each pair of a
size, a ground and colours or none comes once; the smallest sheets in ``TWO``, in which each of them alone does.
Renew them with ``pytest tests/ui/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reconnect_tui.core.card import Card
from reconnect_tui.core.person import LETTER
from reconnect_tui.services import demo, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.theme_defaults import CONTRAST, HARBOUR, HEARTH, MEADOW, TERMINAL
from reconnect_tui.services.theme_defaults import LETTER as LETTER_THEME
from reconnect_tui.services.themes import ThemeFile
from reconnect_tui.store import drafts
from tests.data import linkedin
from tests.ui.people import HOSTILE, bare, full, hostile, wide
from tests.ui.stage import stage
from tests.ui.tour import STOPS, Stop, environ_in, prepared

LARGE, SMALL = (120, 36), (80, 24)
CARDS: dict[str, Callable[[], Card]] = {
    "full": full,
    "bare": bare,
    "hostile": lambda: hostile(HOSTILE[4] + HOSTILE[2] + HOSTILE[1]),
    "scripts": wide,
}


class Look(NamedTuple):
    """How a screen is drawn."""

    theme: ThemeFile
    size: tuple[int, int]
    colours: bool = True

    @property
    def name(self) -> str:
        return f"{self.theme.name}-{self.size[0]}x{self.size[1]}{'' if self.colours else '-no-colour'}"


BOTH_DEFAULTS = [Look(theme, size) for theme in (HEARTH, LETTER_THEME) for size in (LARGE, SMALL)]
WITHOUT = [Look(HEARTH, LARGE, False), Look(LETTER_THEME, SMALL, False)]
OTHERS = [Look(CONTRAST, LARGE), Look(HARBOUR, LARGE), Look(MEADOW, SMALL), Look(TERMINAL, LARGE), Look(TERMINAL, SMALL)]
PAIRS = [Look(HEARTH, LARGE), Look(LETTER_THEME, SMALL), Look(LETTER_THEME, LARGE, False), Look(HEARTH, SMALL, False)]
TWO = [Look(HEARTH, LARGE), Look(LETTER_THEME, SMALL, False)]


def nobody(desk: Desk) -> None:
    """An empty home."""


def doubles(desk: Desk) -> None:
    """The demo, and somebody who seems to be in it twice."""
    demo.build(desk)
    recording.add_person(desk, "Ada Okafor", company="Northwind Labs", emails=("ada.okafor@example.org",))


def written(desk: Desk) -> None:
    """The demo, with a letter that waits."""
    demo.build(desk)
    (ada,) = desk.store.connection.execute("SELECT id FROM person WHERE name = 'Ada Okafor'").fetchone()
    drafts.save(desk.store.connection, drafts.Words(ada, LETTER, "Hi Ada,\n\nthe sailing book is on its way.\n\nUntil soon"))


PATH = (":import", '"~/Connections.csv')
SHOWN = {
    "find-something": (demo.build, Stop("", ("/", '"sail'))),
    "page": (demo.build, Stop("", ("e",))),
    "page-about": (demo.build, Stop("", ("e", *"j" * 15, "enter"))),
    "page-contact": (demo.build, Stop("", ("e", "w"))),
    "page-relation": (demo.build, Stop("", ("e", "r", '"sister of', "enter", '"b'))),
    "page-merge": (demo.build, Stop("", ("e", "M", '"Henrik', "enter"))),
    "page-delete": (demo.build, Stop("", ("e", "D"))),
    "masked": (demo.build, Stop("", ("m",))),
    "masked-last": (demo.build, Stop("", ("m",), "")),
    "welcome": (nobody, Stop("", (), "")),
    "import-path": (nobody, Stop("", (":import", '"~/Conn'), "")),
    "import-preview": (nobody, Stop("", (*PATH, "enter"), "")),
    "import-report": (nobody, Stop("", (*PATH, "enter", "enter"), "")),
    "sorting-offered": (nobody, Stop("", (*PATH, "enter", "enter", "enter"), "")),
    "sorting": (nobody, Stop("", (*PATH, "enter", "enter", "enter", "o"), "")),
    "hand-over": (written, Stop("", ("s",))),
    "drafts": (written, Stop("", (":drafts",))),
    "review": (doubles, Stop("", (":review",))),
}
"""What needs a home or steps of its own; the others go where the tour goes, in the demo."""

SCREENS = (
    "welcome", "import-path", "import-preview", "import-report", "review", "sorting", "circles", "settings", "themes", "palette", "masked",
    "masked-last", "writing", "unfolded", "help", "find-something", "ahead", "looking-back", "looking-back-years", "looking-back-circles",
    "keys", "about", "history", "record-talked", "templates", "hand-over", "last", "page", "page-merge",
)  # fmt: skip
SMALL_SHEETS = (
    "chosen", "sorting-offered", "rules", "history-sure", "circle", "note", "capture-completion", "record", "follow-up", "later", "rest",
    "how-met", "why", "keep-line", "drafts", "page-about", "page-contact", "page-relation", "page-delete", "edit-moment",
)  # fmt: skip


def _drawn(names: tuple[str, ...], looks: list[Look]) -> Iterator[Any]:
    for name in names:
        for look in looks:
            yield pytest.param(name, look, id=f"{name}-{look.name}")


@pytest.mark.parametrize(
    ("name", "look"),
    [
        *_drawn(tuple(CARDS), BOTH_DEFAULTS),
        *_drawn(("full", "scripts"), WITHOUT),
        *_drawn(("bare", "hostile"), WITHOUT[:1]),
        *_drawn(("full",), OTHERS),
    ],
)
def test_the_card(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, name: str, look: Look) -> None:
    _with_colours(monkeypatch, look.colours)
    app, _ = stage(CARDS[name](), theme=look.theme)
    assert snap_compare(app, terminal_size=look.size)


@pytest.mark.parametrize(("name", "look"), [*_drawn(SCREENS, PAIRS), *_drawn(SMALL_SHEETS, TWO)])
def test_a_screen(
    snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, look: Look
) -> None:
    _with_colours(monkeypatch, look.colours)
    monkeypatch.setenv("HOME", str(tmp_path))
    fill, stop = SHOWN.get(name) or (demo.build, next(stop for stop in STOPS if stop.name == name))
    if fill is nobody:
        linkedin.write_export(tmp_path / "Connections.csv", people=40)
        # Who comes by chance is drawn from the ids that an import gives.
        monkeypatch.setattr("os.urandom", random.Random(7).randbytes)
    here = prepared(environ_in(tmp_path), theme=look.theme, fill=fill)

    async def go(pilot: Pilot[Any]) -> None:
        await here.walk(pilot, stop)
        for line in here.app.screen.query(Input):
            line.cursor_blink = False
        for letter in here.app.screen.query(TextArea):
            letter.cursor_blink = False
        await pilot.pause()

    assert snap_compare(here.app, terminal_size=look.size, run_before=go)
    here.end()


def test_every_stop_of_the_tour_has_a_picture_or_looks_like_one_that_has() -> None:
    alike = {
        "card", "card-of-bo", "find", "note-anyone", "done", "drop", "copy", "profile", "times", "keep-as-template", "not-today", "undo", "redo",
        "removed", "noted", "import", "last-ahead", "last-looking-back",
    }  # fmt: skip
    drawn = {*SCREENS, *SMALL_SHEETS}
    assert {stop.name for stop in STOPS} - drawn - {name.replace("page", "edit", 1) for name in drawn} <= alike


def _with_colours(monkeypatch: pytest.MonkeyPatch, colours: bool) -> None:
    if colours:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
