"""Bringing people in, and what comes after it: who is whom, and who belongs where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.person import Person
from reconnect_tui.core.when import short_date
from reconnect_tui.services import history, importing, recording, safekeeping, sorting
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.importing import Progress, Report
from reconnect_tui.services.recording import Done

if TYPE_CHECKING:
    from reconnect_tui.services.reviewing import Review
    from reconnect_tui.ui.screens.importing import Wish
    from reconnect_tui.ui.sitting import Sitting


MANY = 30
"""From so many new people on, an import offers to sort them."""


class Bringing:
    """The deeds about files and where their people go."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._left_open: set[int] = set()
        self._done = 0
        """How many of this pass can be taken back."""

    def deeds(self) -> dict[str, Callable[[], None]]:
        return {
            "import": self.bring,
            "review": self.review,
            "sort": self.sort,
            **{f"sort-circle-{place}": partial(self._into, place) for place in range(1, 10)},
            "sort-none": partial(self._into, 0),
            "sort-unknown": self._unknown,
            "sort-later": self._leave_open,
            "sort-undo": self._take_back,
            "sort-end": self._enough,
        }

    def bring(self, path: str = "") -> None:
        """Import: look first, then say yes; the work is done in a thread with a desk of its own."""
        from reconnect_tui.ui.screens.importing import ImportSheet

        if self.sitting.refuses_masked():  # a preview names people, and quotes the lines that are wrong
            return
        sheet = ImportSheet(self._run, importing.offered(self.sitting.desk), path=Path(path) if path else None)
        self.sitting.app.push_screen(sheet, self._brought)

    def _run(self, wish: Wish, progress: Progress, cancelled: Callable[[], bool]) -> Report:
        from reconnect_tui.interchange.other_csv import MappingNeeded, quoted
        from reconnect_tui.services import settings
        from reconnect_tui.services.desk import open_desk
        from reconnect_tui.ui.screens.importing import ColumnsWanted

        sitting = self.sitting
        desk = open_desk(sitting.desk.home, sitting.desk.environ, sitting=sitting.desk.sitting)
        try:
            if not wish.dry_run:
                safekeeping.before_much(desk)
            report = importing.run(
                desk, wish.path, me=wish.me or None, mapping=_words(wish.columns), dry_run=wish.dry_run,
                progress=progress, cancelled=cancelled,
            )  # fmt: skip
            if wish.me and report.action is not None:
                settings.remember(desk.home, "me", wish.me)
            return report
        except MappingNeeded as needed:
            raise ColumnsWanted(str(needed), " ".join(map(quoted, needed.proposal()))) from needed
        finally:
            desk.close()

    def _brought(self, report: Report | None) -> None:
        sitting = self.sitting
        if report is None or report.action is None:
            return
        sitting.attempt(lambda: sitting.show(sitting.session.begin()))
        sitting.say_done(report.lines()[0])
        if report.people.added >= MANY:
            self._offer_sorting()

    def _offer_sorting(self) -> None:
        from reconnect_tui.ui.screens.sheet import ChoiceSheet

        def chosen(answer: str | None) -> None:
            if answer == "sort":
                self.sitting.attempt(self.sort)

        choices = [("o", "one after the other, a key each, for as long as you like", "sort"), ("l", "later, or never", "later")]
        words = (
            "Everybody is in the circle “wide”, which asks for nothing. Who is close, who is a friend? "
            "Nobody needs to do this: without it everything works. ctrl+p, then “Sort into circles”, comes back to it."
        )
        self.sitting.app.push_screen(ChoiceSheet("who belongs where?", choices, words_above=words), chosen)

    def review(self) -> None:
        """Ask about those who may be here twice, a pair at a time."""
        if self.sitting.refuses_masked():
            return
        from reconnect_tui.services.reviewing import Review

        self._next_pair(Review(self.sitting.desk))

    def _next_pair(self, asking: Review) -> None:
        from reconnect_tui.ui.screens import review

        desk, pair = self.sitting.desk, asking.next()
        if pair is None:
            self.sitting.say("Nobody here seems to be there twice." if not asking.put_off else "That is all of them, for now.")
            return

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            if answer == review.LATER:
                asking.later(pair)
                self._next_pair(asking)
                return
            done = asking.same(pair) if answer == review.SAME else asking.not_same(pair)
            self.sitting.show(self.sitting.session.refresh() if not self.sitting.session.visiting() else None, anew=True)
            self._next_pair(asking)
            self.sitting.say_done(done.sentence)

        pages = tuple(review.Page(page_of(desk, one), one is pair.kept) for one in (pair.one, pair.other))
        self.sitting.app.push_screen(
            review.ReviewSheet(pair.reason, (pages[0], pages[1])), lambda answer: self.sitting.attempt(lambda: answered(answer))
        )

    def sort(self) -> None:
        """Put those into circles who came by an import, one card after the other."""
        if self.sitting.refuses_masked():
            return
        self._left_open.clear()
        self._next()

    def _next(self) -> None:
        sitting = self.sitting
        waiting = sorting.unsorted(sitting.desk, self._left_open)
        if waiting is None:
            if sitting.screen.sorting:
                self._end()
            sitting.say("Nobody is left to be sorted.")
            return
        sitting.show(sitting.session.open(waiting))
        sitting.screen.sort(sorting.circles(sitting.desk))

    def _into(self, place: int) -> None:
        names = sorting.circles(self.sitting.desk)
        if place <= len(names):
            self._decided(sorting.into(self.sitting.desk, self._person, names[place - 1] if place else ""))

    def _unknown(self) -> None:
        self._decided(recording.unknown(self.sitting.desk, self._person))

    def _decided(self, done: Done) -> None:
        self._done += 1
        self._next()
        self.sitting.say(f"{done.sentence} · {self.sitting.key('sort-undo')} undoes")

    def _leave_open(self) -> None:
        self._left_open.add(self._person)
        self._next()

    def _take_back(self) -> None:
        if not self._done:
            self.sitting.say("There is nothing to take back here.")
            return
        undone = history.undo(self.sitting.desk, this_sitting=True)
        if undone is not None and undone.step.person_id is not None:
            self._done -= 1
            self.sitting.show(self.sitting.session.open(undone.step.person_id))
            self.sitting.say(f"Taken back: {undone.step.sentence}")

    def _enough(self) -> None:
        self._end()
        self.sitting.say("Enough for now. ctrl+p, “Sort into circles”, goes on from here.")

    def _end(self) -> None:
        self._done = 0
        self.sitting.screen.sort(())
        self.sitting.show(self.sitting.session.back())

    @property
    def _person(self) -> int:
        assert self.sitting.card is not None
        return self.sitting.card.person.id


def page_of(desk: Desk, person: Person) -> tuple[str, ...]:
    """One of a pair in lines, the name first."""
    from reconnect_tui.services import reviewing

    work = " · ".join(part for part in (person.position, person.company, person.location) if part)
    dates = [f"connected {short_date(date.fromisoformat(person.connected_on))}"] if person.connected_on else []
    if person.last_contact:
        dates.append(f"last talked {short_date(date.fromisoformat(person.last_contact))}")
    origin = reviewing.where_from(desk, person)
    ways = [f"{point.value}" for point in reviewing.ways_to_reach(desk, person)]
    lines = (person.name, work, *ways, ", ".join(dates), origin if origin == reviewing.BY_HAND else f"from {origin}")
    return tuple(one for one in lines if one)


def _words(columns: str) -> tuple[str, ...]:
    """The words of a mapping as they were typed: ``name="Full name" email=Mail``."""
    import shlex

    try:
        return tuple(shlex.split(columns))
    except ValueError as error:
        raise UsageError("A quotation mark is not closed.") from error
