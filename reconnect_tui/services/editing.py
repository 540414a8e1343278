"""Keeping a person's page true: their fields, what hangs on them, and the moments between you. One decision each, one step of undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reconnect_tui.core.errors import ReconnectError, UsageError
from reconnect_tui.core.languages import read_language
from reconnect_tui.core.moment import NO_ANSWER, Moment
from reconnect_tui.core.names import clean_name, full_name, greeting_name
from reconnect_tui.core.person import CONTACT_KINDS, ContactPoint, Person
from reconnect_tui.core.text import clean_line, clean_text, fold
from reconnect_tui.core.when import day_and_month, short_date
from reconnect_tui.services.contacts import normalise_contact
from reconnect_tui.services.desk import Desk
from reconnect_tui.services.moment_words import kind_words, read_channel, read_kind
from reconnect_tui.services.recording import Done, decision, new_person
from reconnect_tui.store import history, moments, people, relations
from reconnect_tui.store.people import insert, update

FIELDS = (
    "name", "greeting", "salutation", "nickname", "position", "company", "location", "language", "birthday", "about",
)  # fmt: skip
"""What is asked for in one row of fields, in this order."""

LABELS = {
    "name": "name", "first_name": "first name", "last_name": "last name", "nickname": "nickname", "greeting": "greeting",
    "salutation": "salutation", "language": "language", "position": "position", "company": "company", "headline": "headline",
    "location": "location", "circle": "circle", "pace": "pace", "birthday": "birthday", "how_met": "how you met", "about": "about",
}  # fmt: skip
"""Every field of a person that can be edited, in the order of the page, and what the user calls it."""

SEVERAL_LINES = ("about", "how_met")
MOST_PACE = 36_500
"""Days: a hundred years."""


class Bond(NamedTuple):
    """A relation as the page tells it. ``uid`` is ``None`` where the other is known by name alone."""

    kind: str
    name: str
    uid: str | None = None


class Page(NamedTuple):
    """All of a person that can be edited. Texts are as stored, ``""`` or ``None`` where there is nothing."""

    name: str
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    greeting: str | None = None
    salutation: str = ""
    language: str = ""
    position: str = ""
    company: str = ""
    headline: str = ""
    location: str = ""
    circle: str = ""
    pace: int | None = None
    birthday: str | None = None
    how_met: str = ""
    about: str = ""
    tags: tuple[str, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    relations: tuple[Bond, ...] = ()


def page_of(desk: Desk, person_id: int) -> Page:
    """The page as it stands."""
    person = people.get(desk.store, person_id)
    return Page(*(getattr(person, field) for field in LABELS))._replace(
        tags=people.tags(desk.store, person_id),
        contacts=people.contacts(desk.store, person_id),
        relations=tuple(Bond(one.kind, one.name, one.uid) for one in relations.of_person(desk.store, person_id)),
    )


def with_fields(page: Page, **fields: str) -> Page:
    """The page with these fields (keys of ``LABELS``) as somebody wrote them; raises ``UsageError`` for what cannot be meant."""
    changes: dict[str, object] = {}
    for field, value in fields.items():
        if field not in LABELS:
            raise UsageError(f"There is no field {field}; there are {', '.join(LABELS)}.")
        clean = clean_text(value).strip() if field in SEVERAL_LINES else clean_line(value).strip()
        if field == "birthday":
            changes[field] = read_birthday(clean) if clean else None
        elif field == "pace":
            changes[field] = read_pace(clean)
        elif field == "language":
            changes[field] = read_language(clean)
        elif field == "greeting":
            changes[field] = clean or None
        elif field == "name" and not clean:
            raise UsageError("A person needs a name.")
        else:
            changes[field] = clean
    return page._replace(**changes)  # type: ignore[arg-type]


def edit_person(desk: Desk, person_id: int, **fields: str) -> Done | None:
    """Change fields of a person (keys of ``LABELS``); ``None`` where nothing is different. What the user wrote wins over imports."""
    page = page_of(desk, person_id)
    return change(desk, person_id, page, with_fields(page, **fields), said=fields)


def change(desk: Desk, person_id: int, before: Page, after: Page, *, said: Iterable[str] = ()) -> Done | None:
    """Write down what is different between two states of a page; ``None`` where nothing is.

    What is the same in both is left as it is by now, whoever changed it while this page was being edited. First and last name and the
    greeting follow the name, and the name them, where they said the same before; fields that were ``said`` follow nothing.
    """
    person = people.get(desk.store, person_id)
    words = [label for field, label in LABELS.items() if getattr(before, field) != getattr(after, field)]
    words += [
        part for part in ("tags", "contacts", "relations") if Counter(getattr(before, part)) != Counter(getattr(after, part))
    ]
    if not words:
        return None
    sentence = f"Edited {after.name}: {', '.join(words)}"
    with decision(desk, "edit", sentence, person) as number:
        _write(desk, person_id, before, after, said)
    return Done(number, sentence, people.get(desk.store, person_id))


def add(desk: Desk, page: Page) -> Done:
    """Add the person of this page."""
    name = clean_name(page.name)
    if not name:
        raise UsageError("A person needs a name.")
    sentence = f"Added {name}"
    with decision(desk, "add", sentence) as number:
        person_id = new_person(desk, name)
        fresh = page_of(desk, person_id)
        known = {field: getattr(page, field) or getattr(fresh, field) for field in LABELS}
        _write(desk, person_id, fresh, page._replace(**known | {"name": name}))
        history.about(desk.store, number, person_id)
    return Done(number, sentence, people.get(desk.store, person_id))


def tag(desk: Desk, person_id: int, names: Sequence[str], *, remove: bool = False) -> Done | None:
    """Give somebody tags, or take them away; ``None`` where that changes nothing. Case tells no two tags apart."""
    page = page_of(desk, person_id)
    wanted = {fold(name): name for name in (clean_tag(name) for name in names)}
    have = {fold(name) for name in page.tags}
    if remove:
        unknown = [name for key, name in wanted.items() if key not in have]
        if unknown:
            listed = " ".join(f"#{name}" for name in page.tags) or "none"
            raise ReconnectError(f"{page.name} has no tag #{unknown[0]}. Their tags: {listed}.")
        after = page._replace(tags=tuple(name for name in page.tags if fold(name) not in wanted))
    else:
        wanted = {key: name for key, name in wanted.items() if key not in have}
        after = page._replace(tags=(*page.tags, *wanted.values()))
    if after == page:
        return None
    person = people.get(desk.store, person_id)
    sentence = f"{person.name}: {'no more ' if remove else ''}{' '.join(f'#{name}' for name in wanted.values())}"
    with decision(desk, "tag", sentence, person) as number:
        _write(desk, person_id, page, after)
    return Done(number, sentence, people.get(desk.store, person_id))


def clean_tag(name: str) -> str:
    """A tag as it is kept: one line, without the # it may have been typed with."""
    clean = clean_line(name).strip().removeprefix("#").strip()
    if not clean:
        raise UsageError("A tag needs a word, such as family.")
    return clean


def contact(kind: str, value: str, label: str = "", *, preferred: bool = False) -> ContactPoint:
    """A way to reach somebody as it is kept; ``UsageError`` where it is none."""
    if kind not in CONTACT_KINDS:
        raise UsageError(f"“{clean_line(kind)}” is no way to reach anybody; there are {', '.join(CONTACT_KINDS)}.")
    clean = clean_text(value).strip() if kind == "address" else clean_line(value).strip()
    if not clean:
        raise UsageError(f"The {kind} is empty.")
    if kind == "email" and not ("@" in clean.strip("@") and " " not in clean):
        raise UsageError(f"“{clean}” is no e-mail address; one has an @ in it, such as ada@example.org.")
    if kind == "phone" and sum(sign.isdigit() for sign in clean) < 3:
        raise UsageError(f"“{clean}” is no phone number; write it in digits, such as +44 7700 900131.")
    return ContactPoint(*_kind_and_value(kind, clean), clean_line(label).strip(), preferred)


def _kind_and_value(kind: str, value: str) -> tuple[str, str, str]:
    kind, normalised = normalise_contact(kind, value)
    return kind, value, normalised


def prefer(page: Page, value: str) -> Page:
    """The page with this way to reach them preferred among those of its kind."""
    chosen = next((one for one in page.contacts if _is(one, value)), None)
    if chosen is None:
        known = ", ".join(one.value for one in page.contacts) or "none yet"
        raise UsageError(f"“{clean_line(value)}” is no way to reach {page.name}. There are: {known}.")
    return page._replace(
        contacts=tuple(one._replace(preferred=one is chosen) if one.kind == chosen.kind else one for one in page.contacts)
    )


def without_contact(page: Page, kind: str, value: str) -> Page:
    """The page without this way to reach them; ``UsageError`` where there is none such."""
    kinds = ("url", "linkedin") if kind == "url" else (kind,)
    left = tuple(one for one in page.contacts if one.kind not in kinds or not _is(one, value))
    if len(left) == len(page.contacts):
        known = ", ".join(one.value for one in page.contacts if one.kind in kinds) or "none"
        raise UsageError(f"{page.name} has no {kind} “{clean_line(value)}”; there is {known}.")
    return page._replace(contacts=left)


def _is(point: ContactPoint, value: str) -> bool:
    clean = clean_text(value).strip()
    return clean == point.value or (
        bool(point.normalised) and normalise_contact(point.kind, clean) == (point.kind, point.normalised)
    )


def _write(desk: Desk, person_id: int, before: Page, after: Page, said: Iterable[str] = ()) -> None:
    changes: dict[str, object] = {
        field: getattr(after, field) for field in LABELS if getattr(before, field) != getattr(after, field)
    }
    if "name" in changes and not after.name.strip():
        raise UsageError("A person needs a name.")
    changes.update(_followers(before, changes, frozenset(said)))
    if "circle" in changes:
        changes["circle_id"] = _circle(desk, str(changes.pop("circle")))
    if changes:
        update(desk.store, "person", person_id, **changes)
    _write_tags(desk, person_id, before.tags, after.tags)
    _write_contacts(desk, person_id, before.contacts, after.contacts)
    _write_relations(desk, person_id, before.relations, after.relations)


def _followers(before: Page, changes: Mapping[str, object], said: frozenset[str]) -> dict[str, object]:
    """What follows from these changes of a name."""
    if full_name(before.first_name, before.last_name) != before.name:
        return {}
    found: dict[str, object] = {}
    said |= changes.keys()
    parts = said & {"first_name", "last_name"}
    if "name" in changes and not parts:
        name = str(changes["name"])
        first = before.first_name if before.first_name and name.startswith(f"{before.first_name} ") else name.partition(" ")[0]
        found = {"first_name": first, "last_name": name[len(first) :].strip()}
    elif parts and "name" not in said:
        name = full_name(*(str(changes.get(field, getattr(before, field))) for field in ("first_name", "last_name")))
        if not name:
            raise UsageError("A person needs a name.")
        found["name"] = name
    first_name = str({**found, **changes}.get("first_name", before.first_name))
    if first_name != before.first_name and "greeting" not in said and before.greeting == greeting_name(before.first_name):
        found["greeting"] = greeting_name(first_name)
    return {field: value for field, value in found.items() if value != getattr(before, field)}


def _circle(desk: Desk, name: str) -> int | None:
    if not name:
        return None
    number = people.circle_id(desk.store, name)
    if number is None:
        known = ", ".join(circle for circle, _ in people.circles(desk.store))
        raise UsageError(f"There is no circle “{clean_line(name)}”; there are {known}.")
    return number


def _write_tags(desk: Desk, person_id: int, before: Sequence[str], after: Sequence[str]) -> None:
    for name in before:
        if name not in after:
            people.remove_tag(desk.store, person_id, name)
    have = set(people.tags(desk.store, person_id))
    for name in dict.fromkeys(after):
        if name not in before and name not in have:
            insert(desk.store, "tag", person_id=person_id, name=name)


def _key(point: ContactPoint) -> tuple[str, str]:
    return point.kind, point.normalised or point.value


def _write_contacts(desk: Desk, person_id: int, before: Sequence[ContactPoint], after: Sequence[ContactPoint]) -> None:
    new = list((Counter(after) - Counter(before)).elements())
    here = people.contact_rows(desk.store, person_id)
    for point in (Counter(before) - Counter(after)).elements():
        found = next(((number, row) for number, row in here if row == point), None)
        if found is None:
            continue
        here.remove(found)
        instead = next((one for one in new if _key(one) == _key(point)), None)
        if instead is not None:
            new.remove(instead)
            changed = {name: value for name, value in instead._asdict().items() if value != getattr(point, name)}
            update(desk.store, "contact_point", found[0], **changed)
        elif point.normalised and all(_key(row) != _key(point) for _, row in here):
            people.remove_contact(desk.store, person_id, point.kind, point.normalised)
        else:
            people.remove_contact_row(desk.store, found[0])
    have = {_key(row) for _, row in people.contact_rows(desk.store, person_id)}
    for point in new:
        if _key(point) not in have:
            people.add_contact(desk.store, person_id, point)
            have.add(_key(point))


def _write_relations(desk: Desk, person_id: int, before: Sequence[Bond], after: Sequence[Bond]) -> None:
    here = {Bond(one.kind, one.name, one.uid): one for one in relations.of_person(desk.store, person_id)}
    for bond in before:
        if bond not in after and bond in here:
            relations.remove(desk.store, person_id, here[bond])
    for bond in dict.fromkeys(after):
        if bond not in before and bond not in here:
            relate_in_action(desk, person_id, bond)


def relate_in_action(desk: Desk, person_id: int, bond: Bond) -> None:
    """Write down one relation inside an action that is under way."""
    other = people.by_uid(desk.store, bond.uid) if bond.uid else None
    if bond.uid and other is None:
        raise UsageError(f"Nobody here has the id {clean_line(bond.uid)}. Leave the id out to keep the name alone.")
    if other is not None and other.id == person_id:
        raise UsageError("That is one and the same person; a relation is between two.")
    name = clean_line(bond.name).strip()
    if other is None and not name:
        raise UsageError("A relation is to somebody; write their name.")
    relations.add(desk.store, person_id, clean_line(bond.kind).strip(), other.id if other else None, name)


def read_pace(text: str) -> int | None:
    """Read a pace: days from 1 on; ``none`` or nothing takes it away."""
    folded = text.strip().lower()
    if folded in ("", "none"):
        return None
    words = folded.split()
    number = int(words[0]) if words[0].isascii() and words[0].isdigit() and len(words[0]) < 6 else 0
    if not 0 < number <= MOST_PACE or words[1:] not in ([], ["day"], ["days"]):
        raise UsageError(f"“{clean_line(text)}” is no pace; write a number of days, such as 60, or none.")
    return number


def read_birthday(text: str) -> str:
    """Read ``1984-03-14``, ``--03-14``, ``14 March 1984`` or ``14 March``; returns the stored form. Never invents a year."""
    text = text.strip()
    if text.startswith("--") and len(text) == 7:
        try:
            date(2000, int(text[2:4]), int(text[5:7]))
        except ValueError:
            raise UsageError(f"“{text}” is no birthday; write 14 March, 14 March 1984 or 1984-03-14.") from None
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    words = text.lower().replace(",", " ").split()
    found = day_and_month(words[:2]) if len(words) in (2, 3) else None
    if found is not None:
        day, month = found
        try:
            if len(words) == 3 and len(words[2]) == 4:
                return date(int(words[2]), month, day).isoformat()
            if len(words) == 2:
                return f"--{date(2000, month, day).isoformat()[5:]}"
        except ValueError:
            pass
    raise UsageError(f"“{text}” is no birthday; write 14 March, 14 March 1984 or 1984-03-14.")


def edit_moment(
    desk: Desk, moment: Moment, *, text: str, day: date | None = None, kind: str = "", channel: str | None = None
) -> Done | None:
    """Change the words of a moment, its day (a message keeps its time of day unless the day changes), what it was (``kind``, as
    ``moment_words.read_kind`` reads it) and by what; ``None`` where nothing is different."""
    changes: dict[str, str | None] = {"text": clean_text(text).strip("\n")}
    changes["at"] = moment.at if day is None or day.isoformat() == moment.at[:10] else day.isoformat()
    if kind and kind != kind_words(moment):
        changes["kind"], changes["direction"] = read_kind(kind)
        # Whoever says what it was says that it was.
        changes["outcome"] = "" if moment.outcome == NO_ANSWER else moment.outcome
    if channel is not None:
        changes["channel"] = read_channel(channel)
    changes = {name: value for name, value in changes.items() if value != getattr(moment, name)}
    if not changes:
        return None
    if (changes.get("at") or "")[:10] > desk.day:
        raise UsageError("That day has not come yet; a moment is of today or before.")
    sentence = f"Edited the {moment.kind} of {short_date(date.fromisoformat(moment.at[:10]))}"
    with decision(desk, "edit", sentence, _first_person(desk, moment)) as number:
        moments.change(desk.store, moment.id, **changes)
    return Done(number, sentence, _first_person(desk, moment), moment.uid)


def remove_moment(desk: Desk, moment: Moment) -> Done:
    """Remove a moment, from everybody in it."""
    person = _first_person(desk, moment)
    sentence = f"Removed the {moment.kind} of {short_date(date.fromisoformat(moment.at[:10]))}"
    with decision(desk, "remove", sentence, person) as number:
        moments.remove(desk.store, moment.id)
    return Done(number, sentence, person)


def _first_person(desk: Desk, moment: Moment) -> Person:
    found = next((people.by_uid(desk.store, uid) for uid, _ in moment.people), None)
    if found is None:
        raise ReconnectError("That moment is not here any more; `reconnect history` says what happened.")
    return found
