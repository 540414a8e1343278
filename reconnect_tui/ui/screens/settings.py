"""Settings in the app: what is decided, and who decided it. What config.yaml says is said beside it, and wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.keymap import Action, key_names, shown_key
from reconnect_tui.ui.content import KEY, LABEL, QUIET, labelled, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet
from reconnect_tui.ui.widgets.lines import Lines

_LABEL = 26
"""Columns of a setting's name."""


class Row(NamedTuple):
    """One line of settings: its name, what it is called, its value in words, and who says so (``""``: nobody but the app)."""

    name: str
    label: str
    value: str
    said_by: str = ""


class RowsSheet(Sheet[str]):
    """Rows to choose from; gives the chosen one's name, or ``None``. ``at`` is where the cursor stands, ``told`` what was just done."""

    DEFAULT_CSS = """
    RowsSheet > .sheet { width: 84; }
    RowsSheet OptionList { max-height: 26; }
    RowsSheet .told { height: auto; margin-top: 1; }
    """

    def __init__(self, title: str, rows: Sequence[Row], hint: str, *, at: str = "", told: str = "") -> None:
        super().__init__(title, hint)
        self._rows = rows
        self._at = at
        self._told = told

    def body(self) -> Iterable[Widget]:
        yield Choices(*(Option(self._drawn(row), id=row.name) for row in self._rows), markup=False)
        if self._told:
            yield Lines(lambda width: labelled("", plain(self._told, limit=600), width, most=4), classes="told")

    def _drawn(self, row: Row) -> Content:
        width = min(max(30, int(self.app.size.width * 0.96)), 84) - 10
        value = Content.assemble(plain(row.value), *([("  " + plain(row.said_by).plain, QUIET)] if row.said_by else []))
        return Content("\n").join(labelled(row.label.ljust(min(_LABEL, width // 2)), value, width, most=3))

    def on_mount(self) -> None:
        names = [row.name for row in self._rows]
        if self._at in names:
            self.query_one(OptionList).highlighted = names.index(self._at)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option.id)


class KeysSheet(Sheet[tuple[str, str]]):
    """Every action with its keys; gives ("change" or "reset", action id), or ``None``."""

    DEFAULT_CSS = """
    KeysSheet > .sheet { width: 92; height: 92%; }
    KeysSheet OptionList { height: 1fr; }
    KeysSheet .told { height: auto; }
    """

    def __init__(
        self, actions: Sequence[Action], moved: Iterable[str], fixed: Iterable[str], *, at: str = "", told: str = ""
    ) -> None:
        super().__init__("keys", "enter another key · del as it was · esc back")
        self._actions = actions
        self._moved = frozenset(moved)
        self._fixed = frozenset(fixed)
        self._at = at
        self._told = told

    def body(self) -> Iterable[Widget]:
        options: list[Option] = []
        for group in dict.fromkeys(action.group for action in self._actions):
            options += [Option("", disabled=True)] if options else []
            options.append(Option(Content.styled(group, LABEL), disabled=True))
            options += [Option(self._drawn(action), id=action.id) for action in self._actions if action.group == group]
        yield Choices(*options, markup=False)
        if self._told:
            yield Lines(lambda width: labelled("", plain(self._told, limit=600), width, most=3), classes="told")

    def _drawn(self, action: Action) -> Content:
        keys = " ".join(shown_key(key) for key in key_names(action.keys))
        whose = "  config.yaml" if action.id in self._fixed else "  yours" if action.id in self._moved else ""
        width = min(max(30, int(self.app.size.width * 0.96)), 92) - 10
        words = Content.assemble(plain(action.help), (whose, QUIET))
        return Content("\n").join(labelled(f"{keys:<10}", words, width, KEY))

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        listed.highlighted = listed.get_option_index(self._at) if self._at else 1

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(("change", event.option.id or ""))

    def on_key(self, event: events.Key) -> None:
        listed = self.query_one(OptionList)
        if event.key in ("delete", "backspace") and listed.highlighted is not None:
            event.stop()
            self.dismiss(("reset", listed.get_option_at_index(listed.highlighted).id or ""))


class PressSheet(Sheet[str]):
    """Waits for one key and gives it as people write it; Esc leaves it as it is, unless that is the key to be given."""

    AUTO_FOCUS = ""

    def __init__(self, action: Action) -> None:
        super().__init__(f"another key for “{action.label}”", "esc leaves it as it is")
        self._action = action

    def body(self) -> Iterable[Widget]:
        yield Static(plain(f"Press it. {self._action.help}"))

    def on_key(self, event: events.Key) -> None:
        if event.key != "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(shown_key(event.key))
