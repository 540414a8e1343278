"""What was done, newest first; Enter takes one step back, after asking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.core.when import short_date
from reconnect_tui.services.history import Step
from reconnect_tui.ui.content import QUIET, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet


class HistorySheet(Sheet[int]):
    """Gives the number of the action to take back, or ``None``."""

    DEFAULT_CSS = "HistorySheet > .sheet { width: 96; } HistorySheet OptionList { max-height: 20; }"

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__("what was done", "enter take it back · esc back")
        self._steps = steps

    def body(self) -> Iterable[Widget]:
        if not self._steps:
            yield Static("Nothing yet.")
            return
        yield Choices(
            *(Option(self._told(step), id=str(step.id), disabled=step.undone is not None) for step in self._steps), markup=False
        )

    @staticmethod
    def _told(step: Step) -> Content:
        from datetime import date

        day = short_date(date.fromisoformat(step.day)).rjust(11)
        back = "  (taken back)" if step.undone is not None else ""
        return Content.assemble((day, QUIET), "  ", plain(step.sentence), (back, QUIET))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(int(event.option.id or 0))
