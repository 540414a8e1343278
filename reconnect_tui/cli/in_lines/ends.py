"""Before the first card and after the last: nobody is here yet, and good-bye."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.looking import ahead_line
from reconnect_tui.cli.in_lines.voice import TOGETHER, Choice
from reconnect_tui.cli.in_lines.words import hint
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import keeping, recording
from reconnect_tui.services.farewell import Farewell, farewell
from reconnect_tui.store import people

if TYPE_CHECKING:
    from reconnect_tui.cli.in_lines.sitting import Sitting

MOST_LINES = 12
MOST_NAMES = 3
CLOSE = "friends"
"""The circle of those whom somebody names at the very first."""


class Ends:
    """What is said where there is no card."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.voice = sitting.voice
        self._asked = False
        self._said = False

    # Before the first card

    def welcome(self) -> None:
        """Nobody is here yet: an export that lies at hand, or names of people one would be glad to hear from."""
        if people.anybody(self.sitting.desk.store):
            return
        self.voice.say("Nobody is here yet. No account is needed, and nothing leaves this machine.")
        self.voice.say(
            f"“reconnect demo” shows it on an invented network; “reconnect{TOGETHER}import{TOGETHER}PATH” brings people in."
        )
        path = self._offered()
        if path is not None and self._bring(path):
            return
        self._add_names()
        self.sitting.show(self.sitting.session.begin())

    def _offered(self) -> Path | None:
        from reconnect_tui.services import importing

        found = importing.offered(self.sitting.desk)[:9]
        if not found:
            return None
        self.voice.say("These exports are in your folder for downloads:")
        choices = [Choice(str(number), shown_line(path.name, 200)) for number, path in enumerate(found, 1)]
        key = self.voice.choose("Bring one in? A number; Enter for none.", choices)
        return found[int(key) - 1] if key else None

    def _bring(self, path: Path) -> bool:
        from reconnect_tui.core.errors import ReconnectError
        from reconnect_tui.services import importing

        try:
            report = importing.run(self.sitting.desk, path, progress=Quarters(self.voice.say).told)
        except ReconnectError as error:
            self.voice.say(str(error))
            return False
        for line in report.lines():
            self.voice.say(line)
        self.sitting.show(self.sitting.session.begin())
        return True

    def _add_names(self) -> None:
        self.voice.say("Or name up to three people you would be glad to hear from, a line each.")
        for question in ("A name; Enter for none.", "Another; Enter for none.", "And one more; Enter for none.")[:MOST_NAMES]:
            name = self.voice.ask(question)
            if not name:
                return
            self.sitting.attempt(lambda name=name: self._add(name))  # type: ignore[misc]

    def _add(self, name: str) -> None:
        self.sitting.say_done(recording.add_person(self.sitting.desk, name, circle=CLOSE).sentence)

    # After the last

    def stay(self) -> bool:
        """Say how the day was, and take one answer; ``False`` when it is enough."""
        if not self._said:
            self._tell(farewell(self.sitting.desk))
            self._said = True
        self.voice.waiting.clear()
        named = ["one-more", "find", "note-anyone", "undo", "help"]
        if not self.sitting.mask and keeping.line_of_the_day(self.sitting.desk) is not None:
            named.insert(0, "answer-line")
        hints = ", ".join(hint(self.sitting.action(name)).replace(" ", TOGETHER) for name in named)
        answer = self.voice.ask(f"{hints}; Enter to go.")
        if not answer:
            self.good_bye(heard=True)
            return False
        self.sitting.take(answer)
        self._said = self.sitting.card is None
        return True

    def _tell(self, day: Farewell) -> None:
        voice, mask = self.voice, self.sitting.mask
        voice.gap()
        if day.wrote_to:
            voice.say("That was today.")
        else:
            voice.say("That was all for today." if day.done else "Nobody waits today.")
        if mask:
            voice.say("Masked: names and what was done are not said.")
            return
        if (line := keeping.line_of_the_day(self.sitting.desk)) is not None:
            name = told.name_of(line.person, mask=False)
            voice.say(f"{name} wrote on {told.day(line.day.isoformat())}, and you kept it:")
            voice.say(f"“{shown_line(line.text, len(line.text) + 1)}”", "  ")
        if day.wrote_to:
            voice.say(f"You wrote to {', '.join(shown_line(name, 120) for name in day.wrote_to)}.")
        for sentence in day.done[:MOST_LINES]:
            voice.say(f"{shown_line(sentence, 300).rstrip('.')}.")
        for person, on in day.wrote_back:
            voice.say(f"{told.name_of(person, mask=False)} wrote back on {told.day(on.isoformat())}.")
        if day.unanswered and not self._asked:
            self._asked = True
            self._who_wrote_back(day)
        if day.ahead:
            voice.say("Ahead:")
            for one in day.ahead[:MOST_LINES]:
                voice.say(ahead_line(one), "  ")

    def _who_wrote_back(self, day: Farewell) -> None:
        """A number each; whoever is named has written today. Who was written to today can hardly have, and is not asked about."""
        waiting = [(person, on) for person, on in day.unanswered if on < self.sitting.desk.today][:MOST_LINES]
        if not waiting:
            return
        self.voice.say("Did any of these write back?")
        for number, (person, on) in enumerate(waiting, 1):
            self.voice.item(str(number), f"{told.name_of(person, mask=False)}, you wrote on {told.day(on.isoformat())}")
        for number in self.voice.numbers("Numbers; Enter for none.", len(waiting)):
            self.sitting.say_done(recording.wrote_back(self.sitting.desk, waiting[number - 1][0].id).sentence)

    def good_bye(self, *, heard: bool) -> None:
        """The last word; where the input has ended, that is said."""
        if not heard:
            self.voice.say("The input has ended. Everything is saved.")
        self.voice.say("Good-bye until tomorrow.")


class Quarters:
    """How far it has come, in quarters, a line each."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._what, self._quarter = "", 0

    def told(self, what: str, done: int, total: int) -> None:
        """Take one report of progress: what is being done, how much of it, of how much."""
        if what != self._what:
            self._what, self._quarter = what, 0
        reached = min(4 * done // total, 4) if total > 0 else 0
        if reached > self._quarter:
            self._quarter = reached
            self._say(f"{what}: {('', 'a quarter', 'half', 'three quarters', 'done')[reached]}")
