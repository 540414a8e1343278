"""Back from the hand-over: did it go? Enter accepts; a follow-up and a line about it are optional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from reconnect_tui.core.when import around
from reconnect_tui.ui.content import KEY, plain
from reconnect_tui.ui.screens.line import Ask, LineSheet

ReadFollowUp = Callable[[str], str]

_MARGINS = 10
"""Columns of a sheet beside its words."""


def lines_about_it(read_follow_up: ReadFollowUp, follow_up: str = "") -> tuple[Ask, Ask]:
    """What may be added where something went: a follow-up and a line, both optional."""
    example = "in 2 weeks ask how the move went"
    return (
        Ask("follow-up", "a follow-up, if you like", follow_up, example, read_follow_up, needed=False),
        Ask("line", "a line about it, if you like", needed=False),
    )


class WentSheet(LineSheet):
    """Gives {"follow-up": …, "line": …} when it went, or ``None``: not yet, and the draft stays.

    ``url`` is an address that no program took: it stands on a line of its own, to be clicked or copied. ``follow_up`` is proposed.
    """

    AUTO_FOCUS = "#went"
    DEFAULT_CSS = """
    WentSheet .address { width: 100%; height: auto; margin: 0 0 1 0; color: $text; }
    """
    BINDINGS = [Binding("escape", "back", "not yet", id="went-back", tooltip="Not yet: the draft stays", show=False)]

    def __init__(
        self,
        name: str,
        told: Sequence[str],
        *,
        url: str,
        next_on: date | None,
        today: date,
        read_follow_up: ReadFollowUp,
        follow_up: str = "",
        about: int | None = None,
    ) -> None:
        self._next = f"It went; next {around(next_on, today)}" if next_on else "It went"
        self._url = url
        super().__init__(
            f"did it go to {name}?",
            lines_about_it(read_follow_up, follow_up),
            words_above=tuple(plain(sentence, limit=2_000) for sentence in told),
            hint="enter it went · tab to the lines · esc not yet, the draft stays",
            about=about,
        )

    def body(self) -> Iterable[Widget]:
        above, *rest = super().body()
        yield above
        if self._url:
            # A hyperlink of the terminal's, whole even where a narrow window wraps it. It is ASCII by handoff.links.
            link = Content(self._url).stylize(Style(link=self._url))
            yield Static(link, classes="address", markup=False)
        yield EnterLine(self._next, self.take, id="went")
        yield from rest

    def on_mount(self) -> None:
        super().on_mount()
        if self._url:
            sheet = self.query_one(".sheet")
            sheet.styles.width = max(76, len(self._url) + _MARGINS)


class EnterLine(Static, can_focus=True):
    """The one line that Enter accepts."""

    DEFAULT_CSS = """
    EnterLine { height: 1; margin-top: 1; width: auto; padding: 0 1; }
    EnterLine:focus { background: $hole; color: $hole-ink; }
    """
    BINDINGS = [Binding("enter", "go", "yes", id="enter-line", tooltip="Accept", show=False)]

    def __init__(self, words: str, go: Callable[[], None], *, id: str) -> None:
        super().__init__(Content.assemble(("enter", KEY), "  ", plain(words)), id=id)
        self._go = go

    def action_go(self) -> None:
        self._go()

    def on_click(self) -> None:
        self._go()
