"""The first screen of an empty home: three ways to begin, in any order, and one can simply leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reconnect_tui.ui.content import KEY, NAME, QUIET, labelled, paragraph, plain
from reconnect_tui.ui.widgets.lines import Lines

HOW_TO_ASK = (
    "On linkedin.com: Me, Settings & Privacy, Data privacy, Get a copy of your data.",
    "Ask for Connections alone first: a zip, within minutes.",
    "Then for the larger archive, with messages: up to 24 hours.",
    "Bring each when it is there; the second one joins the first.",
)


class WelcomeScreen(Screen[None]):
    """Says ``chosen("import", path or None)``, ``chosen("people", None)`` or ``chosen("demo", None)``; ``offered`` lie in Downloads."""

    DEFAULT_CSS = """
    WelcomeScreen { align: center middle; overflow-y: auto; }
    WelcomeScreen > Vertical { width: 76; max-width: 96%; height: auto; padding: 1 2; }
    WelcomeScreen .offer { height: auto; margin-top: 1; }
    WelcomeScreen .offer:hover { background: $sheet; }
    """
    BINDINGS: ClassVar = [
        Binding("i", "choose('import')", "import", id="welcome-import", tooltip="Bring your LinkedIn export"),
        Binding("p", "choose('people')", "people", id="welcome-people", tooltip="Type three people"),
        Binding("d", "choose('demo')", "demo", id="welcome-demo", tooltip="Look around in the demo"),
        Binding("question_mark", "help", "help", id="welcome-help", tooltip="All keys", show=False),
        Binding("enter", "first", "begin", id="welcome-first", tooltip="Bring the export found in Downloads", show=False),
    ]

    def __init__(self, chosen: Callable[[str, Path | None], None], offered: Sequence[Path] = ()) -> None:
        super().__init__()
        self._chosen = chosen
        self._offered = tuple(offered[:1])

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content.styled("reconnect", NAME))
            yield Static("One connection at a time: a personal hello to somebody you know.")
            if self._offered:
                yield Offer("enter", f"bring {self._offered[0].name}", ("It lies in your Downloads folder.",), "first")
            yield Offer("i", "bring your LinkedIn connections", HOW_TO_ASK, "import")
            yield Offer("p", "or type three people you would be glad to hear from", (), "people")
            yield Offer("d", "or look around in the demo, with invented people", (), "demo")
            yield Static(
                Content.assemble(
                    ("\nNo account, no telemetry: nothing leaves this machine.", QUIET),
                    "\n",
                    ("q", KEY),
                    (" quit   ", QUIET),
                    ("?", KEY),
                    (" help", QUIET),
                )
            )

    def on_key(self, event: events.Key) -> None:
        # In a low window what is below has to be reached.
        if event.key in ("down", "j", "pagedown", "space"):
            self.scroll_down(animate=False)
        elif event.key in ("up", "k", "pageup"):
            self.scroll_up(animate=False)

    def action_choose(self, what: str) -> None:
        self._chosen(what, None)

    def action_help(self) -> None:
        self._chosen("help", None)

    def action_first(self) -> None:
        if self._offered:
            self._chosen("import", self._offered[0])


class Offer(Lines):
    """One way to begin; a click takes it."""

    def __init__(self, key: str, words: str, lines: Sequence[str], what: str) -> None:
        super().__init__(self._told, classes="offer")
        self._key, self._words, self._under = key, words, tuple(lines)
        self._what = what

    def _told(self, width: int) -> list[Content]:
        told = labelled(self._key, plain(self._words), width, KEY)
        return told + [part for line in self._under for part in paragraph(line, min(width, 66), QUIET, indent=3)]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, WelcomeScreen):
            if self._what == "first":
                self.screen.action_first()
            else:
                self.screen.action_choose(self._what)
