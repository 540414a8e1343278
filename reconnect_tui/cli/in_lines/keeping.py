"""Keeping a page true, in lines: how you met, a field, a moment between you."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import SILENT
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import days, editing, recording
from reconnect_tui.services.recording import Done
from reconnect_tui.store import that_week

if TYPE_CHECKING:
    pass

MOST_OTHERS = 40
"""Names offered at "how did you meet?"."""


class Keeping(Deeds):
    """The deeds that change what is written down already."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"how-met": self.how_met, "edit": self.edit, "remove-moment": self.remove}

    def how_met(self) -> None:
        """How the two met; the others of that week may be named too, and it is one decision."""
        desk, person = self.desk, self.card.person
        if person.how_met.strip():
            self.voice.say(f"How you met: {person.how_met.strip()}")
        text = self.voice.ask(
            f"How did you meet {told.called(person)}? Where, through whom, over what; Enter leaves it as it is."
        )
        if not text:
            self.voice.say("Nothing was changed.")
            return
        others = [] if person.status in SILENT else that_week.others(desk.store, person, limit=MOST_OTHERS)
        also: list[int] = []
        if others:
            self.voice.say("Connected in the same days:")
            for number, (_, name) in enumerate(others, 1):
                self.voice.item(str(number), name)
            also = self.voice.numbers("Was it the same with any of them? Numbers; Enter for none.", len(others))
        done = recording.set_how_met(desk, person.id, text, [others[number - 1][0] for number in also])
        self.sitting.noted(done.sentence)

    def edit(self) -> None:
        """One field of the page, or a moment by its number."""
        person, page = self.card.person, editing.page_of(self.desk, self.card.person.id)
        fields = [name for name in editing.LABELS if name not in ("circle", "pace", "how_met")]
        choices = [
            Choice(str(number), f"{editing.LABELS[name]}: {_value(getattr(page, name))}", editing.LABELS[name])
            for number, name in enumerate(fields, 1)
        ]
        if self.card.moments:
            choices.append(Choice("m", "a moment between you", "moment"))
        key = self.voice.choose("Which? A number or a word; Enter for none.", choices)
        if key == "m":
            self._moment()
        elif key is not None:
            name = fields[int(key) - 1]
            new = self.voice.ask(f"The new {editing.LABELS[name]}? Enter leaves it as it is, - takes it away.")
            if new:
                self._done(editing.edit_person(self.desk, person.id, **{name: "" if new == "-" else new}))

    def chosen(self, question: str) -> Moment | None:
        """Ask for one of the moments between you by its number, and say it; ``None`` where none was chosen."""
        moments = self.card.moments
        if not moments:
            self.voice.say("Nothing is written down between you yet.")
            return None
        self.voice.say("The newest is number 1; “more” says them with their numbers.")
        chosen = self.voice.numbers(question, len(moments))
        if not chosen:
            return None
        moment = moments[chosen[0] - 1]
        for indent, words in told.moment_lines(chosen[0], moment, self.card.person, most=told.SHORT):
            self.voice.say(words, indent)
        return moment

    def _moment(self) -> None:
        desk = self.desk
        moment = self.chosen("Which moment? A number; Enter for none.")
        if moment is None:
            return
        words = self.voice.ask("Its new words? Enter leaves them as they are.")
        day = self.voice.read(
            "Its day? Enter leaves it as it is, or such as: yesterday, 12 Mar.",
            lambda answer: days.read_day(desk, answer, past=True),
        )
        self._done(editing.edit_moment(desk, moment, text=words or moment.text, day=day))

    def remove(self) -> None:
        """Remove a moment by its number; undo brings it back."""
        moment = self.chosen("Remove which moment? A number; Enter for none.")
        if moment is not None:
            self._done(editing.remove_moment(self.desk, moment))

    def _done(self, done: Done | None) -> None:
        if done is None:
            self.voice.say("Nothing was changed.")
        else:
            self.sitting.noted(done.sentence)


def _value(value: object) -> str:
    return shown_line(" ".join(str(value or "").split()), 60) or "nothing yet"
