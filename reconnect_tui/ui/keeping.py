"""What one would rather look at than read: kept lines, and looking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from reconnect_tui.core.person import SILENT
from reconnect_tui.core.when import MONTHS, short_date
from reconnect_tui.services import keeping, looking_back
from reconnect_tui.services.recording import called
from reconnect_tui.ui.content import NAME, QUIET, labelled, paragraph, plain

if TYPE_CHECKING:
    from reconnect_tui.ui.sitting import Sitting

MOST_CHOICES = 9


class Keeping:
    """The deeds that keep a line and look back."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {"keep-line": self.keep, "looking-back": self.look_back}

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
        """This friendship through the years, the last years by their months, and the circles."""
        from reconnect_tui.ui.screens.sheet import WordsSheet

        if self.sitting.refuses_masked():
            return
        card, desk = self.sitting.card, self.sitting.desk
        friendship = looking_back.friendship(desk, card.person.id) if card is not None else None
        lines = keeping.lines_of(desk, card.person.id) if card is not None else []
        years = [(number, looking_back.year(desk, number)) for number in reversed(looking_back.years(desk)[-3:])]
        circles = looking_back.circles(desk)

        def told(width: int) -> list[Content]:
            parts: list[Content] = []
            if friendship is not None and friendship.person.status not in SILENT:
                parts += _friendship(friendship, width)
            for line in lines:
                parts += [
                    *paragraph(f"“{line.text}”", width, indent=2),
                    *paragraph(short_date(line.day), width, QUIET, indent=4),
                    Content(),
                ]
            for number, months in years:
                parts += [Content.styled(str(number), NAME)] if months else []
                for month in months:
                    names = ", ".join(person.name for person in month.people)
                    parts += labelled(f"  {MONTHS[month.month - 1]:<10}", plain(names, limit=2_000), width)
                parts += [Content()] if months else []
            for circle in circles:
                parts.append(Content.styled(circle.name, NAME))
                for person, day in circle.people:
                    parts += labelled(f"  {short_date(day) if day else 'not yet':<12}", plain(person.name), width)
                parts += [plain("  … and others", QUIET)] if circle.more else []
                parts.append(Content())
            return parts or [plain("There is nothing to look back on yet.")]

        self.sitting.app.push_screen(WordsSheet("looking back", told))


def _friendship(friendship: looking_back.Friendship, width: int) -> Sequence[Content]:
    """One line a year, a mark a month: → you wrote, ← they wrote, ↔ both or together, · something else is written down."""
    marks = {(month.year, month.month): month.mark for month in friendship.months}
    if not marks:
        return []
    parts = [*paragraph(friendship.person.name, width, NAME)]
    known = sorted(year for year, _ in marks)
    first = min(known[0], friendship.connected.year) if friendship.connected else known[0]
    parts.append(plain("        J F M A M J J A S O N D", QUIET))
    for year in range(known[-1], max(first, known[-1] - 40) - 1, -1):
        row = " ".join(marks.get((year, month), " ") for month in range(1, 13))
        parts.append(Content.assemble((f"  {year}  ", QUIET), plain(row)))
    if friendship.connected:
        parts.append(plain(f"  connected {short_date(friendship.connected)}", QUIET))
    return [*parts, plain("  → you wrote   ← they wrote   ↔ both, or together   · noted", QUIET), Content()]
