"""A call: the number, what you wanted to say, and afterwards one line about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reconnect_tui.core.when import around
from reconnect_tui.ui.content import KEY, NAME, letter, plain
from reconnect_tui.ui.screens.line import LineSheet
from reconnect_tui.ui.screens.went import EnterLine, ReadFollowUp, lines_about_it
from reconnect_tui.ui.widgets.lines import Lines

_OTHER_LINES = 21
"""Lines of the sheet, with its margins, beside the points."""

TALKED, NO_ANSWER = "talked", "no-answer"


class CallSheet(LineSheet):
    """Gives {"follow-up": …, "line": …}, and ``how`` it was: ``TALKED`` or ``NO_ANSWER``; ``None`` where there was no call.

    ``dial`` hands the number to whatever this machine has for it.
    """

    AUTO_FOCUS = "#talked"
    DEFAULT_CSS = """
    CallSheet .points { height: auto; margin-top: 1; scrollbar-size-vertical: 1; }
    CallSheet .points Lines { color: $text; }
    CallSheet .keys { height: 1; padding: 0 1; }
    """

    def __init__(
        self,
        name: str,
        number: str,
        points: str,
        *,
        next_on: date | None,
        today: date,
        read_follow_up: ReadFollowUp,
        dial: Callable[[], None],
        about: int | None = None,
    ) -> None:
        super().__init__(
            f"call {name}",
            lines_about_it(read_follow_up),
            hint="tab to the lines · esc back, no call",
            about=about,
        )
        self._number, self._points = number, points
        self._next = f"You talked; next {around(next_on, today)}" if next_on else "You talked"
        self._dial = dial
        self.how = TALKED

    def body(self) -> Iterable[Widget]:
        yield Static(Content.styled(plain(self._number, limit=60).plain, NAME), markup=False)
        if self._points.strip():
            yield VerticalScroll(Lines(lambda width: letter(self._points, width)), classes="points", can_focus=False)
        yield EnterLine(self._next, self._talked, id="talked")
        yield Static(
            Content.assemble(("n", KEY), "  nobody answered    ", ("o", KEY), "  dial from this machine"),
            classes="keys",
            markup=False,
        )
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self._leave_room(self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        self._leave_room(event.size.height)

    def _leave_room(self, height: int) -> None:
        """As many lines for the points as the lines below them leave."""
        for points in self.query(".points"):
            points.styles.max_height = max(2, min(12, height - _OTHER_LINES))

    def on_key(self, event: events.Key) -> None:
        if not isinstance(self.focused, EnterLine):
            return
        if event.key == "n":
            # It stays said where a line has to be put right before it is taken.
            self.how = NO_ANSWER
            self.take()
        elif event.key == "o":
            self._dial()
        elif event.key in ("down", "up", "pagedown", "pageup"):
            for points in self.query(".points"):
                points.scroll_relative(y=3 if "down" in event.key else -3, animate=False)
        else:
            return
        event.stop()

    def _talked(self) -> None:
        self.how = TALKED
        self.take()
