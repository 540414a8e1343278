"""Sorting people into circles, in lines: those who came by an import, one after the other, as long as one likes."""

from __future__ import annotations

from collections.abc import Callable

from reconnect_tui.cli.in_lines import told
from reconnect_tui.cli.in_lines.deeds import Deeds
from reconnect_tui.cli.in_lines.voice import Choice
from reconnect_tui.core.person import Person
from reconnect_tui.core.text import shown_line
from reconnect_tui.services import history, recording, sorting
from reconnect_tui.store import people


class Sorting(Deeds):
    """The pass through all whom nobody sorted yet. Each answer is on disk before the next question."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"sort": self.sort}

    def sort(self) -> None:
        """Ask about one after the other, until nobody is left or it is enough."""
        desk, names = self.desk, sorting.circles(self.desk)
        unknown, undo = self.sitting.letter("sort-unknown"), self.sitting.letter("sort-undo")
        others = [
            Choice("0", "no circle", "none"),
            Choice(unknown, "you don't know them", "unknown"),
            Choice(undo, "take the last one back", "undo"),
        ]
        choices = [Choice(str(number), shown_line(name, 60), name) for number, name in enumerate(names, 1)] + others
        left_open: list[int] = []
        done = 0
        said = False
        while (number := sorting.unsorted(desk, left_open)) is not None:
            self.voice.gap()
            self.voice.say(_known(people.get(desk.store, number)))
            if not said:
                for one in choices:
                    self.voice.item(one.key, one.words)
            said = True
            key = self.voice.choose(
                "Which circle? Enter leaves it open, - is enough for now.", choices, usual="open", listed=False
            )
            if key is None:
                break
            if key == "open":
                left_open.append(number)
            elif key == undo:
                done = self._take_back(done)
            else:
                if key == unknown:
                    sentence = recording.unknown(desk, number).sentence
                else:
                    sentence = sorting.into(desk, number, names[int(key) - 1] if key != "0" else "").sentence
                self.voice.say(f"{sentence.rstrip('.')}.")
                done += 1
        else:
            self.voice.say("Nobody is left to be sorted.")
        self.sitting.show(self.sitting.session.card() if self.sitting.session.visiting() else self.sitting.session.refresh())

    def _take_back(self, done: int) -> int:
        undone = history.undo(self.desk, this_sitting=True) if done else None
        if undone is None:
            self.voice.say("There is nothing to take back here.")
            return done
        self.voice.say(f"Taken back: {undone.step.sentence.rstrip('.')}.")
        return done - 1


def _known(person: Person) -> str:
    """Who it is, in a sentence."""
    since = f"connected on {told.day(person.connected_on)}" if person.connected_on else ""
    last = f"last talked on {told.day(person.last_contact)}" if person.last_contact else ""
    return ", ".join(part for part in (told.name_of(person, mask=False), told.work(person), since, last) if part) + "."
