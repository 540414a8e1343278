"""A whole export of each era: the right people, moments, dates and directions, and who wrote last."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from reconnect_tui.core.moment import CONTACT_KINDS
from reconnect_tui.core.names import full_name
from reconnect_tui.core.text import fold
from reconnect_tui.interchange.linkedin import read
from reconnect_tui.interchange.records import FoundRole, Reading
from tests.data.linkedin import (
    ERA_DAY,
    invitations_csv,
    positions_csv,
    profile_csv,
    recommendations_csv,
    write_people,
)
from tests.data.network import (
    ME,
    InventedInvitation,
    InventedMessage,
    InventedPerson,
    InventedRecommendation,
    invent,
    invent_invitations,
    invent_messages,
    invent_recommendations,
)


class Archive(NamedTuple):
    """What was written, and so what must be read."""

    people: list[InventedPerson]
    messages: list[InventedMessage]
    invitations: list[InventedInvitation]
    recommendations: list[InventedRecommendation]


def note_as_message(invitation: InventedInvitation) -> InventedMessage:
    """The same note as LinkedIn repeats it once the invitation is accepted."""
    pair = (ME, invitation.slug) if invitation.direction == "out" else (invitation.slug, ME)
    return InventedMessage(f"2-{invitation.slug}==", pair[0], pair[1:], f"{invitation.at}:07Z", invitation.note)


def write_archive(target: Path, era: str, *, people: int = 200, messages: int = 600) -> Archive:
    invented = invent(people, day=ERA_DAY[era])
    invitations = invent_invitations(invented, 60)
    recommendations = invent_recommendations(invented, 30)
    talk = invent_messages(invented, messages)
    # Of a third of the notes LinkedIn has a copy.
    talk += [note_as_message(invitation) for invitation in invitations[::3] if invitation.note]
    talk.sort(key=lambda message: message.at, reverse=True)
    by_way = {way: [found for found in recommendations if found.direction == way] for way in ("out", "in")}
    more = {
        "Profile.csv": profile_csv("Jordan", "Pike"),
        "Positions.csv": positions_csv(
            [("Northwind Labs", "Head of Research", "Mar 2015", ""), ("Fabrikam", "CTO", "2011", "Feb 2015")]
        ),
        "Invitations.csv": invitations_csv(invitations, invented, era=era),
        "Recommendations_Given.csv": recommendations_csv(by_way["out"], invented),
        "sub/Recommendations_Received_123.csv": recommendations_csv(by_way["in"], invented),
        "Endorsement_Received_Info.csv": b"Endorsement Date,Skill Name\n2020/01/01,Sailing\n",
        "ImportedContacts.csv": b"FirstName,LastName,Emails\nRex,Dorn,rex@example.org\n",
    }
    write_people(target, invented, era=era, messages=talk, more=more)
    return Archive(invented, talk, invitations, recommendations)


class Slugs(dict[str, str]):
    """Key → slug, by name and day, of which no two are the same. Who is in messages alone has the slug itself for a key."""

    def __init__(self, archive: Archive, found: Reading) -> None:
        slugs = {(fold(full_name(one.first, one.last)), one.connected_on): one.slug.casefold() for one in archive.people}
        super().__init__((person.key, slugs[fold(person.name), person.connected_on or ""]) for person in found.people)

    def __missing__(self, key: str) -> str:
        return key


def told_by_name(archive: Archive) -> set[str]:
    """Slugs of those whose name no other connection has."""
    names = {person.slug: fold(full_name(person.first, person.last)) for person in archive.people}
    count = Counter(names.values())
    return {slug for slug, name in names.items() if count[name] == 1}


@pytest.mark.parametrize("era", ["2018", "2019", "2021", "2023", "2026"])
@pytest.mark.parametrize("shape", ["x.zip", "folder"])
def test_an_archive_of_each_era(tmp_path: Path, era: str, shape: str) -> None:
    target = tmp_path / shape
    archive = write_archive(target, era)
    found = read(target)
    addressed, named = era in ("2023", "2026"), told_by_name(archive)
    slug_of = Slugs(archive, found)
    assert len(found.people) == len(archive.people)
    assert found.problems == []
    assert len({moment.key for moment in found.moments}) == len(found.moments)

    told = sorted(
        (slug_of[moment.people[0]], moment.at[:10], str(moment.direction), "".join(moment.text.split()))
        for moment in found.moments
        if moment.kind == "invitation"
    )
    assert told == sorted(
        (invitation.slug.casefold(), invitation.at[:10], invitation.direction, "".join(plain(invitation.note).split()))
        for invitation in archive.invitations
        if invitation.note and (addressed or invitation.slug in named)
    )
    said = Counter("".join(moment.text.split()) for moment in found.moments)
    assert {said[text] for _, _, _, text in told} == {1}, "each note once, whether or not it is also a message"

    assert sorted(
        (slug_of[moment.people[0]], moment.at, str(moment.direction)) for moment in found.moments if moment.kind == "recommendation"
    ) == sorted(
        (one.slug.casefold(), one.day, one.direction) for one in archive.recommendations if one.slug in named | by_company(archive)
    )  # fmt: skip

    assert found.roles == (
        FoundRole("Northwind Labs", "Head of Research", "2015-03-01", None),
        FoundRole("Fabrikam", "CTO", "2011-01-01", "2015-02-28"),
    )
    assert found.owner_name == "Jordan Pike"
    assert found.owner == (None if era == "2018" else ME)
    uploads = [note for note in found.notes if "ImportedContacts.csv" in note]
    assert uploads == [
        "ImportedContacts.csv is an address book that was once uploaded to LinkedIn, not your connections: it was not read."
    ]
    assert not any("Endorsement" in file or "Imported" in file for file in found.files)
    assert read(target) == found, "the same file reads the same"


def plain(note: str) -> str:
    return note.replace("<p>", "").replace("</p>", "").replace("&amp;", "&")


def by_company(archive: Archive) -> set[str]:
    """Slugs of those whom name and company tell together."""
    pairs = {person.slug: (fold(full_name(person.first, person.last)), fold(person.company)) for person in archive.people}
    count = Counter(pairs.values())
    return {slug for slug, pair in pairs.items() if count[pair] == 1 and pair[1]}


def last_words(messages: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """Person → (instant, direction) of the last message with them."""
    last: dict[str, tuple[str, str]] = {}
    for person, at, direction in messages:
        last[person] = max(last.get(person, ("", "")), (at, direction))
    return last


@pytest.mark.parametrize("era", ["2018", "2021", "2023", "2026"])
def test_ten_thousand_messages_and_who_wrote_last(tmp_path: Path, era: str) -> None:
    people = invent(1_500, day=ERA_DAY[era])
    messages = invent_messages(people, 10_000)
    archive = Archive(people, messages, [], [])
    write_people(tmp_path / "x.zip", people, era=era, messages=messages, more={"Profile.csv": profile_csv("Jordan", "Pike")})
    found = read(tmp_path / "x.zip")
    slug_of = Slugs(archive, found)
    seconds = 16 if era == "2018" else 20  # the minute is all that 2018 knew
    talks: dict[str, set[str]] = {}
    answered: dict[str, set[str]] = {}
    for message in messages:
        if not message.kind:
            talks.setdefault(message.conversation, set()).update({message.sender, *message.recipients} - {ME})
            answered.setdefault(message.conversation, set()).add(message.sender)
    named = told_by_name(archive)

    def can_be_told(message: InventedMessage) -> bool:
        others = talks[message.conversation]
        if message.kind or len(others) > 1:
            return False
        if era == "2018":
            return others <= named
        # Before 2023 only senders had addresses: of who never wrote there is the name.
        return era != "2021" or others <= answered[message.conversation] | named

    wanted = last_words(
        (next(iter(talks[message.conversation])).casefold(), message.at[:seconds], "out" if message.sender == ME else "in")
        for message in messages
        if not message.kind and can_be_told(message)
    )
    told = last_words(
        (slug_of[moment.people[0]], moment.at[:seconds], str(moment.direction))
        for moment in found.moments
        if moment.kind in CONTACT_KINDS and not moment.group_thread
    )
    assert told == wanted
    assert len(wanted) > 700
    assert len(wanted.keys() & set(slug_of.values())) > 700
    keys, unlike = {person.key for person in found.people}, {slug.casefold() for slug in named}
    pairs = [moment.people[0] for moment in found.moments if not moment.group_thread]
    assert all(key in keys for key in pairs if slug_of[key] in unlike), "whoever alone has a name is found by it"
    assert len(found.moments) + found.moments_skipped == sum(
        message.kind != "draft" or era in ("2023",) for message in messages
    ), "each row is a moment or counted"
    if era in ("2023", "2026"):
        assert len(found.moments) == 10_000


def test_members_that_are_wide_and_tab_separated(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "plain", "2026")
    for path in sorted((tmp_path / "plain").rglob("*.csv")):
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows)
        other = tmp_path / "wide" / path.relative_to(tmp_path / "plain")
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_bytes(out.getvalue().encode("utf-16"))
    plain, wide = read(tmp_path / "plain"), read(tmp_path / "wide")
    assert (wide.people, wide.roles, wide.owner_name, wide.notes) == (plain.people, plain.roles, plain.owner_name, plain.notes)
    assert [moment[:9] for moment in wide.moments] == [moment[:9] for moment in plain.moments]
    assert len(plain.people) == len(archive.people)


@pytest.mark.parametrize("bad", [b"", b"who,knows\n", b"\0\0\0", b'"' * 999, b"First Name,Last Name\n" * 3])
def test_what_lies_beside_and_cannot_be_read_stops_nothing(tmp_path: Path, bad: bytes) -> None:
    write_archive(tmp_path, "2026")
    whole = read(tmp_path)
    for name in ("Invitations.csv", "Recommendations_Given.csv", "Positions.csv", "Profile.csv"):
        (tmp_path / name).write_bytes(bad)
    found = read(tmp_path)
    assert found.people == whole.people
    assert sorted(problem.file for problem in found.problems) == [
        "Invitations.csv", "Positions.csv", "Profile.csv", "Recommendations_Given.csv",
    ]  # fmt: skip
    assert all(problem.reason.startswith("It was left out") for problem in found.problems)
    assert sum(moment.kind == "message" for moment in found.moments) > 500


def test_more_broken_rows_than_any_export_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(tmp_path, "2026")
    monkeypatch.setattr("reconnect_tui.interchange.linkedin_invitations.MOST_ROWS", 10)
    monkeypatch.setattr("reconnect_tui.interchange.linkedin_recommendations.MOST_ROWS", 5)
    found = read(tmp_path)
    assert [problem.file for problem in found.problems][:2] == ["Invitations.csv", "Recommendations_Given.csv"]
    assert len(found.people) == 200
