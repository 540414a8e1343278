"""The README keeps its word: its commands are run, its table, paths and pictures are the program's own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from reconnect_tui import keymap
from reconnect_tui.cli.table import COMMANDS
from reconnect_tui.config import config_from
from reconnect_tui.interchange.yaml_files import load_documents
from reconnect_tui.paths import find_home
from reconnect_tui.services import demo
from reconnect_tui.services.desk import open_desk
from reconnect_tui.services.templates import load_templates
from tests.data.linkedin import write_export
from tests.readme import DAY, LARGEST, PICTURES, README, ROOT, THEMES, blocks, with_keys

TEXT = README.read_text(encoding="utf-8")
LINES = [line for block in blocks(TEXT) for line in block.splitlines()]
CI = ROOT / ".ci" / "run"
SOMEBODY = "ada"
"""The WHO of the README's examples: somebody in the demo, and no command."""

SEED = 6
"""Of an invented export in which nobody else is called Ada."""


def test_ci_runs_the_readmes_own_command() -> None:
    (command,) = [block for block in blocks(TEXT) if "-m pytest" in block]
    printed = subprocess.run(["bash", str(CI), "--print"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert printed.stdout == command
    assert "pytest" not in CI.read_text(encoding="utf-8").replace("-m pytest", "", 1)
    assert os.access(CI, os.X_OK)


def test_both_ways_to_begin_start_from_nothing_but_python_and_pip() -> None:
    begins = [block for block in blocks(TEXT) if ".venv " in block]
    assert len(begins) == 2
    for block in begins:
        made, installed, ran = (line.removesuffix(" &&") for line in block.splitlines())
        assert made == "python3 -m venv --without-pip .venv"
        assert installed.startswith("python3 -m pip --python .venv install -q ")
        assert ran.startswith(".venv/bin/")


def test_every_command_it_names_exists() -> None:
    words = [shlex.split(line)[1:2] for line in LINES if line.startswith(("reconnect ", ".venv/bin/reconnect "))]
    words += [[word] for word in re.findall(r"`reconnect ([^\s`]+)", TEXT)]
    named = {word for first in words for word in first}
    assert named - set(COMMANDS) == {SOMEBODY, "--help"}
    assert SOMEBODY not in COMMANDS


@pytest.mark.skipif(sys.platform != "linux", reason="the paths in the README's commands are those of Linux")
def test_every_command_works_as_written_one_after_the_other(tmp_path: Path) -> None:
    user = tmp_path / "user"
    (user / "Downloads").mkdir(parents=True)
    write_export(user / "Downloads" / "Basic_LinkedInDataExport_11-22-2026.zip", people=30, messages=30, seed=SEED)
    (tmp_path / "contacts.vcf").write_text("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Wren Mbeki\r\nEND:VCARD\r\n", encoding="utf-8")
    (tmp_path / "members.csv").write_text("Member,Mail\nTove Haddad,tove@example.org\n", encoding="utf-8")
    commands = tmp_path / "bin" / "reconnect"
    commands.parent.mkdir()
    commands.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m reconnect_tui "$@"\n', encoding="utf-8")
    commands.chmod(0o755)
    environ = {
        "HOME": str(user), "LANG": "C.UTF-8", "PATH": f"{commands.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT), "RECONNECT_TODAY": DAY,
    }  # fmt: skip
    desk = open_desk(find_home(None, environ, sys.platform), environ)
    try:
        demo.build(desk)
    finally:
        desk.close()

    said: dict[str, str] = {}
    for line in LINES:
        if line.startswith("reconnect "):
            ran = subprocess.run(
                ["bash", "-c", line], cwd=tmp_path, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )
            assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"
            said[line] = ran.stdout + ran.stderr
    notes = [answer for line, answer in said.items() if line.startswith("reconnect note ")]
    assert len(notes) == 2
    for answer in notes:
        assert "with Ada Okafor; follow-up 6 Dec: ask how the move went; #family" in answer


def test_the_table_of_keys_is_the_registrys() -> None:
    assert keymap.table() in TEXT, "python -m tests.readme writes it anew"
    assert with_keys(TEXT) == TEXT


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_things_are_kept_where_it_says(platform: str) -> None:
    home = find_home(None, {"HOME": "/somebody"}, platform)
    for folder in home:
        assert f"`~{folder.removeprefix('/somebody')}/`" in TEXT


def test_its_template_and_its_settings_can_be_used(tmp_path: Path) -> None:
    template, settings = blocks(TEXT, "yaml")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.yaml").write_text(template, encoding="utf-8")
    found, problems = load_templates((tmp_path / "templates",))
    assert len(found) == 1
    assert not problems
    (tmp_path / "config.yaml").write_text(settings, encoding="utf-8")
    (entry,) = load_documents(tmp_path / "config.yaml")
    config, wrong = config_from(entry.value, entry.lines, "config.yaml")
    assert not wrong
    assert not keymap.resolve(config.keys)[1]
    assert config.theme in THEMES


def test_its_pictures_are_there_and_light() -> None:
    shown = re.findall(r'(?:src|srcset)="([^"]+)"', TEXT)
    assert sorted(ROOT / path for path in shown) == sorted(PICTURES.iterdir())
    for path in PICTURES.iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(data) <= LARGEST


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / target).is_file()
