"""Choosing a theme with the card behind it as the preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reconnect_tui.ui.content import plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet


class ThemeSheet(Sheet[str]):
    """Looking at a theme shows it at once; Enter keeps it, Esc brings the old one back. Gives its name, or ``None``."""

    DEFAULT_CSS = """
    ThemeSheet { align: right bottom; background: transparent; }
    ThemeSheet > .sheet { width: 40; margin: 0 6 4 0; padding: 1 3; border: round $faint; }
    """

    def __init__(self, names: Sequence[str], current: str, problems: int = 0) -> None:
        hint = "enter keep · esc as it was"
        if problems:
            hint += f"\n{problems} theme file{'s' if problems != 1 else ''} could not be read: reconnect themes check"
        super().__init__("themes", hint)
        self._names = names
        self._before = current

    def body(self) -> Iterable[Widget]:
        yield Choices(*(Option(plain(name), id=name) for name in self._names), markup=False)

    def on_mount(self) -> None:
        if self._before in self._names:
            self.query_one(OptionList).highlighted = list(self._names).index(self._before)

    @on(OptionList.OptionHighlighted)
    def looked_at(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option.id:
            self.app.theme = event.option.id

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)

    def action_back(self) -> None:
        self.app.theme = self._before
        self.dismiss(None)
