"""Each row of SPEED.md's table: what is run, beside what, and what counts as done."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import generating, homes, installed
from tests.benchmarks.table import Row
from tests.benchmarks.terminal import Terminal, words
from tests.benchmarks.timing import Failed, Took, at_work, p95, ratio, run, side_by_side

FLOORS = Path(__file__).parent / "floors"
READY = "FLOOR-READY"
SEARCH = "find somebody"
"""What the sheet is called in which one types to search."""
QUIT = b"\x11"  # ctrl+q: from everywhere
GAP = 0.04
"""Seconds between two presses, more or less: a fast typist, and time enough for whatever else is going on to be met."""
DEAF = 0.27
"""Deciding keys are deaf for 0.25 s after a new card."""
TOMORROW = homes.TODAY + timedelta(days=1)
A_DAY = 12
"""People a day where cards are gone through: the most there may be."""


class Plan(NamedTuple):
    """How much is measured: enough to see, or enough to say."""

    people: int = 30_000
    moments: int = 100_000
    least: int = 1_000
    most: int = 1_000_000
    cards: int = 10_000
    rounds: int = 11
    whole: int = 5
    """Rounds of what takes seconds."""
    seen: int = 500
    """Cards opened before memory is read the second time."""
    keys: int = 120
    """Letters typed in each of three runs."""


QUICK = Plan(most=100_000, rounds=4, whole=2, seen=60, keys=60)


class Opened(NamedTuple):
    """One start in a terminal: milliseconds to the first card and from the key to the end, MiB between them."""

    painted: Took
    quit: float
    memory: float


class Bench:
    """Everything that is measured on, made when it is first asked for, under ``folder``."""

    def __init__(self, folder: Path, plan: Plan, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.plan = plan
        self.say = say

    # -- what it is measured on --------------------------------------------------------------------------------------

    @cached_property
    def programs(self) -> Path:
        self.say("building the wheel and installing it")
        return installed.install(self.folder)

    @cached_property
    def connections(self) -> Path:
        path = self.folder / "Connections.csv"
        generating.connections(path, self.plan.people)
        return path

    @cached_property
    def address_book(self) -> Path:
        """One card a file, as khard wants them; the same cards are in ``cards.vcf`` beside the folder."""
        folder = self.folder / "cards"
        folder.mkdir()
        whole = list(generating.cards(self.plan.cards))
        for number, card in enumerate(whole):
            (folder / f"{number:06}.vcf").write_bytes(card)
        (self.folder / "cards.vcf").write_bytes(b"".join(whole))
        return folder

    @cached_property
    def home(self) -> Path:
        return self._home("home", self.plan.moments)

    @cached_property
    def khard(self) -> list[str] | None:
        self.say("installing khard, the peer")
        program = installed.khard(self.folder)
        if program is None:
            return None
        config = self.folder / "khard.conf"
        config.write_text(f"[addressbooks]\n[[all]]\npath = {self.address_book}\n", encoding="utf-8")
        return [str(program), "-c", str(config)]

    def _home(self, name: str, moments: int) -> Path:
        self.say(f"filling a home with {self.plan.people:,} people and {moments:,} moments")
        return homes.filled(self.folder / name, self.connections, moments)

    @cached_property
    def somebody(self) -> str:
        return homes.names(self.home, 1)[0]

    def reconnect(self, *given: str) -> list[str]:
        return [str(self.programs / "reconnect"), *given]

    def floor(self, name: str, *given: str) -> list[str]:
        return [str(self.programs / "python"), "-I", str(FLOORS / f"{name}.py"), *given]

    # -- in a terminal -----------------------------------------------------------------------------------------------

    def first_of(self, home: Path, day: date = homes.TODAY) -> str:
        """Whose card is the first of the day."""
        return self.people_of(home, day)[0]

    def people_of(self, home: Path, day: date) -> list[str]:
        """The names of the day's people, in their order."""
        lines = _output(self.reconnect("next"), homes.environ(home, day)).splitlines()
        return [line.split("  ")[1] for line in lines if not line.startswith(" ")]

    def _begun(self, home: Path) -> str:
        """Begin the day there, its backup made, so that what is measured is any start but the day's first; returns whose card is first."""
        name = self.first_of(home)
        with Terminal(self.reconnect(), homes.environ(home)) as terminal:
            terminal.wait_words(name)
            backups = home / "backups"
            terminal.wait_until(
                lambda: backups.is_dir() and any(one.suffix == ".db" for one in backups.iterdir()), "the day's backup"
            )
            terminal.settle(0.3)
            _leave(terminal)
        return name

    def _open(self, command: Sequence[str], home: Path, shows: str) -> Opened:
        with Terminal(command, homes.environ(home)) as terminal:
            painted = Took.of(terminal.wait_words(shows), terminal.cpu())
            terminal.settle(0.25)
            memory = terminal.memory()
            pressed = terminal.press(QUIT)
            ended = terminal.ended()
        return Opened(painted, (ended - pressed) * 1000, memory)

    @cached_property
    def _opened(self) -> dict[str, list[Opened]]:
        name = self._begun(self.home)
        return side_by_side(
            {
                "empty": lambda: self._open(self.floor("empty"), self.home, READY),
                "card": lambda: self._open(self.reconnect(), self.home, name),
            },
            self.plan.rounds,
        )

    def first_card(self) -> list[Row]:
        card, empty = ([one.painted for one in self._opened[name]] for name in ("card", "empty"))
        told = f"an empty Textual app, {median(empty):.0f} ms{at_work(card, empty)}"
        return [Row("first card painted", 1.3, ratio(card, empty), told)]

    def quitting(self) -> list[Row]:
        card, empty = ([one.quit for one in self._opened[name]] for name in ("card", "empty"))
        return [Row("quit key to shell prompt", 0.3, ratio(card, empty), f"an empty Textual app, {median(empty):.0f} ms")]

    def memory(self) -> list[Row]:
        card, empty = (median(one.memory for one in self._opened[name]) for name in ("card", "empty"))
        told = f"an empty Textual app, {empty:.0f} MiB"
        after = self._after_many()
        return [
            Row("memory at the first card, beyond an empty app", 12, card - empty, told, "MiB"),
            Row(f"memory after {self.plan.seen} people, beyond an empty app", 16, after - empty, told, "MiB"),
        ]

    def _after_many(self) -> float:
        """Open the cards of so many different people, one after the other, by their names; MiB at the end."""
        home = homes.copied(self.home, self.folder / "walked")
        names, first = homes.names(home, self.plan.seen), self.first_of(home)
        with Terminal(self.reconnect(), homes.environ(home)) as terminal:
            terminal.wait_words(first)
            terminal.settle(0.3)
            for name in names:
                at = len(terminal.written)
                terminal.press(b"/")
                terminal.wait_words(SEARCH, at)
                terminal.settle()
                at = len(terminal.written)
                terminal.press(name.encode())
                terminal.wait_words(name, at)
                terminal.settle()
                at = len(terminal.written)
                terminal.press(b"\r")
                terminal.wait_words("a hello to", at)
                terminal.settle()
            terminal.settle(0.3)
            memory = terminal.memory()
            terminal.press(QUIT)
            terminal.ended()
        return memory

    def typing(self) -> list[Row]:
        letters = _letters(self.plan.keys)
        home = homes.copied(self.home, self.folder / "typed")
        first = self.first_of(home)

        def bare() -> list[Took]:
            with Terminal(self.floor("text_area"), homes.environ(home)) as terminal:
                terminal.wait_words(READY)
                terminal.settle(0.3)
                return _typed(terminal, letters)

        def letter() -> list[Took]:
            with Terminal(self.reconnect(), homes.environ(home)) as terminal:
                terminal.wait_words(first)
                terminal.settle(0.3)
                terminal.press(b"w")
                terminal.settle(0.3)
                return _typed(terminal, letters)

        got = side_by_side({"bare": bare, "letter": letter}, 3)
        return [_slowest("typing: key to painted, p95", 1.5, got["letter"], got["bare"], "a bare TextArea of six lines")]

    def next_person(self) -> list[Row]:
        home = self.folder / "gone-through"

        def swap() -> list[Took]:
            with Terminal(self.floor("swap"), homes.environ(self.home)) as terminal:
                terminal.wait_words(READY)
                terminal.settle(0.3)
                return _pressed(terminal, [(b"x", f"PERSON-{number}.") for number in range(1, A_DAY)], DEAF)

        def cards() -> list[Took]:
            homes.copied(self.home, home)  # anew, or the third "not today" in a row would be asked about
            (home / "config.yaml").write_text(f"people_a_day: {A_DAY}\n", encoding="utf-8")
            names = self.people_of(home, TOMORROW)
            with Terminal(self.reconnect(), homes.environ(home, TOMORROW)) as terminal:
                terminal.wait_words(names[0])
                terminal.settle(0.5)
                return _pressed(terminal, [(b"x", name) for name in names[1:]], DEAF)

        got = side_by_side({"swap": swap, "cards": cards}, 6)
        return [_slowest("next person: key to painted, p95", 1.5, got["cards"], got["swap"], "twelve Statics given new words")]

    def searching(self) -> list[Row]:
        keys = homes.searches(self.home, 12)
        first = self.first_of(self.home)

        def bare() -> list[Took]:
            with Terminal(self.floor("line_input"), homes.environ(self.home)) as terminal:
                terminal.wait_words(READY)
                terminal.settle(0.3)
                return _pressed(terminal, [(key, "") for key, _ in keys], GAP)

        def find() -> list[Took]:
            with Terminal(self.reconnect(), homes.environ(self.home)) as terminal:
                terminal.wait_words(first)
                terminal.settle(0.3)
                terminal.press(b"/")
                terminal.settle(0.3)
                return _pressed(terminal, keys, GAP)

        got = side_by_side({"bare": bare, "find": find}, 3)
        row = _slowest("search as you type: key to its first row painted, p95", 5, got["find"], got["bare"], "a bare Input")
        slow = p95([took for one in got["find"] for took in one])
        return [row, Row("search as you type: key to its first row painted, p95", 15, slow, f"{self.plan.people:,} people", "ms")]

    # -- whole processes ---------------------------------------------------------------------------------------------

    def note(self) -> list[Row]:
        home = homes.copied(self.home, self.folder / "noted")
        file = str(self.folder / "floor.db")
        run(self.floor("insert", file, "new"), homes.environ(home))
        words = self.reconnect("note", f"@{self.somebody} met for coffee")
        got = side_by_side(
            {
                "insert": lambda: run(self.floor("insert", file), homes.environ(home)),
                "note": lambda: run(words, homes.environ(home)),
            },
            3 * self.plan.rounds,
        )
        told = f"python, sqlite3 and one committed INSERT, {median(got['insert']):.1f} ms{at_work(got['note'], got['insert'])}"
        return [Row("reconnect note", 1.5, ratio(got["note"], got["insert"]), told)]

    def find(self) -> list[Row]:
        first = self.somebody.split(" ")[0]
        nothing = [str(self.programs / "python"), "-I", "-c", "pass"]
        got = side_by_side(
            {
                "pass": lambda: run(nothing, homes.environ(self.home)),
                "find": lambda: run(self.reconnect("find", first), homes.environ(self.home)),
            },
            3 * self.plan.rounds,
        )
        told = f"python -I -c pass, {median(got['pass']):.1f} ms{at_work(got['find'], got['pass'])}"
        return [Row("reconnect find", 2.5, ratio(got["find"], got["pass"]), told), *self._find_beside_khard(first)]

    def _find_beside_khard(self, name: str) -> list[Row]:
        what = f"reconnect find among {self.plan.cards:,} cards"
        if self.khard is None:
            return [Row(what, 1 / 300, None, "khard could not be installed")]
        khard, home = self.khard, self._home_of_cards()
        got = side_by_side(
            {
                "khard": lambda: run([*khard, "list", name], homes.environ(self.folder)),
                "find": lambda: run(self.reconnect("find", name), homes.environ(home)),
            },
            1,
        )
        told = f"khard list NAME, {median(got['khard']) / 1000:.1f} s{at_work(got['find'], got['khard'])}"
        return [Row(what, 1 / 300, ratio(got["find"], got["khard"]), told)]

    def _home_of_cards(self) -> Path:
        home = self.folder / "of-cards"
        if not home.exists():
            assert self.address_book
            run(self.reconnect("import", str(self.folder / "cards.vcf")), homes.environ(home))
        return home

    def linkedin(self) -> list[Row]:
        home, file = self.folder / "imported", str(self.folder / "rows.db")

        def first() -> Took:
            _gone(home)
            home.mkdir()
            return run(self.reconnect("import", str(self.connections)), homes.environ(home))

        def again() -> Took:
            before = homes.rows_in(home)
            took = run(self.reconnect("import", str(self.connections)), homes.environ(home))
            if homes.rows_in(home) != before:
                raise Failed("importing the same file again wrote rows")
            return took

        def rows() -> Took:
            for end in ("", "-wal", "-shm"):
                Path(file + end).unlink(missing_ok=True)
            return run(self.floor("rows_in", str(self.connections), file), homes.environ(self.folder))

        got: dict[str, list[Took]] = {"rows": [], "first": [], "again": []}
        for number in range(self.plan.whole + 1):
            took = {"rows": rows()} if number % 2 else {}
            took |= {"first": first(), "again": again()}
            took |= {} if number % 2 else {"rows": rows()}
            if number:
                for name, value in took.items():
                    got[name].append(value)
        return [
            Row(
                f"LinkedIn, {self.plan.people:,} rows in", 4, ratio(got["first"], got["rows"]),
                f"csv.reader and one executemany, {median(got['rows']):.0f} ms{at_work(got['first'], got['rows'])}",
            ),
            Row(
                "the same file again, zero rows written", 1, ratio(got["again"], got["first"]),
                f"the first time, {median(got['first']):.0f} ms{at_work(got['again'], got['first'])}",
            ),
        ]  # fmt: skip

    def cards(self) -> list[Row]:
        what = f"{self.plan.cards:,} vCards in"
        if self.khard is None:
            return [Row(what, 0.1, None, "khard could not be installed")]
        khard, home = self.khard, self.folder / "book"
        assert self.address_book

        def read_in() -> Took:
            _gone(home)
            home.mkdir()
            return run(self.reconnect("import", str(self.folder / "cards.vcf")), homes.environ(home))

        got = side_by_side({"in": read_in, "khard": lambda: run([*khard, "list"], homes.environ(self.folder))}, 1)
        told = f"khard list, {median(got['khard']) / 1000:.1f} s{at_work(got['in'], got['khard'])}"
        return [Row(what, 0.1, ratio(got["in"], got["khard"]), told)]

    def growth(self) -> list[Row]:
        least, most = self._home("least", self.plan.least), self._home("most", self.plan.most)
        names = {home: self._begun(home) for home in (least, most)}
        noted = self.reconnect("note", f"@{homes.names(least, 1)[0]} met for coffee")
        return [
            self._grown("first card", lambda home: self._open(self.reconnect(), home, names[home]).painted, least, most),
            self._grown("note", lambda home: run(noted, homes.environ(home)), least, most),
            self._grown("who is next", self._next, least, most),
        ]

    def _grown(self, what: str, measured: Callable[[Path], Took], least: Path, most: Path) -> Row:
        got = side_by_side({"least": lambda: measured(least), "most": lambda: measured(most)}, self.plan.rounds)
        told = f"{self.plan.least:,} moments, {median(got['least']):.1f} ms{at_work(got['most'], got['least'])}"
        return Row(f"growth: {what}, {self.plan.most:,} moments", 2, ratio(got["most"], got["least"]), told)

    def who_is_next(self) -> list[Row]:
        took = [self._next(self.home) for _ in range(self.plan.rounds)]
        told = f"{self.plan.people:,} people; of the CPU alone {median(one.cpu for one in took):.1f} ms"
        return [Row("who is next, cold", 30, median(took), told, "ms")]

    def _next(self, home: Path) -> Took:
        return Took.of(*(float(word) / 1000 for word in _output(self.floor("who_is_next"), homes.environ(home)).split()))


ROWS: dict[str, Callable[[Bench], list[Row]]] = {
    "card": Bench.first_card,
    "quit": Bench.quitting,
    "memory": Bench.memory,
    "note": Bench.note,
    "find": Bench.find,
    "linkedin": Bench.linkedin,
    "vcards": Bench.cards,
    "typing": Bench.typing,
    "next": Bench.next_person,
    "search": Bench.searching,
    "growth": Bench.growth,
    "who": Bench.who_is_next,
}


def _slowest(what: str, goal: float, got: Sequence[list[Took]], floor: Sequence[list[Took]], named: str) -> Row:
    """A row of the slowest of all presses, but for one in twenty."""
    pooled = [[took for one in runs for took in one] for runs in (got, floor)]
    ours, theirs = map(p95, pooled)
    at_work_ours, at_work_theirs = (p95([took.cpu for took in one]) for one in pooled)
    of_cpu = f"; of the CPU alone {at_work_ours / at_work_theirs:.2f} ×" if at_work_theirs else ""
    return Row(what, goal, ours / theirs, f"{named}, {theirs:.1f} ms{of_cpu}")


def _letters(many: int) -> list[bytes]:
    inventor = generating.Inventor(5)
    text = ""
    while len(text) < many:
        text += inventor.word(1, 4) + " "
    return [letter.encode() for letter in text[:many]]


def _typed(terminal: Terminal, letters: Iterable[bytes]) -> list[Took]:
    """Type; milliseconds from each key to the end of the frame that shows its letter. Blanks are not counted: they show nothing."""
    chance = random.Random(7)
    took: list[Took] = []
    for letter in letters:
        terminal.settle(GAP * chance.uniform(0.6, 1.4), GAP * 3)
        since = len(terminal.written)
        before, at = terminal.cpu(), terminal.press(letter)
        if letter.isspace():
            continue
        sign = letter.decode()
        done = terminal.wait(lambda new, sign=sign: sign in words(new), since)  # type: ignore[misc]
        took.append(Took.of(done - at, terminal.cpu() - before))
    terminal.settle(0.2)
    _leave(terminal)
    return took


def _pressed(terminal: Terminal, keys: Iterable[tuple[bytes, str]], gap: float) -> list[Took]:
    """Press keys; milliseconds from each to the end of the first frame that shows what belongs to it (``""``: to the first frame).

    Control characters clear a line and are not counted.
    """
    chance = random.Random(7)
    took: list[Took] = []
    for key, shows in keys:
        terminal.settle(gap * chance.uniform(1.0, 1.4), gap * 3)
        since = len(terminal.written)
        before, at = terminal.cpu(), terminal.press(key)
        done = terminal.wait(lambda new, shows=shows: shows in words(new), since)  # type: ignore[misc]
        if key >= b" ":
            took.append(Took.of(done - at, terminal.cpu() - before))
    terminal.settle(0.2)
    _leave(terminal)
    return took


def _leave(terminal: Terminal) -> None:
    terminal.press(QUIT)
    terminal.ended()


def _output(command: Sequence[str], environ: dict[str, str]) -> str:
    import subprocess

    ran = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Failed(f"{' '.join(command)} ended with {ran.returncode}: {ran.stderr}")
    return ran.stdout


def _gone(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
