"""A person's page from its first line to its last, in a real terminal by keys alone; what is stored is read through the shell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.counting import Count
from tests.e2e.story import App, Desktop

ADA, TWIN, JONAS = "Ada Okafor", "Adwoa Okafor", "Jonas Lind"


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    """A home with somebody to be related to, and somebody who is Ada under another name."""
    desktop = Desktop(tmp_path)
    added = (("add", JONAS, "--circle", "close"), ("add", TWIN, "--email", "adwoa@example.org"))
    told = desktop.run_all([*added, ("note", f'@"{TWIN}" likes the ferry')])
    assert [one.code for one in told] == [0, 0, 0], told
    return desktop


class Book:
    """What the shell says is stored."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    def of(self, name: str) -> Any:
        """All that is known of somebody, as ``show --json`` tells it."""
        return self.desktop.reads("show", self.id_of(name))

    def id_of(self, name: str) -> str:
        return next(str(row["id"]) for row in self.desktop.reads("find", name) if row["name"] == name)

    def has(self, name: str) -> bool:
        return any(row["name"] == name for row in self.desktop.reads("find", name))


def test_a_page_by_keys_alone_from_its_beginning_to_its_end_and_back(desktop: Desktop) -> None:
    book = Book(desktop)
    with desktop.opens("jonas") as app:
        _create(app, book)
        _edit(app, book)
        _relate(app, book)
        _tag(app, book)
        _merge_and_part(app, book)
        _delete_and_undo(app, book)
        app.keys("Esc")
        app.reads(ADA)
        assert app.quits() == 0


def _create(app: App, book: Book) -> None:
    """A note about somebody new adds them."""
    app.reads(JONAS)
    app.keys("N")
    app.wait_for("note something", "@name")
    app.type(f'@+"{ADA}" sails, badly')
    app.wait_for("badly")
    app.keys("Enter")
    app.wait_gone("@name")
    app.wait_for("undoes")
    made = book.of(ADA)
    assert len(made["moments"]) == 1
    assert "sails, badly" in made["moments"][0]["text"]
    app.keys("/")
    app.wait_for("find somebody")
    app.type("ada okafor")
    app.wait_for(ADA)
    app.keys("Enter")
    app.reads(ADA)
    app.keys("e")
    app.wait_for("how you write to them", "esc back")


def _saved(app: App, sentence: str) -> None:
    app.wait_for(f"{sentence} · u undoes")


def _edit(app: App, book: Book) -> None:
    """A line that is one, and a text of several."""
    app.keys(*"jjjjjjjj")
    app.keys("Enter")
    app.wait_for(f"{ADA}: company")
    app.type("Kumo 雲")
    app.wait_for("Kumo 雲")
    app.keys("Enter")
    _saved(app, f"Edited {ADA}: company")
    assert book.of(ADA)["company"] == "Kumo 雲"
    app.keys(*"jjjj", "Enter")
    app.wait_for(f"{ADA}: pace")
    app.type("often")
    app.wait_for("“often” is no pace")
    app.keys("ctrl+u")
    app.type("6 weeks")
    app.wait_for("about every 42 days")
    app.keys("Enter")
    _saved(app, f"{ADA}: about every 42 days, their own pace")
    app.keys(*"jjj", "Enter")
    app.wait_for(f"{ADA}: about")
    app.type("Two kids.\nWants to leave consulting.")
    app.wait_for("consulting")
    app.keys("ctrl+s")
    _saved(app, f"Edited {ADA}: about")
    assert book.of(ADA)["about"] == "Two kids.\nWants to leave consulting."
    app.keys("u")
    app.wait_for("Taken back")
    assert book.of(ADA)["about"] == ""
    app.keys("ctrl+r")
    app.wait_for("Done again")
    assert book.of(ADA)["about"] == "Two kids.\nWants to leave consulting."


def _relate(app: App, book: Book) -> None:
    """Told once, and it stands on both pages."""
    app.keys("r")
    app.wait_for("who is who", "whom?")
    app.type("sister of")
    app.wait_for("sister of")
    app.keys("Enter")
    app.type("jon")
    app.wait_for(f"on the page of {JONAS}: sister: {ADA}")
    app.keys("Enter")
    _saved(app, f"{ADA}: sister of {JONAS}")
    assert [(one["kind"], one["name"]) for one in book.of(ADA)["relations"]] == [("sister of", JONAS)]
    assert [(one["kind"], one["name"]) for one in book.of(JONAS)["relations"]] == [("sister", ADA)]


def _tag(app: App, book: Book) -> None:
    app.keys("t")
    app.wait_for(f"{ADA}: a tag")
    app.type("#boats, old friends")
    app.wait_for("#boats #old friends")
    app.keys("Enter")
    _saved(app, f"{ADA}: #boats #old friends")
    assert book.of(ADA)["tags"] == ["boats", "old friends"]


def _merge_and_part(app: App, book: Book) -> None:
    ada, twin = book.of(ADA), book.of(TWIN)
    app.keys("M")
    app.wait_for(f"who else is {ADA}?")
    app.type("adwoa")
    app.wait_for(f"› {TWIN}")
    app.keys("Enter")
    app.wait_for("one person or two?", ADA, TWIN, "adwoa@example.org", "this one stays")
    app.keys("s")
    _saved(app, f"Merged {ADA} with {TWIN}")
    merged = book.of(ADA)
    assert merged["id"] == ada["id"]
    assert [one["value"] for one in merged["contacts"]] == ["adwoa@example.org"]
    assert {one["text"] for one in merged["moments"]} == {one["text"] for one in ada["moments"] + twin["moments"]}
    assert not book.has(TWIN)
    app.keys("u")
    app.wait_for("Taken back")
    assert book.of(ADA) == ada
    assert book.of(TWIN) == twin


def _delete_and_undo(app: App, book: Book) -> None:
    """A copy is saved first; then she is gone, and she comes back whole."""
    ada, jonas = book.of(ADA), book.of(JONAS)
    app.keys("D")
    app.wait_for(f"delete {ADA}?", "one moment that nobody else is in")
    app.keys("s")
    app.wait_for("a copy of the page")
    app.keys("Enter")
    app.wait_for("The copy is in ada-okafor.json")
    assert json.loads((book.desktop.folder / "ada-okafor.json").read_text(encoding="utf-8")) == ada
    app.keys("d")
    app.wait_for(f"Deleted {ADA} · u undoes")
    assert not book.has(ADA)
    assert book.of(JONAS)["relations"] == []
    app.reads()
    app.keys("u")
    app.wait_for(ADA, "Taken back")
    assert book.of(ADA) == ada
    assert book.of(JONAS) == jonas
    app.keys("e")
    app.wait_for("how you write to them")


def test_what_is_typed_into_a_page_is_in_a_file_when_the_program_is_killed(desktop: Desktop, count: Count) -> None:
    words = "Two kids.\nWants to leave consulting, and 清水 knows why"
    with desktop.opens("jonas") as app:
        app.reads(JONAS)
        app.keys("e")
        app.wait_for("how you write to them")
        app.keys(*"j" * 15, "Enter")
        app.wait_for(f"{JONAS}: about")
        app.type(words)
        app.wait_for("knows why")
        app.let_pass(0.3)
        app.kill()
        app.wait_exit()
    with desktop.opens("jonas") as app:
        app.wait_for("A text that an earlier sitting", JONAS)
        assert app.quits() == 0
    (left,) = (desktop.home / "drafts").iterdir()
    assert left.read_text(encoding="utf-8") == words
    assert Book(desktop).of(JONAS)["about"] == ""
    count("1 typing into a page, then kill -9", held=1, of=1)


def test_a_small_window_is_enough(desktop: Desktop) -> None:
    """All of a page at 80 × 24, and back to the card; a window made small and large again meanwhile keeps the place."""
    with desktop.opens("jonas", size=(80, 24)) as app:
        app.reads(JONAS)
        app.keys("e")
        app.wait_for("how you write to them", "esc back")
        app.keys("End")
        app.wait_for("delete it; a copy can be saved first")
        app.resize((60, 16))
        app.wait_for("delete it; a copy can be saved first", "esc back")
        app.resize((120, 36))
        app.wait_for("delete it; a copy can be saved first", "esc back", "between you")
        app.keys("Enter")
        app.wait_for(f"delete {JONAS}?")
        app.keys("Esc")
        app.wait_for("enter begin")
        app.keys("Esc")
        app.reads(JONAS)
        assert app.quits() == 0
