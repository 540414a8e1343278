"""One row of an address book in CSV on its way to a person: what cells hold, cleaned and taken apart."""

from __future__ import annotations

import re

from reconnect_tui.core.contact import normalised_contact
from reconnect_tui.core.names import clean_name
from reconnect_tui.core.text import clean_line, clean_text, fold
from reconnect_tui.interchange.linkedin_url import PROFILE, decoded, profile
from reconnect_tui.interchange.records import FoundContact, FoundRelation

_LONGEST_LABEL = 60
_LONGEST_CELL = 5_000
"""Of a cell of addresses, numbers or names, in characters; a longer one is prose, and not to be looked through for them."""

_EMAIL = re.compile(r"[^\s@<>\"',;:|()\[\]]{1,100}@[^\s@<>\"',;:|()\[\]]{1,255}")
_BETWEEN_PHONES = re.compile(r":::|[;\n\r|]")
_BETWEEN_CHILDREN = re.compile(r":::|[;,\n\r]|\s(?:and|und|et|y|e|en|i|&)\s")
_ROUNDED = re.compile(r"\+?\d[.,]\d+[Ee]\+?\d+")
_SLUG = re.compile(r"[\w%-]{3,200}")
_PLAIN_LABELS = frozenset(
    ("home", "work", "mobile", "other", "main", "home fax", "work fax", "pager", "profile", "blog", "school", "cell")
)


class Entry:
    """One row on its way to a person. Every method takes a cell as the file has it, and does nothing for an empty one."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: dict[str, str] = {}
        """``first middle last suffix whole nickname company position headline location language birthday connected``."""
        self.words: list[str] = []
        self.contacts: dict[tuple[str, str], FoundContact] = {}
        self.tags: dict[str, str] = {}
        self.relations: dict[FoundRelation, None] = {}
        self.days: list[tuple[str, str]] = []
        """(Label, cell) of days other than the birthday."""
        self.home = ""
        self.rounded = False

    def set(self, field: str, cell: str) -> None:
        """Keep one of ``fields``; the first cell that is not empty counts, others become words about the person."""
        value = clean_line(cell).strip()
        if value and self.fields.setdefault(field, value) != value:
            self.say(field.capitalize(), cell)

    def say(self, label: str, cell: str) -> None:
        """Keep what has no field of its own among the words about the person, as ``Label: value``."""
        label = plain_label(label)
        for value in several(cell):
            words = clean_text(value).strip()
            if "linkedin.com/" in words[:200].casefold() and len(words.split()) == 1 and profile(words)[1]:
                self.url(words)
            elif words:
                self.words.append(f"{label}: {words}" if label else words)

    def note(self, cell: str) -> None:
        """Keep free words about the person, before everything that ``say`` keeps."""
        words = clean_text(cell).strip()
        if words:
            self.words.insert(0, words)

    def day(self, label: str, cell: str) -> None:
        """Keep a day other than the birthday, to be written out among the words."""
        if cell.strip():
            self.days.append((plain_label(label), clean_line(cell).strip()))

    def email(self, cell: str, label: str = "", preferred: bool = False) -> None:
        """Keep the e-mail addresses of a cell; what is none becomes words, save Exchange's own (``/o=…``), which reach nobody."""
        found = _EMAIL.findall(cell.replace("mailto:", " ")) if len(cell) <= _LONGEST_CELL else []
        for address in found:
            self._contact("email", clean_line(address).rstrip("."), label, preferred)
        if not found and not cell.strip().casefold().startswith("/o="):
            self.say("E-mail", cell)

    def phone(self, cell: str, label: str = "", preferred: bool = False) -> None:
        """Keep the phone numbers of a cell. One that a spreadsheet has rounded is no number any more and becomes words."""
        if len(cell) > _LONGEST_CELL:
            self.say("Phone", cell)
            return
        for value in _BETWEEN_PHONES.split(cell):
            number = clean_line(value).strip().removeprefix("tel:").lstrip("'").strip()
            if _ROUNDED.fullmatch(number):
                self.rounded = True
                self.say("Phone, rounded by a spreadsheet", number)
            elif normalised_contact("phone", number) and len(number) <= 100:
                self._contact("phone", number, label, preferred)
            else:
                self.say(f"Phone, {label}" if label else "Phone", number)

    def url(self, cell: str, label: str = "", preferred: bool = False) -> None:
        """Keep the web addresses of a cell; a LinkedIn profile is known as such."""
        for value in several(cell):
            address = clean_line(value).strip().replace("\\:", ":")
            if any(c.isspace() for c in address) or len(address) > 2_000:
                self.say(label or "Web", value)
            else:
                self._contact("url", address, label, preferred)

    def linkedin(self, cell: str) -> None:
        """Keep a LinkedIn profile, by its address or by its slug alone."""
        value = cell.strip()
        if not profile(value)[1] and _SLUG.fullmatch(value):
            value = PROFILE + value
        self.url(value)

    def address(self, cell: str, label: str = "", preferred: bool = False) -> None:
        """Keep a postal address of one or more lines as one line."""
        lines = (line.strip(" ,;\t") for line in clean_text(cell).split("\n"))
        self._contact("address", ", ".join(" ".join(line.split()) for line in lines if line), label, preferred)

    def other(self, cell: str, label: str) -> None:
        """Keep another way to reach somebody, such as a messenger."""
        for value in several(cell):
            self._contact("other", clean_line(value).strip(), label, False)

    def tag(self, cell: str) -> None:
        """Keep one tag."""
        name = " ".join(clean_line(cell).split()).lstrip("#").strip()
        if name:
            self.tags.setdefault(fold(name[:100]), name[:100])

    def relation(self, kind: str, cell: str) -> None:
        """Keep those whom a cell names as related; of kind ``child`` there may be several: ``Ola, Bisi and Ade``."""
        if len(cell) > _LONGEST_CELL:
            self.say(kind, cell)
            return
        for value in _BETWEEN_CHILDREN.split(cell) if kind == "child" else several(cell):
            if name := clean_name(value):
                self.relations.setdefault(FoundRelation(plain_label(kind).lower(), name), None)

    def _contact(self, kind: str, value: str, label: str, preferred: bool) -> None:
        if kind == "url" and "linkedin.com/" in value.casefold():
            spelt, key = profile(value)
            if key:
                kind, value = "linkedin", PROFILE + spelt
        same = decoded(value.removeprefix(PROFILE)) if kind == "linkedin" else normalised_contact(kind, value)
        if same:
            self.contacts.setdefault((kind, same), FoundContact(kind, value, same, plain_label(label), preferred))


def several(cell: str) -> list[str]:
    """Return the values of one cell, which Google joins with `` ::: ``."""
    return [value for part in cell.split(":::") if (value := part.strip())] if ":::" in cell else [cell]


def answers(point: FoundContact) -> bool:
    """Say whether somebody may answer there: not at a fax or a pager, which is kept and never the first choice."""
    return point.kind != "phone" or not ({"fax", "pager", "telex"} & set(point.label.casefold().split()))


def join_address(
    street: str = "", more: str = "", box: str = "", city: str = "", region: str = "", code: str = "", country: str = ""
) -> str:
    """Return the parts of a postal address as one line, the code beside the city as the address itself is written.

    ``1 Main Street, Springfield, IL 62704, USA`` where there is a region, and ``1 Marktplatz, 10115 Berlin`` where the code is
    digits alone; ``1 High Street, Oxford OX1 2JD`` where it is not.
    """
    street, more, box, city, region, code, country = (
        " ".join(part.split()).strip(" ,") for part in (street, more, box, city, region, code, country)
    )
    in_front = code.replace("-", "").replace(" ", "").isdecimal() and not region
    place = f"{code} {city}" if in_front else f"{city}, {region} {code}" if region else f"{city} {code}"
    return ", ".join(part for part in (street, more, box, place.strip(" ,"), country) if part)


def plain_label(cell: str) -> str:
    """Return a label as it is kept: one short line, ``home`` and its like in lower case."""
    label = clean_line(cell).strip(" *:")[:_LONGEST_LABEL]
    return label.lower() if label.casefold() in _PLAIN_LABELS else label
