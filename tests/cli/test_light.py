"""What a command may load: never the drawing side, and for the instant ones nothing that costs (SPEED.md)."""

from __future__ import annotations

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path

import pytest

import reconnect_tui
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.paths import Home
from tests.conftest import Run

ROOT = Path(reconnect_tui.__file__).parent.parent
DRAWING = {"textual", "rich"}
HEAVY = {
    "sqlite_utils",
    "yaml",
    "dataclasses",
    "click",
    "zipfile",
    "csv",
    "importlib.metadata",
    "filelock",
    "rapidfuzz",
    "subprocess",
}
"""What the instant commands do without."""

_LOADED = """
import contextlib, io, sys
from reconnect_tui.__main__ import main
loaded = {}
for words in eval(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = main(words)
    loaded[" ".join(words)] = [code, sorted(sys.modules)]
print(repr(loaded))
"""


def loaded_by(*calls: list[str]) -> dict[str, tuple[int, set[str]]]:
    """Run the calls one after the other in a process of their own: each one's exit code, and all that is loaded after it."""
    ran = subprocess.run(
        [sys.executable, "-c", _LOADED, repr(calls)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        env=dict(os.environ),
    )
    return {words: (code, set(names)) for words, (code, names) in literal_eval(ran.stdout).items()}


INSTANT = (
    ["find", "ada"], ["find", "ada", "--json"], ["next"], ["next", "--json"], ["show", "ada"], ["show", "ada", "--json"],
    ["note", "hello", "@ada"], ["note", "--json", "hello", "@ada"], ["--version"],
)  # fmt: skip


@pytest.mark.parametrize("words", [*INSTANT, ["record", "ada", "--what", "met"], ["next", "-n", "2"]], ids=" ".join)
def test_the_instant_commands_load_nothing_heavy(run: Run, words: list[str]) -> None:
    run("add", "Ada")
    ((code, loaded),) = loaded_by(words).values()
    assert code == 0
    assert not (DRAWING | HEAVY) & loaded
    if words in INSTANT:
        assert not {"argparse", "typing"} & loaded
        assert "re" not in loaded or words[0] == "show" or "--json" in words  # textwrap and json want it


def test_no_command_draws(run: Run, home: Home, tmp_path: Path) -> None:
    run("demo", "--fill")
    path = str(tmp_path / "x.json")
    calls = {
        "session": ["--plain"],
        "next": [], "note": ["hello", "@okafor"], "record": ["okafor", "--what", "met"], "follow-up": ["okafor", "tomorrow", "write"],
        "done": ["nothing"], "later": ["okafor"], "skip": ["okafor"], "add": ["Bo"], "show": ["okafor"], "circle": ["okafor", "close"],
        "circles": [], "review": [], "merge": ["okafor", "okafor"],
        "edit": ["okafor", "--pace", "30"], "tag": ["okafor", "x"], "relate": ["okafor", "friend of", "Bo", "--by-name"], "brief": ["okafor"],
        "completion": ["bash"], "delete": ["bo", "--yes"],
        "rest": ["okafor"], "never": ["okafor"], "died": ["okafor"], "wake": ["okafor"], "find": ["ada"], "today": [],
        "ahead": [], "drafts": [], "undo": [], "redo": [], "history": [], "import": [path], "export": [path], "backup": [],
        "restore": [path], "doctor": [], "templates": ["check"], "themes": ["check"], "config": [], "demo": ["--fill"],
    }  # fmt: skip
    assert calls.keys() == COMMANDS.keys()
    loaded = loaded_by(
        *([name, *words] for name, words in calls.items()), *([name, "--help"] for name in calls), ["--help"], [], ["okafor"]
    )
    for words, (_, names) in loaded.items():
        assert not DRAWING & names, words
