"""A text of several lines that is no letter: how you met, what you know of somebody, the words of a moment."""

from __future__ import annotations

from rich.text import Text
from textual.document._document import Location
from textual.message import Message
from textual.widgets import TextArea

from reconnect_tui.core.gaps import Hole
from reconnect_tui.ui import cells
from reconnect_tui.ui.widgets.letter import LetterArea


class WordsArea(LetterArea):
    """As safe as the letter's, with its keys; brackets are brackets here, and Tab goes on to the next line of the sheet."""

    DEFAULT_CSS = """
    WordsArea { height: 8; background: $background; color: $foreground; border-left: wide $hole; padding: 0 1; }
    WordsArea:focus { border: none; border-left: wide $key; }
    """

    class Next(Message):
        """On to the next line of the sheet (1), or back (-1)."""

        def __init__(self, way: int) -> None:
            super().__init__()
            self.way = way

    @property
    def has_holes(self) -> bool:
        return False

    def get_line(self, line_index: int) -> Text:
        return Text(cells.in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    def act(self, action_id: str) -> None:
        if action_id in ("next-hole", "previous-hole"):
            self.post_message(self.Next(1 if action_id == "next-hole" else -1))
        else:
            super().act(action_id)

    def get_cursor_left_location(self) -> Location:
        return TextArea.get_cursor_left_location(self)

    def get_cursor_right_location(self) -> Location:
        return TextArea.get_cursor_right_location(self)

    def _hole_at(self, location: Location, *, at_start: bool) -> Hole | None:
        return None

    def _to_first_hole(self) -> None:
        self.move_cursor(self.document.end)
