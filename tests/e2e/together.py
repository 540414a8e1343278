"""Two windows and the shell on one home: what each of them does, and a ledger of what must be there in the end."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Self

from tests.e2e.story import App, Desktop

FOLLOWS_WITHIN = 2.0
"""Seconds after which an open card shows what the shell has added."""
PEOPLE = ("Ada Okafor", "Bram Visser", "Chidi Eze", "Dana Moritz")
TakenBack = Callable[[], None]


class Ledger:
    """What a home holds, by the words: each moment and follow-up as often as it is there."""

    def __init__(self) -> None:
        self.people: Counter[str] = Counter(PEOPLE)
        self.moments: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.follow_ups: Counter[tuple[str, str]] = Counter()
        self.tags: set[tuple[str, str]] = set()
        self.companies: dict[str, str] = {}
        self.letters: dict[str, str] = {}

    def moment(self, text: str, *who: str) -> TakenBack:
        """Put down a moment; returns what takes it out again, as the others do."""
        return _counted(self.moments, (text, who))

    def follow_up(self, who: str, what: str) -> TakenBack:
        return _counted(self.follow_ups, (who, what))

    def person(self, name: str) -> TakenBack:
        return _counted(self.people, name)

    def tag(self, who: str, name: str) -> TakenBack:
        self.tags.add((who, name))
        return lambda: self.tags.discard((who, name))

    def company(self, who: str, name: str) -> TakenBack:
        before = dict(self.companies)
        self.companies[who] = name
        return lambda: self.companies.update({who: before[who]}) if who in before else self.companies.__delitem__(who)

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value or name == "people"}

    @classmethod
    def of(cls, desktop: Desktop) -> Self:
        """What the home does hold, as its whole export tells it."""
        desktop.does("export", str(desktop.folder / "whole.json"), "--force")
        whole = json.loads((desktop.folder / "whole.json").read_text(encoding="utf-8"))
        names = {person["id"]: person["name"] for person in whole["people"]}
        ledger = cls()
        ledger.people = Counter(names.values())
        ledger.moments = Counter((one["text"], tuple(names[who] for who in one["people"])) for one in whole["moments"])
        ledger.follow_ups = Counter((names[one["person"]], one["what"]) for one in whole["follow_ups"])
        ledger.tags = {(person["name"], tag) for person in whole["people"] for tag in person["tags"]}
        ledger.companies = {person["name"]: person["company"] for person in whole["people"] if person["company"]}
        ledger.letters = {names[one["person"]]: one["text"] for one in whole["drafts"] if one["kind"] == "letter"}
        return ledger


def _counted(counter: Counter[Any], what: object) -> TakenBack:
    def take_back() -> None:
        counter[what] -= 1
        if not counter[what]:
            del counter[what]

    counter[what] += 1
    return take_back


def _all(back: Iterable[TakenBack]) -> None:
    for one in back:
        one()


class Window:
    """A window on somebody's card, and how to take back what was done in it, the latest last."""

    def __init__(self, app: App, person: str, ledger: Ledger) -> None:
        self.app = app
        self.person = person
        self.ledger = ledger
        self.done: list[TakenBack] = []
        self._left_in_note = ""
        """What an undone note left in the line for the next one."""
        self._left_in_line: tuple[str, str, str, str] | None = None

    def sees(self, words: str) -> None:
        """What somebody else has done is on the card before long."""
        self.app.wait_for(words, timeout=FOLLOWS_WITHIN)

    def note(self, text: str) -> None:
        self.begins_note(text)
        self.ends_note(text)

    def begins_note(self, text: str) -> None:
        """Press all its keys at once, and wait for nothing."""
        self.app.type(f"n{text}\n")

    def ends_note(self, text: str) -> None:
        text, self._left_in_note = self._left_in_note + text, ""
        self.app.wait_for("Noted on", text.rpartition(" ")[2])  # its end: a long one is broken into lines
        self.app.wait_gone("a note on")
        take_out = self.ledger.moment(text, self.person)

        def take_back() -> None:
            take_out()
            self._left_in_note = text

        self.done.append(take_back)

    def line(self, who: str, text: str, tag: str, ask: str) -> None:
        self.begins_line(who, text, tag, ask)
        self.ends_line(who, text, tag, ask)

    def begins_line(self, who: str, text: str, tag: str, ask: str) -> None:
        self.app.type(f"Ncoffee: @{who.split()[0].lower()} {text} #{tag} > in 2 weeks {ask}\n")

    def ends_line(self, who: str, text: str, tag: str, ask: str) -> None:
        """It is somebody's on another card, as a rule: what was done is said, with the day of what is to follow."""
        self.app.wait_for(f"Recorded: coffee with {who}", f"#{tag}")
        self.app.wait_gone("note something")
        back = (
            self.ledger.moment(f"@{who.split()[0].lower()} {text} #{tag}", who),
            self.ledger.tag(who, tag),
            self.ledger.follow_up(who, ask),
        )

        def take_back() -> None:
            _all(back)
            self._left_in_line = who, text, tag, ask

        self.done.append(take_back)

    def follow_up(self, what: str) -> None:
        self.app.keys("f")
        self.app.wait_for("come back to")
        self.app.type(f"in 3 weeks {what}\n")
        self.app.wait_gone("come back to")
        self.app.wait_for("Follow-up for", what)
        self.done.append(self.ledger.follow_up(self.person, what))

    def talk(self, text: str) -> None:
        """Record it; that decides, so somebody else is shown: back to the same card."""
        self.app.keys("r")
        self.app.wait_for("what happened?")
        self.app.keys("t")
        self.app.wait_for("you talked with")
        self.app.type(text)
        self.app.wait_for(text)
        self.app.keys("Enter")
        self.app.wait_for("Recorded: talked with")
        self.done.append(self.ledger.moment(text, self.person))
        self.app.keys("/")
        self.app.wait_for("find somebody")
        self.app.type(self.person)
        self.app.wait_for(f"{self.person}")
        self.app.quiet()
        self.app.keys("Enter")
        self.app.reads(self.person)

    def write(self, words: str) -> None:
        self.app.writes(words)
        self.app.keys("Esc")
        self.app.wait_gone("ctrl+s done")
        self.ledger.letters[self.person] = self.ledger.letters.get(self.person, "") + words

    def undo(self) -> None:
        self.app.keys("u")
        self.app.wait_for("Taken back: ")
        self.done.pop()()
        if self._left_in_line is not None:
            # An undone line waits to be noted after all, in whichever window the next one is begun.
            again, self._left_in_line = self._left_in_line, None
            self.app.keys("N")
            self.app.wait_for("note something", f"#{again[2]}")
            self.app.keys("Enter")
            self.ends_line(*again)


class Shell:
    """Commands, each a process of its own."""

    def __init__(self, desktop: Desktop, ledger: Ledger) -> None:
        self.desktop = desktop
        self.ledger = ledger
        self._last: tuple[int, TakenBack] | None = None

    def note(self, who: str, text: str) -> None:
        self.ends_note(self.begins_note(who, text), who, text)

    def begins_note(self, who: str, text: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.desktop.command("note", f"@{who.split()[0].lower()} {text}", "--json"), env=self.desktop.environ,
            cwd=self.desktop.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def ends_note(self, process: subprocess.Popen[bytes], who: str, text: str) -> None:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err.decode()
        self._last = json.loads(out)["action"]["id"], self.ledger.moment(f"@{who.split()[0].lower()} {text}", who)

    def meet(self, who: str, text: str) -> None:
        self.desktop.does("record", who, "--what", "met", "--note", text)
        self._last = self._newest(), self.ledger.moment(text, who)

    def follow_up(self, who: str, what: str) -> None:
        self.desktop.does("follow-up", who, "2027-01-03", what)
        self._last = self._newest(), self.ledger.follow_up(who, what)

    def tag(self, who: str, name: str) -> None:
        self.desktop.does("tag", who, name)
        self._last = self._newest(), self.ledger.tag(who, name)

    def edit(self, who: str, company: str) -> None:
        self.desktop.does("edit", who, "--company", company)
        self._last = self._newest(), self.ledger.company(who, company)

    def bring(self, *names: str) -> None:
        cards = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n" for name in names)
        path = self.desktop.folder / f"{names[0]}.vcf"
        path.write_bytes(cards.encode())
        self.desktop.does("import", str(path))
        back = [self.ledger.person(name) for name in names]
        self._last = self._newest(), lambda: _all(back)

    def undo(self, *, by_number: bool) -> bool:
        """Take back the last thing the shell did, if there is one; without a number it has to be the last that anybody did."""
        if self._last is None:
            return False
        number, take_back = self._last
        self.desktop.does("undo", *((str(number),) if by_number else ()))
        take_back()
        self._last = None
        return True

    def _newest(self) -> int:
        return int(self.desktop.reads("history")[0]["id"])
