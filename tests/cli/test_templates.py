"""``reconnect templates``: what is at hand, in which language, and what is wrong with a file."""

from __future__ import annotations

import json
import os
from pathlib import Path

from reconnect_tui.paths import Home
from tests.conftest import Run
from tests.data.bad_templates import BAD


def test_the_list_names_language_and_rules(run: Run) -> None:
    lines = run("templates").out.splitlines()
    (coffee,) = [line for line in lines if line.startswith("Coffee next week")]
    assert coffee.split("  ")[-2:] == ["en", "silence, pace"]
    (cafe,) = [line for line in lines if line.startswith("Un café")]
    assert " fr " in cafe


def test_as_json(run: Run, home: Home) -> None:
    os.makedirs(home.templates)
    Path(home.templates, "own.yaml").write_text("- name: Own\n  expects: nothing\n  body: x\n")
    told = json.loads(run("templates", "--json").out)
    (own,) = [one for one in told["templates"] if one["name"] == "Own"]
    assert own == {
        "name": "Own", "for": [], "lang": "en", "subject": "", "expects": "nothing",
        "path": os.path.join(home.templates, "own.yaml"), "line": 1,
    }  # fmt: skip
    assert told["problems"] == []


def test_check_names_each_bad_file_with_its_line_and_exits_1(run: Run, home: Home) -> None:
    os.makedirs(home.templates)
    assert run("templates", "check").code == 0
    for name, (text, _, _) in BAD.items():
        Path(home.templates, f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        if name == "duplicate-name":
            Path(home.templates, "duplicate-name-a.yaml").write_text("name: Good in duplicate-name\nbody: b\n")
    ran = run("templates", "check")
    assert (ran.code, ran.out) == (1, "")
    for name, (_, line, reason) in BAD.items():
        where = f"{name}.yaml, line {line}: " if line else f"{name}.yaml: "
        assert any(where in told and reason in told for told in ran.err.splitlines()), name
    told = run("templates", "check", "--json")
    assert told.code == 1
    assert len(json.loads(told.out)["problems"]) == len(BAD)
    assert run("templates").code == 0
