"""A bare TextArea of six lines: typing into anything costs at least this."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea


class Bare(App[None]):
    CSS = "TextArea { height: 8; }"

    def compose(self) -> ComposeResult:
        yield Static("FLOOR-READY")
        yield TextArea()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    Bare().run()
