"""A card of twelve fields, each a Static that is given its next value: no list of fields is changed with less."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Static

FIELDS = ("name", "role", "company", "met", "due", "phone", "mail", "city", "tags", "last", "circle", "note")


def value(field: str, number: int) -> str:
    """What a field shows of the person of that number; some are longer than others, so that the layout moves."""
    if field == "name":
        return f"PERSON-{number}."
    return f"{field}: what is known of {field} of {number} " + "and some words more " * (number % 4)


class Swap(App[None]):
    CSS = "Static { height: auto; } Vertical { height: 1fr; }"
    BINDINGS = [("x", "next", "Next")]
    number = 0

    def compose(self) -> ComposeResult:
        yield Static("FLOOR-READY")
        with Vertical():
            for field in FIELDS:
                yield Static(value(field, 0), id=field)
        yield Footer()

    def action_next(self) -> None:
        self.number += 1
        for field in FIELDS:
            self.query_one(f"#{field}", Static).update(value(field, self.number))


if __name__ == "__main__":
    Swap().run()
