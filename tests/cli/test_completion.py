"""Completion: every command and flag, the names of those who may be named, and no name that acts on a shell."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reconnect_tui.cli.completion import SHELLS, entries
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.paths import Home
from tests.conftest import Run

NASTY = (
    "Zed $(touch ran)",
    "Zed `touch ran`",
    "Zed; touch ran",
    "Zed & touch ran",
    "Zed 'o' \"Quote\"",
    "Zed \\ $HOME *",
    "Zed > ran",
    "Zed O'Neil",
    "Zed (Z) [z] {a,b} #1 !!",
)


def test_the_scripts_know_every_command_and_flag(run: Run) -> None:
    for shell in SHELLS:
        out = run("completion", shell).out
        assert all(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", out) for name in COMMANDS), shell
    flags = {one.name: one.flags for one in entries()}
    assert {"--company", "--remove-email", "--prefer", "--json", "--home"} <= set(flags["edit"])
    assert [one.name for one in entries() if one.who][:4] == ["session", "record", "follow-up", "later"]
    assert run("completion").code == run("completion", "tcsh").code == 2


def test_names_are_those_that_begin_so_and_never_silent_ones(run: Run, home: Home) -> None:
    assert run("completion", "names", "a").out == ""
    assert not os.path.exists(home.data), "a Tab begins no home"
    for name in ("Ada Okafor", "Ada Lind", "Åda Berg", "Bo Ada", "Ada Silent", "Ada Gone"):
        run("add", name)
    run("record", "ada lind", "--what", "met")
    run("never", "ada silent")
    run("died", "ada gone")
    ran = run("completion", "names", "--", "ADA")
    assert ran.out == "Ada Lind\nAda Okafor\nÅda Berg\n"
    assert run("completion", "names", "ada", "o").out == "Ada Okafor\n"
    assert run("completion", "names", "--", "$(touch x)").out == run("completion", "names", "--", "ada)").out == ""


def test_a_name_of_two_lines_is_one_name_in_the_list(run: Run, home: Home) -> None:
    """As a database that another program wrote in may have it."""
    run("add", "Zora X")
    with sqlite3.connect(home.database) as connection:
        connection.execute("DROP TRIGGER person_history_update")
        connection.execute("UPDATE person SET name = ?", ("Zora\n$(touch ran)\x1b]0;x\x07",))
    assert run("completion", "names", "--", "zo").out == "Zora $(touch ran)]0;x\n"


def test_a_command_in_a_sentence_can_be_copied(run: Run) -> None:
    ran = run("show", "zed $(touch ran)")
    assert "`reconnect find 'zed $(touch ran)'` searches everything" in ran.err
    assert "`reconnect find zed` searches everything" in run("show", "zed").err


@pytest.fixture
def folder(run: Run, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``reconnect`` on its PATH, in which nothing may appear."""
    for name in NASTY:
        assert run("add", "--", name).code == 0
    run("add", "Ada Okafor")
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "reconnect"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reconnect_tui "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    here = tmp_path / "here"
    here.mkdir()
    for shell in SHELLS:
        (tmp_path / shell).write_text(run("completion", shell).out, encoding="utf-8")
    return here


def shell(folder: Path, *command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    environ = {**os.environ, "HOME": str(folder.parent), "SCRIPT": str(folder.parent / command[0])}
    ran = subprocess.run(command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran
    return ran.stdout


BASH = r"""
source "$SCRIPT"
COMP_WORDS=(reconnect "$@"); COMP_CWORD=$#
_reconnect
for word in "${COMPREPLY[@]}"; do
    eval "typed=($word)"
    printf '%s=>' "$word"; printf '<%s>' "${typed[@]}"; echo
done
"""


def test_bash_types_every_name_as_it_is(folder: Path) -> None:
    out = shell(folder, "bash", "-c", BASH, "bash", "show", "ze")
    assert sorted(line.rpartition("=>")[2] for line in out.splitlines()) == sorted(f"<{name}>" for name in NASTY)
    assert os.listdir(folder) == [], "no name was run, when completed or when entered"


def test_bash_completes_commands_flags_and_what_is_quoted(folder: Path) -> None:
    def completed(*words: str, script: str = BASH) -> list[str]:
        return [line.partition("=>")[0] for line in shell(folder, "bash", "-c", script, "bash", *words).splitlines()]

    assert completed("rel") == ["relate"]
    assert completed("show", "--j") == ["--json"]
    assert completed("edit", "ada", "--remove-e") == ["--remove-email"]
    assert completed("show", "Ada\\ Ok") == ["Ada\\ Okafor"]
    assert completed("ad") == ["add"]
    assert completed("Ada") == ["Ada\\ Okafor"]
    assert completed("export", "ada") == []
    assert completed("show", '"ada o', script=BASH.replace('eval "typed=($word)"', "")) == ["Ada Okafor"]
    for typed in ("$(touch ran)", "`touch ran`", "';touch ran", '"$(touch ran)'):
        assert completed("show", typed) == []
    assert os.listdir(folder) == []


def test_fish_completes_them_too(folder: Path) -> None:
    out = shell(
        folder, "fish", "--no-config", "-c", 'source "$SCRIPT"; complete -C "reconnect show ze"; complete -C "reconnect rel"'
    )
    for name in NASTY:
        assert name in out
    assert "relate\twho is what to whom" in out
    assert "family" not in shell(
        folder, "fish", "--no-config", "-c", 'source "$SCRIPT"; complete -C \'reconnect show "$(touch ran)\''
    )
    assert os.listdir(folder) == []


ZSH = r"""
autoload -Uz compinit; compinit -D -u
compadd() { local each; for each in "$@"; do print -r -- "<$each>"; done; print -rl -- "${names[@]}" }
source "$SCRIPT"
words=(reconnect "$@"); CURRENT=${#words}; PREFIX=${words[-1]}
_files() { print files }
_describe() { return 1 }
_reconnect || true
"""


def test_zsh_takes_the_names_as_they_are(folder: Path) -> None:
    out = shell(folder, "zsh", "-f", "-c", ZSH, "zsh", "show", "ze")
    assert set(NASTY) <= set(out.splitlines())
    assert "files" in shell(folder, "zsh", "-f", "-c", ZSH, "zsh", "export", "x")
    for typed in ("$(touch ran)", "`touch ran`", "'$(touch ran)"):
        shell(folder, "zsh", "-f", "-c", ZSH, "zsh", "show", typed)
    assert os.listdir(folder) == []


@pytest.mark.parametrize("name", SHELLS)
def test_no_script_evaluates_what_it_reads(run: Run, name: str) -> None:
    out = run("completion", name).out
    assert not re.search(r"\beval\b|\bsource\b", out)
    assert all("names" not in line and "$name" not in line for line in out.splitlines() if "compgen -W" in line)
