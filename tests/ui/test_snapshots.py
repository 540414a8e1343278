"""Pictures of the card, full and bare, in both sizes and both defaults; looked at by a person before they are renewed.

Renew them with ``pytest tests/ui/test_snapshots.py --snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reconnect_tui.core.card import Card
from reconnect_tui.services.theme_defaults import HEARTH
from reconnect_tui.services.theme_defaults import LETTER as LETTER_THEME
from reconnect_tui.services.themes import ThemeFile
from tests.ui.people import HOSTILE, bare, full, hostile
from tests.ui.stage import stage

CARDS: dict[str, Callable[[], Card]] = {
    "full": full,
    "bare": bare,
    "hostile": lambda: hostile(HOSTILE[4] + HOSTILE[2] + HOSTILE[1]),
}


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])
@pytest.mark.parametrize("theme", [HEARTH, LETTER_THEME], ids=["hearth", "letter"])
@pytest.mark.parametrize("card", sorted(CARDS))
def test_the_card(snap_compare: Callable[..., bool], card: str, theme: ThemeFile, size: tuple[int, int]) -> None:
    app, _ = stage(CARDS[card](), theme=theme)
    assert snap_compare(app, terminal_size=size)
