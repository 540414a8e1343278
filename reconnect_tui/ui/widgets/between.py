"""What was between you, beside the letter: all of it to scroll in, or folded to a few lines on a small screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reconnect_tui.core.card import Card
from reconnect_tui.ui import content
from reconnect_tui.ui.widgets.lines import BAR, ScrolledLines


class BetweenYou(ScrolledLines):
    """Shows one card's promises and moments. ``chosen`` is the place of the moment chosen with j and k."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._between, id=id)
        self._card: Card | None = None
        self._mask = False
        self._hints: tuple[Content, ...] = ()
        self._unfold = ""
        self._most = 2
        self._rows: tuple[tuple[int, int], ...] = ()
        self._whole = False
        """Whether all lines are made, not only as many as can be in sight."""
        self.folded = False
        self.chosen: int | None = None

    def show(self, card: Card, *, mask: bool, hints: Sequence[Content], unfold: str) -> None:
        """Show a card. ``hints`` are the keys a bare card offers, ``unfold`` the key that unfolds a folded one."""
        if self._card is None or self._card.person.id != card.person.id:
            self.chosen = None
            self.to_start()
        elif self.chosen is not None:
            # The same person again, perhaps with a moment less: what was chosen stays chosen as long as it is there.
            uid = self._card.moments[self.chosen].uid
            self.chosen = next((at for at, moment in enumerate(card.moments) if moment.uid == uid), None)
        self._card, self._mask, self._hints, self._unfold = card, mask, tuple(hints), unfold
        self._whole = bool(self._top or self.chosen is not None)
        self.remake()
        self.call_after_refresh(self._make_the_rest)

    def fold(self, folded: bool, most: int = 2) -> None:
        """Fold to the promise and the last ``most`` moments, or unfold."""
        if (folded, most) != (self.folded, self._most):
            self.folded, self._most = folded, most
            self.remake()

    def choose(self, way: int) -> bool:
        """Choose the next moment (1) or the one before (-1); a long one is read to its end first. Returns whether something moved."""
        if self._reads_on(way):
            return True
        count = len(self._card.moments) if self._card else 0
        wanted = (0 if way > 0 else count - 1) if self.chosen is None else self.chosen + way
        if not 0 <= wanted < count:
            return False
        self.chosen = wanted
        self._whole = True
        self.remake()
        self.call_after_refresh(self._show_chosen)  # it may just have been unfolded, and is laid out only then
        return True

    def _reads_on(self, way: int) -> bool:
        if self.chosen is None or self.chosen >= len(self._rows):
            return False
        first, end = self._rows[self.chosen]
        height = self.content_size.height
        if end > self.top + height if way > 0 else first < self.top:
            self.scroll_lines(way * max(1, height - 2))
            return True
        return False

    def choose_none(self) -> None:
        if self.chosen is not None:
            self.chosen = None
            self.remake()

    def _show_chosen(self) -> None:
        if self.chosen is not None and self.chosen < len(self._rows):
            first, end = self._rows[self.chosen]
            # The label and the facts above the first moment belong in sight with it.
            self.show_lines(0 if self.chosen == 0 else first, end)

    def _make_the_rest(self) -> None:
        """Fifty moments are a third of the way to the next card, and five are in sight: the others are made when it has been painted."""
        if not self._whole:
            before = self._bar()
            self._whole, self._made = True, None
            if self._bar() != before:
                self.refresh()

    @property
    def _count(self) -> int:
        count = super()._count
        made, moments = len(self._rows), len(self._card.moments) if self._card else 0
        return count * moments // made if not self.folded and made < moments else count

    def _between(self, width: int) -> Sequence[Content]:
        card = self._card
        if card is None:
            return ()
        if self.folded:
            drawn = content.between_folded(
                card, width + BAR, mask=self._mask, hints=self._hints, most=self._most, unfold=self._unfold
            )
        else:
            most = None if self._whole else self.app.size.height
            drawn = content.between(card, width, mask=self._mask, chosen=self.chosen, hints=self._hints, most=most)
        above = () if self.folded else content.label_above("between you")
        self._rows = tuple((first + len(above), end + len(above)) for first, end in drawn.rows)
        return (*above, *drawn.lines)
