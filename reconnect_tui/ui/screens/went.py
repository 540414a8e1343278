"""Back from the hand-over: did it go? Enter accepts; a follow-up and a line about it are optional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reconnect_tui.core.when import around
from reconnect_tui.ui.content import KEY, QUIET, plain
from reconnect_tui.ui.screens.line import Ask, LineSheet


class WentSheet(LineSheet):
    """Gives {"follow-up": …, "line": …} when it went, or ``None``: not yet, and the draft stays."""

    AUTO_FOCUS = "#went"
    DEFAULT_CSS = """
    WentSheet #went { height: 1; margin-top: 1; width: auto; padding: 0 1; }
    WentSheet #went:focus { background: $hole; color: $hole-ink; }
    """
    BINDINGS = [Binding("escape", "back", "not yet", id="went-back", tooltip="Not yet: the draft stays", show=False)]

    def __init__(
        self, name: str, told: Sequence[str], *, url: str, next_on: date | None, today: date, read_follow_up: Callable[[str], str]
    ) -> None:
        self._next = f"It went; next {around(next_on, today)}" if next_on else "It went"
        above = [plain(sentence, limit=2_000) for sentence in told]
        if url:
            above.append(Content.styled(plain(url, limit=400).plain, QUIET))
        super().__init__(
            f"did it go to {name}?",
            (
                Ask(
                    "follow-up",
                    "a follow-up, if you like",
                    placeholder="in 2 weeks ask how the move went",
                    read=read_follow_up,
                    needed=False,
                ),
                Ask("line", "a line about it, if you like", needed=False),
            ),
            words_above=tuple(above),
            hint="enter it went · tab to the lines · esc not yet, the draft stays",
        )

    def body(self) -> Iterable[Widget]:
        above, *rest = super().body()
        yield above
        yield GoneButton(Content.assemble(("enter", KEY), "  ", plain(self._next)), id="went")
        yield from rest


class GoneButton(Static, can_focus=True):
    """The one line that Enter accepts."""

    BINDINGS = [Binding("enter", "go", "it went", id="went-yes", tooltip="It went", show=False)]

    def action_go(self) -> None:
        if isinstance(self.screen, WentSheet):
            self.screen.take()

    def on_click(self) -> None:
        self.action_go()
