"""How did you meet? One line, and the others of that week for whom it may be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.ui.content import KEY, MASK, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet
from reconnect_tui.ui.widgets.line_input import LineInput

LINE = "how-met"


class HowMet(NamedTuple):
    """How the two met, and with whom else it was the same (row ids)."""

    text: str
    others: tuple[int, ...] = ()


class HowMetSheet(Sheet[HowMet]):
    """Gives the words and whoever was ticked, or ``None``. ``others`` are (row id, name), nobody ticked at first."""

    DEFAULT_CSS = """
    HowMetSheet OptionList { max-height: 12; }
    HowMetSheet .problem { height: auto; display: none; margin-top: 1; }
    HowMetSheet .problem.-told { display: block; }
    """

    def __init__(
        self, title: str, value: str, others: Sequence[tuple[int, str]], *, mask: bool = False, left: dict[str, str] | None = None
    ) -> None:
        """``left`` has what was typed and left by Esc, and gets it."""
        hint = "enter save · tab to the others, space ticks · esc back" if others else "enter save · esc back"
        super().__init__(title, hint)
        self._value = value
        self._left = left if left is not None else {}
        self._others = others
        self._mask = mask
        self._ticked: set[int] = set()

    def body(self) -> Iterable[Widget]:
        yield LineInput(self._left.get(LINE, self._value), placeholder="where, through whom, over what", select_on_focus=False)
        if self._others:
            yield Static(plain("connected the same days: was it the same with any of them?"), classes="label")
            yield Ticks(*(Option(self._row(number, name)) for number, name in self._others), markup=False)
        yield Static("", classes="problem", markup=False)

    def _row(self, number: int, name: str) -> Content:
        sign = "✓" if number in self._ticked else "·"
        return Content.assemble((f"{sign}  ", KEY), plain(f"{name.split()[0]} {MASK}" if self._mask and name.split() else name))

    def tick(self) -> None:
        """Tick the name under the cursor, or take the tick away."""
        options = self.query_one(OptionList)
        at = options.highlighted
        if at is None:
            return
        number, name = self._others[at]
        self._ticked ^= {number}
        options.replace_option_prompt_at_index(at, self._row(number, name))

    def on_key(self, event: events.Key) -> None:
        if event.key == "down" and isinstance(self.focused, LineInput) and self._others:
            event.stop()
            self.query_one(OptionList).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(".problem", Static).remove_class("-told")

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def taken(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        event.stop()
        line = self.query_one(LineInput)
        if self._ticked and not line.value.strip():
            problem = self.query_one(".problem", Static)
            problem.update("Write how you met first, or take the ticks away.")
            problem.add_class("-told")
            line.focus()
            return
        self._left.clear()
        self.dismiss(HowMet(line.value, tuple(number for number, _ in self._others if number in self._ticked)))

    def action_back(self) -> None:
        typed = self.query_one(LineInput).value
        self._left.clear()
        if typed.strip() and typed != self._value:
            self._left[LINE] = typed
        super().action_back()


class Ticks(Choices):
    """Names to tick with the space bar; up from the first one leads back to the line."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "space" and isinstance(self.screen, HowMetSheet):
            event.stop()
            event.prevent_default()
            self.screen.tick()
        elif event.key == "up" and not self.highlighted and isinstance(self.screen, HowMetSheet):
            event.stop()
            event.prevent_default()
            self.screen.query_one(LineInput).focus()
