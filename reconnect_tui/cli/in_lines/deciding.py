"""Deciding about the person shown, in lines: later, not today, rest, never, died, back again; circle and pace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.person import ACTIVE, DIED, NEVER, RESTING, Person
from reconnect_tui.services import agenda, answers, circles, days, recording

if TYPE_CHECKING:
    pass

OWN = "p"


class Deciding(Deeds):
    """The deeds after which somebody comes later, at another pace, or not at all."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "later": self.later,
            "skip": self.skip,
            "unknown": lambda: self.sitting.after("unknown", recording.unknown(self.desk, self.person.id)),
            "rest": self.rest,
            "circle": self.circle,
        }

    @property
    def person(self) -> Person:
        return self.card.person

    def later(self) -> None:
        """Put the person off until a day; the day proposed is said before it is taken."""
        desk, person = self.desk, self.person
        proposed = recording.later_default(desk)
        words = self.voice.ask(
            f"{told.called(person)}: later, until when? Enter for {told.day(proposed.isoformat())}, - goes back, "
            "or such as: in 2 weeks, next Friday, 12 Mar."
        )
        while True:
            if words == "-":
                self.voice.say("Nobody was put off.")
                return
            try:
                until = days.read_day(desk, words, past=False) if words else proposed
                break
            except UsageError as error:
                self.voice.say(str(error))
                words = self.voice.ask("Until when?")
        self.sitting.after("later", recording.later(desk, person.id, until))

    def skip(self) -> None:
        """Not today. After three times in a row something else is offered, and may be left."""
        desk, person = self.desk, self.person
        done = recording.skip(desk, person.id)
        chosen = None
        if answers.three_in_a_row(desk, person.id):
            self.sitting.say_done(done.sentence)
            self.voice.say("Not today, then. It was the same the last times; perhaps one of these fits better:")
            chosen = self.voice.choose("Which? Enter for simply not today.", self._instead_of_not_today(person))
            self.sitting.show(self.sitting.session.after("skip", person.id))
        else:
            self.sitting.after("skip", done)
        if chosen is not None and chosen != "n":
            self._instead(chosen, person)

    def _instead_of_not_today(self, person: Person) -> list[Choice]:
        pace = circles.longer_pace(person)
        return [
            Choice("n", "simply not today"),
            Choice("l", f"a longer pace: {circles.pace_words(pace)}" if pace else "not for half a year", "longer"),
            Choice("r", "let them rest, until you wake them", "rest"),
            Choice("v", "never suggest them again", "never"),
        ]

    def _instead(self, what: str, person: Person) -> None:
        desk, pace = self.desk, circles.longer_pace(person)
        if what == "l" and pace:
            done = circles.set_own_pace(desk, person.id, pace)
        elif what == "l":
            done = recording.later(desk, person.id, desk.today + answers.HALF_A_YEAR)
        else:
            done = (recording.rest if what == "r" else recording.never)(desk, person.id)
        self.sitting.say_done(done.sentence)

    def rest(self) -> None:
        """Rest for a while or for good, never, died, or back again."""
        desk, person = self.desk, self.person
        put_off = bool(person.later_until and person.later_until > desk.day)
        offered = [
            choice
            for choice, fits in (
                (Choice("w", "wake them: they may come again", "wake"), person.status != ACTIVE or put_off),
                (Choice("r", "let them rest, until you wake them", "rest"), person.status not in (RESTING, DIED)),
                (Choice("u", "let them rest until a day", "until"), person.status == ACTIVE),
                (Choice("v", "never suggest them again", "never"), person.status not in (NEVER, DIED)),
                (Choice("d", "they have died", "died"), person.status != DIED),
            )
            if fits
        ]
        what = self.voice.choose("Which? A letter; Enter for none.", offered)
        if what == "d":
            self._died(person)
        elif what == "w":
            self.sitting.say_done(recording.wake(desk, person.id).sentence)
            self.sitting.show()
        elif what == "u":
            self.later()
        elif what == "r":
            self.sitting.after("rest", recording.rest(desk, person.id))
        elif what == "v":
            self.sitting.after("never", recording.never(desk, person.id))

    def _died(self, person: Person) -> None:
        """No sentence about undoing and no next card: their page stays, until something else is asked for."""
        recording.died(self.desk, person.id)
        self.sitting.session.after("died", person.id)
        self.sitting.show(self.sitting.session.open(person.id))

    def circle(self) -> None:
        """Choose a circle, and with it the pace; or a pace of their own."""
        desk, person = self.desk, self.person
        known = agenda.circles(desk)
        choices = [
            Choice(str(number), f"{name}, {circles.pace_words(pace)}", name) for number, (name, pace) in enumerate(known, 1)
        ]
        choices += [Choice("0", "no circle", "none"), Choice(OWN, "a pace of their own", "pace")]
        self.voice.say(f"Now: {circles.how_it_is(person)}." if not self.sitting.mask else "Which circle?")
        key = self.voice.choose("Which circle? A number; Enter leaves it as it is.", choices)
        if key == OWN:
            self._own_pace(person)
        elif key is not None:
            name = "" if key == "0" else known[int(key) - 1][0]
            self.sitting.noted(circles.place(desk, person.id, name, None, change_pace=False).sentence)

    def _own_pace(self, person: Person) -> None:
        words = self.voice.ask(
            "How often? Such as 30, 6 weeks, 3 months, or none for the circle's pace; Enter leaves it as it is."
        )
        if words:
            done = circles.set_own_pace(self.desk, person.id, circles.read_pace(words))
            self.sitting.noted(done.sentence)
