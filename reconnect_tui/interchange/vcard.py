"""Reading address books: one file of vCards, or a folder of them (FORMATS.md, "vCard 2.1, 3.0, 4.0").

Keys. A person is named by the card's UID. A card without one is known by its name together with its first e-mail address
(``name:ada okafor|ada@example.org``), else its first phone number, else by the name alone; others of the same kind are followed by
``|2``, ``|3`` …
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import greeting_name
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.records import FoundPerson, FoundRelation, Kept, Problem, Reading
from reconnect_tui.interchange.unreadable import readable
from reconnect_tui.interchange.vcard_cards import MOST_BYTES as MOST_BYTES_OF_A_CARD
from reconnect_tui.interchange.vcard_cards import Head, RawCard, lines_of, raw_cards, stray_before
from reconnect_tui.interchange.vcard_decoding import Decoder, plain_bytes
from reconnect_tui.interchange.vcard_person import Taken, read_person

MOST_BYTES = 64 << 20
MOST_CARDS = 200_000
LONGEST_NAME = 20_000
"""In characters; towers of marks cost the square of their height to compare."""

_MOST_FILES = 200_000
_DEEPEST = 3
_SUFFIXES = (".vcf", ".vcard")
_EVERY = 500
_COMPARED = 500
_MOST_JOINS = 20
_START = re.compile(rb"(?:^|[\r\n])[ \t]*(?:[\w-]+\.)?begin[ \t]*:[ \t]*vcard", re.IGNORECASE)
_ADVICE = "An address book is a file that begins with BEGIN:VCARD (often .vcf), or a folder of such files."


def is_vcard(start: bytes) -> bool:
    """Say whether a file is an address book by its first bytes, in any encoding."""
    return _START.search(start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def read(path: Path, *, progress: Callable[[int, int], None] | None = None, today: date | None = None) -> Reading:
    """Read the address book at ``path``: a file of cards, or a folder (and what is in it) of .vcf files.

    Every card is a person, a group (``people_skipped``; its name is a tag of its members), a repeat, or a ``Problem``. A birthday
    after ``today`` (by default the clock's) is not believed. ``progress`` is called now and then with bytes read and bytes in all; what
    it raises comes out. Raises ``FileProblem`` where there is no card at all, or more than an address book holds.
    """
    import gc

    # Many small tuples that all stay: looking for cycles among them takes as long as making them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(path, progress, today or date.today())
    finally:
        if collecting:
            gc.enable()


def _read(path: Path, progress: Callable[[int, int], None] | None, today: date) -> Reading:
    book = _Book(today)
    with readable(path):
        files = list(_files(path)) if path.is_dir() else [path]
        if not files:
            raise FileProblem(str(path), 0, f"There is no .vcf file in this folder. {_ADVICE}")
        total = sum(file.stat().st_size for file in files)
        done = 0
        for file in files:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
            size = len(data)
            label = file.name if len(files) == 1 else str(file.relative_to(path))
            if size > MOST_BYTES:
                raise FileProblem(
                    str(file), 0, f"It holds more than {MOST_BYTES >> 20} MB, too much for an address book; nothing was read."
                )
            for read_so_far in book.take(label, data):
                if progress is not None:
                    progress(done + min(read_so_far, size), max(total, done + size))
            done += size
            if progress is not None and len(files) == 1:
                progress(done, max(total, done))
    if not book.cards:
        raise FileProblem(str(path), 0, _no_card(files, data))
    return book.reading(tuple(file.name for file in files))


def _files(folder: Path) -> Iterator[Path]:
    waiting = [(folder, 1)]
    count = 0
    while waiting:
        here, depth = waiting.pop(0)
        for child in sorted(here.iterdir()):
            count += 1
            if count > _MOST_FILES:
                raise FileProblem(
                    str(folder), 0, f"This folder holds more than {_MOST_FILES:,} files: name the address book itself."
                )
            if child.name.startswith(".") or child.name == "__MACOSX":
                continue
            if child.name.casefold().endswith(_SUFFIXES) and child.is_file():
                yield child
            elif depth < _DEEPEST and child.is_dir() and not child.is_symlink():
                waiting.append((child, depth + 1))


def _no_card(files: list[Path], data: bytes) -> str:
    from reconnect_tui.interchange.members import no_table

    if len(files) > 1:
        return f"None of its {len(files):,} files holds a vCard. {_ADVICE}"
    if not data.strip():
        return f"The file is empty. {_ADVICE}"
    return f"{no_table(data[:4096]) or 'There is no vCard in this file.'} {_ADVICE}"


class _Book:
    """Everybody of one or several files."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.cards = 0
        self.repeats = 0
        self.people: dict[str, FoundPerson] = {}
        self.groups: list[Taken] = []
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._heads: dict[str, Head] = {}
        self._numbers: dict[str, int] = {}
        self._held: dict[tuple[str, object], str] = {}
        self._joins: dict[str, int] = {}
        self._greetings: dict[str, str | None] = {}

    def take(self, label: str, data: bytes) -> Iterator[int]:
        """Read one file; gives now and then how many bytes of it are read."""
        data, notes = plain_bytes(data)
        decoder = Decoder(data)
        before = self.cards
        for card in raw_cards(data, decoder):
            self.cards += 1
            if self.cards > MOST_CARDS:
                raise FileProblem(label, card.line, f"There are more than {MOST_CARDS:,} cards; nothing was read.")
            if reason := self._card(card, label):
                self.problems.append(Problem(label, card.line, reason))
            if not self.cards % _EVERY:
                yield card.upto
        if self.cards == before:
            self.problems.append(Problem(label, 0, "There is no vCard in this file."))
        elif stray_before(data):
            self.problems.append(Problem(label, 1, "These lines are in no card and were not read."))
        self.notes.extend(f"{label} {note}" for note in (*notes, *decoder.notes))
        yield len(data)

    def reading(self, files: tuple[str, ...]) -> Reading:
        """All that was read."""
        self._tag_members()
        if self.groups:
            groups = (
                "One group of people became a tag"
                if len(self.groups) == 1
                else f"{len(self.groups)} groups of people became tags"
            )
            self.notes.append(f"{groups} of those in it.")
        if self.repeats:
            cards = "One card was" if self.repeats == 1 else f"{self.repeats} cards were"
            self.notes.append(f"{cards} of somebody who was there already; what was new there was added.")
        people = [self._with_names(one) if one.relations else one for one in self.people.values()]
        return Reading(
            "vcard", files, None, people, [], self.problems, list(dict.fromkeys(self.notes)),
            people_skipped=len(self.groups), repeats=self.repeats,
        )  # fmt: skip

    def _card(self, card: RawCard, label: str) -> str:
        """Take one card; returns the reason where it cannot be taken."""
        if not card.raw:
            return f"The card is larger than {MOST_BYTES_OF_A_CARD >> 20} MB and was left out."
        lines, stray = lines_of(card.raw, self._heads)
        if stray:
            number = card.line + card.raw[: card.raw.upper().rfind("END")].count("\n") + 1
            self.problems.append(Problem(label, number, "These lines are in no card and were not read."))
        taken = read_person(lines, self.today)
        if taken.group:
            self.groups.append(taken)
            return ""
        if not taken.name:
            return "The card names nobody." if any(line.head.name != "VERSION" for line in lines) else "The card is empty."
        if max(len(taken.name), len(taken.first_name), len(taken.last_name), len(taken.nickname)) > LONGEST_NAME:
            return f"The name is longer than {LONGEST_NAME:,} characters, so it is none."
        self._add(found_person(taken, "", self._greeting(taken), card.raw, label, card.line), taken.uid)
        return ""

    def _greeting(self, taken: Taken) -> str | None:
        if taken.organisation or not taken.first_name:
            return None
        if taken.first_name not in self._greetings:
            self._greetings[taken.first_name] = greeting_name(taken.first_name)
        return self._greetings[taken.first_name]

    def _add(self, found: FoundPerson, uid: str) -> None:
        folded = fold(found.name[:_COMPARED]) or found.name
        email = next((point.normalised for point in found.contacts if point.kind == "email"), "")
        phone = next((point.normalised for point in found.contacts if point.kind == "phone"), "")
        base = key = uid or f"name:{folded}" + (f"|{email or phone}" if email or phone else "")
        # One UID, or one name and e-mail address: one person. By a name and phone number, or a name alone, only a card that says the same.
        which = (base, folded if uid or email else _said(found))
        if there := self._held.get(which):
            same = _said(found) == _said(self.people[there])
            if same or self._joins.get(there, 0) < _MOST_JOINS:
                self.repeats += 1
                if not same:
                    self._joins[there] = self._joins.get(there, 0) + 1
                    self.people[there] = joined(self.people[there], found)
                return
        while key in self.people:
            number = self._numbers[base] = self._numbers.get(base, 1) + 1
            key = f"{base}|{number}"
        self._held.setdefault(which, key)
        self.people[key] = found._replace(key=key)

    def _tag_members(self) -> None:
        by_email: dict[str, str] = {}
        if any(member.startswith("mailto:") for group in self.groups for member in group.members):
            for one in self.people.values():
                for point in one.contacts:
                    if point.kind == "email":
                        by_email.setdefault(f"mailto:{point.normalised}", one.key)
        tags: dict[str, dict[str, None]] = {}
        for group in self.groups:
            for member in group.members if group.name else ():
                tags.setdefault(by_email.get(member, member), {})[group.name] = None
        for key, more in tags.items():
            if (found := self.people.get(key)) is not None:
                self.people[key] = found._replace(tags=tuple(dict.fromkeys((*found.tags, *more))))

    def _with_names(self, one: FoundPerson) -> FoundPerson:
        """Give a relation that is known by UID the name which that card has."""

        def named(relation: FoundRelation) -> FoundRelation:
            key = relation.key or (relation.name if relation.name in self.people else "")
            other = self.people.get(key)
            return FoundRelation(relation.kind, other.name, key) if other is not None else relation

        return one._replace(relations=tuple(map(named, one.relations)))


def _said(found: FoundPerson) -> FoundPerson:
    """The person without what tells one card from another that says the same."""
    return found._replace(key="", raw="", line=0, file="")


def found_person(taken: Taken, key: str, greeting: str | None, raw: str, file: str = "", line: int = 0) -> FoundPerson:
    """Return what was taken from a card as the person who is handed on."""
    return FoundPerson(
        key, taken.name, taken.first_name, taken.last_name, taken.nickname, greeting, taken.company, taken.position, taken.location,
        taken.about, taken.birthday, None, taken.contacts, taken.tags, tuple(dict.fromkeys(taken.related.values())), raw, file, line,
        taken.headline, taken.language,
        # RFC 6474: whoever has a day of death is not to be written to
        Kept("", status="died") if any(words.startswith("Died: ") for words in taken.derived.values()) else None,
    )  # fmt: skip


def joined(first: FoundPerson, second: FoundPerson) -> FoundPerson:
    """Return what two cards of one person say together: the first card's word counts, and nothing of the second is lost."""
    have = {(point.kind, point.normalised) for point in first.contacts}
    preferred = {point.kind for point in first.contacts if point.preferred}
    more = tuple(
        point._replace(preferred=point.preferred and point.kind not in preferred)
        for point in second.contacts
        if (point.kind, point.normalised) not in have
    )
    about = first.about
    if second.about and second.about not in about:
        about = f"{about}\n\n{second.about}" if about else second.about
    texts = {
        field: getattr(first, field) or getattr(second, field)
        for field in ("nickname", "company", "position", "location", "birthday", "headline", "language", "greeting")
    }
    if not (first.first_name or first.last_name):
        texts |= {"first_name": second.first_name, "last_name": second.last_name}
    return first._replace(
        **texts,
        about=about,
        contacts=first.contacts + more,
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        relations=tuple(dict.fromkeys(first.relations + second.relations)),
        raw=f"{first.raw}\n{second.raw}",
        kept=first.kept or second.kept,
    )
