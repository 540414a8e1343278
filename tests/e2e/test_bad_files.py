"""Files that are bad: by hand against the real command within bounds of time and memory, and good ones made bad at random. A sentence, and
all or nothing."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.counting import Count
from tests.data import address_books, linkedin
from tests.data.bad_files import BROUGHT, OWN, BadFile, zipped
from tests.data.network import invent
from tests.data.vcards import CARDS
from tests.e2e.story import Desktop, Finished

MEMORY_KB, CPU_SECONDS = 1 << 20, 2
MUTATED, AT_ONCE = 500, 25
NOT_LONG = 5
"""One in so many of those made by hand is tried whenever the tests run."""


def bounded(desktop: Desktop, *words: str) -> Finished:
    """Run a command of the shell that is ended when it takes more than 2 s of CPU, and gets no more than a gigabyte of memory."""
    limits = f'ulimit -v {MEMORY_KB}; ulimit -t {CPU_SECONDS}; exec "$@"'
    done = subprocess.run(
        ["sh", "-c", limits, "sh", *desktop.command(*words)], input=b"", capture_output=True, env=desktop.environ,
        cwd=desktop.folder, timeout=60, check=False,
    )  # fmt: skip
    return Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Desktop:
    """Somebody who knows one person, and to whom nothing that is tried here may happen."""
    desktop = Desktop(tmp_path_factory.mktemp("somebody"))
    desktop.does("add", "Already Here", "--email", "here@example.org")
    desktop.does("export", "before.json")
    return desktop


def here(desktop: Desktop) -> list[str]:
    """All that is in the home, line by line."""
    return desktop.does("export", "-").out.splitlines()


def is_clear(one: Finished) -> bool:
    said = one.out + one.err
    return not any(sign in said for sign in ("Traceback", "inside reconnect", "Error:", "\x1b", "\x07", "\x9b", "\u202e"))


BY_HAND = [
    pytest.param(name, marks=() if place % NOT_LONG == 0 else pytest.mark.long) for place, name in enumerate((*BROUGHT, *OWN))
]


@pytest.mark.parametrize("name", BY_HAND)
def test_made_by_hand(desktop: Desktop, count: Count, tmp_path: Path, name: str) -> None:
    before = here(desktop)
    if name in BROUGHT:
        brought(desktop, BROUGHT[name], tmp_path, before)
    else:
        lies_with_ones_own(desktop, OWN[name], before)
    assert not [
        path
        for path in (tmp_path.parent, desktop.folder, desktop.home)
        if (path / "climbed").exists() or (path / "CANARY").exists()
    ]
    count("7 bad files made by hand", held=1, of=1, note="each within 2 s of CPU and 1 GiB")


def brought(desktop: Desktop, bad: BadFile, folder: Path, before: list[str]) -> None:
    path = folder / "brought" / bad.name
    bad.put(path)
    looked = bounded(desktop, "import", str(path), "--dry-run")
    assert is_clear(looked), looked
    assert looked.code == bad.code, looked
    one = bounded(desktop, "import", str(path))
    assert is_clear(one), one
    assert one.code == bad.code, one
    assert bad.told in one.err, one
    after = here(desktop)
    if one.code:
        assert after == before, "nothing"
    elif after != before:
        assert "`reconnect undo` takes it back" in one.err, "all"
        assert any("Already Here" in line for line in after)
        desktop.does("undo")
        assert here(desktop) == before


def lies_with_ones_own(desktop: Desktop, bad: BadFile, before: list[str]) -> None:
    path = desktop.home / bad.name
    bad.put(path)
    try:
        what = path.parent.name if path.parent != desktop.home else "config"
        one = bounded(desktop, what, *(() if what == "config" else ("check",)))
        assert is_clear(one), one
        assert one.code == bad.code, one
        assert bad.told in one.err, one
        assert str(path) in one.err, "which file it is"
        for words in (("next",), ("templates",), ("themes",)):
            assert bounded(desktop, *words).code == 0, "and the others work on"
        assert here(desktop) == before
    finally:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


# Made bad at random

PEOPLE = invent(12, seed=3)


def good_zip() -> bytes:
    return zipped(("Connections.csv", linkedin.connections_csv(PEOPLE)), ("Invitations.csv", b"From,To,Sent At\n"))


def good_json(run: Run) -> bytes:
    return run("export", "-").out.encode()


THEME = b"name: mine\ndark: yes\ncolours:\n" + b"".join(
    b"  %s: '#%06x'\n" % (name.encode(), 0x222222 * (number + 1))
    for number, name in enumerate(["background", "sheet", "hole", "text", "ink", "quiet"])
)
GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "csv": ("Connections.csv", lambda: linkedin.connections_csv(PEOPLE)),
    "google": ("contacts.csv", lambda: address_books.google_new(address_books.FRIENDS)),
    "zip": ("export.zip", good_zip),
    "vcard": ("people.vcf", lambda: b"".join(card.data for card in CARDS[:25])),
    "config": (
        "config.yaml",
        lambda: b"people_a_day: 3\nkeys:\n  undo: u\n  write: [w, Enter]\ntheme: hearth\neditor: 'vi -R'\n",
    ),
    "template": ("templates/x.yaml", lambda: b"name: Mine\nfor: [new]\nlang: en\nbody: |\n  Hi {{first_name}},\n\n  [[what]]\n"),
    "theme": ("themes/x.yaml", lambda: THEME),
}
PIECES = (
    b'"', b",", b"\n", b"\r", b"\0", b"\xff\xfe", b"\t", b": ", b"&a ", b"*a", b"- ", b"{", b"[", b"}", b"]", b"\\u0000", b"\\ud800", b"1e999",
    b"-", b"null", b"\x1b]52;c;eA==\x07", b"BEGIN:VCARD\n", b"END:VCARD\n", b"\xe2\x80\xae", b"'" * 9, b"PK\x05\x06", b"{{", b"[[", b"%s", b"=\n",
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """One to six changes: a byte, a piece taken out, put in, doubled, or the end cut off."""
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(6):
            case 0 | 1:
                data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
            case 2:
                data = data[:at] + data[at + dice.randint(1, 60) :]
            case 3:
                data = data[:at] + dice.choice(PIECES) * dice.choice((1, 1, 1, 2, 300)) + data[at:]
            case 4:
                data = data[:at] + data[at : at + dice.randint(1, 400)] + data[at:]
            case _:
                data = data[:at] if dice.random() < 0.3 else data
    return data


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=pytest.mark.long if part else ()) for part in range(MUTATED // AT_ONCE)]
)
def test_made_bad_at_random(run: Run, tmp_path: Path, count: Count, part: int) -> None:
    """Several in one process, through the same door."""
    assert run("import", str(_put(tmp_path / "first", "people.vcf", CARDS[0].data))).code == 0
    export = good_json(run)
    before = export
    home = tmp_path / "home"
    kinds = (*GOOD, "json")
    for number in range(part * AT_ONCE, (part + 1) * AT_ONCE):
        dice = random.Random(number)
        kind = kinds[number % len(kinds)]
        name, make = GOOD.get(kind, ("people.json", lambda: export))
        data = mutated(make(), dice)
        if kind in ("config", "template", "theme"):
            path = _put(home, name, data)
            words = {"config": ("config",), "template": ("templates", "check"), "theme": ("themes", "check")}[kind]
        else:
            path = _put(tmp_path / "brought", name, data)
            words = ("import", str(path))
        one = run(*words)
        assert one.code in (0, 1), (number, kind, one)
        assert is_clear(Finished(*one)), (number, kind, one)
        assert one.code == 0 or one.err.strip(), "why"
        if kind in ("config", "template", "theme"):
            assert run("next").code == 0, (number, kind)
            path.unlink()
            continue
        after = good_json(run)
        if one.code:
            assert after == before, (number, kind, "all or nothing")
        elif after != before:
            assert run("undo").code == 0
            assert good_json(run) == before, (number, kind, "it can be taken back")
    count("7 bad files mutated", held=AT_ONCE, of=AT_ONCE)


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
