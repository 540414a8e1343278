"""Who is meant where an export has only a name: the one connection who has it, or nobody (FORMATS.md, "Identity").

A name joins only within one export, whose Connections.csv holds all who could be meant; of a name that two have nobody is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from reconnect_tui.core.names import clean_name
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.records import FoundMoment, FoundPerson

LONGEST = 1_000
"""In characters; a longer cell is no name."""


class ByName:
    """The people of Connections.csv by their whole names, without case, accents and doubled spaces."""

    def __init__(self, people: Sequence[FoundPerson]) -> None:
        self.addressed = any(point.kind == "linkedin" for person in people for point in person.contacts)
        """Whether Connections.csv has profile addresses; it has since 2023, and messages.csv since 2019."""
        self._people = people
        self._by_name: dict[str, list[FoundPerson]] | None = None
        self._found: dict[tuple[str, str], str] = {}

    def one(self, name: str, company: str = "") -> str:
        """Return the key of the one person who has this whole name, or ``""``; of several, the one at ``company``."""
        asked = (name, company)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._one(folded(name), fold(company[:LONGEST]))
        return found

    def _one(self, name: str, company: str) -> str:
        if self._by_name is None:
            # Only now: most exports have addresses everywhere, and never ask.
            self._by_name = {}
            for person in self._people:
                if (person.first_name or person.last_name) and (whole := folded(person.name)):
                    self._by_name.setdefault(whole, []).append(person)
        namesakes = self._by_name.get(name, [])
        if len(namesakes) > 1 and company:
            namesakes = [person for person in namesakes if fold(person.company) == company]
        return namesakes[0].key if len(namesakes) == 1 else ""


def tied(moments: list[FoundMoment], names: Mapping[str, str], by_name: ByName) -> int:
    """Name connections without addresses in place of the slugs that ``moments`` have; returns how many moments had one.

    ``names`` are slugs with the names that the file shows. Where two slugs have the name of one connection neither is tied.
    ``moments`` is changed in place; slugs that are nobody's here stay, for they may be known from another export.
    """
    found = {slug: key for slug, name in names.items() if (key := by_name.one(name))}
    count = Counter(found.values())
    key_of = {slug: key for slug, key in found.items() if count[key] == 1}
    many = 0
    for place, moment in enumerate(moments):
        if not key_of.keys().isdisjoint(moment.people):
            many += 1
            moments[place] = moment._replace(people=tuple(dict.fromkeys(key_of.get(person, person) for person in moment.people)))
    return many


def folded(name: str) -> str:
    """Return a name as it is compared; ``""`` where it is none."""
    return fold(clean_name(name)) if len(name) <= LONGEST else ""


def digest(*parts: str) -> str:
    """Return the key of a moment that is named by these parts."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def letters(text: str) -> str:
    """Return a text without white space, in which exports differ."""
    return "".join(text.split())
