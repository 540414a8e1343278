"""All keys, from the one registry."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reconnect_tui.keymap import Action, key_names, shown_key
from reconnect_tui.ui.content import KEY, LABEL, labelled, paragraph, plain
from reconnect_tui.ui.screens.sheet import WordsSheet


class HelpSheet(WordsSheet):
    """The keys in their groups, as help lists them; arrows scroll."""

    DEFAULT_CSS = "HelpSheet > .sheet { width: 92; }"

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__("keys", lambda width: _lines(actions, width))


def _lines(actions: Sequence[Action], width: int) -> list[Content]:
    lines: list[Content] = []
    for group in dict.fromkeys(action.group for action in actions):
        lines += [Content(""), Content.styled(group, LABEL)] if lines else [Content.styled(group, LABEL)]
        for action in actions:
            if action.group == group:
                keys = " ".join(shown_key(key) for key in key_names(action.keys))
                lines += labelled(f"{keys:<10}", plain(action.help), width, KEY)
    return [*lines, Content(""), *paragraph("Templates, themes and settings: `reconnect config` says where they lie.", width)]
