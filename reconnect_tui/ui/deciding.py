"""Deciding about the person shown: later, not today, rest, never, died, back again; and how the two met."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.person import ACTIVE, DIED, NEVER, RESTING, Person
from reconnect_tui.services import answers, circles, days, recording
from reconnect_tui.services.recording import Done, called
from reconnect_tui.store import that_week
from reconnect_tui.ui import content
from reconnect_tui.ui.screens.line import Ask, LineSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet

if TYPE_CHECKING:
    from reconnect_tui.ui.screens.how_met import HowMet
    from reconnect_tui.ui.sitting import Sitting

MOST_OTHERS = 40
"""Names offered at "how did you meet?"."""


class Deciding:
    """The deeds after which somebody comes later, or not at all."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "later": self.later,
            "skip": self.skip,
            "unknown": lambda: self._after("unknown", recording.unknown(self.sitting.desk, self.person.id)),
            "rest": self.rest,
            "how-met": self.how_met,
        }

    @property
    def person(self) -> Person:
        card = self.sitting.card
        assert card is not None
        return card.person

    def _after(self, kind: str, done: Done) -> None:
        self.sitting.after(kind, done)

    def _name(self, person: Person) -> str:
        return content.name_of(person, mask=self.sitting.mask)

    def later(self) -> None:
        """Put the person off until a day; the day proposed is shown before it is taken."""
        desk, person = self.sitting.desk, self.person
        ask = Ask(
            "day",
            replaceable=True,
            value=f"in {(recording.later_default(desk) - desk.today) // timedelta(days=1)} days",
            read=lambda text: when.long_date(days.read_day(desk, text, past=False)),
        )

        def take(answer: dict[str, str] | None) -> None:
            if answer is not None:
                until = days.read_day(desk, answer["day"], past=False)
                self.sitting.attempt(lambda: self._after("later", recording.later(desk, person.id, until)))

        self.sitting.app.push_screen(
            LineSheet(f"{called(person)}: later", (ask,), hint="enter put off until then · esc back"), take
        )

    def skip(self) -> None:
        """Not today. After three times in a row something else is offered, and may be left."""
        desk, person = self.sitting.desk, self.person
        done = recording.skip(desk, person.id)
        if not answers.three_in_a_row(desk, person.id):
            self._after("skip", done)
            return

        def chosen(what: str | None) -> None:
            self._after("skip", done)
            if what is not None and what != "skip":
                self.sitting.attempt(lambda: self._instead(what, person))

        self.sitting.app.push_screen(
            ChoiceSheet(
                self._name(person),
                self._instead_of_not_today(person),
                words_above="Not today, then. It was the same the last times; perhaps one of these fits better:",
                hint="enter choose · esc simply not today",
            ),
            chosen,
        )

    def _instead_of_not_today(self, person: Person) -> list[tuple[str, str, str]]:
        pace = circles.longer_pace(person)
        longer = ("l", f"a longer pace: {circles.pace_words(pace)}", "pace") if pace else ("l", "not for half a year", "half")
        return [
            ("n", "simply not today", "skip"),
            longer,
            ("r", "let them rest, until you wake them", "rest"),
            ("v", "never suggest them again", "never"),
        ]

    def _instead(self, what: str, person: Person) -> None:
        desk = self.sitting.desk
        if what == "pace":
            done = circles.set_own_pace(desk, person.id, circles.longer_pace(person))
        elif what == "half":
            done = recording.later(desk, person.id, desk.today + answers.HALF_A_YEAR)
        else:
            done = (recording.rest if what == "rest" else recording.never)(desk, person.id)
        self.sitting.say_done(done.sentence)

    def rest(self) -> None:
        """Rest for a while or for good, never, died, or back again."""
        person, desk = self.person, self.sitting.desk
        put_off = bool(person.later_until and person.later_until > desk.day)
        offered = [("w", "wake them: they may come again", "wake")] if person.status != ACTIVE or put_off else []
        offered += [
            choice
            for choice, fits in (
                (("r", "let them rest, until you wake them", "rest"), person.status not in (RESTING, DIED)),
                (("u", "let them rest until a day", "later"), person.status == ACTIVE),
                (("v", "never suggest them again", "never"), person.status not in (NEVER, DIED)),
                (("d", "they have died", "died"), person.status != DIED),
            )
            if fits
        ]

        def decided(what: str | None) -> None:
            if what == "died":
                recording.died(desk, person.id)
                self.sitting.session.after("died", person.id)
                self.sitting.show(self.sitting.session.open(person.id))
            elif what == "wake":
                done = recording.wake(desk, person.id)
                self.sitting.show(anew=True)
                self.sitting.say_done(done.sentence)
            elif what == "later":
                self.later()
            elif what is not None:
                self._after(what, (recording.rest if what == "rest" else recording.never)(desk, person.id))

        self.sitting.app.push_screen(
            ChoiceSheet(self._name(person), offered), lambda what: self.sitting.attempt(lambda: decided(what))
        )

    def how_met(self) -> None:
        """How the two met; the others of that week may be ticked, and it is one decision."""
        from reconnect_tui.ui.screens.how_met import HowMetSheet

        desk, person = self.sitting.desk, self.person
        if self.sitting.mask and person.how_met and self.sitting.refuses_masked():
            return
        silent = person.status in (NEVER, DIED)
        others = [] if silent else that_week.others(desk.store, person, limit=MOST_OTHERS)

        def told(answer: HowMet | None) -> None:
            if answer is not None:
                done = recording.set_how_met(desk, person.id, answer.text, answer.others)
                self.sitting.show(anew=True)
                self.sitting.say_done(done.sentence)

        title = f"how did you meet {called(person)}?"
        left = self.sitting.app.left_open.of(person.id, title, self.sitting.mask)
        sheet = HowMetSheet(title, person.how_met, others, mask=self.sitting.mask, left=left)
        self.sitting.app.push_screen(sheet, lambda answer: self.sitting.attempt(lambda: told(answer)))
