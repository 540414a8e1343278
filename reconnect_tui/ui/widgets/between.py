"""What was between you, beside the letter: all of it to scroll in, or folded to a few lines on a small screen.

Somebody may have 20,000 moments. Only those in sight are made into lines (the first frame of a card has no time for more, either), so
where one is in the column is told by the moment at its top, not by a number of lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message

from reconnect_tui.core.card import Card
from reconnect_tui.ui import content
from reconnect_tui.ui.widgets.lines import BAR, Wheeled, bar_rows, with_bar

MANY = 60
"""Moments from which the bar is drawn by an estimate: what all of them would take to make is not worth its last row."""

Block = tuple[Content, ...]


class BetweenYou(Wheeled):
    """Shows one card's promises and moments. ``chosen`` is the place of the moment chosen with j and k."""

    class AtTheEnd(Message):
        """The end of what is on the card is in sight, and there is more before that."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._folded_lines, id=id)
        self._card: Card | None = None
        self._mask = False
        self._hints: tuple[Content, ...] = ()
        self._unfold = ""
        self._most = 2
        self._blocks: dict[tuple[int, bool], Block] = {}
        """(place, whether it is the chosen one) → its lines; place 0 is what stands above the moments, the last what stands below."""
        self._ends: tuple[Block, Block] | None = None
        self._made_for = 0
        self._at, self._line = 0, 0
        """The block at the top, and which of its lines is the first in sight."""
        self._measured = False
        self.folded = False
        self.chosen: int | None = None

    def show(self, card: Card, *, mask: bool, hints: Sequence[Content], unfold: str) -> None:
        """Show a card. ``hints`` are the keys a bare card offers, ``unfold`` the key that unfolds a folded one."""
        before = self._card
        if before is None or before.person.id != card.person.id:
            self.chosen = None
            self.to_start()
        else:
            # The same person again, perhaps with a moment less or more: what was chosen stays chosen, and in its place, as long as it
            # is there.
            self.chosen = None if self.chosen is None else _place_of(before, self.chosen, card)
            there = _place_of(before, self._at - 1, card) if 0 < self._at <= len(before.moments) else None
            self._at = there + 1 if there is not None else min(self._at, len(card.moments) + 1)
        self._card, self._mask, self._hints, self._unfold = card, mask, tuple(hints), unfold
        self.remake()
        self.call_after_refresh(self._measure)

    def fold(self, folded: bool, most: int = 2) -> None:
        """Fold to the promise and the last ``most`` moments, or unfold."""
        if (folded, most) != (self.folded, self._most):
            self.folded, self._most = folded, most
            self.remake()

    def remake(self) -> None:
        self._forget()
        if self.folded:
            super().remake()
            return
        self._made = None
        height = self.styles.height
        self.refresh(layout=height is None or height.is_auto)

    def _forget(self) -> None:
        self._blocks.clear()
        self._ends, self._measured = None, False

    def choose(self, way: int) -> bool:
        """Choose the next moment (1) or the one before (-1); a long one is read to its end first. Returns whether something moved."""
        if self._reads_on(way):
            return True
        count = len(self._card.moments) if self._card else 0
        return self.choose_at((0 if way > 0 else count - 1) if self.chosen is None else self.chosen + way)

    def choose_at(self, place: int) -> bool:
        """Choose the moment of that place; returns whether there is one."""
        if not 0 <= place < (len(self._card.moments) if self._card else 0):
            return False
        self.chosen = place
        self.refresh()
        self.call_after_refresh(self._show_chosen)  # it may just have been unfolded, and is laid out only then
        return True

    def choose_none(self) -> None:
        """Choose no moment."""
        if self.chosen is not None:
            self.chosen = None
            self.refresh()

    def _reads_on(self, way: int) -> bool:
        if self.chosen is None or self.folded:
            return False
        height, place = self.content_size.height, self.chosen + 1
        if place == self._at:
            hidden = self._line > self._air(place)
            if hidden if way < 0 else len(self._block(place)) - self._line > height:
                self.scroll_lines(way * max(1, height - 2))
                return True
        elif way > 0 and self._at < place:
            first = self._rows_to(place)
            if first is not None and first + len(self._block(place)) > height:
                self.scroll_lines(max(1, height - 2))
                return True
        return False

    def _air(self, place: int) -> int:
        """The empty lines that a block begins with."""
        block = self._block(place)
        return 1 if block and not block[0].plain else 0

    def _rows_to(self, place: int) -> int | None:
        """The row in which a block begins that is below the top; ``None`` where that is out of sight."""
        row = len(self._block(self._at)) - self._line
        for between in range(self._at + 1, place):
            if row > self.content_size.height:
                return None
            row += len(self._block(between))
        return row if row < self.content_size.height else None

    def _show_chosen(self) -> None:
        if self.chosen is None or self.folded:
            return
        place, height = self.chosen + 1, self.content_size.height
        if self.chosen == 0 and len(self._block(0)) + len(self._block(1)) <= height:
            # The label and the facts above the first moment belong in sight with it.
            self._at, self._line = 0, 0
        above = place < self._at or (place == self._at and self._line > self._air(place))
        row = None if above else 0 if place == self._at else self._rows_to(place)
        end = len(self._block(place)) - (self._line if place == self._at else 0)
        if above:
            self._at, self._line = place, self._air(place)
        elif row is None or (row + end > height and place != self._at):
            self._at, self._line = place, self._air(place)
            self._move(min(0, len(self._block(place)) - self._air(place) - height))
        self.refresh()

    # Where one is

    @property
    def top(self) -> int:
        """The first line in sight, counted from the first of all."""
        return sum(len(self._block(place)) for place in range(self._at)) + self._line

    def to_start(self) -> None:
        """To the newest."""
        if (self._at, self._line) != (0, 0):
            self._at, self._line = 0, 0
            self.refresh()

    def to_end(self) -> None:
        """To the oldest that is on the card."""
        self._at, self._line = self._last, max(0, len(self._block(self._last)) - 1)
        self._settle()
        self.refresh()

    def scroll_lines(self, by: int) -> None:
        if self.folded:
            return
        self._move(by)
        short = self._settle()
        self.refresh()
        if short and by > 0 and self._card is not None and self._card.more_moments:
            self.post_message(self.AtTheEnd())

    def scroll_page(self, way: int) -> None:
        """A page down (1) or up (-1), with a line of the one before."""
        self.scroll_lines(way * max(1, self.content_size.height - 1))

    @property
    def _last(self) -> int:
        return len(self._card.moments) + 1 if self._card else 0

    def _move(self, by: int) -> None:
        line = self._line + by
        while line < 0 and self._at > 0:
            self._at -= 1
            line += len(self._block(self._at))
        while line >= len(self._block(self._at)) and self._at < self._last:
            line -= len(self._block(self._at))
            self._at += 1
        self._line = max(0, min(line, len(self._block(self._at)) - 1))

    def _settle(self) -> bool:
        """Let no row stay empty at the foot while there is something above; returns whether the end is in sight."""
        height = self.content_size.height
        left = -self._line
        for place in range(self._at, self._last + 1):
            left += len(self._block(place))
            if left > height:
                return False
        if left < height:
            self._move(left - height)
        return True

    # Lines

    def _block(self, place: int) -> Block:
        width = max(1, self.content_size.width - BAR)
        if self._made_for != width:
            self._made_for = width
            self._forget()
        card = self._card
        if card is None:
            return ()
        chosen = place - 1 == self.chosen
        if (place, chosen) not in self._blocks:
            if place in (0, self._last):
                if self._ends is None:
                    self._ends = content.between_ends(card, width, mask=self._mask, hints=self._hints)
                made = (*content.label_above("between you"), *self._ends[0]) if place == 0 else self._ends[1]
            else:
                air = () if place == 1 and not (self._block(0) and self._ends and self._ends[0]) else (Content(),)
                made = (*air, *content.between_moment(card, place - 1, width, mask=self._mask, chosen=chosen))
            self._blocks[place, chosen] = made
        return self._blocks[place, chosen]

    def lines(self, width: int) -> tuple[Content, ...]:
        """All lines: of few moments, or folded."""
        if self.folded:
            return super().lines(width - BAR)
        return tuple(line for place in range(self._last + 1) for line in self._block(place)) if self._card else ()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.lines(width)) if self.folded else 1

    def _folded_lines(self, width: int) -> Sequence[Content]:
        card = self._card
        if card is None or not self.folded:
            return ()
        return content.between_folded(card, width + BAR, mask=self._mask, hints=self._hints, most=self._most, unfold=self._unfold)

    def render(self) -> Content:
        width, height = self.content_size
        if self.folded or self._card is None:
            return Content("\n").join(self.lines(width))
        self._settle()
        drawn: list[Content] = list(self._block(self._at)[self._line :])
        for place in range(self._at + 1, self._last + 1):
            if len(drawn) >= height:
                break
            drawn += self._block(place)
        return Content("\n").join(with_bar(drawn[:height], self._bar(), width))

    def _bar(self) -> range:
        """The rows beside which the bar is; none where all is in sight."""
        height, places = self.content_size.height, self._last + 1
        known = {place: len(block) for (place, _), block in self._blocks.items()}
        if self._measured or len(known) == places:
            count, top = sum(len(self._block(place)) for place in range(places)), self.top
        else:
            average = sum(known.values()) / max(1, len(known))
            count, top = int(average * places), int(average * self._at) + self._line
        return bar_rows(count, height, top)

    def _measure(self) -> None:
        """The first frame has no time for more than is in sight; now the bar is drawn as it is, unless there are very many."""
        if not self._measured and not self.folded and self._last <= MANY:
            before = self._bar()
            self._measured = True
            if self._bar() != before:
                self.refresh()


def _place_of(before: Card, chosen: int, after: Card) -> int | None:
    """The place of the chosen moment on another card of the same person; ``None`` where it is not there."""
    uid = before.moments[chosen].uid
    if chosen < len(after.moments) and after.moments[chosen].uid == uid:
        return chosen
    return next((at for at, moment in enumerate(after.moments) if moment.uid == uid), None)
