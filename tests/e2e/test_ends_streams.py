"""Odd terminals, odd languages, homes that cannot be had, and streams that take nothing: a clear word, the right exit code, no traceback."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.counting import Count
from tests.e2e.story import App, Desktop

ZOE = "Zoë Šťastná 王芳"
LONG = pytest.mark.long
ROW = "9 odd terminals and streams"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path)
    desktop.does("add", ZOE, "--company", "Café ñandú")
    return desktop


# Terminals


@pytest.mark.parametrize(
    "term", [None, *(pytest.param(term, marks=LONG) for term in ("no-such-terminal", "", "vt100", "linux", "ansi", "screen"))]
)
def test_a_terminal_that_nobody_knows(desktop: Desktop, count: Count, term: str | None) -> None:
    command = desktop.command() if term is not None else ["env", "-u", "TERM", *desktop.command()]
    with App(command, desktop.environ, term=term or "", size=(100, 30), folder=str(desktop.folder)) as app:
        app.reads(ZOE).notes("an otter in the café")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert b"Traceback" not in app.raw
    assert [moment["text"] for moment in desktop.reads("show", "zoë")["moments"]] == ["an otter in the café"]
    count(ROW, held=1, of=1)


LANGUAGES = [
    ("LC_ALL", "C"), *(pytest.param(name, value, marks=LONG) for name in ("LANG", "LC_ALL") for value in ("C", "POSIX", "xx_XX.UTF-8", "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), LANGUAGES)
def test_a_language_without_letters(desktop: Desktop, count: Count, name: str, value: str) -> None:
    """Names keep every letter: by the shell, in the app and in plain lines."""
    del desktop.environ["LANG"]
    desktop.environ |= {name: value} if value else {}
    desktop.does("note", "@zoë von der Fähre 王")
    desktop.does("add", "Jürgen Größe")
    assert desktop.does("show", "Jürgen").out.startswith("Jürgen Größe")
    assert [hit["name"] for hit in desktop.reads("find", "Fähre")] == [ZOE]
    with desktop.opens("zoë") as app:
        app.reads(ZOE, "von der Fähre 王").notes("für immer 芳")
        assert app.quits() == 0
    with desktop.opens("session", "--plain") as app:
        app.wait_for("What now?")
        app.type("find zoë\n")
        app.wait_for(ZOE)
        app.type("n à bientôt 芳\n")
        app.wait_for(f"Noted on {ZOE}")
        app.type("q\n")
        assert app.wait_exit() == 0
    texts = {moment["text"] for moment in desktop.reads("show", "zoë")["moments"]}
    assert texts == {"@zoë von der Fähre 王", "für immer 芳", "à bientôt 芳"}
    count(ROW, held=1, of=1)


@pytest.mark.parametrize("times", [50, pytest.param(500, marks=LONG)])
def test_sizes_by_chance_while_somebody_types(desktop: Desktop, count: Count, times: int) -> None:
    """From 1 × 1 to 300 × 100, with a letter of the alphabet at each at which there is a card: not one is lost."""
    dice = random.Random(times)
    written = ""
    with desktop.opens() as app:
        app.reads(ZOE).writes("a")
        for number in range(times):
            if number % 10 == 0:
                app.quiet(0.05)
                app.resize((dice.randint(1, 300), dice.randint(1, 15)) if number % 50 else (1, 1))
                app.pump()
                app.resize((100, 30))
                app.wait_until(lambda: any("ctrl+s done" in line for line in app.lines()[-2:]), "the letter again")
                continue  # where the card is not shown, keys but q do nothing
            app.resize((dice.randint(60, 300), dice.randint(16, 100)))
            written += "abcdefghijklmnopqrstuvwxyz"[number % 26]
            app.type(written[-1])
            app.pump()
        app.resize((100, 30))
        app.wait_until(lambda: any("ctrl+s done" in line for line in app.lines()[-2:]), "the letter's keys in the last line")
        app.type("\nthe end")
        app.wait_for("the end")
        app.keys("ctrl+q")
        assert app.wait_exit() == 0
    assert b"Traceback" not in app.raw
    assert [draft["text"] for draft in desktop.reads("drafts")] == [f"a{written}\nthe end"]
    count("9 resizes", held=times, of=times)


# Streams

READS = ("show zoë", "find zoë --json", "next", "history", "templates", "config", "--help", "completion bash", "session --plain")
WRITES = ("note @zoë rows", "record zoë --what met", "tag zoë crew")
INTO = {
    # what the shell does with stdout; exit codes of what reads and of what writes, which says it on stderr
    "closed": (">&-", (0,), (0,)),
    "full": (">/dev/full", (1,), (0,)),
    "nobody": ("| head -0", (0, 1), (0,)),
    "all closed": (">&- 2>&- <&-", (0,), (0,)),
    "all full": (">/dev/full 2>/dev/full", (1,), (0,)),
}


@pytest.mark.parametrize(
    "into", ["closed", "full", "nobody", *(pytest.param(into, marks=LONG) for into in ("all closed", "all full"))]
)
@pytest.mark.parametrize("all_of_them", [False, pytest.param(True, marks=LONG)])
def test_stdout_that_takes_nothing(desktop: Desktop, count: Count, into: str, all_of_them: bool) -> None:
    if "full" in into and not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    calls = [*READS, *WRITES] if all_of_them else [READS[0], READS[-1], WRITES[0]]
    how, of_reading, of_writing = INTO[into]
    for call in calls:
        done = subprocess.run(
            ["sh", "-c", f'{{ "$@"; echo $? >code; }} {how}', "sh", *desktop.command(*call.split())], env=desktop.environ, cwd=desktop.folder,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        code = int((desktop.folder / "code").read_text(encoding="utf-8"))
        assert code in (of_writing if call in WRITES else of_reading), (call, done)
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr
        assert done.stderr.count(b"\n") <= 2
        if into == "full" and call in READS:
            assert done.stderr == b"The output could not be written: No space left on device.\n"
        if into == "nobody" and call in READS:
            assert done.stderr == b""
    noted = [moment["text"] for moment in desktop.reads("show", "zoë")["moments"]]
    assert noted.count("@zoë rows") == 1
    count(ROW, held=len(calls), of=len(calls))


# Homes


def test_homes_that_cannot_be_had(desktop: Desktop, count: Count, tmp_path: Path) -> None:
    """No HOME, one that is a file, one that nothing can be made in, no folder for temporary files."""
    environ = {name: value for name, value in desktop.environ.items() if name not in ("HOME", "RECONNECT_HOME")}
    a_file = tmp_path / "a file"
    a_file.write_text("not a folder")
    elsewhere = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    tried: list[tuple[dict[str, str], tuple[str, ...], int, str]] = [
        (elsewhere, ("add", "Ada Okafor"), 0, "Added Ada Okafor"),
        ({"HOME": str(a_file)}, ("add", "Ada Okafor"), 1, "Choose another one with --home DIR."),
        ({"HOME": str(a_file)}, ("next",), 1, "cannot be made"),
        ({"HOME": str(_locked(tmp_path))}, ("note", "x"), 1, "cannot be made"),
        ({"HOME": str(a_file), "RECONNECT_HOME": str(desktop.home)}, ("note", "@zoë x"), 0, f"Noted on {ZOE}"),
        ({**elsewhere, "TMPDIR": str(tmp_path / "nowhere")}, ("export", str(tmp_path / "out.json")), 0, "Everything is in"),
        ({**elsewhere, "TMPDIR": str(tmp_path / "nowhere")}, ("backup",), 0, "checked and is whole"),
    ]
    for more, words, code, said in tried:
        done = subprocess.run(
            [sys.executable, "-m", "reconnect_tui", *words], env=environ | more, cwd=tmp_path, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        told = done.stderr.decode()
        assert (done.returncode, said in told, "Traceback" in told) == (code, True, False), (more, words, done)
        assert told.count("\n") <= 3
    count(ROW, held=len(tried), of=len(tried))


def _locked(folder: Path) -> Path:
    """A folder in which nobody may make anything, root neither."""
    if os.geteuid():
        locked = folder / "locked"
        locked.mkdir(mode=0o500)
        return locked
    return Path("/proc") if Path("/proc/self").exists() else folder / "a file"


@pytest.mark.parametrize("home", ["a file", "locked"])
def test_the_app_on_a_home_that_cannot_be_had(desktop: Desktop, count: Count, tmp_path: Path, home: str) -> None:
    (tmp_path / "a file").write_text("not a folder")
    environ = desktop.environ | {"HOME": str(tmp_path / "a file" if home == "a file" else _locked(tmp_path))}
    del environ["RECONNECT_HOME"]
    with App(desktop.command(), environ, folder=str(tmp_path)) as app:
        assert app.wait_exit() == 1
        assert "cannot be made" in " ".join(app.text().split())
    assert b"Traceback" not in app.raw
    assert b"\x1b[?1049h" not in app.raw
    count(ROW, held=1, of=1)
