"""A person's page in rows, as a face lists it to be edited: a field a row, and a row for each way to reach them, tag and relation."""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.languages import language_name
from reconnect_tui.core.person import ContactPoint, Person
from reconnect_tui.core.relation import phrase
from reconnect_tui.core.when import birthday_words
from reconnect_tui.services.circles import pace_words
from reconnect_tui.services.editing import LABELS, Bond, Page

FIELD, CONTACT, TAG, RELATION, ADD, DEED = "field", "contact", "tag", "relation", "add", "deed"
MERGE, DELETE = "merge", "delete"

_GROUPS = (
    ("names", ("name", "first_name", "last_name", "nickname")),
    ("how you write to them", ("greeting", "salutation", "language")),
    ("their work and place", ("position", "company", "headline", "location")),
    ("between you", ("circle", "pace", "birthday", "how_met", "about")),
)
_KIND_WORDS = {"email": "e-mail", "linkedin": "LinkedIn", "url": "page"}


class Row(NamedTuple):
    """One row. ``name`` tells it from the others for as long as it is there; ``aside`` is said quietly behind the value."""

    name: str
    kind: str
    group: str
    label: str
    value: str = ""
    aside: str = ""
    field: str = ""
    """The field of a field's row; what an adding row adds; what a deed's row does."""
    item: ContactPoint | Bond | str | None = None


def rows_of(page: Page, person: Person) -> tuple[Row, ...]:
    """The rows of a page, in the order of the page."""
    rows = [_field(page, person, group, field) for group, fields in _GROUPS for field in fields]
    rows += [_contact(point, at) for at, point in enumerate(page.contacts)]
    rows.append(Row("add:contact", ADD, "how to reach them", "", "a way to reach them", field=CONTACT))
    rows += [Row(f"tag:{name}", TAG, "tags", "", f"#{name}", item=name) for name in page.tags]
    rows.append(Row("add:tag", ADD, "tags", "", "a tag", field=TAG))
    rows += [
        Row(f"relation:{at}", RELATION, "who is who", "", phrase(bond.kind, bond.name, page.name), item=bond)
        for at, bond in enumerate(page.relations)
    ]
    rows.append(Row("add:relation", ADD, "who is who", "", "who they are to somebody", field=RELATION))
    rows.append(Row("deed:merge", DEED, "this page", "", "merge it with another one, of the same person", field=MERGE))
    rows.append(Row("deed:delete", DEED, "this page", "", "delete it; a copy can be saved first", field=DELETE))
    return tuple(rows)


def _field(page: Page, person: Person, group: str, field: str) -> Row:
    stored = getattr(page, field)
    value, aside = "" if stored is None else str(stored), ""
    if field == "birthday":
        value = birthday_words(value)  # words that ``editing.read_birthday`` reads
    elif field == "language":
        aside = language_name(value)
    elif field == "pace":
        value = pace_words(stored) if stored else ""
        aside = "" if stored else f"as the circle: {pace_words(person.circle_days)}"
    elif field == "circle" and not value:
        aside = "none"
    elif field == "greeting" and not value:
        aside = "not known; it is asked for when you write"
    return Row(f"field:{field}", FIELD, group, LABELS[field], value, aside, field)


def _contact(point: ContactPoint, at: int) -> Row:
    aside = " · ".join(part for part in (point.label, "preferred" if point.preferred else "") if part)
    return Row(
        f"contact:{at}", CONTACT, "how to reach them", _KIND_WORDS.get(point.kind, point.kind), point.value, aside, item=point
    )


def contact_kind(value: str) -> str:
    """What a way to reach somebody looks like: an e-mail address, a phone number, a page, or (where it is none of these) other."""
    words = value.strip()
    folded = words.casefold()
    if "linkedin.com/" in folded:
        return "linkedin"
    if folded.startswith(("http://", "https://", "www.")):
        return "url"
    if "@" in words.strip("@") and " " not in words:
        return "email"
    if sum(sign.isdigit() for sign in words) >= 5 and all(sign.isdigit() or sign in "+-/(). \u00a0\u202f" for sign in words):
        return "phone"
    if " " not in words and "." in words.strip(".") and "/" not in words[:1]:
        return "url"
    return "address" if "," in words or "\n" in words else "other"
