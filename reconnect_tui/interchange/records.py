"""What every importer hands over: people and moments as they were read, before anybody is matched.

One importer a source, one file each; all of them return a ``Reading``. Nothing here knows the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Problem(NamedTuple):
    """One row or card that was not taken, and why. ``line`` is the physical line it starts on, 1-based (0: no line)."""

    file: str
    line: int
    reason: str


class FoundContact(NamedTuple):
    """A way to reach somebody; kinds as in ``core.person.CONTACT_KINDS``."""

    kind: str
    value: str
    normalised: str
    label: str = ""
    preferred: bool = False


class FoundRelation(NamedTuple):
    """Somebody whom a record names as related: by the key of a record of the same source where it has one, else by name alone."""

    kind: str
    """``sister``, ``spouse``, …, as the file says it; ``""`` where it says nothing."""
    name: str
    key: str = ""


class FoundRole(NamedTuple):
    """A position of the owner's own (LinkedIn's Positions.csv). ISO days, the first of a month or year where no more is known."""

    company: str
    position: str
    started_on: str | None = None
    ended_on: str | None = None


class Kept(NamedTuple):
    """What only our own files tell of a person: decisions of the user's own, and the uid they had in the home they came from."""

    uid: str
    salutation: str = ""
    circle: str = ""
    """By its name; ``""`` is none."""
    pace: int | None = None
    status: str = "active"
    how_met: str = ""
    later_until: str | None = None
    nicknames: tuple[str, ...] = ()
    """Names that the user calls them by in a line (``core.person.Person.nickname`` is the one a file has)."""
    former_slugs: tuple[str, ...] = ()


class FoundPerson(NamedTuple):
    """One person of a file. Texts are cleaned for storing; an unknown text is ``""``, an unknown date ``None``."""

    key: str
    """What names this record within its source: the LinkedIn slug, a vCard UID, …  Never empty."""
    name: str
    first_name: str = ""
    last_name: str = ""
    nickname: str = ""
    greeting: str | None = None
    company: str = ""
    position: str = ""
    location: str = ""
    about: str = ""
    birthday: str | None = None
    connected_on: str | None = None
    contacts: tuple[FoundContact, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[FoundRelation, ...] = ()
    raw: str = ""
    """The raw card, for sources whose unknown properties must come back out."""
    file: str = ""
    line: int = 0
    headline: str = ""
    language: str = ""
    kept: Kept | None = None
    """Only where the file is one of our own, or a card tells of a death."""


class FoundMoment(NamedTuple):
    """One moment of a file, joined to people by their keys (never by a display name)."""

    key: str
    """Unique within its source and stable from export to export: the same message twice has the same key."""
    at: str
    kind: str
    people: tuple[str, ...]
    """Keys of everybody in it but the owner."""
    direction: str | None = None
    channel: str = ""
    text: str = ""
    thread: str = ""
    group_thread: bool = False
    file: str = ""
    line: int = 0
    outcome: str = ""
    """``no-answer`` where nobody picked up; only our own files tell it."""
    imported_as: str = ""
    """The key with its source (``linkedin:…``) that an import once gave this moment; only our own files tell it."""


class Reading(NamedTuple):
    """All that was read from one source, in one go."""

    source: str
    """``linkedin``, ``google``, ``outlook``, ``vcard``, ``csv`` or ``json``."""
    files: tuple[str, ...]
    dated: str | None
    """The day the export was made, where it can be told (file name, zip member date, newest row)."""
    people: list[FoundPerson]
    moments: list[FoundMoment]
    problems: list[Problem]
    notes: list[str]
    """Plain sentences about the file as a whole ("read as Windows-1252: check accents", hidden rows counted, …)."""
    moments_skipped: int = 0
    """Drafts, spam and sponsored rows: dropped on purpose, counted, not problems."""
    people_skipped: int = 0
    """Rows with nobody in them (date-only rows): dropped on purpose, counted, not problems."""
    owner: str | None = None
    """The key of the person whose export this is, where it is known."""
    repeats: int = 0
    """Rows that name again somebody of this same file: collapsed into the first, to be counted as unchanged."""
    moments_repeated: int = 0
    """The same moment again in this same file: left out, to be counted as unchanged."""
    names: Mapping[str, str] = MappingProxyType({})
    """Key → name as the file shows it, for people who are in ``moments`` (they may not be in ``people``)."""
    roles: tuple[FoundRole, ...] = ()
    """The owner's own positions, where the export tells them."""
    owner_name: str = ""
    """The owner's name, where the export tells it (Profile.csv)."""
    mapping: tuple[str, Mapping[str, tuple[str, ...]]] | None = None
    """Of a CSV whose columns the user mapped: what names such files, and field → columns."""
