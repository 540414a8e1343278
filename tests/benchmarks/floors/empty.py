"""A Textual app that shows one line: under it no first card can come."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widget import Widget


class Line(Widget):
    def render(self) -> str:
        return "FLOOR-READY"


class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Line()


if __name__ == "__main__":
    Empty().run()
