"""``edit``: fields by flags in one step, and the page through an editor, with nothing typed ever lost."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.paths import Home
from tests.conftest import Run

Script = Callable[[str], None]


@pytest.fixture(autouse=True)
def _two_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    run("add", "Ada Okafor", "--email", "ada@example.org", "--circle", "friends")
    run("add", "Jonas Lind")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Make an editor of a few lines of Python, which find the text in ``text`` and leave another there."""

    def make(lines: str) -> None:
        program = tmp_path / "editor.py"
        program.write_text(
            f"import sys, os\npath = sys.argv[-1]\ntext = open(path, encoding='utf-8').read()\n{lines}\n"
            "open(path, 'w', encoding='utf-8').write(text)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{program}'")

    return make


def page(run: Run, who: str = "ada") -> Any:
    return json.loads(run("show", who, "--json").out)


def test_flags_are_one_step(run: Run) -> None:
    before = run("export", "-").out
    ran = run(
        "edit", "ada", "okafor", "--company", "Kumo", "--position", "Watchmaker", "--pace", "60", "--birthday", "14 March", "--circle", "close",
        "--how-met", "at sea", "--about", "sails", "--language", "de", "--greeting", "Addy", "--location", "Lagos", "--headline", "Hm",
        "--salutation", "Liebe Ada,", "--email", "ada@kumo.example", "--phone", "+44 7700 900131", "--address", "1 Road", "--url", "https://ada.example",
        "--remove-email", "ADA@example.org", "--prefer", "ada@kumo.example", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["action"]["sentence"].startswith("Edited Ada Okafor: greeting, salutation, language, position, company, ")
    (ada,) = told["people"]
    assert (ada["company"], ada["birthday"], ada["circle"], ada["greeting"]) == ("Kumo", "--03-14", "close", "Addy")
    assert [one["value"] for one in ada["contacts"]] == ["ada@kumo.example", "+44 7700 900131", "https://ada.example", "1 Road"]
    assert "every 60 days" in run("show", "ada").out
    run("edit", "ada", "--pace", "none", "--company", "")
    assert page(run)["company"] == ""
    run("undo")
    run("undo")
    assert run("export", "-").out == before


@pytest.mark.parametrize(
    "words",
    [
        ("--pace", "soon"), ("--birthday", "31 February"), ("--circle", "enemies"), ("--name", " "), ("--prefer", "nobody@x.example"),
        ("--remove-phone", "1"), ("--email", ""), (), ("--json",), ("--frobnicate", "x"),
    ],
)  # fmt: skip
def test_words_that_are_off_change_nothing(run: Run, words: tuple[str, ...]) -> None:
    before = run("export", "-").out
    ran = run("edit", "ada", "--company", "Kumo", *words) if len(words) > 1 else run("edit", "ada", *words)
    assert (ran.code, ran.out) == (2, "")
    assert run("export", "-").out == before


def test_what_is_so_already_is_no_action(run: Run) -> None:
    ran = run("edit", "ada", "--circle", "friends", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["action"] is None
    assert "It is so already" in run("edit", "ada", "--name", "Ada Okafor").err
    assert len(json.loads(run("history", "--json").out)) == 2


def test_off_a_terminal_no_editor_opens(run: Run, editor: Script) -> None:
    editor("text = text.replace('Ada', 'Eve')")
    ran = run("edit", "ada")
    assert ran.code == 2
    assert "terminal" in ran.err
    assert page(run)["name"] == "Ada Okafor"


def test_the_page_goes_through_the_editor(run: Run, home: Home, editor: Script) -> None:
    editor(
        "assert os.stat(path).st_mode & 0o077 == 0\n"
        "text = text.replace('tags:', 'tags:\\n  - boats').replace('about:', 'about: |\\n  sails\\n  and “quotes”: #1\\n')"
        ".replace('relations:', 'relations:\\n  - kind: sister of\\n    name: Jonas Lind').replace('pace:\\n', 'pace: 40\\n')"
    )
    ran = run("edit", "ada", terminal=True)
    assert ran.code == 0, ran.err
    ada = page(run)
    assert (ada["tags"], ada["about"]) == (["boats"], "sails\nand “quotes”: #1")
    assert page(run, "jonas")["relations"] == [{"kind": "sister", "id": ada["id"], "name": "Ada Okafor"}]
    assert os.listdir(home.drafts) == []
    run("undo")
    assert page(run)["tags"] == []


def test_an_unchanged_page_changes_nothing(run: Run, home: Home, editor: Script) -> None:
    editor("pass")
    ran = run("edit", "ada", terminal=True)
    assert ran.code == 0
    assert "nothing was changed" in ran.err
    assert os.listdir(home.drafts) == []


def test_a_wrong_line_is_shown_where_it_is_and_put_right(run: Run, home: Home, editor: Script) -> None:
    editor(
        "first = not text.startswith('#! ')\n"
        "if first: text = text.replace('company:', 'compny: Kumo #').replace('position:', 'position: Cook')\n"
        "else:\n"
        "    number = int(text.split('line ')[1].split(':')[0])\n"
        "    lines = text.split('\\n')\n"
        "    lines[number - 1] = lines[number - 1].replace('compny: Kumo #', 'company: Kumo')\n"
        "    text = '\\n'.join(lines)"
    )
    ran = run("edit", "ada", terminal=True, stdin="\n")
    assert ran.code == 0, ran.err
    assert "there is no “compny” on a page; did you mean company?" in ran.err
    ada = page(run)
    assert (ada["company"], ada["position"]) == ("Kumo", "Cook")
    assert os.listdir(home.drafts) == []


@pytest.mark.parametrize("answer", ["q\n", "", "no\n"])
def test_giving_up_keeps_what_was_written(run: Run, home: Home, editor: Script, answer: str) -> None:
    before = run("export", "-").out
    editor("text = text.replace('about:', 'abot: a long text').replace('company:', 'company: Kumo')")
    ran = run("edit", "ada", terminal=True, stdin=answer)
    assert ran.code == 1
    (name,) = os.listdir(home.drafts)
    kept = Path(home.drafts, name)
    assert str(kept) in ran.err
    assert "abot: a long text" in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert run("export", "-").out == before


def test_emptying_the_page_after_a_problem_keeps_the_first_version(run: Run, home: Home, editor: Script) -> None:
    editor("text = '' if text.startswith('#! ') else text.replace('about:', 'abot: a long text')")
    ran = run("edit", "ada", terminal=True, stdin="\n")
    assert ran.code == 1
    (name,) = os.listdir(home.drafts)
    assert "abot: a long text" in Path(home.drafts, name).read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", ["sys.exit(3)", "text = ''"])
def test_an_editor_that_fails_changes_nothing(run: Run, editor: Script, lines: str) -> None:
    editor(lines)
    assert run("edit", "ada", terminal=True).code == 1
    assert page(run)["name"] == "Ada Okafor"


def test_hostile_words_come_back_through_the_editor(run: Run, editor: Script) -> None:
    nasty = "- &a *b: {x} #\t\"'\\ !!python/object 👩‍👩‍👧 \u2028 עברית"
    run("edit", "ada", "--about", nasty, "--headline", nasty, "--email", nasty)
    before = page(run)
    editor("text = text.replace('company:', 'company: Kumo')")
    assert run("edit", "ada", terminal=True).code == 0
    assert page(run) == {**before, "company": "Kumo"}
