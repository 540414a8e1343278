"""``tag``, ``relate``, ``delete`` and ``brief``, and JSON lines in."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from reconnect_tui.paths import Home
from tests.cli.test_hostile import NASTY, harmless
from tests.conftest import Ran, Run


@pytest.fixture(autouse=True)
def _two_people(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    run("add", "Ada Okafor", "--email", "ada@example.org")
    run("add", "Jonas Lind")


def page(run: Run, who: str = "ada") -> Any:
    return json.loads(run("show", who, "--json").out)


def told(ran: Ran) -> list[Any]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_tags(run: Run) -> None:
    ran = run("tag", "ada", "family", "#boats", "--json")
    assert json.loads(ran.out)["action"]["sentence"] == "Ada Okafor: #family #boats"
    assert page(run)["tags"] == ["boats", "family"]
    assert "  #boats #family\n" in run("show", "ada").out
    assert json.loads(run("tag", "ada", "Family", "--json").out)["action"] is None
    assert "no more #family" in run("tag", "ada okafor", "FAMILY", "--remove").err.lower()
    assert run("tag", "ada", "cats", "--remove").code == 1
    assert run("tag", "ada").code == run("tag", "ada", "#").code == 2
    assert run("tag", "nobody", "x").code == 3
    run("undo")
    assert page(run)["tags"] == ["boats", "family"]


def test_relations_stand_on_both_pages(run: Run) -> None:
    ran = run("relate", "ada", "sister of", "jonas")
    assert (ran.code, ran.err) == (0, "Ada Okafor: sister of Jonas Lind. `reconnect undo` takes it back.\n")
    assert "who is who\n  sister of Jonas Lind\n" in run("show", "ada").out
    assert "who is who\n  sister: Ada Okafor\n" in run("show", "jonas").out
    assert json.loads(run("relate", "jonas", "sister", "ada", "--json").out)["action"] is None
    assert run("relate", "jonas", "", "ada", "--remove").code == 0
    assert page(run)["relations"] == page(run, "jonas")["relations"] == []
    run("undo")
    assert [one["kind"] for one in page(run)["relations"]] == ["sister of"]


def test_a_relation_to_a_name(run: Run) -> None:
    ran = run("relate", "ada", "mother of", "Ngozi")
    assert ran.code == 3
    assert "--by-name" in ran.err
    assert run("relate", "ada", "mother of", "Ngozi", "--by-name").code == 0
    assert page(run)["relations"] == [{"kind": "mother of", "id": None, "name": "Ngozi"}]
    assert run("relate", "ada", "mother of", "ngozi", "--by-name", "--remove").code == 0
    assert run("relate", "ada", "mother of", "ngozi", "--by-name", "--remove").code == 1
    assert run("relate", "ada", "x", " ", "--by-name").code == run("relate", "ada", "x", "ada").code == 2


def test_off_a_terminal_deleting_has_to_be_said(run: Run, tmp_path: Path) -> None:
    ran = run("delete", "ada", stdin="yes\nyes\n")
    assert ran.code == 2
    assert "--yes" in ran.err
    before = run("export", "-").out
    copy = tmp_path / "ada.json"
    told_json = json.loads(run("delete", "ada", "--yes", "--copy", str(copy), "--json").out)
    assert told_json["action"]["sentence"] == "Deleted Ada Okafor"
    assert json.loads(copy.read_text(encoding="utf-8"))["contacts"][0]["value"] == "ada@example.org"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run("show", "ada").code == 3
    run("undo")
    assert run("export", "-").out == before
    assert run("delete", "ada", "--yes", "--copy", str(copy)).code == 1, "a file that is there is no place for a copy"
    assert run("show", "ada").code == 0


@pytest.mark.parametrize(
    ("answers", "code", "copies"),
    [
        ("\nyes\n", 0, ["ada-okafor.json"]), ("n\nyes\n", 0, []), ("my.json\ny\n", 0, ["my.json"]), ("n\n\n", 1, []), ("n\nno\n", 1, []),
        ("\n", 1, ["ada-okafor.json"]), ("", 1, []), ("nowhere/x.json\nyes\n", 1, []),
    ],
)  # fmt: skip
def test_on_a_terminal_a_copy_is_offered_and_it_asks(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, code: int, copies: list[str]
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run("note", "coffee: @ada and @jonas")
    run("note", "call: @ada")
    ran = run("delete", "ada", terminal=True, stdin=answers)
    assert ran.code == code
    assert os.listdir(folder) == copies
    assert run("show", "ada").code == (3 if code == 0 else 0)
    if "yes" in answers and code == 0:
        assert "Delete Ada Okafor and one moment with them alone?" in ran.err
        assert [one["text"] for one in page(run, "jonas")["moments"]] == ["@ada and @jonas"]


def test_a_brief_is_one_screen(run: Run) -> None:
    run(
        "edit",
        "ada",
        "--company",
        "Kumo " * 30,
        "--location",
        "Lagos " * 30,
        "--how-met",
        "at sea " * 60,
        "--birthday",
        "1 December",
    )
    run("record", "ada", "--what", "replied", "--on", "1 Nov", "--note", "words of theirs " * 30)
    run("record", "ada", "--what", "wrote", "--on", "2 Nov", "--note", "words of yours " * 30)
    for number in range(1, 9):
        run("note", f'{number} Oct coffee: @ada with @+"Kid Number{"abcdefgh"[number - 1]}" ' + "long talk " * 30)
        run("follow-up", "ada", "in 2 weeks", "to ask " * 20 + str(number))
        run("relate", "ada", f"best friend of number {number}", f"Somebody {number}", "--by-name")
    out = run("brief", "ada").out
    assert len(out.splitlines()) <= 23
    assert max(map(len, out.splitlines())) <= 80
    order = [
        "Ada Okafor",
        "birthday 1 December",
        "they wrote, 1 Nov",
        "you wrote, 2 Nov",
        "Somebody 1",
        "to come back to",
        "8 Oct 2026",
        "how you met",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)


def test_a_brief_as_json(run: Run, home: Home) -> None:
    run("relate", "ada", "sister of", "jonas")
    run("note", '1 Nov coffee: @ada and @+"Bo Ek". promised: the book')
    found = json.loads(run("brief", "ada", "--json").out)
    assert found["name"] == "Ada Okafor"
    assert (found["they_wrote"], found["you_wrote"], found["birthday_on"]) == (None, None, None)
    assert [one["name"] for one in found["people"]] == ["Bo Ek"]
    assert [one["kind"] for one in found["relations"]] == ["sister of"]
    assert [one["what"] for one in found["follow_ups"]] == ["the book"]
    assert not os.path.exists(os.path.join(home.data, "briefed"))
    run("died", "jonas")
    run("never", "bo")
    out = run("brief", "ada").out
    assert "sister of Jonas Lind (has died)" in out
    assert "Bo Ek" not in out.replace('@+"Bo Ek"', "")
    assert os.path.exists(os.path.join(home.data, "briefed"))


def test_notes_as_json_lines(run: Run) -> None:
    lines = ('{"text": "coffee: @ada sails"}', '"call: @jonas\\nand a second line"', "met: @ada and @jonas", "", '  "@ada é"  ')
    ran = run("note", "-", "--json", stdin="\ufeff" + "\n".join(lines))
    assert (ran.code, ran.err) == (0, "")
    assert [one["moment"]["text"] for one in told(ran)] == [
        "@ada sails",
        "@jonas\nand a second line",
        "@ada and @jonas",
        "@ada é",
    ]
    assert len(json.loads(run("history", "--json").out)) == 6, "each is a decision of its own"


def test_a_line_that_is_off_is_told_and_the_others_are_done(run: Run) -> None:
    bad = (
        "{",
        '{"text": 1}',
        '{"txt": "@ada"}',
        '{"text": "  "}',
        '{"text": "@zzz"}',
        '"unclosed',
        "nobody named",
        "[" * 3,
        '{"a":' * 2000,
    )
    ran = run("note", "-", "--json", stdin="\n".join(['"@ada 1"', *bad, '"@ada 2"']).encode() + b"\n\xff @ada 3\n")
    assert ran.code == 1
    assert [one["moment"]["text"] for one in told(ran)] == ["@ada 1", "@ada 2", "� @ada 3"]
    for number in range(2, 2 + len(bad)):
        assert f"line {number}: " in ran.err
    assert [one["text"] for one in json.loads(run("drafts", "--json").out)] == ["[[[", "nobody named", "@zzz"], (
        "and nothing is lost"
    )


def test_a_line_without_end_is_not_kept_in_memory(run: Run) -> None:
    ran = run("note", "-", "--json", stdin="x" * 3_000_000 + '\n"@ada after it"\n')
    assert ran.code == 1
    assert "line 1: it is longer than" in ran.err
    assert [one["moment"]["text"] for one in told(ran)] == ["@ada after it"]


def test_people_as_json_lines(run: Run) -> None:
    eve = {
        "name": "Eve Ng", "email": ["e@x.example", "E@X.example"], "phone": "+49 30 1", "tags": ["boats", "#boats"],
        "pace": 30, "birthday": "1984-03-14", "about": "a\nb", "how_met": "at sea",
        "circle": "friends", "contacts": [{"kind": "url", "value": "https://www.linkedin.com/in/eve-ng", "label": ""}],
    }  # fmt: skip
    ran = run("add", "-", "--json", stdin=json.dumps(eve) + '\n"Bo Ek"\n')
    assert (ran.code, ran.err) == (0, "")
    first, second = (one["people"][0] for one in told(ran))
    assert [one["kind"] for one in first["contacts"]] == ["email", "phone", "linkedin"]
    assert (first["tags"], first["circle"], first["birthday"], first["about"]) == (["boats"], "friends", "1984-03-14", "a\nb")
    assert (first["greeting"], second["name"]) == ("Eve", "Bo Ek")
    run("undo")
    run("undo")
    assert run("show", "eve").code == 3


@pytest.mark.parametrize(
    "line",
    [
        "{}", '""', "Bo", "1", '{"name": "Bo", "x": 1}', '{"name": "Bo", "circle": "no"}', '{"name": "Bo", "pace": -1}', '{"name": "Bo", "email": 1}',
        '{"name": "Bo", "email": [1]}', '{"name": "Bo", "contacts": {}}', '{"name": "Bo", "contacts": [{"kind": "fax", "value": "1"}]}',
        '{"name": "Bo", "tags": ["#"]}', '{"name": "Bo", "birthday": "soon"}', '{"name": "\\u0007"}',
    ],
)  # fmt: skip
def test_a_person_that_is_off_is_not_added(run: Run, line: str) -> None:
    before = run("export", "-").out
    ran = run("add", "-", "--json", stdin=line)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("line 1: ")
    assert run("export", "-").out == before


def test_records_as_json_lines(run: Run) -> None:
    lines = [
        '{"who": "ada", "what": "met", "on": "12 Mar", "note": "x", "next": "tomorrow"}',
        '{"who": "ada"}',
        '{"who": "zz", "what": "met"}',
    ]
    ran = run("record", "-", "--json", stdin="\n".join(lines))
    assert ran.code == 1
    (one,) = told(ran)
    assert (one["moment"]["at"], one["follow_ups"][0]["due"]) == ("2026-03-12", "2026-11-23")
    assert "line 2: " in ran.err
    assert "line 3: Nobody here fits" in ran.err


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
def test_no_word_acts_on_the_terminal(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nasty: str) -> None:
    monkeypatch.chdir(tmp_path)
    run("add", "--", f"N {nasty}")
    harmless(run("tag", "--", "ada", f"x{nasty}"))
    harmless(run("relate", "--", "ada", f"knows {nasty}", "jonas"))
    harmless(run("relate", "ada", f"{nasty} of", f"Ngozi {nasty}", "--by-name"))
    harmless(
        run(
            "edit",
            "ada",
            f"--about={nasty}",
            f"--how-met={nasty}",
            f"--headline={nasty}",
            f"--address=x{nasty}",
            f"--name=Ada {nasty}",
        )
    )
    harmless(run("record", "ada", "--what", "replied", f"--note={nasty}", f"--by={nasty}"))
    for words in (
        ("show", "ada"),
        ("brief", "ada"),
        ("show", "jonas"),
        ("completion", "names"),
        ("relate", "ada", "no", "jonas", "--remove"),
    ):
        harmless(run(*words))
    harmless(run("brief", "ada", "--json"), json_too=True)
    harmless(run("note", "-", "--json", stdin=json.dumps(f"{nasty} @ada") + "\n" + json.dumps({nasty: 1})), json_too=True)
    harmless(run("delete", "ada", terminal=True, stdin="\nyes\n"))
    assert len(list(tmp_path.glob("*.json"))) == 1
