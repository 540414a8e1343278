"""Circles: which one somebody is in, a pace of their own, and the circles' settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.core import when
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import Person
from reconnect_tui.services import agenda, circles
from reconnect_tui.services.recording import Done, called
from reconnect_tui.ui.screens.circles import ADD, PACE, REMOVE, RENAME, UNDO, CirclesSheet
from reconnect_tui.ui.screens.line import Ask, LineSheet
from reconnect_tui.ui.screens.sheet import ChoiceSheet

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting

OWN, SETTINGS = "own", "settings"


class Circles:
    """The deeds about circles and paces."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"circle": self.circle, "circles": self.settings}

    def circle(self) -> None:
        """Choose a circle, and with it the pace; or a pace of their own."""
        desk, card = self.sitting.desk, self.sitting.card
        assert card is not None
        person = card.person
        choices = [
            (str(number), f"{name}, {circles.pace_words(days)}", f"+{name}")
            for number, (name, days) in enumerate(agenda.circles(desk)[:9], 1)
        ]
        choices += [
            ("0", "no circle", "+"),
            ("p", "a pace of their own", OWN),
            ("s", "circles and paces: add, rename, change", SETTINGS),
        ]

        def chosen(name: str | None) -> None:
            if name == OWN:
                self._own_pace(person)
            elif name == SETTINGS:
                self.settings()
            elif name is not None:
                self._placed(circles.place(desk, person.id, name[1:], None, change_pace=False))

        sheet = ChoiceSheet(f"{called(person)}: which circle?", choices, words_above=f"now {circles.how_it_is(person)}")
        self.sitting.app.push_screen(sheet, lambda name: self.sitting.attempt(lambda: chosen(name)))

    def _own_pace(self, person: Person) -> None:
        desk = self.sitting.desk

        def read(text: str) -> str:
            days = circles.read_pace(text)
            return f"{circles.pace_words(days)}, whatever the circle" if days else self._of_the_circle(person)

        ask = Ask(
            "pace",
            value=str(person.pace or ""),
            placeholder="30, 6 weeks, 3 months",
            read=read,
            needed=False,
            replaceable=True,
        )
        self._line(
            f"{called(person)}: a pace of their own",
            ask,
            lambda text: self._placed(circles.set_own_pace(desk, person.id, circles.read_pace(text))),
            hint="enter save · empty: the circle's pace · esc back",
        )

    def _of_the_circle(self, person: Person) -> str:
        return f"as the circle: {circles.pace_words(person.circle_days)}"

    def _placed(self, done: Done) -> None:
        self.sitting.show(anew=True)
        due = done.person.next_due if done.person else None
        day = when.short_date(when.day_of_stamp(due)) if due and due > self.sitting.desk.day else ""
        self.sitting.say_done(f"{done.sentence}{f'; next around {day}' if day else ''}")

    def settings(self, at: str = "", told: str = "") -> None:
        """The circles and their paces, to change; ``at`` is the one that the cursor stands on, ``told`` what was just done."""
        desk = self.sitting.desk
        rows = agenda.circles(desk)
        deeds = {ADD: self._add, RENAME: self._rename, PACE: self._pace, REMOVE: self._remove, UNDO: self._undo}

        def chosen(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                deed, name = answer
                self._again(name, lambda: deeds[deed](name))

        lines = [(name, circles.pace_words(days)) for name, days in rows]
        self.sitting.app.push_screen(CirclesSheet(lines, circles.what_they_ask(desk), at=at, told=told), chosen)

    def _again(self, name: str, deed: Callable[[], None]) -> None:
        """Do something, and back to the settings where it cannot be done."""
        try:
            deed()
        except ReconnectError as error:
            self.settings(name, str(error))

    def _changed(self, name: str, done: Done) -> None:
        """A circle was changed: the card may say so, and the settings are in front again."""
        self.sitting.show(anew=self.sitting.card is not None)
        self.settings(name, f"{done.sentence} · {self.sitting.key('undo')} undoes")

    def _add(self, _name: str) -> None:
        desk = self.sitting.desk

        def take(answer: dict[str, str]) -> None:
            self._changed(answer["name"].strip(), circles.add(desk, answer["name"], circles.read_pace(answer["pace"])))

        asks = (
            Ask("name", "what is it called?", placeholder="choir, cousins, the Lisbon office"),
            Ask(
                "pace",
                "about every how many days? Empty: at no pace",
                placeholder="30, 6 weeks, 3 months",
                read=_read,
                needed=False,
            ),
        )
        self._lines("a new circle", asks, "", take)

    def _rename(self, name: str) -> None:
        desk = self.sitting.desk

        def take(answer: dict[str, str]) -> None:
            self._changed(answer["name"].strip(), circles.rename(desk, name, answer["name"]))

        self._lines(f"{name}: another name", (Ask("name", value=name),), name, take)

    def _pace(self, name: str) -> None:
        desk = self.sitting.desk
        days = dict(agenda.circles(desk)).get(name)

        def take(answer: dict[str, str]) -> None:
            self._changed(name, circles.set_pace(desk, name, circles.read_pace(answer["pace"])))

        ask = Ask(
            "pace", "about every how many days? Empty: at no pace", value=str(days or ""), placeholder="30, 6 weeks, 3 months", read=_read,
            needed=False, replaceable=True,
        )  # fmt: skip
        self._lines(f"{name}: its pace", (ask,), name, take)

    def _remove(self, name: str) -> None:
        desk = self.sitting.desk
        if not circles.anybody_in(desk, name):
            self._changed("", circles.remove(desk, name))
            return
        others = [one for one, _ in agenda.circles(desk) if one != name][:9]
        choices = [(str(number), one, f"+{one}") for number, one in enumerate(others, 1)] + [("0", "into no circle", "+")]

        def chosen(into: str | None) -> None:
            if into is None:
                self.settings(name)
            else:
                self._again(name, lambda: self._changed(into[1:], circles.remove(desk, name, into[1:])))

        self.sitting.app.push_screen(ChoiceSheet(f"{name} goes; where do its people go?", choices), chosen)

    def _undo(self, name: str) -> None:
        self.sitting.taking_back.undo()
        self.settings(name)

    def _lines(self, title: str, asks: tuple[Ask, ...], back_to: str, take: Callable[[dict[str, str]], None]) -> None:
        def answered(answer: dict[str, str] | None) -> None:
            if answer is None:
                self.settings(back_to)
            else:
                self._again(back_to, lambda: take(answer))

        self.sitting.app.push_screen(LineSheet(title, asks, hint="enter save · esc back"), answered)

    def _line(self, title: str, ask: Ask, take: Callable[[str], None], *, hint: str) -> None:
        def answered(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self.sitting.attempt(lambda: take(answer[ask.name]))

        self.sitting.app.push_screen(LineSheet(title, (ask,), hint=hint), answered)


def _read(text: str) -> str:
    return circles.pace_words(circles.read_pace(text))
