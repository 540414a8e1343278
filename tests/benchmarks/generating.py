"""Invented people, made from a seed: the same seed gives the same bytes. Nobody here exists."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "Ada Amara Anders Anja Arjun Aisha Beatriz Bjørn Camille Chen Chloé Dagmar Deepa Elena Elif Emeka Fatima Félix François Gabriela "
    "Grace Gunnar Hana Hiroshi Håkon Ibrahim Jana João Jürgen Kamal Karin Kenji Kwame Lars Lucía Magnus Marek Mei Mina Nadia Ngozi "
    "Nils Olga Oscar Paolo Parisa Petra Priya Ravi Renée Rosa Samuel Siobhán Sofía Søren Tamar Thandiwe Tomasz Ulrike Viktor Wren "
    "Yara Yuki Yusuf Zainab Zoë Zsófia 王 Мария Γιώργος"
)
LAST = _words(
    "Adeyemi Almeida Andersson Bauer Benoît Bianchi Castro Cohen Dubois Eriksen Fernández Fischer Gupta Haddad Hansen Hoffmann Ivanov "
    "Jensen Jørgensen Kaya Khan Kowalski Kumar Lefèvre López MacDonald Mbeki Müller Nakamura Novák O'Brien Okafor Öztürk Patel Pereira "
    "Petrov Popescu Ricci Sánchez Sato Schneider Svoboda Tanaka Tran Wagner Yamamoto Zieliński Žižek"
)
SYLLABLES = _words(
    "ba be bo da de do fa fi ga go ha ka ki ko la le lo lu ma me mi mo na ne no pa ra re ri ro sa se so ta te ti to va ve vi zo"
)
ROLES = (
    "Software Engineer", "Senior Software Engineer", "CTO", "Founder & CEO", "Product Manager", "Head of Design", "Data Scientist",
    "Talent Partner", "VP, Sales", "Consultant", "Researcher", "Professor", "Marketing Manager", "Account Executive",
)  # fmt: skip
KINDS = ("Labs", "Systems", "GmbH", "Ltd", "Inc.", "Analytics", "Health", "University", "AG", "& Co", "Media", "Energy")
WORDS = _words(
    "met at conference lunch coffee call asked about role team project moved city baby wedding startup funding intro follow next week "
    "birthday book recommended paper talk data climate music running school holiday better promised send link thanks reply happy "
    "quarter deadline visa house kids garden guitar photo trip"
)

FIRST_DAY = date(2008, 1, 1)
DAYS = 6_500
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email '
    'addresses for connections who have allowed their connections to see or download their email address using this setting."\n\n'
)
HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Invented(NamedTuple):
    """One invented person; ``company`` and ``email`` may be empty."""

    first: str
    last: str
    slug: str
    email: str
    company: str
    position: str
    connected_on: date


class Inventor:
    """Invents people and sentences, one after the other."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._companies = [f"{self.word().title()} {self.chance.choice(KINDS)}" for _ in range(2_500)]

    def word(self, fewest: int = 2, most: int = 4) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(fewest, most)))

    def sentence(self, fewest: int = 5, most: int = 40) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(fewest, most)))

    def person(self, number: int) -> Invented:
        """The ``number`` makes the slug one that nobody else has."""
        chance = self.chance
        first = chance.choice(FIRST) if chance.random() < 0.75 else self.word(2, 3).title()
        last = chance.choice(LAST) if chance.random() < 0.55 else self.word(2, 4).title()
        if chance.random() < 0.04:
            last += f", {chance.choice(('PhD', 'MBA', 'PMP'))}"
        slug = f"{self.word()}-{number:x}"
        company = chance.choice(self._companies) if chance.random() < 0.95 else ""
        email = f"{slug}@example.org" if chance.random() < 0.06 else ""
        connected = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        return Invented(first, last, slug, email, company, chance.choice(ROLES) if company else "", connected)


def connections(path: Path, people: int, seed: int = 1) -> None:
    """Write a Connections.csv as LinkedIn has written it since 2023."""
    inventor = Inventor(seed)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(PREAMBLE)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(HEADER)
        for number in range(people):
            one = inventor.person(number)
            day = one.connected_on
            url = f"https://www.linkedin.com/in/{one.slug}"
            rows.writerow((*one[:2], url, *one[3:6], f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"))


def cards(people: int, seed: int = 2) -> Iterator[bytes]:
    """Invent vCards 3.0, each whole, with folded lines, escapes, several phones and e-mails."""
    inventor = Inventor(seed)
    chance = inventor.chance
    for number in range(people):
        one = inventor.person(number)
        lines = [
            "BEGIN:VCARD", "VERSION:3.0", f"UID:{chance.getrandbits(64):016x}-{number}",
            f"FN:{_escaped(one.first)} {_escaped(one.last)}", f"N:{_escaped(one.last)};{_escaped(one.first)};;;",
        ]  # fmt: skip
        emails = ("WORK", "HOME")[: chance.choice((0, 1, 1, 2))]
        lines += [f"EMAIL;TYPE=INTERNET,{kind}:{inventor.word()}.{number}.{kind.lower()}@example.org" for kind in emails]
        phones = ("CELL", "HOME,VOICE")[: chance.choice((0, 1, 1, 2))]
        lines += [f"TEL;TYPE={kind}:+{chance.randrange(1, 99)} {chance.randrange(10**9, 10**10)}" for kind in phones]
        if one.company:
            lines += [f"ORG:{_escaped(one.company)};", f"TITLE:{_escaped(one.position)}"]
        if chance.random() < 0.3:
            street = f"{chance.randrange(1, 200)} {inventor.word().title()} Street"
            lines.append(f"ADR;TYPE=HOME:;;{street};{inventor.word().title()};;{chance.randrange(10_000, 99_999)};Norway")
        if chance.random() < 0.3:
            lines.append(f"BDAY:{chance.randrange(1940, 2004)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}")
        if chance.random() < 0.4:
            note = inventor.sentence() + (f"\n{inventor.sentence()}" if chance.random() < 0.3 else "")
            lines.append(f"NOTE:{_escaped(note)}")
        if chance.random() < 0.3:
            lines.append(f"CATEGORIES:{inventor.word()},{inventor.word()}")
        lines += [f"REV:{one.connected_on:%Y%m%d}T120000Z", "END:VCARD"]
        yield b"".join(map(_folded, lines))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line as RFC 6350 folds it: at most 75 octets, no sign cut in two."""
    octets = line.encode()
    parts = []
    room = 75
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(octets[:cut])
        octets = octets[cut:]
        room = 74
    return b"\r\n ".join((*parts, octets)) + b"\r\n"


class Said(NamedTuple):
    """One invented moment: when, its kind and direction, the words, and whose it is (0 … people - 1)."""

    at: str
    kind: str
    direction: str | None
    text: str
    whose: int


def moments(many: int, people: int, newest: date, seed: int = 3) -> Iterator[Said]:
    """Invent what was between you: most of it with few people, as it is."""
    inventor = Inventor(seed)
    chance = inventor.chance
    for _ in range(many):
        whose = min(people - 1, int(chance.paretovariate(0.7) - 1)) if chance.random() < 0.6 else chance.randrange(people)
        kind, direction = chance.choice(
            (("note", None), ("message", "in"), ("message", "out"), ("coffee", "both"), ("call", "both"))
        )
        at = (newest - timedelta(days=30 + chance.randrange(5_500))).isoformat()
        at += f"T{chance.randrange(24):02}:{chance.randrange(60):02}:00Z" if kind == "message" else ""
        yield Said(at, kind, direction, inventor.sentence(), whose)
