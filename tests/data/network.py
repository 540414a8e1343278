"""An invented network: people with the name mess of real exports, and what they wrote to each other. Seeded; nobody here exists."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

ME = "jordan-pike"
MY_NAME = "Jordan Pike"

HOSTILE = (
    ("[/]", "[bold]"),
    ("[@click=app.quit]hi[/]", "Moss"),
    ("VP", "[/sales]"),
    ("Esc\x1b]52;c;aGVsbG8=\x07", "Bell\x9b31m"),
    ("Over\u202eride", "\u2066Isolate\u2069"),
    ("Z" + "\u0323\u0301" * 5_000, "Algo"),
    ("Line\u2028Break", "Two\nLines"),
    ("=cmd|' /C calc'!A0", "@SUM(1+1)"),
    ("<script>alert(1)</script>", "O'Brien; DROP TABLE person"),
    ("{{first_name}}", "[[hole]]"),
    ("\ud7ff\ue000\ufffe", "Private"),
    ("\U000e0041\U000e0042", "Tags"),
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words(
    "Ada Amara Anders Anja Antonio Arjun Aisha Beatriz Bjørn Camille Carlos Chen Chloé Dagmar Dávid Deepa Elena Elif Emeka Fatima Félix Fiona "
    "François Gabriela Giulia Grace Gunnar Hana Hiroshi Håkon Ibrahim Inês Jana João José Jürgen Kamal Karin Kenji Kwame Lars Laura Lucía "
    "Magnus María Marek Mei Mina Nadia Ngozi Nils Nina Olga Oscar Paolo Parisa Petra Priya Rachel Ravi Renée Rosa Samuel Sara Siobhán "
    "Sofía Søren Sven Tamar Tariq Thandiwe Tomasz Ulrike Valentina Viktor Wren Yara Yuki Yusuf Zainab Zoë Zsófia 王芳 Мария Γιώργος"
)
_LAST = _words(
    "Adeyemi Almeida Andersson Bauer Benoît Bianchi Brânză Castro Cohen Dubois Eriksen Fernández Fischer Gupta Haddad Hansen Hoffmann "
    "Ivanov Jensen Jørgensen Kaya Khan Kim Kowalski Kumar Lefèvre López MacDonald Mbeki Meyer Müller Nakamura Novák O'Brien Okafor Öztürk "
    "Patel Pereira Petrov Popescu Ricci Rossi Sánchez Sato Schneider Silva Svoboda Tanaka Tran Van-der-Berg Wagner Yamamoto Zieliński Žižek"
)
_SYLLABLES = _words("ba be bo da de do fa fi ga ko la le lo lu ma mi mo na ne no pa ri ro sa se so ta te to va ve vi za zo")
_ROLES = (
    "Software Engineer", "CTO", "Founder & CEO", "Product Manager", "Head of Design", "Data Scientist", "Talent Partner", "VP, Sales",
    "Researcher", "Professor", "Student", 'Director of "Special" Projects', "Marketing Manager", "Engineer; Platform",
)  # fmt: skip
_KINDS = ("Labs", "Systems", "GmbH", "Ltd", "Inc.", "Analytics", "Health", "Bank, N.A.", "University", "& Co", "Media", "Energy")
_WORDS = _words(
    "met at the conference lunch coffee asked about new role team project moved city baby wedding book recommended paper talk sailing "
    "running school holiday promised send link thanks reply happy quarter visa house garden guitar photo trip"
)


class InventedPerson(NamedTuple):
    """One row of Connections.csv; texts exactly as the file has them, ``connected_on`` as ISO."""

    first: str
    last: str
    slug: str
    """Decoded; Connections.csv has it percent-encoded."""
    email: str
    company: str
    position: str
    connected_on: str


class InventedMessage(NamedTuple):
    """One row of messages.csv. ``sender`` and ``recipients`` are slugs; ``kind`` is "" or why it must be dropped."""

    conversation: str
    sender: str
    recipients: tuple[str, ...]
    at: str
    content: str
    kind: str = ""


class InventedInvitation(NamedTuple):
    """One row of Invitations.csv: with whom, ``out`` or ``in``, the minute (UTC, ISO without seconds), and the note or ``""``."""

    slug: str
    direction: str
    at: str
    note: str


class InventedRecommendation(NamedTuple):
    """One row of Recommendations_Given.csv (``out``) or Recommendations_Received.csv (``in``)."""

    slug: str
    direction: str
    day: str
    text: str


def invent(count: int, *, seed: int = 1, day: str = "2026-11-22", hostile: bool = False) -> list[InventedPerson]:
    """Return ``count`` people, newest connection first; no two share name and day, and no two a slug."""
    r = random.Random(f"people {seed}")
    companies = [f"{_word(r).title()} {r.choice(_KINDS)}" for _ in range(max(20, count // 12))]
    last_day = date.fromisoformat(day)
    span = max((last_day - date(2008, 1, 1)).days, 1)
    taken: set[tuple[str, str]] = set()
    people: list[InventedPerson] = []
    for number in range(count):
        first, last = HOSTILE[number % len(HOSTILE)] if hostile and number < 3 * len(HOSTILE) else _name(r)
        slug = f"{_word(r)}-{_word(r)}-{number:x}"
        if r.random() < 0.03:
            slug = slug.replace("a", "ä").replace("o", "ö") + r.choice(("é", "-中", "ø"))
        on = last_day - timedelta(days=r.randrange(span))
        while (" ".join(f"{first} {last}".split()).casefold(), on.isoformat()) in taken:
            on -= timedelta(days=1)
        taken.add((" ".join(f"{first} {last}".split()).casefold(), on.isoformat()))
        email = f"{_word(r)}.{number}@example.org" if r.random() < 0.03 else ""
        company = r.choice(companies) if r.random() < 0.95 else ""
        people.append(InventedPerson(first, last, slug, email, company, r.choice(_ROLES) if company else "", on.isoformat()))
    return sorted(people, key=lambda person: person.connected_on, reverse=True)


def newer(
    people: Sequence[InventedPerson], *, roles: int = 20, slugs: int = 5, added: int = 15, seed: int = 2
) -> list[InventedPerson]:
    """Return the network some weeks later: ``roles`` people with a new role, ``slugs`` others with a new slug, ``added`` new ones."""
    r = random.Random(f"newer {seed}")
    changed = r.sample(range(len(people)), roles + slugs)
    later = list(people)
    for number, place in enumerate(changed):
        person = later[place]
        if number < roles:
            later[place] = person._replace(position=f"Head of {_word(r).title()}", company=person.company or "Northwind Labs")
        else:
            later[place] = person._replace(slug=f"{person.slug}-new{number}")
    newest = date.fromisoformat(people[0].connected_on)
    fresh = invent(added, seed=seed + 7_919)
    return [
        person._replace(slug=f"{person.slug}-{seed}x", connected_on=(newest + timedelta(days=1 + number // 3)).isoformat())
        for number, person in enumerate(fresh)
    ][::-1] + later


def invent_messages(people: Sequence[InventedPerson], count: int, *, seed: int = 1, me: str = ME) -> list[InventedMessage]:
    """Return ``count`` messages that must be read, and among them a few drafts, spam and adverts that must not, newest first."""
    r = random.Random(f"messages {seed}")
    found: list[InventedMessage] = []
    good = 0
    conversation = 0
    while good < count:
        conversation += 1
        name = f"2-conversation-{seed}-{conversation}=="
        group = r.random() < 0.03 and len(people) > 3
        others = [person.slug for person in r.sample(people, r.randint(2, 4) if group else 1)]
        at = _instant(r)
        for _ in range(r.randint(1, 8)):
            sender = r.choice([me, *others])
            recipients = tuple(slug for slug in (me, *others) if slug != sender)
            found.append(InventedMessage(name, sender, recipients, at, _content(r)))
            at = _after(at, r)
            good += 1
            if good == count:
                break
        if r.random() < 0.03:
            found.append(InventedMessage(name, me, tuple(others), at, "half-written", "draft"))
        if r.random() < 0.02:
            found.append(InventedMessage(f"{name}s", "rex-dorn", (me,), at, "Guaranteed returns!!!", "spam"))
        if r.random() < 0.02:
            advert = '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%,</p><p>Our webinar is free &amp; online.</p>'
            found.append(InventedMessage(f"{name}a", "", (me,), at, advert, "advert"))
    return sorted(found, key=lambda message: message.at, reverse=True)


def invent_invitations(people: Sequence[InventedPerson], count: int, *, seed: int = 1) -> list[InventedInvitation]:
    """Return ``count`` invitations, each with somebody else, a third of them without a note; newest first."""
    r = random.Random(f"invitations {seed}")
    found = [
        InventedInvitation(
            person.slug,
            r.choice(("out", "in")),
            f"{person.connected_on}T{r.randrange(24):02}:{r.randrange(60):02}",
            f"We {_content(r)}" if r.random() < 0.67 else "",
        )
        for person in r.sample(list(people), count)
    ]
    return sorted(found, key=lambda invitation: invitation.at, reverse=True)


def invent_recommendations(people: Sequence[InventedPerson], count: int, *, seed: int = 1) -> list[InventedRecommendation]:
    """Return ``count`` recommendations, each with somebody else; newest first."""
    r = random.Random(f"recommendations {seed}")
    found = [
        InventedRecommendation(person.slug, r.choice(("out", "in")), _instant(r)[:10], f"A joy to work with: {_content(r)}")
        for person in r.sample(list(people), count)
    ]
    return sorted(found, key=lambda recommendation: recommendation.day, reverse=True)


def _name(r: random.Random) -> tuple[str, str]:
    # FORMATS.md, "Names": how often each of these is seen.
    first, last = r.choice(_FIRST), r.choice(_LAST) if r.random() < 0.5 else _word(r).title()
    if r.random() < 0.09:
        first += " " + r.choice(("Ann", "Luc", "J.", "María", "de la Cruz"))
    if r.random() < 0.05:
        last += ", " + r.choice(("PhD", "MBA", "PMP", "Ph.D."))
    elif r.random() < 0.03:
        last += " " + r.choice(("MBA", "CFA", "PMP®"))
    if r.random() < 0.02:
        first, last = first.upper(), last.upper()
    if r.random() < 0.016:
        first += r.choice((" (Addie)", " (she/her)", " (He/Him)", ' "Jo"'))
    if r.random() < 0.01:
        last += r.choice((" 🚀", " 👩‍🔬", " 🇳🇴"))
    if r.random() < 0.003:
        first = r.choice(("Dr. ", "Prof. ", "Eng. ")) + first
    if r.random() < 0.002:
        last = r.choice(("\u200b", "\u200e", "\u202a")) + last
    if r.random() < 0.04:
        first, last = r.choice(
            ((f" {first}", last), (f"{first} ", last), (first, f"{last} "), (first.replace(" ", "  "), f" {last}"))
        )
    return first, last


def _word(r: random.Random) -> str:
    return "".join(r.choice(_SYLLABLES) for _ in range(r.randint(2, 4)))


def _instant(r: random.Random) -> str:
    day = date(2014, 1, 1) + timedelta(days=r.randrange(4_600))
    return f"{day}T{r.randrange(24):02}:{r.randrange(60):02}:{r.randrange(60):02}Z"


def _after(at: str, r: random.Random) -> str:
    day = date.fromisoformat(at[:10]) + timedelta(days=r.randrange(1, 9))
    return f"{day}{at[10:]}"


def _content(r: random.Random) -> str:
    words = " ".join(r.choice(_WORDS) for _ in range(r.randint(2, 40)))
    if r.random() < 0.2:
        words += ',\n\n"' + " ".join(r.choice(_WORDS) for _ in range(8)) + '"'
    if r.random() < 0.05:
        words = f"<p>{words} &amp; more</p>"
    return words
