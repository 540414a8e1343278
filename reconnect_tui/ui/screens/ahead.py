"""What the coming weeks hold; Enter opens the card of whoever it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reconnect_tui.services.agenda import Ahead
from reconnect_tui.services.farewell import day_words
from reconnect_tui.ui.content import MASK, NAME, QUIET, labelled, name_of, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet

_KINDS = {"promise": "promised", "follow-up": ""}


class AheadSheet(Sheet[int]):
    """Gives the row id of the person to open, or ``None``. Masked, it tells days and first names."""

    DEFAULT_CSS = "AheadSheet > .sheet { width: 84; } AheadSheet OptionList { max-height: 24; }"

    def __init__(self, coming: Sequence[Ahead], *, mask: bool = False) -> None:
        super().__init__("ahead", "enter open the card · esc back" if coming else "esc back")
        self._coming = coming
        self._mask = mask

    def body(self) -> Iterable[Widget]:
        if not self._coming:
            yield Static("Nothing is set for the coming weeks.")
            return
        yield Choices(*(Option(self._told(one), id=str(place)) for place, one in enumerate(self._coming)), markup=False)

    def _told(self, one: Ahead) -> Content:
        kind = _KINDS.get(one.kind, "")
        what = MASK if self._mask else plain(f"{kind}: {one.what}" if kind else one.what).plain
        words = Content.assemble((name_of(one.person, mask=self._mask), NAME), "  ", what)
        width = min(max(30, int(self.app.size.width * 0.96)), 84) - 10
        return Content("\n").join(labelled(day_words(one).rjust(11), words, width, QUIET, most=3))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._coming[int(event.option.id or 0)].person.id)
