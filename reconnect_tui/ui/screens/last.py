"""After the last card: whom you wrote to, what else was done, what is ahead, and good-bye."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from reconnect_tui.core.when import weekday_date
from reconnect_tui.keymap import Action, by_key
from reconnect_tui.services.session import Farewell
from reconnect_tui.ui.content import LABEL, MASK, NAME, QUIET, ends, paragraph
from reconnect_tui.ui.controller import Controller
from reconnect_tui.ui.widgets.footer import KeyLine
from reconnect_tui.ui.widgets.lines import Lines


class LastScreen(Screen[None]):
    """The end of the day. Its keys are the app's; it leaves only on ``q``."""

    DEFAULT_CSS = """
    LastScreen { padding: 1 4; }
    LastScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    LastScreen #head { height: 1; margin-bottom: 1; }
    LastScreen #words { max-width: 70; height: auto; }
    """
    AUTO_FOCUS = ""

    def __init__(self, controller: Controller, actions: Sequence[Action]) -> None:
        super().__init__()
        self._controller = controller
        self._actions = actions
        self._keys = by_key(actions)

    def compose(self) -> ComposeResult:
        yield Static("", id="head")
        with VerticalScroll(can_focus=False):
            yield Lines(id="words")
        yield KeyLine(self._actions)

    def on_key(self, event: events.Key) -> None:
        action = self._keys.get(event.key)
        if action is not None and action.id != "quit":
            event.stop()
            self._controller.decide(action.id)

    @on(KeyLine.Pressed)
    def clicked(self, event: KeyLine.Pressed) -> None:
        event.stop()
        self._controller.decide(event.action_id)

    def show(self, farewell: Farewell, today: date, *, mask: bool = False) -> None:
        """Draw the day that was."""
        self.query_one("#head", Static).update(ends("reconnect", weekday_date(today), max(20, self.app.size.width - 8)))
        if farewell.wrote_to:
            title = Content.styled("That was today.", NAME)
        elif farewell.done:
            title = Content.styled("That was all for today.", NAME)
        else:
            title = Content.styled("Nobody waits today.", NAME)
        groups = (("you wrote to", farewell.wrote_to), ("and", farewell.done), ("ahead", farewell.ahead))

        def lines(width: int) -> list[Content]:
            told: list[Content] = [title, Content("")]
            for label, entries in groups:
                if entries:
                    told.append(Content.styled(label, LABEL))
                    told += [part for entry in entries[:12] for part in paragraph(MASK if mask else entry, width, indent=2)]
                    told.append(Content(""))
            return [*told, Content.styled("Good-bye until tomorrow.", QUIET)]

        self.query_one("#words", Lines).update(lines)
