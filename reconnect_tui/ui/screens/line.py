"""Sheets that take a line: a note, a follow-up, a day, a name to greet by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.ui.content import QUIET, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from reconnect_tui.ui.app import ReconnectApp


class Ask(NamedTuple):
    """One line to ask for. ``read`` turns the text into words of how it is understood, and raises a ``ReconnectError`` where it is
    not; ``needed`` refuses an empty line."""

    name: str
    label: str = ""
    value: str = ""
    placeholder: str = ""
    read: Callable[[str], str] | None = None
    needed: bool = True
    replaceable: bool = False
    """Whether the first key may replace the value given: right for a proposed day, never for words somebody wrote."""


class LineSheet(Sheet[dict[str, str]]):
    """One or several lines; Enter takes them all, Tab goes from one to the next. Gives {name: text}, or ``None``.

    What cannot be understood is said under its line and nothing is lost. ``changed(name, text)`` hears every keystroke;
    ``check(values)`` has the last word: what it says is shown, and the sheet stays. ``about`` is the person (0: nobody) whose lines
    these are: then what is left by Esc is there again the next time.
    """

    def __init__(
        self,
        title: str,
        asks: Iterable[Ask],
        *,
        words_above: tuple[Content, ...] = (),
        hint: str = "enter save · esc back",
        changed: Callable[[str, str], None] | None = None,
        check: Callable[[dict[str, str]], str] | None = None,
        about: int | None = None,
    ) -> None:
        super().__init__(title, hint)
        self._check = check
        self._about = about
        self._asks = tuple(asks)
        self._words_above = words_above
        self._changed = changed

    def body(self) -> Iterable[Widget]:
        if self._words_above:
            yield Static(Content("\n").join(self._words_above), classes="above")
        for number, ask in enumerate(self._asks):
            if ask.label:
                yield Static(plain(ask.label), classes="label")
            value = self._left.get(ask.name, ask.value)
            yield LineInput(value, placeholder=ask.placeholder, select_on_focus=ask.replaceable, id=f"line-{number}")
            yield Static("", id=f"reading-{number}", classes="reading", markup=False)

    def on_mount(self) -> None:
        for number in range(len(self._asks)):
            self._read(number)
        # the first line has the focus, and its label and the title stand above it
        self.call_after_refresh(self.query_one(".sheet").scroll_home, animate=False)

    def _read(self, number: int) -> bool:
        """Show how a line is understood; returns whether it can be taken."""
        ask = self._asks[number]
        text = self.query_one(f"#line-{number}", LineInput).value
        under = self.query_one(f"#reading-{number}", Static)
        under.remove_class("problem")
        try:
            told = ask.read(text) if ask.read and text.strip() else ""
        except ReconnectError as error:
            under.update(plain(str(error)))
            under.add_class("problem")
            return False
        under.update(Content.styled(plain(told).plain, QUIET))
        return True

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        number = int((event.input.id or "line-0").rpartition("-")[2])
        if self._changed is not None:
            self._changed(self._asks[number].name, event.value)
        self._read(number)

    @on(Input.Submitted)
    def taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.take()

    def take(self) -> None:
        """Take what is written if all of it is understood; else go to the line that is not."""
        values = self.collected()
        if values is not None:
            self._left.clear()
            self.dismiss(values)

    def action_back(self) -> None:
        left = self._left
        left.clear()
        for number, ask in enumerate(self._asks):
            typed = self.query_one(f"#line-{number}", LineInput).value
            if typed.strip() and typed != ask.value:
                left[ask.name] = typed
        super().action_back()

    @property
    def _left(self) -> dict[str, str]:
        """What was left in these lines by Esc."""
        if self._about is None:
            return {}
        app = cast("ReconnectApp", self.app)
        return app.left_open.of(self._about, self._title, app.card_screen.mask)

    def beside(self) -> dict[str, str]:
        """What is given beside the lines."""
        return {}

    def collected(self) -> dict[str, str] | None:
        """What is written; ``None`` where something of it is not understood, which is said there."""
        values: dict[str, str] = {}
        for number, ask in enumerate(self._asks):
            line = self.query_one(f"#line-{number}", LineInput)
            values[ask.name] = line.value
            if not self._read(number):
                line.focus()
                return None
            if ask.needed and not line.value.strip():
                under = self.query_one(f"#reading-{number}", Static)
                under.update("Write something, or esc goes back.")
                under.add_class("problem")
                line.focus()
                return None
        values |= self.beside()
        problem = self._check(values) if self._check else ""
        if problem:
            under = self.query_one("#reading-0", Static)
            under.update(plain(problem, limit=500))
            under.add_class("problem")
            return None
        return values
