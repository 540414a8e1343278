"""Editing the person and the moments on the card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.moment import Moment
from reconnect_tui.services import days, editing
from reconnect_tui.services.recording import Done

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting

_LABELS = {
    "greeting": "the name to greet by",
    "salutation": "a whole salutation, if it is always the same",
    "language": "language of your letters, such as de",
    "birthday": "birthday: 14 March, or 14 March 1984",
}


class Editing:
    """The deeds that change what is already written down."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"edit": self.person, "edit-moment": self.moment, "remove-moment": self.remove}

    def _done(self, done: Done | None) -> None:
        if done is None:
            self.sitting.say("Nothing was changed.")
            return
        self.sitting.show(anew=True)
        self.sitting.say_done(done.sentence)

    def person(self) -> None:
        """Edit the fields of the person shown."""
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        card = self.sitting.card
        if card is None or self.sitting.refuses_masked():
            return
        person = card.person

        def read_birthday(text: str) -> str:
            stored = editing.read_birthday(text)
            return stored if not stored.startswith("--") else "no year, which is fine"

        asks = tuple(
            Ask(
                field,
                _LABELS.get(field, field),
                value=" ".join((getattr(person, field) or "").split("\n")),
                read=read_birthday if field == "birthday" else None,
                needed=field == "name",
            )
            for field in editing.FIELDS
        )
        kept_about = person.about

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None:
                if answer["about"] == " ".join(kept_about.split("\n")):
                    answer["about"] = kept_about
                self._done(editing.edit_person(self.sitting.desk, person.id, **answer))

        self.sitting.app.push_screen(
            LineSheet(f"edit {person.name}", asks, hint="tab to the next · enter save · esc back"),
            lambda answer: self.sitting.attempt(lambda: take(answer)),
        )

    def _chosen(self) -> Moment | None:
        moment = self.sitting.screen.chosen
        if moment is None:
            self.sitting.say(f"Choose a moment first, with {self.sitting.key('next-moment')}.")
        return moment

    def moment(self) -> None:
        """Edit the words and the day of the chosen moment."""
        from reconnect_tui.ui.screens.line import Ask, LineSheet

        moment = self._chosen()
        if moment is None or self.sitting.refuses_masked():
            return
        desk = self.sitting.desk
        one_line = " ".join(moment.text.split("\n"))

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None:
                text = moment.text if answer["text"] == one_line else answer["text"]
                self._done(editing.edit_moment(desk, moment, text=text, day=days.read_day(desk, answer["day"], past=True)))

        asks = (
            Ask("text", "its words", value=one_line, needed=False),
            Ask(
                "day",
                "its day",
                value=date.fromisoformat(moment.at[:10]).isoformat(),
                read=lambda text: when.long_date(days.read_day(desk, text, past=True)),
            ),
        )
        self.sitting.app.push_screen(
            LineSheet(f"edit the {moment.kind}", asks), lambda answer: self.sitting.attempt(lambda: take(answer))
        )

    def remove(self) -> None:
        """Remove the chosen moment; undo brings it back."""
        moment = self._chosen()
        if moment is not None:
            self._done(editing.remove_moment(self.sitting.desk, moment))
