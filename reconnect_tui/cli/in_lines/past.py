"""Looking back, in lines: lines that are kept, one friendship through the years, a year by its months, the circles."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.person import SILENT
from reconnect_tui.core.text import shown_line
from reconnect_tui.core.when import MONTHS
from reconnect_tui.services import keeping, looking_back
from reconnect_tui.services.desk import Desk

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.sitting import Sitting

LATEST_YEARS = 3


class Past:
    """The deeds that keep a line and look back."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.voice = sitting.voice

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"keep-line": self.keep, "looking-back": self.look_back, "answer-line": self.answer}

    @property
    def desk(self) -> Desk:
        return self.sitting.desk

    def keep(self) -> None:
        """Keep a sentence that they wrote, or one kept before no more."""
        card, desk = self.sitting.card, self.desk
        moment = self.sitting.keeping.chosen("A line of which moment? A number; Enter for none.")
        if card is None or moment is None:
            return
        here = keeping.kept_of(desk, moment)
        found = keeping.choices(moment)
        choices = [
            Choice(str(number), f"{words} (kept: this lets it go)" if words in here else words)
            for number, words in enumerate(found, 1)
        ]
        key = self.voice.choose("Which line would you like to keep? A number; Enter for none.", choices)
        if key is None:
            return
        words = found[int(key) - 1]
        number = here.get(words)
        done = (
            keeping.keep(desk, moment, words, card.person.id) if number is None else keeping.release(desk, number, card.person.id)
        )
        self.sitting.noted(done.sentence)

    def answer(self) -> None:
        """Begin a letter to whoever wrote the line that today ends with."""
        line = keeping.line_of_the_day(self.desk)
        if line is None:
            self.voice.say("Today ends without a kept line. Some days do, once a line is kept.")
            return
        self.sitting.show(self.sitting.session.open(line.person.id))
        self.sitting.writing.write()

    def look_back(self) -> None:
        """One friendship through the years, the last years by their months, or the circles: which is asked."""
        card = self.sitting.card
        one = card.person.id if card is not None and card.person.status not in SILENT else 0
        choices = [
            Choice("y", "the last years, by their months", "years"),
            Choice("c", "the circles, and when you were last in touch", "circles"),
        ]
        if one:
            choices.insert(0, Choice("f", "this friendship, through the years", "friendship"))
        key = self.voice.choose("Look back on what? A letter; Enter for nothing.", choices)
        said = {"f": lambda: self._friendship(one), "y": self._years, "c": self._circles}[key]() if key else True
        if not said:
            self.voice.say("There is nothing to look back on yet.")

    def _years(self) -> bool:
        said = False
        for year in reversed(looking_back.years(self.desk)[-LATEST_YEARS:]):
            for month in looking_back.year(self.desk, year):
                names = ", ".join(shown_line(person.name, 120) for person in month.people)
                self.voice.say(f"{MONTHS[month.month - 1]} {year}: {names}.")
                said = True
        return said

    def _circles(self) -> bool:
        said = False
        for circle in looking_back.circles(self.desk):
            self.voice.say(f"Circle {shown_line(circle.name, 60)}:")
            for person, day in circle.people:
                last = told.day(day.isoformat()) if day else "not yet"
                self.voice.say(f"{shown_line(person.name, 120)}, last in touch: {last}.", "  ")
            if circle.more:
                self.voice.say("And others.", "  ")
            said = True
        return said

    def _friendship(self, person_id: int) -> bool:
        friendship = looking_back.friendship(self.desk, person_id)
        name = told.called(friendship.person)
        ways = {
            looking_back.WROTE: "you wrote",
            looking_back.WAS_WRITTEN: f"{name} wrote",
            looking_back.TOGETHER: "both of you",
            looking_back.NOTED: "something noted",
        }
        for year, months in groupby(friendship.months, key=lambda month: month.year):
            parts = [f"{MONTHS[month.month - 1]}, {ways.get(month.mark, 'something noted')}" for month in months]
            self.voice.say(f"{name} in {year}: {'; '.join(parts)}.")
        if friendship.connected:
            self.voice.say(f"You connected on {told.day(friendship.connected.isoformat())}.")
        for line in keeping.lines_of(self.desk, person_id):
            self.voice.say(f"Kept, of {told.day(line.day.isoformat())}: “{line.text}”")
        return bool(friendship.months or friendship.connected)
