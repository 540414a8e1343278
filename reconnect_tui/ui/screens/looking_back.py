"""Looking back: one friendship through the years, a year by its months, the circles. Names and days; nothing is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Protocol

from rich.cells import cell_len
from textual import events, on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reconnect_tui.core.moment import Moment
from reconnect_tui.core.person import Person
from reconnect_tui.core.when import MONTHS, month_year, short_date
from reconnect_tui.services.keeping import KeptLine
from reconnect_tui.services.looking_back import Circle, Friendship, MonthOfYear
from reconnect_tui.ui.content import LABEL, NAME, QUIET, labelled, moment_lines, plain
from reconnect_tui.ui.screens.sheet import Choices, Sheet
from reconnect_tui.ui.widgets.lines import Lines, ScrolledLines
from reconnect_tui.ui.widgets.timeline import Timeline

FRIENDSHIP, YEARS, CIRCLES = "friendship", "years", "circles"
_AIR = 3
"""Columns between the names of two pages."""
_LEFT = 12
MOST_NAMES = 60
"""Of one month; its own list has all of them."""


class Past(Protocol):
    """What the sheet asks (``services.looking_back`` behind it)."""

    def year(self, number: int) -> list[MonthOfYear]: ...

    def circles(self) -> list[Circle]: ...

    def in_month(self, person_id: int, year: int, month: int) -> list[Moment]: ...


class LookingBackSheet(Sheet[int]):
    """Gives the row id of the person whose card is to be opened, or ``None``. Without ``friendship`` it begins with the years."""

    DEFAULT_CSS = """
    LookingBackSheet > .sheet { width: 90; height: 92%; }
    LookingBackSheet #pages { height: 1; margin-bottom: 1; }
    LookingBackSheet Timeline { height: 1fr; min-height: 4; }
    LookingBackSheet #words { height: 40%; min-height: 4; margin-top: 1; }
    LookingBackSheet OptionList { height: 1fr; }
    """
    BINDINGS: ClassVar = [
        Binding("tab", "page(1)", "next page", id="looking-next", tooltip="The next page", show=False),
        Binding("shift+tab", "page(-1)", "page before", id="looking-before", tooltip="The page before", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, past: Past, years: range, *, friendship: Friendship | None = None, kept: Iterable[KeptLine] = ()) -> None:
        super().__init__("looking back", "tab the next page · enter open a card · esc back")
        self._past = past
        self._years = years
        self._year = years[-1] if years else 0
        self._month = 0
        """The month whose people are listed; 0: the months."""
        self._friendship = friendship
        self._kept = tuple(kept)
        names = {
            FRIENDSHIP: plain(friendship.person.name, limit=40).plain if friendship else "",
            YEARS: "the years",
            CIRCLES: "circles",
        }
        self._names = {page: name for page, name in names.items() if name}
        self._page = next(iter(self._names))

    def body(self) -> Iterable[Widget]:
        yield Pages(self._pages, id="pages")
        if self._friendship is not None:
            yield Timeline(self._friendship, self._kept, id="timeline")
            yield ScrolledLines(self._words, id="words")
        yield Choices(markup=False)

    def on_mount(self) -> None:
        self._turn_to(self._page)

    def action_page(self, by: int) -> None:
        """Turn to the page beside this one; behind the last comes the first."""
        pages = list(self._names)
        self._turn_to(pages[(pages.index(self._page) + by) % len(pages)])

    def turn_to(self, column: int) -> None:
        """Turn to the page whose name stands in that column."""
        start = 0
        for page, name in self._names.items():
            if start <= column < start + cell_len(name):
                self._turn_to(page)
            start += cell_len(name) + _AIR

    def _turn_to(self, page: str) -> None:
        self._page, self._month = page, 0
        self.query_one(Pages).remake()
        listed = self.query_one(Choices)
        if self._friendship is not None:
            self.query_one(Timeline).display = self.query_one("#words").display = page == FRIENDSHIP
        listed.display = page != FRIENDSHIP
        if page == FRIENDSHIP:
            self.query_one(Timeline).focus()
            return
        self._list(self._months() if page == YEARS else self._circles())
        listed.focus()

    def _list(self, options: list[Option]) -> None:
        listed = self.query_one(Choices)
        listed.clear_options()
        listed.add_options(options or [Option(Content.styled("There is nothing to look back on yet.", QUIET), disabled=True)])
        listed.highlighted = next((at for at, option in enumerate(options) if not option.disabled), None)

    def _pages(self, width: int) -> list[Content]:
        parts: list[tuple[str, str]] = []
        for page, name in self._names.items():
            parts += [(" " * _AIR, "")] if parts else []
            parts.append((name, f"{NAME} underline" if page == self._page else QUIET))
        return [Content.assemble(*parts).truncate(width)]

    def _words(self, width: int) -> list[Content]:
        """What was in the month under the cursor."""
        month = self.query_one(Timeline).month
        if month is None or self._friendship is None:
            return []
        person = self._friendship.person
        lines = [Content.styled(month_year(date(month.year, month.month, 1)), LABEL)]
        for moment in self._past.in_month(person.id, month.year, month.month):
            lines += moment_lines(moment, person, min(width, 66))
        return lines

    @on(Timeline.Moved)
    def moved(self, event: Timeline.Moved) -> None:
        event.stop()
        words = self.query_one("#words", ScrolledLines)
        words.to_start()
        words.remake()

    def _months(self) -> list[Option]:
        if not self._year:
            return []
        beside = "   ← → another year" if len(self._years) > 1 else ""
        options = [Option(Content.assemble((str(self._year), NAME), (beside, QUIET)), disabled=True)]
        for month in self._past.year(self._year):
            named = [plain(person.name, limit=60).plain for person in month.people[:MOST_NAMES]]
            told = ", ".join(named) + (" and others" if len(month.people) > MOST_NAMES else "")
            lines = labelled(f"{MONTHS[month.month - 1]:<{_LEFT - 2}}", Content(told), self._room)
            options.append(Option(Content("\n").join(lines), id=str(month.month)))
        if len(options) == 1:
            options.append(Option(Content.styled("A quiet year.", QUIET), disabled=True))
        return options

    def _people_of_month(self) -> list[Option]:
        month = next((one for one in self._past.year(self._year) if one.month == self._month), None)
        people = month.people if month else ()
        heading = Option(Content.styled(month_year(date(self._year, self._month, 1)), NAME), disabled=True)
        return [heading, *(Option(plain(person.name), id=f"p{person.id}") for person in people)]

    def _circles(self) -> list[Option]:
        options: list[Option] = []
        for circle in self._past.circles():
            options += [Option("", disabled=True)] if options else []
            options.append(Option(plain(circle.name, NAME), disabled=True))
            options += [Option(_met(person, day), id=f"p{person.id}") for person, day in circle.people]
            options += [Option(Content.styled("… and others", QUIET), disabled=True)] if circle.more else []
        return options

    @property
    def _room(self) -> int:
        # The list has no width of its own before it is laid out: the sheet's, less its margins and the bar.
        return max(20, min(90, int(self.app.size.width * 0.96)) - 10)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = event.option.id or ""
        if name.startswith("p"):
            self.dismiss(int(name[1:]))
        elif name:
            self._month = int(name)
            self._list(self._people_of_month())

    def on_key(self, event: events.Key) -> None:
        if self._page == YEARS and not self._month and event.key in ("left", "h", "right", "l"):
            event.stop()
            year = self._year + (-1 if event.key in ("left", "h") else 1)
            if year in self._years:
                self._year = year
                self._list(self._months())
        elif self._page == FRIENDSHIP and event.key == "enter" and self._friendship is not None:
            event.stop()
            self.dismiss(self._friendship.person.id)

    def on_resize(self) -> None:
        if self._page == YEARS and not self._month:
            at = self.query_one(Choices).highlighted
            self._list(self._months())
            self.query_one(Choices).highlighted = at

    def action_back(self) -> None:
        if self._month:
            month, self._month = self._month, 0
            self._list(self._months())
            listed = self.query_one(Choices)
            listed.highlighted = listed.get_option_index(str(month))
        else:
            self.dismiss(None)


def _met(person: Person, day: date | None) -> Content:
    return Content.assemble((f"{short_date(day) if day else 'not yet':>{_LEFT - 1}}", QUIET), "  ", plain(person.name))


class Pages(Lines):
    """The names of the pages; a click turns to one."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, LookingBackSheet):
            self.screen.turn_to(event.x)
