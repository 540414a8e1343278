"""Finding somebody: results change with each key, Enter opens their card."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.services.finding import Found
from reconnect_tui.store.search import Row
from reconnect_tui.ui.content import MASK, QUIET, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.line_input import LineInput

MOST_SHOWN = 50


class FindSheet(Sheet[int]):
    """Gives the chosen person's row id, or ``None``. ``search`` is asked at each change."""

    DEFAULT_CSS = """
    FindSheet > .sheet { width: 90; height: 80%; }
    FindSheet OptionList { height: 1fr; margin-top: 1; }
    FindSheet #counted { color: $quiet; height: 1; }
    """
    AUTO_FOCUS = "LineInput"

    def __init__(self, search: Callable[[str], Found], *, mask: bool = False) -> None:
        super().__init__("find somebody", "enter open the card · ↑ ↓ choose · esc back")
        self._search = search
        self._mask = mask
        self._rows: tuple[Row, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield LineInput(select_on_focus=False, placeholder="a name, a company, a word of a note…")
        yield OptionList(markup=False)
        yield Static("", id="counted", markup=False)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        event.stop()
        found = self._search(event.value) if event.value.strip() else Found((), 0)
        self._rows = found.rows[:MOST_SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._told(row), id=str(row.id)) for row in self._rows])
        if self._rows:
            options.highlighted = 0
        more = found.total - len(self._rows)
        told = f"and {more:,} more: type more of it" if more > 0 else ""
        if event.value.strip() and not self._rows:
            told = "nobody fits; esc and N would note somebody new"
        self.query_one("#counted", Static).update(told)

    def _told(self, row: Row) -> Content:
        if self._mask:
            return Content.assemble(plain(row.name.split(" ")[0], limit=40), f" {MASK}")
        parts: list[Content | tuple[str, str]] = [plain(row.name, limit=60)]
        work = " · ".join(part for part in (row.position, row.company) if part)
        if work:
            parts += [("  ", ""), plain(work, QUIET, 80)]
        if row.match:
            parts += [("\n    ", ""), plain(row.match, QUIET, 120)]
        return Content.assemble(*parts)

    def on_key(self, event: events.Key) -> None:
        options = self.query_one(OptionList)
        if event.key == "down":
            options.action_cursor_down()
            event.stop()
        elif event.key == "up":
            options.action_cursor_up()
            event.stop()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        highlighted = self.query_one(OptionList).highlighted
        if self._rows and highlighted is not None:
            self.dismiss(self._rows[highlighted].id)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(int(event.option.id or 0))
