"""A folder of pages, one a person, that is written whole or not at all, and in which nothing of anybody else's is lost."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.core.person import Person
from reconnect_tui.interchange.markdown import MARK
from reconnect_tui.services import exporting_markdown, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import people
from tests.services import everyone


@pytest.fixture
def known(desk: Desk, tmp_path: Path) -> dict[str, Person]:
    return everyone.fill(desk, tmp_path)


@pytest.fixture
def folder(desk: Desk, known: dict[str, Person], tmp_path: Path) -> Path:
    path = tmp_path / "pages"
    exporting_markdown.write(desk, str(path))
    return path


def test_a_page_a_person_and_an_index(desk: Desk, folder: Path) -> None:
    everybody = list(people.every(desk.store))
    assert len(os.listdir(folder)) == len(everybody) + 1
    listed = re.findall(r"\]\(([^()]+\.md)\)", (folder / "index.md").read_text())
    assert sorted(map(unquote, listed)) == sorted(name for name in os.listdir(folder) if name != "index.md")
    assert all((folder / name).read_text().startswith(MARK) for name in os.listdir(folder))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in os.listdir(folder)} == {0o600}


def test_all_that_is_known_is_on_the_page(folder: Path) -> None:
    page = (folder / "ada-okafor.md").read_text()
    for words in (
        "# Ada Okafor", "Northwind; Labs", "- birthday: 29 February\n", "- last contact: 22 November 2026", "- a hello every: 40 days",
        "- E-mail: `ada@example.org`", "- Phone: `+49 30 1234` (mobile, preferred)", "- Address: `1 Road, Lagos` (home)", "'quoted'",
        "- sister: [Bo Lind](bo-lind.md)", "- Somebody &lt;b&gt;", "- [ ] 24 December 2026: ask =cmd".replace("=", "\\="), "sailing",
        "- [ ] promised: send the book", "### 22 November 2026 · coffee · with Bo Lind", "> two kids  \n> \\- sails  \n", "Liebe Ada,",
        "\\[x\\](javascript:alert(1)) &lt;script&gt;", "> &nbsp;&nbsp;&nbsp;&nbsp;four spaces", "the sailor; really",
    ):  # fmt: skip
        assert words in page, words
    assert "<script" not in page


def test_the_silent_have_their_pages(folder: Path) -> None:
    assert "has died" in (folder / "bo-lind.md").read_text()
    assert "to be left alone" in (folder / "cy-moe.md").read_text()


def test_the_newest_comes_first(desk: Desk, folder: Path) -> None:
    eve = next(one for one in people.every(desk.store) if one.name == "Eve Ng")
    for day in ("2026-01-02", "2026-03-04", "2025-05-06"):
        recording.record(desk, eve.id, "met", on=date.fromisoformat(day))
    exporting_markdown.write(desk, str(folder), force=True)
    headings = re.findall("### (.*?) ·", (folder / "eve-ng.md").read_text())
    assert headings == ["4 March 2026", "2 January 2026", "6 May 2025"]


def test_the_same_data_gives_the_same_bytes(desk: Desk, folder: Path, tmp_path: Path) -> None:
    exporting_markdown.write(desk, str(tmp_path / "again"))
    for name in os.listdir(folder):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_folder_that_is_there_is_left(desk: Desk, folder: Path, tmp_path: Path) -> None:
    before = (folder / "index.md").stat().st_mtime_ns
    with pytest.raises(ReconnectError, match="--force"):
        exporting_markdown.write(desk, str(folder))
    assert (folder / "index.md").stat().st_mtime_ns == before
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ReconnectError, match="--force"):
        exporting_markdown.write(desk, str(empty))
    assert exporting_markdown.write(desk, str(empty), force=True) == len(list(people.every(desk.store)))


def _a_photo(path: Path) -> None:
    path.mkdir()
    (path / "photo.jpg").write_text("precious")


def _an_index(path: Path) -> None:
    path.mkdir()
    (path / "index.md").write_text("# My own notes")


def _a_link(path: Path) -> None:
    (path.parent / "else").mkdir()
    path.symlink_to(path.parent / "else", target_is_directory=True)


@pytest.mark.parametrize("make", [_a_photo, _an_index, _a_link, Path.touch])
def test_what_is_no_export_is_never_replaced(
    desk: Desk, known: dict[str, Person], tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "mine"
    make(path)
    before = sorted(str(one) for one in tmp_path.rglob("*"))
    with pytest.raises(ReconnectError):
        exporting_markdown.write(desk, str(path), force=True)
    assert sorted(str(one) for one in tmp_path.rglob("*")) == before


def test_what_others_put_into_it_stays(desk: Desk, folder: Path, known: dict[str, Person]) -> None:
    (folder / "my notes.md").write_text("mine")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    (folder / "link.md").symlink_to(folder / "index.md")
    with recording.decision(desk, "test", "a new name"):
        people.update(desk.store, "person", known["ada"].id, name="Ada Lind")
    exporting_markdown.write(desk, str(folder), force=True)
    assert (folder / "my notes.md").read_text() == "mine"
    assert (folder / ".git" / "HEAD").read_text() == "ref"
    assert (folder / "link.md").is_symlink()
    assert (folder / "ada-lind.md").exists()
    assert not (folder / "ada-okafor.md").exists()
    assert [name for name in os.listdir(folder.parent) if name.startswith("pages")] == ["pages"]


def test_a_page_takes_no_others_place(desk: Desk, folder: Path) -> None:
    (folder / "ada-okafor.md").unlink()
    (folder / "ADA-OKAFOR.md").write_text("mine")
    before = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    with pytest.raises(ReconnectError, match=r"ADA-OKAFOR\.md is not from an export"):
        exporting_markdown.write(desk, str(folder), force=True)
    assert {name: (folder / name).read_bytes() for name in os.listdir(folder)} == before
    assert [name for name in os.listdir(folder.parent) if name.startswith("pages")] == ["pages"]


@pytest.mark.parametrize("which", [1, 2, 3])
def test_a_rename_that_fails_leaves_what_was_there(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch, which: int) -> None:
    (folder / "my notes.md").write_text("mine")
    before = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    recording.add_person(desk, "Somebody New")
    rename, calls = os.rename, []

    def broken(old: str, new: str) -> None:
        calls.append(old)
        if len(calls) == which:
            raise OSError(5, "Input/output error")
        rename(old, new)

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", broken)
        with pytest.raises(ReconnectError, match="could not be written"):
            exporting_markdown.write(desk, str(folder), force=True)
    assert {name: (folder / name).read_bytes() for name in os.listdir(folder)} == before
    assert [name for name in os.listdir(folder.parent) if name.startswith("pages")] == ["pages"]


def test_a_write_that_fails_leaves_nothing(
    desk: Desk, known: dict[str, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, calls = os.open, []

    def full(path: str, *more: int) -> int:
        if path.endswith(".md"):
            calls.append(path)
            if len(calls) == 5:
                raise OSError(28, "No space left on device")
        return opened(path, *more)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(ReconnectError, match="No space left"):
        exporting_markdown.write(desk, str(tmp_path / "pages"))
    assert [name for name in os.listdir(tmp_path) if name.startswith("pages")] == []
    assert not desk.store.connection.in_transaction


@pytest.mark.parametrize("path", ["", "/", "   "])
def test_no_folder_at_all(desk: Desk, path: str) -> None:
    with pytest.raises(ReconnectError):
        exporting_markdown.write(desk, path, force=True)


def test_nobody_at_all(desk: Desk, tmp_path: Path) -> None:
    assert exporting_markdown.write(desk, f"{tmp_path}/none/") == 0
    assert os.listdir(tmp_path / "none") == ["index.md"]
