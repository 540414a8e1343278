"""What one would rather look at than read: kept lines, and looking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.core.moment import Moment
from reconnect_tui.services import keeping, looking_back
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import called

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting

MOST_CHOICES = 9


class Keeping:
    """The deeds that keep a line and look back."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"keep-line": self.keep, "looking-back": self.look_back, "answer-line": self.answer}

    def keep(self) -> None:
        """Keep one sentence of the chosen moment, or one kept before no more."""
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        sitting, card, moment = self.sitting, self.sitting.card, self.sitting.screen.chosen
        if card is None or sitting.refuses_masked():
            return
        if moment is None:
            sitting.say(f"Choose something they wrote first, with {sitting.key('next-moment')}.")
            return
        person_id, desk = card.person.id, sitting.desk
        here = keeping.kept_of(desk, moment)
        found = keeping.choices(moment)[:MOST_CHOICES]

        def chosen(place: str | None) -> None:
            if place is None:
                return
            words = found[int(place)]
            number = here.get(words)
            done = keeping.keep(desk, moment, words, person_id) if number is None else keeping.release(desk, number, person_id)
            sitting.show(anew=True)
            sitting.say_done(done.sentence)

        choices = [
            (str(place + 1), f"{words}  (kept: this lets it go)" if words in here else words, str(place))
            for place, words in enumerate(found)
        ]
        sheet = ChoiceSheet(f"which line of {called(card.person)}’s would you like to keep?", choices)
        sitting.app.push_screen(sheet, lambda place: sitting.attempt(lambda: chosen(place)))

    def look_back(self) -> None:
        """This friendship through the years, the years by their months, and the circles; Enter opens a card."""
        from reconnect_tui.ui.screens.looking_back import LookingBackSheet

        if self.sitting.refuses_masked():
            return
        card, desk = self.sitting.card, self.sitting.desk
        friendship = looking_back.friendship(desk, card.person.id) if card is not None else None
        kept = keeping.lines_of(desk, card.person.id) if card is not None else []
        sheet = LookingBackSheet(_Past(desk), looking_back.years(desk), friendship=friendship, kept=kept)
        self.sitting.app.push_screen(sheet, self.sitting.open_card)

    def answer(self) -> None:
        """Begin a letter to whoever wrote the line that today ends with."""
        line = keeping.line_of_the_day(self.sitting.desk)
        if line is None:
            self.sitting.say("Today ends without a kept line. Some days do, once a line is kept.")
        elif not self.sitting.refuses_masked():
            self.sitting.show(self.sitting.session.open(line.person.id))
            self.sitting.screen.write()


class _Past:
    """What there was, for the sheet (``ui.screens.looking_back.Past``)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def year(self, number: int) -> list[looking_back.MonthOfYear]:
        return looking_back.year(self._desk, number)

    def circles(self) -> list[looking_back.Circle]:
        return looking_back.circles(self._desk)

    def in_month(self, person_id: int, year: int, month: int) -> list[Moment]:
        return looking_back.in_month(self._desk, person_id, year, month)
