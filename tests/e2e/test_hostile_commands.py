"""A hundred hostile strings through every command: as its words, in its input, and in the home that it reads; piped, and on a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.core.text import clean_text
from tests.counting import Count
from tests.data.hostile import HOSTILE, WITHOUT_SURROGATES, shares
from tests.e2e.harmless import harm_in_text
from tests.e2e.hostile_home import hostile_home
from tests.e2e.story import App, Desktop
from tests.e2e.terminal import sequences

PARTS = 10
_COLOUR = re.compile("\x1b\\[[0-9;:]*m")
ROW = "6 hostile strings by command"


def parts(plain: int) -> list[Any]:
    """One of the ten in every run, the others in the long one."""
    return [pytest.param(part, marks=() if part == plain else pytest.mark.long, id=f"part-{part}") for part in range(PARTS)]


def harm_on_terminal(raw: bytearray) -> list[str]:
    """What a command wrote to a terminal that is neither text nor colour."""
    found: list[str] = []
    for part in sequences(raw):
        if not part.startswith("\x1b"):
            found += harm_in_text(part.replace("\r\n", "\n"))
        elif not _COLOUR.fullmatch(part):
            found.append(repr(part[:60]))
    return found


def reading(people: dict[str, str], folder: Path) -> list[tuple[str, ...]]:
    """Every command that reads, of this home."""
    ada = people["Ada"]
    lines = [
        ("show", ada),
        ("show", "cleo"),
        ("brief", ada),
        ("find", "ada"),
        ("find", "evil"),
        ("find", "circle:zq"),
        ("next", "-n", "9"),
    ]
    lines += [
        (command,)
        for command in ("ahead", "drafts", "today", "circles", "history", "doctor", "config", "templates", "themes", "review")
    ]
    lines += [
        ("templates", "check"),
        ("themes", "check"),
        ("history", "1"),
        ("ahead", "--days", "400"),
        ("follow-up", ada),
        ("skip", "cleo"),
    ]
    lines += [("completion", shell) for shell in ("bash", "zsh", "fish")]
    lines += [
        ("undo", "1"),
        ("undo",),
        ("redo",),
        ("merge", "cleo", ada),
        ("done", "ada"),
        ("import", str(folder / "none" / "x")),
    ]
    return lines


EXPORTS = ("csv", "markdown", "ics", "vcard", "json")


@pytest.mark.parametrize("part", parts(5))
def test_a_home_full_of_them_is_read(part: int, tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    strings = shares(PARTS)[part]
    people = hostile_home(desktop.environ, strings)
    commands = reading(people, tmp_path)
    commands += [
        (*words, "--json")
        for words in commands
        if words[0] in ("show", "find", "next", "ahead", "drafts", "today", "history", "brief")
    ]
    commands += [("export", str(tmp_path / f"out-{kind}"), "--format", kind) for kind in EXPORTS]
    done = desktop.run_all(commands)
    for words, one in zip(commands, done, strict=True):
        assert harm_in_text(one.out + one.err, towers="--json" in words) == [], words
        assert "Traceback" not in one.err, words
        assert "went wrong inside" not in one.err, words
        assert one.code in (0, 1, 2, 3), words
    assert all(one.code == 0 for one in done[-len(EXPORTS) :]), done[-len(EXPORTS) :]
    assert not list(tmp_path.rglob("CANARY"))
    tried = len(commands) * len(strings)
    count(ROW, held=tried, of=tried)


@pytest.mark.parametrize("part", parts(5)[1::2])
def test_a_home_full_of_them_on_a_terminal(part: int, tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    strings = shares(PARTS)[part]
    people = hostile_home(desktop.environ, strings)
    commands = [words for words in reading(people, tmp_path) if words[0] not in ("review", "config", "completion")]
    for words in commands if part != 5 else commands[:12]:
        with App(desktop.command(*words), desktop.environ) as app:
            app.quiet(2, 20)
            if app.process.poll() is None:  # it asks: Enter is no
                app.keys("Enter")
            app.wait_exit()
        assert harm_on_terminal(app.raw) == [], words
        assert b"Traceback" not in app.raw, words
    tried = len(commands if part != 5 else commands[:12]) * len(strings)
    count(ROW, held=tried, of=tried, note="piped and on a terminal")


def doors(words: str, person: str) -> list[tuple[str, ...]]:
    """Every command that takes words, with these in each place where words go."""
    fields = ("name", "first", "last", "nickname", "greeting", "salutation", "language", "company", "position", "headline", "location",
        "circle", "pace", "birthday", "how-met", "about", "email", "phone", "url", "address", "remove-email", "prefer")  # fmt: skip
    return [
        *(("edit", person, f"--{field}={words}") for field in fields),
        ("add", f"New {words}", f"--company={words}", f"--position={words}", f"--email={words}@a.example", f"--phone={words}", f"--url={words}"),
        ("tag", person, words), ("relate", person, words, "friend"), ("relate", person, f"knows {words}", words, "--by-name"),
        ("note", f"coffee by {words}: @friend {words} #{words} > in 2 weeks {words}"), ("note", f'@+"{words}" {words}'), ("note", words),
        ("record", person, "--what=met", f"--by={words}", f"--note={words}"), ("record", person, f"--what={words}", f"--on={words}"),
        ("follow-up", person, "tomorrow", words), ("follow-up", person, words, words), ("later", person, words), ("done", words),
        ("circle", person, words), ("rest", words), ("merge", person, words), ("delete", words), ("show", words), ("brief", words),
        ("find", words), ("find", f"circle:{words} #{words} {words}"), ("find", words, "--json"), (words,), (f"--{words}",), ("undo", words),
        ("next", "-n", words), ("ahead", "--days", words), ("import", words), ("import", f"--as={words}", words),
        ("import", f"--map=name={words}", words),
        ("export", f"none/{words}"), ("export", "x", f"--format={words}"), ("restore", words), ("backup", f"none/{words}"), ("completion", words),
        ("templates", words), ("themes", words), ("history", words), ("inbox", words), ("session", words), ("config", words),
    ]  # fmt: skip


@pytest.mark.parametrize("part", parts(2))
def test_every_word_of_every_command(part: int, tmp_path: Path, count: Count) -> None:
    desktop = Desktop(tmp_path)
    # no command line can hold a NUL
    strings = [words.replace("\0", "") for words in shares(PARTS)[part] if words in WITHOUT_SURROGATES.values()]
    desktop.does("add", "Dear Friend")
    person = desktop.reads("find", "friend")[0]["id"]
    commands = [command for words in strings for command in doors(words, person)]
    assert {command[0] for command in commands} >= set(COMMANDS) - {
        "demo",
        "doctor",
        "today",
        "drafts",
        "circles",
        "skip",
        "never",
        "died",
        "wake",
        "review",
        "redo",
    }
    commands += [("show", person), ("history",), ("drafts",), ("ahead",), ("next", "-n", "50"), ("find", "new"), ("doctor",)]
    commands += [("show", person, "--json"), ("drafts", "--json"), ("export", "-")]
    done = desktop.run_all(commands)
    for words, one in zip(commands, done, strict=True):
        assert harm_in_text(one.out + one.err, towers="--json" in words or words[:2] == ("export", "-")) == [], [
            part[:60] for part in words
        ]
        assert "Traceback" not in one.err, words
        assert "went wrong inside" not in one.err, words
    everything = json.loads(done[-1].out)
    assert [text for text in texts(everything) if clean_text(text) != text] == [], "what is stored is clean"
    assert not list(tmp_path.rglob("CANARY"))
    count(ROW, held=len(commands), of=len(commands))


def test_surrogates_and_all_others_from_json(tmp_path: Path, count: Count) -> None:
    """JSON can write what no terminal can: it comes in cleaned, or is refused with its line."""
    desktop = Desktop(tmp_path)
    people = [
        {"name": f"N{number} {words[:2_000]}", "company": words, "position": words, "email": [f"n{number}@a.example"], "tags": [words[:40]],
         "about": words, "location": words, "how_met": words, "greeting": words[:50]}
        for number, words in enumerate(HOSTILE.values())
    ]  # fmt: skip
    notes = [{"text": f"coffee: @dear {words}"} for words in HOSTILE.values()]
    desktop.does("add", "Dear Friend")
    for command, told in ((("add", "-", "--json"), people), (("note", "-", "--json"), notes)):
        done = desktop.run(*command, given="\n".join(map(json.dumps, told)).encode())
        assert harm_in_text(done.out + done.err, towers=True) == []
        assert "Traceback" not in done.err
    everything = json.loads(desktop.does("export", "-").out)
    assert len(everything["people"]) > len(HOSTILE) - 5
    assert [text for text in texts(everything) if clean_text(text) != text] == []
    count(ROW, held=2 * len(HOSTILE), of=2 * len(HOSTILE), note="as JSON lines too")


def texts(value: object) -> list[str]:
    """Every text in what JSON told."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.items() for part in one for text in texts(part)]
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []
