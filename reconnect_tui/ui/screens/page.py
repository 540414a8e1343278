"""A person's page to be edited, a row a thing: Enter changes the one under the cursor, and each change is a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from textual import events, on
from textual.app import SystemCommand
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.keymap import PAGE, Action, by_key
from reconnect_tui.services.page_rows import ADD, CONTACT, DEED, FIELD, Row
from reconnect_tui.ui.content import DANGER, KEY, LABEL, QUIET, paragraph, plain
from reconnect_tui.ui.content import labelled as labelled_lines
from reconnect_tui.ui.screens.sheet import Choices, Sheet
from reconnect_tui.ui.widgets.footer import KeyLine
from reconnect_tui.ui.widgets.lines import Lines

WIDEST = 88
_LABEL = 12
"""Columns of a field's name."""
FOLLOWS_EVERY = 1.0
"""Seconds between two looks whether another program changed the page."""


class PageSheet(Sheet[None]):
    """Shows rows; ``press(action id, row)`` is told what was pressed on which. ``show`` puts other rows there, ``tell`` a sentence.

    ``follow`` is asked now and then, to let the page follow what another program wrote.
    """

    DEFAULT_CSS = f"""
    PageSheet > .sheet {{ width: {WIDEST}; height: 92%; overflow: hidden; }}
    PageSheet .sheet-title {{ height: 1; }}
    PageSheet OptionList {{ height: 1fr; }}
    PageSheet .told {{ height: 1; margin-top: 1; }}
    PageSheet.low > .sheet {{ height: 100%; padding: 0 3; }}
    PageSheet.low .sheet-title {{ margin-bottom: 0; }}
    PageSheet.low .told {{ margin-top: 0; }}
    """
    AUTO_FOCUS = "OptionList"

    def __init__(
        self,
        name: str,
        rows: Sequence[Row],
        actions: Iterable[Action],
        press: Callable[[str, Row | None], None],
        *,
        follow: Callable[[], None] = lambda: None,
        at: str = "",
    ) -> None:
        super().__init__(name, "")
        self._rows = tuple(rows)
        self._named = {action.id: action for action in actions}
        self._keys = by_key(self._named.values(), PAGE)
        self._press = press
        self._follow = follow
        self._at = at
        self._sentence, self._style = "", QUIET

    def body(self) -> Iterable[Widget]:
        yield Choices(markup=False)
        yield Lines(self._told, classes="told")
        yield KeyLine(id="page-keys")

    def on_mount(self) -> None:
        self._fit()
        self._fill(self._at)
        self.set_interval(FOLLOWS_EVERY, self._look)

    def _look(self) -> None:
        if self.app.screen is self:
            self._follow()

    def on_resize(self) -> None:
        self._fit()
        self._fill()

    def _fit(self) -> None:
        self.set_class(self.app.size.height < 20, "low")

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return next((row for row in self._rows if option is not None and row.name == option.id), None)

    def show(self, name: str, rows: Sequence[Row], *, at: str = "") -> None:
        """Show these rows; the cursor stays where it was, or goes to the row named ``at``."""
        fresh = tuple(rows)
        if fresh != self._rows or at:
            self._rows = fresh
            self._fill(at)
        self.query_one(".sheet-title", Static).update(plain(name))

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        """Say one sentence below the rows, until the next key."""
        self._sentence, self._style = sentence, DANGER if trouble else QUIET
        for told in self.query(".told").results(Lines):  # none, where it is only about to be shown
            told.remake()

    def _told(self, width: int) -> list[Content]:
        return paragraph(self._sentence, width, self._style, most=1) if self._sentence else []

    def _fill(self, at: str = "") -> None:
        listed = self.query_one(OptionList)
        here, scrolled = listed.highlighted, listed.scroll_y
        here_name = listed.highlighted_option.id if listed.highlighted_option else ""
        options: list[Option] = []
        for group in dict.fromkeys(row.group for row in self._rows):
            options += [Option("", disabled=True)] if options else []
            options.append(Option(Content.styled(group, LABEL), disabled=True))
            options += [Option(self._drawn(row), id=row.name) for row in self._rows if row.group == group]
        listed.clear_options()
        listed.add_options(options)
        places = {option.id: place for place, option in enumerate(options) if option.id}
        wanted = places.get(at, places.get(here_name or "", here if here is not None else 1))
        while wanted < len(options) - 1 and options[wanted].disabled:
            wanted += 1
        listed.highlighted = min(wanted, len(options) - 1)
        listed.scroll_to(y=scrolled, animate=False)
        self.call_after_refresh(listed.scroll_to_highlight)
        self._offer()

    def _drawn(self, row: Row) -> Content:
        width = min(max(30, int(self.app.size.width * 0.96)), WIDEST) - (12 if self.app.size.height >= 20 else 9)
        aside = ("  " if row.value else "") + plain(row.aside, limit=120).plain if row.aside else ""
        if row.kind == ADD:
            return Content.assemble(("+ ", KEY), (row.value, QUIET))
        if row.kind == DEED:
            return Content.styled(row.value, QUIET)
        value = Content.assemble(plain(" ".join(row.value.split()), limit=400), (aside, QUIET))
        if not row.label:
            return Content("\n").join(labelled_lines("", value, width, most=2))[2:]
        return Content("\n").join(labelled_lines(row.label.ljust(_LABEL), value, width, most=3))

    def _offer(self) -> None:
        row = self.row
        ids = ["page-change", "page-add", "page-remove", "page-prefer", "page-undo", "page-help", "page-leave"]
        labels: dict[str, str] = {}
        if row is None or row.kind in (ADD, DEED):
            ids = ["page-change", "page-undo", "page-help", "page-leave"]
            labels["page-change"] = "begin" if row and row.kind == DEED else "add"
        elif row.kind == FIELD:
            ids = [one for one in ids if one != "page-prefer" and (one != "page-remove" or row.value)]
            labels["page-remove"] = "empty it"
        elif row.kind != CONTACT:
            ids.remove("page-prefer")
        actions = [self._named[one]._replace(footer_order=at) for at, one in enumerate(ids, 1)]
        self.query_one("#page-keys", KeyLine).show(actions, labels)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._offer()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.act("page-change")

    def on_key(self, event: events.Key) -> None:
        action = self._keys.get(event.key.removeprefix("alt+"))
        if action is not None and action.id != "page-change":
            event.stop()
            event.prevent_default()
            self.act(action.id)

    @on(KeyLine.Pressed)
    def _clicked(self, event: KeyLine.Pressed) -> None:
        event.stop()
        self.act(event.action_id)

    def action_back(self) -> None:
        self.dismiss(None)

    def commands(self) -> Iterable[SystemCommand]:
        """What the palette offers over this sheet."""
        for action in self._named.values():
            if action.where == PAGE:
                yield SystemCommand(action.label.capitalize(), action.help, partial(self.act, action.id))

    def act(self, action_id: str) -> None:
        """Do what a key does to the row under the cursor."""
        self.tell("")
        if action_id == "page-leave":
            self.action_back()
        else:
            self._press(action_id, self.row)
