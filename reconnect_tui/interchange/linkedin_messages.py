"""Reading messages.csv of 2019 and later: FORMATS.md, "messages.csv".

A message's key is a hash of conversation, instant and text. White space does not count: line breaks in it have changed from one
export to the next. Nor does the sender: slugs change, and a message must keep its key when they do. Only where two people said the
same in the same second of one conversation, the second one's hash has the sender too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.entities import html5
from typing import NamedTuple

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.names import clean_name
from reconnect_tui.core.text import clean_line, clean_text
from reconnect_tui.interchange.dates import Instants
from reconnect_tui.interchange.linkedin_names import LONGEST, ByName, digest, folded, tied
from reconnect_tui.interchange.linkedin_owner import owner_in_conversations
from reconnect_tui.interchange.linkedin_url import slug
from reconnect_tui.interchange.records import FoundMoment, Problem
from reconnect_tui.interchange.tables import Table

MOST_ROWS = 1_000_000
MOST_PROBLEMS = 5_000

_EVERY = 2_000
_MEMBER = "linkedin member"
_COLUMNS = (
    "conversation", "from", "sender", "to", "recipients", "date", "subject", "content", "folder", "attachments", "draft", "draft2",
)  # fmt: skip
_READ_FOLDERS = frozenset(("INBOX", "ARCHIVE", ""))
_YES = frozenset(("yes", "true", "1", "y"))
_DRAFTS, _SPAM, _ADVERTS, _NOBODY = "unsent drafts", "spam", "adverts", "with people who have no profile any more"

_ATTRIBUTES = r"""(?:\s+[A-Za-z][\w:-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+)))*\s*/?"""
_BLOCK = re.compile(rf"</?(?:p|br|div|li|ul|ol|tr|table|blockquote|h[1-6]|hr){_ATTRIBUTES}>", re.IGNORECASE)
_INLINE = re.compile(rf"</?(?:a|b|i|u|s|em|strong|span|img|font|td|th|tbody|code|sub|sup){_ATTRIBUTES}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MANY_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


class Messages(NamedTuple):
    """What messages.csv holds."""

    moments: list[FoundMoment]
    skipped: int
    repeats: int
    names: dict[str, str]
    owner: str | None
    notes: list[str]
    problems: list[Problem]


class _Slugs(dict[str, str]):
    def __missing__(self, url: str) -> str:
        found = self[url] = slug(url)
        return found


class _Threads(dict[str, str]):
    def __missing__(self, cell: str) -> str:
        found = self[cell] = clean_line(cell).strip()
        return found


class _Recipients(dict[str, tuple[str, ...]]):
    def __missing__(self, urls: str) -> tuple[str, ...]:
        # Addresses hold no comma; the names beside them do, so only addresses are split.
        found = self[urls] = tuple(filter(None, map(slug, urls.split(","))))
        return found


# Key, thread, instant, sender, recipients, names of the recipients, text, line: plain tuples, of which there may be a million.
_Row = tuple[str, str, str, str, tuple[str, ...], str, str, int]


def read_messages(
    table: Table,
    owner: str | None,
    sure: bool,
    owner_name: str,
    connected: frozenset[str],
    by_name: ByName,
    latest: str,
    tick: Callable[[], None],
) -> Messages:
    """Read all messages of ``table``; none may be of a later day than ``latest``.

    ``owner`` is the slug of the owner where it is known, and ``sure`` that the user gave it; ``owner_name`` is Profile.csv's, which
    decides between several who could be; ``connected`` are the slugs of Connections.csv, among whom the owner cannot be. ``by_name``
    tells who never answered, in files without recipients' addresses, and who it was where Connections.csv has none. Drafts, spam,
    adverts and messages with nobody who can be told are counted as skipped. Raises ``FileProblem`` for what cannot be a
    messages.csv.
    """
    rows, names, dropped, repeats = _rows(table, latest, tick)
    threads: dict[str, set[str]] = {}
    for _, thread, _, sender, recipients, _, _, _ in rows:
        there = threads.setdefault(thread, set())
        there.add(sender)
        there.update(recipients)
    whole = "recipients" in table
    if not sure and not any(owner in there for there in threads.values()):
        owner = owner_in_conversations(threads, connected, whole, names, owner_name)
    known = owner if any(owner in there for there in threads.values()) else None
    notes: list[str] = []
    if rows and owner is None:
        notes.append(
            f"Which of the people in {table.file} is you could not be told, so it is not known who wrote which message. "
            "Import it again with --me and your profile address."
        )
    elif rows and known is None:
        notes.append(
            f"The profile given as yours is in no conversation of {table.file}: it is not known who wrote which message."
        )
    moments, by_name_alone = _moments(table, rows, threads, known, by_name)
    unknown = len(rows) - len(moments)
    if unknown:
        dropped[_NOBODY] += unknown
    skipped = dropped.total()
    if skipped:
        notes.append(left_out(dropped))
    there = {person for moment in moments for person in moment.people}
    names = {person: name for person, name in names.items() if person in there}
    untied = 0
    if not by_name.addressed and connected:
        own = folded(owner_name)  # who is unknown may have a namesake among the connections
        by_name_alone += tied(moments, {person: name for person, name in names.items() if folded(name) != own}, by_name)
        untied = sum(connected.isdisjoint(moment.people) for moment in moments)
    if by_name_alone or untied:
        were = "message was" if by_name_alone == 1 else "messages were"
        rest = f", {untied} could not be" if untied else ""
        notes.append(
            f"{by_name_alone} {were} tied by name to the one connection who has it{rest}: this export has no address for them."
        )
    return Messages(moments, skipped, repeats, names, owner, [*table.notes, *notes], table.problems)


def _moments(
    table: Table, rows: list[_Row], threads: dict[str, set[str]], owner: str | None, by_name: ByName
) -> tuple[list[FoundMoment], int]:
    """Return the moments of ``rows``, and how many were tied to somebody by name alone."""
    whole = "recipients" in table
    grouped = {thread for thread, there in threads.items() if len(there) - (owner is None or owner in there) > 1}
    if not whole:
        grouped |= _groups_by_names(rows, owner)
    moments: list[FoundMoment] = []
    others_of: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    file = table.file
    by_name_alone = 0
    for key, thread, at, sender, recipients, to, text, line in rows:
        pair = (sender, recipients)
        others = others_of.get(pair)
        if others is None:
            others = others_of[pair] = tuple(dict.fromkeys(person for person in (sender, *recipients) if person != owner))
        if not others and not whole:
            others = tuple(sorted(threads[thread] - {sender}))
            if not others and owner is not None and (one := by_name.one(to)):
                others = (one,)  # who never answered has no address anywhere in the file
                by_name_alone += 1
        if others:
            direction = None if owner is None else "out" if sender == owner else "in"
            moments.append(
                FoundMoment(key, at, "message", others, direction, "linkedin", text, thread, thread in grouped, file, line)
            )
    return moments, by_name_alone


def left_out(dropped: Counter[str]) -> str:
    """Return the note about messages that were dropped on purpose: reason → how many."""
    parts = ", ".join(f"{what} ({count})" for what, count in dropped.items())
    return f"{dropped.total()} {'message was' if dropped.total() == 1 else 'messages were'} left out: {parts}."


def plain(content: str) -> str:
    """Return a message's content as plain text: known tags go, entities are read, everything else stays as it was written."""
    if "<" in content:
        content = _INLINE.sub("", _BLOCK.sub("\n", content))
    if "&" in content:
        content = _ENTITY.sub(_entity, content)
    content = clean_text(content).strip()
    return _MANY_BREAKS.sub("\n\n", content) if "\n" in content else content


def _entity(found: re.Match[str]) -> str:
    # unescape() also reads &notit; as ¬it; and ought not.
    name = found[0][1:]
    return unescape(found[0]) if name[0] == "#" else html5.get(name, found[0])


def _rows(table: Table, latest: str, tick: Callable[[], None]) -> tuple[list[_Row], dict[str, str], Counter[str], int]:
    instants, slugs, recipients_of, threads = Instants(), _Slugs(), _Recipients(), _Threads()
    pick = table.picker(*_COLUMNS)
    rows: list[_Row] = []
    names: dict[str, str] = {}
    senders: dict[str, str] = {}
    dropped: Counter[str] = Counter()
    repeats = 0
    problems, wide, file = table.problems, table.wide, table.file

    for number, (line, row) in enumerate(table, 1):
        if not number % _EVERY:
            tick()
        if number > MOST_ROWS or len(problems) > MOST_PROBLEMS:
            raise FileProblem(file, line, "Too many rows, or too many that cannot be read: this is no LinkedIn export.")
        thread, named, url, to, urls, date, subject, content, folder, attachments, draft, draft2 = pick(row)
        sender = slugs[url]
        if reason := unwanted(named, sender, content, folder, draft, draft2):
            dropped[reason] += 1
            continue
        if line in wide:
            problems.append(Problem(file, line, "The row has more cells than the header: a comma may need quotes."))
            continue
        at = instants[date]
        if at is None or at[:10] > latest:
            problems.append(Problem(file, line, "The date of this message could not be read, or cannot be."))
            continue
        recipients = recipients_of[urls]
        text = plain(content)
        thread = threads[thread] or " ".join(sorted({sender, *recipients}))
        words = "".join(text.split())  # letters(text), a hundred thousand times
        key = digest(thread, at, words)
        holder = senders.get(key)
        if holder is not None and holder != sender:
            key = digest(thread, at, words, sender)
            holder = senders.get(key)
        if holder is not None:
            repeats += 1
            continue
        senders[key] = sender
        if subject and (subject := clean_line(subject).strip()):
            text = f"{subject}\n\n{text}".strip()
        if not text and attachments.strip():
            text = "(attachment)"
        if sender not in names:
            _name(names, sender, named)
        if len(recipients) == 1 and recipients[0] not in names:
            _name(names, recipients[0], to)
        rows.append((key, thread, at, sender, recipients, to, text, line))
    tick()
    return rows, names, dropped, repeats


def _name(names: dict[str, str], person: str, cell: str) -> None:
    name = clean_name(cell[:LONGEST])
    if name and name.casefold() != _MEMBER:
        names[person] = name


def unwanted(named: str, sender: str, content: str, folder: str, draft: str, draft2: str) -> str:
    """Return why a row is no message to keep, or ``""``."""
    if (draft or draft2) and (draft.lower() in _YES or draft2.lower() in _YES):
        return _DRAFTS
    if folder not in _READ_FOLDERS and folder.strip().casefold() == "spam":
        return _SPAM
    if "spinmail-quill-editor" in content or "%FIRSTNAME%" in content:
        return _ADVERTS
    if sender:
        return ""
    # Adverts have no sender's address, and neither have closed accounts: there is nobody to write to.
    return _NOBODY if named.strip().casefold() == _MEMBER else _ADVERTS


def _groups_by_names(rows: list[_Row], owner: str | None) -> set[str]:
    """Return the conversations that were to several: without their addresses, those to more than the owner's own name."""
    incoming = Counter(to for _, _, _, sender, _, to, _, _ in rows if sender != owner)
    if owner is None or not incoming:
        return set()
    own_name = incoming.most_common(1)[0][0]
    return {thread for _, thread, _, sender, _, to, _, _ in rows if sender != owner and to != own_name and "," in to}
