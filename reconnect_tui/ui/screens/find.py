"""Finding somebody: what is found changes with each key, in the same frame; Enter opens their card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from textual import events, on
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from reconnect_tui.core.query import KNOWN, no_filter
from reconnect_tui.services.finding import Found
from reconnect_tui.ui.content import QUIET, paragraph, plain
from reconnect_tui.ui.screens.sheet import Sheet
from reconnect_tui.ui.widgets.found import FoundList
from reconnect_tui.ui.widgets.line_input import LineInput
from reconnect_tui.ui.widgets.lines import Lines

FIRST_ROWS = 50
PAUSE = 0.1
"""Seconds without a key after which everything is counted and, where nobody fits, names nearly so are looked for."""


class Finder(Protocol):
    """What the sheet asks (``services.finding`` behind it)."""

    def recent(self, limit: int) -> Found: ...

    def glance(self, text: str, limit: int) -> Found: ...

    def find(self, text: str) -> Found: ...

    def find_apart(self, text: str) -> Found:
        """The same from a thread."""


class SearchLine(LineInput):
    """Tells its sheet of every change at once: ``Input.Changed`` comes a frame later (SPEED.md)."""

    def watch_value(self, value: str) -> None:
        if self.is_mounted and isinstance(self.screen, FindSheet):
            self.screen.look(value)


class FindSheet(Sheet[int | str]):
    """Gives the chosen person's row id; the words typed, where nobody fits and somebody new is to be noted; or ``None``."""

    DEFAULT_CSS = """
    FindSheet > .sheet { width: 90; height: 84%; }
    FindSheet #told { height: 2; }
    """
    AUTO_FOCUS = "SearchLine"

    def __init__(self, finder: Finder, *, mask: bool = False) -> None:
        super().__init__("find somebody", "enter open the card · ↑ ↓ choose · tab the list · esc back")
        self._finder = finder
        self._mask = mask
        self._found = Found()
        self._pause: Timer | None = None

    def body(self) -> Iterable[Widget]:
        yield SearchLine(select_on_focus=False, placeholder="a name, a company, a word of a note…")
        yield FoundList(mask=self._mask)
        yield Lines(self._told, id="told")

    def on_mount(self) -> None:
        self.look("")

    @property
    def text(self) -> str:
        return self.query_one(SearchLine).value

    def look(self, text: str) -> None:
        """Show the first rows at once; the rest when the keys pause."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        asked = bool(text.strip())
        self._show(self._finder.glance(text, FIRST_ROWS) if asked else self._finder.recent(FIRST_ROWS))
        if asked:
            self._pause = self.set_timer(PAUSE, self._look_closely)

    def _look_closely(self) -> None:
        """Count everything, and guess where nobody fits: in a thread, so that the next key waits for neither."""
        text = self.text

        def looked() -> None:
            found = self._finder.find_apart(text)
            self.app.call_later(self._looked, text, found)

        self.run_worker(looked, thread=True, exclusive=True, exit_on_error=False, group="find")

    def _looked(self, text: str, found: Found) -> None:
        if self.is_attached and text == self.text:
            self._pause = None
            self._show(found, anew=False)

    def _show(self, found: Found, *, anew: bool = True) -> None:
        self._found = found
        self.query_one(FoundList).show(found.rows, found.words, anew=anew)
        self.query_one("#told", Lines).remake()

    @property
    def _newcomer(self) -> str:
        """The name of somebody new, where nobody fits and a name is what was typed."""
        if self._found.rows or self._found.problems or not self._found.words:
            return ""
        name = " ".join(self.text.split())
        return name if all(c.isalpha() or c in " .'’-" for c in name) else ""

    def _told(self, width: int) -> list[Content]:
        found = self._found
        if found.problems:
            return paragraph(found.problems[0], width, QUIET, most=2)
        if self._pause is not None and len(found.rows) in (0, FIRST_ROWS):
            return []
        if found.nearly:
            return [plain("nobody is called that; these are called nearly that", QUIET)]
        if found.total > len(found.rows):
            return [plain(f"… and {found.total - len(found.rows):,} more", QUIET)]
        if found.rows:
            return []
        if not self.text.strip():
            return paragraph(f"filters: {KNOWN}", width, QUIET, most=2)
        if self._newcomer:
            return [plain("nobody fits", QUIET), plain(f"enter notes something about {self._newcomer}, and adds them", QUIET)]
        if wrong := no_filter(self.text):
            return paragraph(wrong, width, QUIET, most=2)
        return [plain("nobody fits", QUIET), plain("esc goes back; N there notes something on anyone", QUIET)]

    def on_key(self, event: events.Key) -> None:
        listed = self.query_one(FoundList)
        if not isinstance(self.focused, FoundList):
            by = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}.get(event.key)
            page = {"pagedown": 1, "pageup": -1}.get(event.key)
            if by is not None:
                listed.action_move(by)
            elif page is not None:
                listed.action_page(page)
            else:
                return
            event.stop()
        elif event.key in ("slash", "i"):
            event.stop()
            event.prevent_default()
            self.query_one(SearchLine).focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._found.rows and self.text.strip():
            self._show(self._finder.find(self.text))
        chosen = self.query_one(FoundList).chosen
        if chosen is not None:
            self.dismiss(chosen.id)
        elif self._newcomer:
            self.dismiss(self._newcomer)

    @on(FoundList.Chosen)
    def chosen(self, event: FoundList.Chosen) -> None:
        event.stop()
        self.dismiss(event.row.id)
