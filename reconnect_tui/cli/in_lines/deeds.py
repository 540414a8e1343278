"""What every group of deeds in lines stands on: the sitting, its voice, its desk and the card in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect_tui.core.card import Card
from reconnect_tui.services.desk import Desk

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.sitting import Sitting


class Deeds:
    """A group of deeds of one sitting."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.voice = sitting.voice

    @property
    def desk(self) -> Desk:
        return self.sitting.desk

    @property
    def card(self) -> Card:
        """The card in hand; there is one whenever a deed about a person is done."""
        card = self.sitting.card
        assert card is not None
        return card
