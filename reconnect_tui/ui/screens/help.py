"""All keys, from the one registry; a click on a line does what its key does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from reconnect_tui.keymap import Action, key_names, shown_key
from reconnect_tui.ui.content import KEY, LABEL, labelled, paragraph, plain
from reconnect_tui.ui.screens.sheet import WordsSheet
from reconnect_tui.ui.widgets.lines import Lines

AFTER = (
    "A click on a line does the same. Keys can be changed: ctrl+p, then “Settings”, or `keys:` in config.yaml.",
    "Templates, themes and settings: `reconnect config` says where they lie.",
)


class HelpSheet(WordsSheet):
    """The keys in their groups, as help lists them; arrows scroll. A click gives the id of the action clicked."""

    DEFAULT_CSS = "HelpSheet > .sheet { width: 92; }"

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__("keys", lambda width: self._lines(actions, width))
        self._places: dict[int, str] = {}

    def body(self) -> Iterable[Widget]:
        yield _Keys(self._make, classes="words")

    def clicked(self, row: int) -> None:
        """A line was clicked; what belongs to no action does nothing."""
        if row in self._places:
            self.dismiss(self._places[row])

    def _lines(self, actions: Sequence[Action], width: int) -> list[Content]:
        lines: list[Content] = []
        self._places = {}
        for group in dict.fromkeys(action.group for action in actions):
            lines += [Content(""), Content.styled(group, LABEL)] if lines else [Content.styled(group, LABEL)]
            for action in actions:
                if action.group == group:
                    keys = " ".join(shown_key(key) for key in key_names(action.keys))
                    told = labelled(f"{keys:<10}", plain(action.help), width, KEY)
                    self._places.update({len(lines) + row: action.id for row in range(len(told))})
                    lines += told
        return [*lines, *(part for words in AFTER for part in (Content(""), *paragraph(words, width)))]


class _Keys(Lines):
    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, HelpSheet):
            self.screen.clicked(event.y)
