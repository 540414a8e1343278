"""The circles, their paces, and people's own; what config.yaml says of them wins."""

from __future__ import annotations

from reconnect_tui.config import LONGEST_PACE
from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.person import WIDE, Person
from reconnect_tui.core.text import clean_line
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.recording import Done, called, decision
from reconnect_tui.store import circles as store_circles
from reconnect_tui.store import people
from reconnect_tui.store.people import insert, update

LONGEST_NAME = 40
NO_CIRCLE = "none"
"""The word for no circle and for no pace, on the command line and in lines to fill in; no circle can be called so."""

_DAYS_OF = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}


def read_pace(text: str) -> int | None:
    """Read "30", "every 6 weeks" or "3 months" as days; "none" or nothing is no pace. Raises ``UsageError`` for anything else."""
    words = clean_line(text).casefold().replace("about", " ").replace("every", " ").split()
    if words in ([], [NO_CIRCLE], ["never"], ["no", "pace"]):
        return None
    number, unit = words[0], words[1] if len(words) == 2 else "days"
    if not (number.isascii() and number.isdigit() and len(number) < 7 and len(words) < 3 and unit in _DAYS_OF):
        raise UsageError(f"“{clean_line(text).strip()}” is no pace. Say it like this: 30, 6 weeks, 3 months, or {NO_CIRCLE}.")
    days = int(number) * _DAYS_OF[unit]
    if not 1 <= days <= LONGEST_PACE:
        raise UsageError(f"A pace is a number of days from 1 to {LONGEST_PACE}.")
    return days


def pace_words(days: int | None) -> str:
    """``about every 60 days``, or ``at no pace``."""
    if days is None:
        return "at no pace"
    return "about every day" if days == 1 else f"about every {days} days"


def follow_config(desk: Desk) -> None:
    """Give the circles the paces of the settings, making circles that are named there first; one step of undo, and only if needed."""
    here = {name.casefold(): days for name, days in people.circles(desk.store)}
    new = {name: days for name, days in desk.config.paces.items() if here.get(name.casefold(), -1) != days}
    if not new:
        return
    told = ", ".join(f"{name} every {days} days" if days else f"{name} at no pace" for name, days in new.items())
    with decision(desk, "circle", f"Paces of the settings: {told}"):
        for name, days in new.items():
            number = people.circle_id(desk.store, name)
            if number is None:
                insert(desk.store, "circle", name=name, days=days)
            else:
                update(desk.store, "circle", number, days=days)


def what_they_ask(desk: Desk) -> str:
    """One plain line: what the paces ask for together, and what a day holds. It stands in the circles' settings and nowhere else."""
    asked, holds = store_circles.asked_a_day(desk.store), desk.config.people_a_day
    if not asked:
        return f"Nobody you have talked with has a pace yet, so the paces ask for nothing; a day holds {holds}."
    return f"Together they ask for about {_rate(asked)}; a day holds {holds}."


def _rate(a_day: float) -> str:
    if a_day >= 0.95:
        number = round(a_day, 1) if a_day < 3 else round(a_day)
        return "1 hello a day" if number == 1 else f"{number:g} hellos a day"
    every = round(1 / a_day)
    return "a hello every other day" if every == 2 else "1 hello a day" if every < 2 else f"a hello every {every} days"


def add(desk: Desk, name: str, days: int | None = None) -> Done:
    """Make a circle."""
    name = _new_name(desk, name)
    sentence = f"Circle {name}, {pace_words(days)}"
    with decision(desk, "circles", sentence) as number:
        insert(desk.store, "circle", name=name, days=days)
    return Done(number, sentence)


def rename(desk: Desk, name: str, new: str) -> Done:
    """Give a circle another name; everybody in it stays there."""
    circle, name, _ = _circle(desk, name)
    _may_change(desk, name)
    if name == WIDE:
        raise ReconnectError(f"“{WIDE}” is where an import puts people, so its name stays.")
    new = _new_name(desk, new, but=name)
    if new == name:
        raise UsageError(f"It is called “{name}” already.")
    sentence = f"Circle {name} is called {new} now"
    with decision(desk, "circles", sentence) as number:
        store_circles.rename(desk.store, circle, name, new)
    return Done(number, sentence)


def set_pace(desk: Desk, name: str, days: int | None) -> Done:
    """Give a circle a pace in days, or none."""
    circle, name, before = _circle(desk, name)
    _may_change(desk, name)
    if before == days:
        raise UsageError(f"{name} is {pace_words(days)} already.")
    sentence = f"Circle {name}, {pace_words(days)}"
    with decision(desk, "circles", sentence) as number:
        update(desk.store, "circle", circle, days=days)
    return Done(number, sentence)


def remove(desk: Desk, name: str, into: str = "") -> Done:
    """Take a circle away; its people go into another, or into none (``""``)."""
    circle, name, _ = _circle(desk, name)
    _may_change(desk, name)
    if name == WIDE:
        raise ReconnectError(f"“{WIDE}” is where an import puts people, so it stays.")
    other, its_name = (None, "") if not into.strip() else _circle(desk, into)[:2]
    if other == circle:
        raise UsageError(f"Its people cannot go into {name} itself; name another circle, or none.")
    sentence = f"Circle {name} is gone"
    if store_circles.anybody_in(desk.store, circle):
        sentence += f"; its people are in {its_name or 'no circle'}"
    with decision(desk, "circles", sentence) as number:
        store_circles.remove(desk.store, circle, name, other)
    return Done(number, sentence)


def anybody_in(desk: Desk, name: str) -> bool:
    """Say whether removing this circle has to ask where its people go."""
    return store_circles.anybody_in(desk.store, _circle(desk, name)[0])


def place(
    desk: Desk, person_id: int, circle: str | None, pace: int | None = None, *, change_pace: bool = False, kind: str = ""
) -> Done:
    """Put somebody into a circle (``""``: none, ``None``: as it is), and give them a pace of their own (``None``: the circle's).

    ``kind`` is the action's, where it matters how it came about.
    """
    person = people.get(desk.store, person_id)
    values: dict[str, object] = {}
    told = []
    if circle is not None:
        number_of, name, _ = _circle(desk, circle) if circle.strip() else (None, "", None)
        values["circle_id"] = number_of
        told.append(name or "in no circle")
    if change_pace:
        values["pace"] = pace
        told.append(_own_pace_words(pace))
    if not values:
        raise UsageError("Say which circle, or which pace.")
    sentence = f"{person.name}: {', '.join(told)}"
    with decision(desk, kind or ("circle" if circle is not None else "pace"), sentence, person) as number:
        update(desk.store, "person", person_id, **values)
    return Done(number, sentence, people.get(desk.store, person_id))


def set_own_pace(desk: Desk, person_id: int, days: int | None) -> Done:
    """Give somebody a pace of their own, which wins over the circle's; ``None``: the circle's again."""
    return place(desk, person_id, None, days, change_pace=True)


def _own_pace_words(days: int | None) -> str:
    return f"{pace_words(days)}, their own pace" if days else "the pace of the circle"


def how_it_is(person: Person) -> str:
    """Where somebody stands, in one line: ``friends, about every 60 days``."""
    where = person.circle or "in no circle"
    if person.pace:
        return f"{where}; {called(person)} has a pace of their own, {pace_words(person.pace)}"
    return f"{where}, {pace_words(person.circle_days)}"


def longer_pace(person: Person) -> int | None:
    """Twice the pace that holds for this person now; ``None`` where none does, or it is as long as can be."""
    pace = person.pace or person.circle_days
    return min(2 * pace, LONGEST_PACE) if pace and pace < LONGEST_PACE else None


def _circle(desk: Desk, name: str) -> tuple[int, str, int | None]:
    """(row id, name, days) of a circle, whatever its case; ``UsageError`` if there is none."""
    wanted = clean_line(name).strip()
    number = people.circle_id(desk.store, wanted)
    known = people.circles(desk.store)
    if number is None:
        raise UsageError(f"There is no circle “{wanted}”; there are {', '.join(one for one, _ in known)}.")
    found = next((one, days) for one, days in known if people.circle_id(desk.store, one) == number)
    return number, *found


def _new_name(desk: Desk, name: str, *, but: str = "") -> str:
    name = " ".join(clean_line(name).split())
    if not name or name.casefold() == NO_CIRCLE:
        raise UsageError(f"A circle needs a name, and “{NO_CIRCLE}” means no circle.")
    if len(name) > LONGEST_NAME:
        raise UsageError(f"The name of a circle has at most {LONGEST_NAME} letters.")
    if any(one.casefold() == name.casefold() for one, _ in people.circles(desk.store) if one != but):
        raise UsageError(f"There is a circle “{name}” already.")
    return name


def _may_change(desk: Desk, name: str) -> None:
    if any(name.casefold() == one.casefold() for one in desk.config.paces):
        raise ReconnectError(f"The settings name {name} and its pace, and they win. Change it there: {desk.home.config_file}")
