"""Stories of people who use reconnect: one home, a machine of stand-ins, and both faces of the program.

with person.opens() as app:
    app.reads("Ada Okafor", "wrote last").begins_from("Coffee").fills("your talk in Lagos").hands_over().it_went()
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.e2e.terminal import Terminal
from tests.handoff.stand_ins import program

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"
DEAF_FOR = 0.3
"""A little more than the time in which deciding keys do nothing on a new card."""


# Each command gets streams such as a pipe has.
_RUN_ALL = """
import io, json, sys
from reconnect_tui.__main__ import main
commands, out, told = json.load(sys.stdin), sys.stdout, []
for words in commands:
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in "oe")
    code = main(words)
    told.append((code, *(stream.buffer.getvalue().decode("utf-8") for stream in (sys.stdout, sys.stderr))))
json.dump(told, out)
"""


class Finished(NamedTuple):
    """What a command of the shell did."""

    code: int
    out: str
    err: str


class Desktop:
    """Somebody's machine below one folder: their home, a browser and a clipboard that only take notes."""

    def __init__(self, folder: Path, today: str = TODAY) -> None:
        self.folder = folder
        self.home = folder / "home"
        programs = folder / "programs"
        for clipboard in ("xclip", "pbcopy"):
            program(programs, clipboard, f'cat > "{folder}/clipboard"')
        program(programs, "browser", f'printf "%s\\n" "$1" >> "{folder}/opened"')
        self.environ = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONPATH": str(ROOT),
            "RECONNECT_HOME": str(self.home),
            "RECONNECT_TODAY": today,
            "DISPLAY": ":none",
            "BROWSER": "browser",
        }

    @property
    def copied(self) -> str:
        """What the clipboard holds."""
        return _read(self.folder / "clipboard")

    @property
    def opened(self) -> list[str]:
        """The addresses that the browser was given."""
        return _read(self.folder / "opened").splitlines()

    def command(self, *words: str) -> list[str]:
        """The command line that runs the program with these words."""
        return [sys.executable, "-m", "reconnect_tui", *words]

    def run(self, *words: str, given: bytes = b"") -> Finished:
        """Run a command of the shell, off a terminal."""
        done = subprocess.run(
            self.command(*words), input=given, capture_output=True, env=self.environ, cwd=self.folder, timeout=60, check=False
        )
        return Finished(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def run_all(self, commands: Sequence[Sequence[str]]) -> list[Finished]:
        """Run many commands in one process, which is a tenth of the time."""
        done = subprocess.run(
            [sys.executable, "-c", _RUN_ALL], input=json.dumps(commands).encode(), capture_output=True, env=self.environ,
            cwd=self.folder, timeout=120, check=True,
        )  # fmt: skip
        return [Finished(*one) for one in json.loads(done.stdout)]

    def does(self, *words: str) -> Finished:
        """Run a command that must succeed."""
        done = self.run(*words)
        assert done.code == 0, f"{words}: {done}"
        return done

    def reads(self, *words: str) -> Any:
        """Run a command with ``--json`` and return what it says."""
        return json.loads(self.does(*words, "--json").out)

    def opens(self, *words: str, size: tuple[int, int] = (120, 36), **environ: str) -> App:
        """Open the app in a terminal."""
        return App(self.command(*words), self.environ | environ, size=size, folder=str(self.folder))


class App(Terminal):
    """The app, as somebody at the keyboard uses it. Each step waits until the screen shows that it was taken."""

    def reads(self, *words: str) -> Self:
        """Wait for a card with these words on it, and long enough that its keys are heard."""
        self.wait_for("a hello", "? help", *words)
        self.let_pass(DEAF_FOR)
        return self

    def begins_from(self, template: str, *preview: str) -> Self:
        """Choose a template by typing the beginning of its name; ``preview`` is what it shows before it is chosen."""
        self.keys("t")
        self.wait_for("begin from a template, for")
        self.type(template)
        self.wait_for(*preview)
        self.keys("Enter")
        self.wait_gone("begin from a template, for")
        return self

    def fills(self, *holes: str) -> Self:
        """Type into the holes, one after the other."""
        self.wait_for("next hole")
        for place, words in enumerate(holes):
            if place:
                self.keys("Tab")
            self.type(words)
            self.wait_for(words[-20:])
        return self

    def writes(self, words: str) -> Self:
        """Write at the end of the letter."""
        self.keys("w")
        self.wait_for("ctrl+s done")
        self.type(words)
        self.wait_for(words.rpartition("\n")[2][-20:])
        return self

    def is_done_writing(self) -> Self:
        """``ctrl+s``: the way of handing it over is asked."""
        self.keys("ctrl+s")
        self.wait_for("hand over to")
        return self

    def takes_the_usual_way(self) -> Self:
        """Enter, and back: did it go?"""
        self.keys("Enter")
        self.wait_for("did it go to", "It went")
        return self

    def it_went(self, follow_up: str = "", line: str = "") -> Self:
        """It went, perhaps with a follow-up and a line about it."""
        if follow_up or line:
            for words in (follow_up, line):
                self.keys("Tab")
                self.type(words)
                self.wait_for(words)
        self.keys("Enter")
        self.wait_for("Off it goes")
        return self

    def notes(self, words: str) -> Self:
        """Note something on the person shown."""
        self.keys("n")
        self.wait_for("a note on")
        self.type(words)
        self.wait_for(words[-20:])
        self.keys("Enter")
        self.wait_for("Noted on")
        return self

    def quits(self) -> int:
        """``q``; returns the exit code."""
        self.keys("q")
        return self.wait_exit()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
