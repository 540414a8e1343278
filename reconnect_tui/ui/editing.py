"""Editing the person and the moments on the card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.moment import Moment
from reconnect_tui.keymap import PAGE
from reconnect_tui.services import days, editing, moment_words
from reconnect_tui.services.recording import Done

if TYPE_CHECKING:
    from reconnect_tui.ui.page import Pages
    from reconnect_tui.ui.screens.page import PageSheet
    from reconnect_tui.ui.sitting import Sitting


class Editing:
    """The deeds that change what is already written down."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        of_a_page = (action.id for action in self.sitting.app.actions if action.where == PAGE)
        return {
            "edit": lambda: self.pages.open(),
            **{action_id: partial(self._on_page, action_id) for action_id in of_a_page},
            "edit-moment": self.moment,
            "remove-moment": self.remove,
        }

    def _on_page(self, action_id: str) -> None:
        self.pages.act(action_id)

    @property
    def page(self) -> PageSheet | None:
        """The page that is open."""
        return self.pages.sheet if "pages" in self.__dict__ else None

    @cached_property
    def pages(self) -> Pages:
        """The page of whoever is shown."""
        from reconnect_tui.ui.page import Pages

        return Pages(self.sitting)

    def _chosen(self) -> Moment | None:
        moment = self.sitting.screen.chosen
        if moment is None:
            self.sitting.say(f"Choose a moment first, with {self.sitting.key('next-moment')}.")
        return moment

    def moment(self) -> None:
        """Edit the chosen moment: its day, what it was, by what, its words."""
        from reconnect_tui.ui.screens.kept_lines import WORDS
        from reconnect_tui.ui.screens.line import Ask

        moment = self._chosen()
        if moment is None or self.sitting.refuses_masked():
            return
        desk = self.sitting.desk

        def write(answer: dict[str, str]) -> Done | None:
            day = days.read_day(desk, answer["day"], past=True)
            return editing.edit_moment(
                desk, moment, text=answer[WORDS], day=day, kind=answer["kind"].strip(), channel=answer["by"]
            )

        def told_kind(text: str) -> str:
            moment_words.read_kind(text)
            return ""

        asks = (
            Ask(
                "day",
                "when",
                value=date.fromisoformat(moment.at[:10]).isoformat(),
                read=lambda text: when.long_date(days.read_day(desk, text, past=True)),
            ),
            Ask("kind", "what it was: coffee, call, they wrote…", value=moment_words.kind_words(moment), read=told_kind),
            Ask("by", "by what, or where", value=moment.channel, placeholder="email, phone, Café Luna", needed=False),
        )
        self.pages.ask(
            "moment",
            f"the {moment.kind} of {when.short_date(date.fromisoformat(moment.at[:10]))}",
            asks,
            write,
            words=moment.text,
            words_label="its words",
            of=-moment.id,
        )

    def remove(self) -> None:
        """Remove the chosen moment; undo brings it back."""
        moment = self._chosen()
        if moment is not None:
            done = editing.remove_moment(self.sitting.desk, moment)
            self.sitting.show(anew=True)
            self.sitting.say_done(done.sentence)
