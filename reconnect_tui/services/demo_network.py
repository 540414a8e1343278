"""The invented network of ``reconnect demo``: about forty people, half of them bare names, the others with years between you.

Pure data: nothing here knows the store. The same for the same ``today``, and every date in it moves with ``today``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from reconnect_tui.core.person import ContactPoint
from reconnect_tui.core.when import add_months
from reconnect_tui.services.demo_people import PEOPLE, Sketch, Then

OWN_ROLES: tuple[tuple[str, str, int, int | None], ...] = (
    ("Blue Heron", "Programme Lead", 5020, 3001),
    ("Lantern Yard", "Head of Partnerships", 3000, 1651),
    ("Tidewrack", "Director", 1650, None),
)
"""The owner's own work: company, position, begun and ended so many days ago (``None``: still there)."""

MY_NAME = "Robin"

_BARE = (
    ("mikael-lindqvist", "Mikael", "Lindqvist", "Mikael", "Plant Engineer", "Ostrava Steel", 4271),
    ("dora-kovac", "Dora", "Kovač", "Dora", "Grants Officer", "Drava Fund", 4270),
    ("chi-wu", "Chi", "Wu", "Chi", "Curator", "Paper Lantern Museum", 4272),
    ("ben-ito", "Ben", "Ito", "Ben", "Photographer", "Ito & Daughters", 4269),
    ("yasmin-el-khatabi", "Yasmin", "El-Khatabi", "Yasmin", "Pharmacist", "Willow & Mortar", 3105),
    ("bogdan-cioranaru", "Bogdan", "Ciorănaru", "Bogdan", "Watchmaker", "Ora Mică", 2760),
    ("anneliese-brueckner", "Anneliese", "Brückner", "Anneliese", "Tax Adviser", "Brückner & Zwei", 1648),
    ("farid-haddadine", "Farid", "Haddadine", "Farid", "Lighting Designer", "Halo Nord", 1647),
    ("guadalupe-ortegon", "Guadalupe", "Ortegón", "Guadalupe", "Archivist", "Archivo del Puente", 1646),
    ("ulle-pihlakas", "Ülle", "Pihlakas", "Ülle", "Choir Conductor", "Seven Lakes Choir", 1233),
    ("thandiwe-mokhele", "Thandiwe", "Mokhele", "Thandiwe", "Interpreter", "Two Rivers Language Service", 905),
    ("rasmus-holmgaard", "Rasmus", "Holmgård", "Rasmus", "Service Designer", "Kvist Kontor", 904),
    ("leilani-kahalewai", "Leilani", "Kahalewai", "Leilani", "Oceanographer", "Pacific Lamp Institute", 903),
    ("paolo-benvenisti", "Paolo", "Benvenisti", "Paolo", "Editor", "Carta Lenta", 902),
    ("marisol-etcheverry-paz", "Marisol", "Etcheverry-Paz", "Marisol", "Cartographer", "Stillwater Maps", 777),
    ("hana-viteznikova", "Hana", "Vítězníková", "Hana", "Patent Attorney", "Vítr & Vlna", 512),
    ("chen-xiaoyu", "晓雨", "陈", None, "Illustrator", "Paper Kite Studio", 388),
    ("emeka-nwachi", "Emeka", "Nwachi", "Emeka", "Ferry Captain", "Lagoon Line", 41),
    ("sorcha-mulvihill", "Sorcha", "Mulvihill", "Sorcha", "Playwright", "The Long Table", 19),
    ("nikhil-deshprabhu", "Nikhil", "Deshprabhu", "Nikhil", "Solar Technician", "Sunward Rooftops", 6),
)  # fmt: skip
"""Slug, first name, last name, name to greet by, position, company, connected so many days ago: all that is known of them."""


class DemoMoment(NamedTuple):
    """One moment; ``at`` as in ``core.moment.Moment``: a day, or a UTC time for messages."""

    at: str
    kind: str
    direction: str | None
    channel: str
    text: str


class DemoPerson(NamedTuple):
    """One invented person; fields as in ``core.person.Person``."""

    uid: str
    name: str
    first_name: str
    last_name: str
    greeting: str | None
    company: str
    position: str
    location: str
    circle: str
    connected_on: str
    status: str
    birthday: str | None
    about: str
    how_met: str
    tags: tuple[str, ...]
    contacts: tuple[ContactPoint, ...]
    moments: tuple[DemoMoment, ...]
    """Oldest first."""
    follow_ups: tuple[tuple[str | None, str, bool], ...]
    """(due, what, whether it is a promise)."""
    news: tuple[tuple[str, str, str, str, str], ...]
    """(field, before, after, day of the earlier file, day of the later one)."""


class DemoRole(NamedTuple):
    """A role of the owner's, as Positions.csv would tell; ``end`` is ``None`` for today's."""

    company: str
    position: str
    start: str
    end: str | None


def network(today: date) -> list[DemoPerson]:
    """Tell the whole invented network as it stands on ``today``: those with a history first, Ada Okafor before all."""
    bare = [
        Sketch(slug, _whole(first, last, greeting), first, last, greeting, position, company, "", "wide", ago)
        for slug, first, last, greeting, position, company, ago in _BARE
    ]
    return [_person(sketch, today) for sketch in (*PEOPLE, *bare)]


def own_roles(today: date) -> list[DemoRole]:
    """Tell the owner's own roles, for "that week", the earliest first."""
    return [
        DemoRole(company, position, _ago(today, start), None if end is None else _ago(today, end))
        for company, position, start, end in OWN_ROLES
    ]


def _whole(first: str, last: str, greeting: str | None) -> str:
    # The one name here that nobody can greet by unasked is written the Chinese way.
    return f"{first} {last}" if greeting else f"{last}{first}"


def _person(sketch: Sketch, today: date) -> DemoPerson:
    return DemoPerson(
        uid=_uid(sketch.slug),
        name=sketch.name,
        first_name=sketch.first_name,
        last_name=sketch.last_name,
        greeting=sketch.greeting,
        company=sketch.company,
        position=sketch.position,
        location=sketch.location,
        circle=sketch.circle,
        connected_on=_years_ago(today, sketch.connected_years) if sketch.connected_years else _ago(today, sketch.connected),
        status=sketch.status,
        birthday=_birthday(today, *sketch.birthday) if sketch.birthday else None,
        about=sketch.about,
        how_met=sketch.how_met,
        tags=sketch.tags,
        contacts=tuple(_contacts(sketch)),
        moments=tuple(_moment(then, place, today) for place, then in enumerate(sketch.moments)),
        follow_ups=tuple((None if due is None else _ago(today, -due), what, promise) for due, what, promise in sketch.follow_ups),
        news=tuple((field, old, new, _ago(today, one), _ago(today, two)) for field, old, new, one, two in sketch.news),
    )


def _moment(then: Then, place: int, today: date) -> DemoMoment:
    at = _ago(today, then.ago)
    if then.kind == "message":
        # 37 minutes apart at least, so that what was said in one day stays in its order; before two in the afternoon in UTC.
        minutes = 8 * 60 + place * 37 + then.ago * 7 % 30
        at += f"T{minutes // 60:02}:{minutes % 60:02}:{then.ago * 13 % 60:02}Z"
    return DemoMoment(at, then.kind, then.direction, then.channel, then.text)


def _contacts(sketch: Sketch) -> list[ContactPoint]:
    slug = f"{sketch.slug}-demo"
    found = [ContactPoint("linkedin", f"https://www.linkedin.com/in/{slug}", slug, "", sketch.usual == "linkedin")]
    if sketch.email:
        found.append(ContactPoint("email", sketch.email, sketch.email.lower(), "", sketch.usual == "email"))
    if sketch.phone:
        digits = "".join(filter(str.isdigit, sketch.phone))
        found.append(ContactPoint("phone", sketch.phone, digits, "mobile", sketch.usual == "phone"))
    return found


def _uid(slug: str) -> str:
    from hashlib import sha256

    return sha256(f"reconnect demo {slug}".encode()).hexdigest()[:12]


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days)).isoformat()


def _years_ago(today: date, years: int) -> str:
    return add_months(today - timedelta(2), -12 * years).isoformat()


def _birthday(today: date, ahead: int, age: int | None) -> str:
    day = today + timedelta(ahead)
    try:
        return f"-{day.isoformat()[4:]}" if age is None else day.replace(year=day.year - age).isoformat()
    except ValueError:  # 29 February, in a year that had none
        return "--02-29"
