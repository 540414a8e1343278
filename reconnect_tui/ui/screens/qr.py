"""A code for the camera of a phone, dark on light whatever the theme, as large as the terminal lets it be."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from reconnect_tui.services.handing import CALL, COPY, EMAIL, LINKEDIN, TEXT, WHATSAPP, Code, code_rows
from reconnect_tui.ui.content import KEY, NAME, QUIET, paragraph, plain
from reconnect_tui.ui.widgets.lines import Lines

DARK_ON_LIGHT = "#000000 on #ffffff"
_OTHER_ROWS = 3
"""Rows for what it is, what had to stay out of it, and the keys."""


class CodeScreen(ModalScreen[Code]):
    """Shows one code after the other, each by its key. Enter gives the one on the screen (it was scanned), Esc ``None``."""

    DEFAULT_CSS = """
    CodeScreen { background: $background; align: center middle; }
    CodeScreen Lines { width: 100%; padding: 0 2; }
    """
    AUTO_FOCUS = ""

    def __init__(self, name: str, codes: Sequence[Code]) -> None:
        super().__init__()
        self._whose = name
        self._codes = tuple(codes)
        self._shown = self._codes[0]

    def compose(self) -> ComposeResult:
        yield Lines(self._lines)

    def _lines(self, width: int) -> list[Content]:
        rows, cut = code_rows(self._shown, width=width, height=self.app.size.height - _OTHER_ROWS)
        if not rows:
            note = "This is too long for a code in this window. Make it larger, or choose another."
        elif cut:
            note = f"The letter is too long for a code on this screen: this is {_without(self._shown)} alone."
        elif self._shown.key == LINKEDIN and any(code.key == COPY for code in self._codes):
            note = f"The letter is not in this one: {COPY} shows its words."
        else:
            note = ""
        label = f"{self._shown.label}, but without it" if rows and cut else self._shown.label
        head = Content.assemble((plain(self._whose, limit=40).plain, NAME), "  ", plain(label, QUIET))
        drawn = [self._centred(Content.styled(row, DARK_ON_LIGHT), width) for row in rows]
        told = [self._centred(one, width) for one in paragraph(note, width, most=2)[:1]]
        air = [Content()] if len(rows) + _OTHER_ROWS + 2 <= self.app.size.height else []
        return [self._centred(head, width), *air, *drawn, *air, *told, self._centred(self._keys(width), width)]

    @staticmethod
    def _centred(row: Content, width: int) -> Content:
        return Content.assemble(" " * max(0, (width - row.cell_length) // 2), row)

    def _keys(self, width: int) -> Content:
        parts: list[tuple[str, str]] = [
            ("enter", KEY),
            (" scanned", QUIET),
            ("   ", ""),
            ("esc", KEY),
            (" back", QUIET),
        ]
        for code in self._codes:
            if code is not self._shown:
                parts += [("  ", ""), (code.key, KEY), (f" {_SHORT.get(code.key, code.label)}", QUIET)]
        return Content.assemble(*parts).truncate(width)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key == "enter":
            self.dismiss(self._shown)
        elif event.key == "escape":
            self.dismiss(None)
        else:
            for code in self._codes:
                if event.character == code.key:
                    self._shown = code
                    self.query_one(Lines).remake()

    def on_resize(self) -> None:
        self.query_one(Lines).remake()


_SHORT = {LINKEDIN: "profile", EMAIL: "e-mail", CALL: "call", TEXT: "text", WHATSAPP: "WhatsApp", COPY: "words"}


def _without(code: Code) -> str:
    return "the address" if code.key == EMAIL else "the number"
