"""A home with many invented people and notes, made quickly: for the search. Seeded; nobody here exists.

``python -m tests.data.crowd HOME [PEOPLE] [NOTES]`` makes one to look at and to measure on.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta

from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, open_desk
from reconnect_tui.services.recording import decision
from reconnect_tui.store.bulk import bulk
from reconnect_tui.store.standing import refresh_all
from tests.data.misspelt import MISSPELT

NEWEST = date(2026, 11, 20)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "Ada Amara Anders Anja Antonio Arjun Aisha Beatriz Bjørn Camille Carlos Chen Chloé Dagmar Deepa Elena Elif Emeka Fatima Félix Fiona "
    "François Gabriela Giulia Grace Gunnar Hana Hiroshi Håkon Ibrahim Jana João José Jürgen Kamal Karin Kenji Kwame Lars Laura Lucía "
    "Magnus María Marek Mei Mina Nadia Ngozi Nils Nina Olga Oscar Paolo Parisa Petra Priya Rachel Ravi Renée Rosa Samuel Sara Siobhán "
    "Sofía Søren Sven Tamar Tariq Thandiwe Tomasz Ulrike Valentina Viktor Wren Yara Yuki Yusuf Zainab Zoë Zsófia Catherine Jonathan"
)
_LAST = _words(
    "Adeyemi Almeida Andersson Bauer Benoît Bianchi Castro Cohen Dubois Eriksen Fernández Fischer Gupta Haddad Hansen Hoffmann "
    "Ivanov Jensen Jørgensen Kaya Khan Kim Kowalski Kumar Lefèvre López MacDonald Mbeki Meyer Müller Nakamura Novák O'Brien Okafor Öztürk "
    "Patel Pereira Petrov Popescu Ricci Rossi Sánchez Sato Schneider Silva Svoboda Tanaka Tran Wagner Yamamoto Zieliński Žižek"
)
_BEGIN = _words(
    "Ber Dahl Ek Fal Grim Hal Holm Kar Lind Mar Nor Ost Ran Sol Stein Thor Val Wes Win Brad Cal Des Mon Pas Ros Tor Ver"
)
_END = _words(
    "berg strand wick mann son gren ström field qvist ley ton ham ford hurst mont villa etti ini escu ova enko ski opoulos ides"
)
_COMPANIES = _words("Kumo Northwind Lumen Halden Sorrel Brisk Ferrum Tidal Okapi Meridian Quill Harrow")
_KINDS = _words("Labs Systems GmbH Analytics Health Energy Media Studio")
_ROLES = ("Software Engineer", "CTO", "Founder", "Product Manager", "Head of Design", "Data Scientist", "Researcher", "Teacher")
_PLACES = ("Lagos", "Turin, Italy", "Malmö", "Kraków", "Lisbon", "Porto Alegre", "Nairobi", "Kyoto", "Ghent", "Leeds")
_NOTES = _words(
    "met at the conference lunch coffee asked about new role team project moved city baby wedding book recommended paper talk sailing "
    "running school holiday promised send link thanks reply happy quarter visa house guitar photo trip amazing around always another"
)


def names(people: int) -> list[str]:
    """Full names, each once, those that ``tests.data.misspelt`` is about among them."""
    chance = random.Random(11)
    last = [*_LAST, *(begin + end for begin in _BEGIN for end in _END)]
    every = [f"{one} {other}" for one in FIRST for other in last]
    chance.shuffle(every)
    every = list(dict.fromkeys([*(meant for _, meant in MISSPELT), *every]))[:people]
    chance.shuffle(every)
    return every


def fill(desk: Desk, people: int = 5_000, notes: int = 20_000) -> None:
    """Put ``people`` and ``notes`` into an empty home, most of the notes on a fifth of the people."""
    chance = random.Random(12)
    with decision(desk, "import", f"{people} invented people") as action:
        connection = desk.store.connection
        with bulk(connection, action) as rows:
            circles = dict(connection.execute("SELECT name, id FROM circle"))
            first = rows.insert(
                "person",
                ("uid", "name", "company", "position", "location", "circle_id", "connected_on"),
                [
                    (
                        f"{number:012x}", name, f"{chance.choice(_COMPANIES)} {chance.choice(_KINDS)}", chance.choice(_ROLES),
                        chance.choice(_PLACES), circles[chance.choice(("friends", "work", "wide", "wide", "wide"))],
                        (NEWEST - timedelta(chance.randrange(5_000))).isoformat(),
                    )
                    for number, name in enumerate(names(people))
                ],
            )  # fmt: skip
            days = [(NEWEST - timedelta(chance.randrange(4_000))).isoformat() for _ in range(notes)]
            moment = rows.insert(
                "moment",
                ("uid", "at", "kind", "direction", "text"),
                [
                    (
                        f"m{number:011x}", day, chance.choice(("note", "message", "coffee")), chance.choice(("in", "out", "both")),
                        " ".join(chance.choices(_NOTES, k=chance.randrange(5, 40))),
                    )
                    for number, day in enumerate(days)
                ],
            )  # fmt: skip
            often = max(1, people // 5)
            whose = [first + (chance.randrange(often) if chance.random() < 0.8 else chance.randrange(people)) for _ in days]
            rows.insert(
                "moment_person",
                ("moment_id", "person_id", "at"),
                [(moment + number, one, day) for number, (one, day) in enumerate(zip(whose, days, strict=True))],
            )
        refresh_all(connection)


def main(folder: str, people: int = 5_000, notes: int = 20_000) -> None:
    desk = open_desk(Home(folder, folder), {})
    fill(desk, people, notes)
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
