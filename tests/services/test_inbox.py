"""The inbox: lines of another device taken one by one; the file keeps every byte but the sign of what was taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core import inbox as core
from reconnect_tui.core.errors import ReconnectError, WhoError
from reconnect_tui.services import inbox, recording
from reconnect_tui.services.desk import Desk
from reconnect_tui.store import drafts
from tests.conftest import Run

PHONE = (
    "\ufeffcoffee: @ada ate cake\r\n- [ ] @bo sings\r\n# Ideas\r\n\r\n* lunch: @ada\n✓ @ada long ago\n- [x] @bo too\nno name\n".encode()
    + b"\xff\xfe @ada\rlast @bo"
)
WAITING = ["coffee: @ada ate cake", "@bo sings", "lunch: @ada", "no name", "\ufffd\ufffd @ada", "last @bo"]


@pytest.fixture
def file(desk: Desk) -> Path:
    """The inbox of a home where Ada and Bo are known."""
    for name in ("Ada", "Bo"):
        recording.add_person(desk, name)
    desk.config = desk.config._replace(inbox="phone.txt")
    found = Path(desk.home.config, "phone.txt")
    found.write_bytes(PHONE)
    return found


def texts(desk: Desk) -> list[str]:
    return [entry.text for entry in inbox.waiting(desk)]


def moments(desk: Desk) -> list[tuple[str, str]]:
    return desk.store.connection.execute("SELECT kind, text FROM moment ORDER BY id").fetchall()


def test_what_waits(desk: Desk, file: Path) -> None:
    assert texts(desk) == WAITING
    assert file.read_bytes() == PHONE


def test_a_line_taken_is_marked_and_nothing_else_of_the_file_changes(desk: Desk, file: Path) -> None:
    file.chmod(0o640)
    expected = PHONE
    for text, before, after in (
        ("coffee: @ada ate cake", "coffee: @ada ate", "✓ coffee: @ada ate"),
        ("@bo sings", "- [ ] @bo", "- [x] @bo"),
        ("lunch: @ada", "* lunch", "✓ * lunch"),
        ("last @bo", "last @bo", "✓ last @bo"),
    ):
        entry = next(entry for entry in inbox.waiting(desk) if entry.text == text)
        done, told, problem = inbox.take(desk, entry)
        assert done.moment
        assert problem == ""
        assert told
        expected = expected.replace(before.encode(), after.encode(), 1)
        assert file.read_bytes() == expected
    assert moments(desk) == [("coffee", "@ada ate cake"), ("note", "@bo sings"), ("meal", "@ada"), ("note", "last @bo")]
    assert texts(desk) == ["no name", "\ufffd\ufffd @ada"]
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(file.parent).count("phone.txt") == 1
    assert not [name for name in os.listdir(file.parent) if name.endswith(".part")]


def test_a_line_that_is_not_sure_waits_on_and_is_no_draft(desk: Desk, file: Path) -> None:
    entry = next(entry for entry in inbox.waiting(desk) if entry.text == "no name")
    with pytest.raises(WhoError):
        inbox.take(desk, entry)
    assert texts(desk) == WAITING
    assert drafts.loose(desk.store) == []
    inbox.take(desk, entry, "no name, but @bo")
    assert "✓ no name\n".encode() in file.read_bytes()
    assert moments(desk) == [("note", "no name, but @bo")]


def test_lines_that_appear_meanwhile_are_not_lost(desk: Desk, file: Path) -> None:
    entry = inbox.waiting(desk)[1]
    file.write_bytes(core.BOM + b"a new one: @ada\n" + PHONE.removeprefix(core.BOM) + b"\nand another @bo\n")
    inbox.take(desk, entry)
    assert b"- [x] @bo sings" in file.read_bytes()
    assert file.read_bytes().replace(b"[x] @bo s", b"[ ] @bo s") == (
        core.BOM + b"a new one: @ada\n" + PHONE.removeprefix(core.BOM) + b"\nand another @bo\n"
    )
    assert {"a new one: @ada", "and another @bo"} <= set(texts(desk))


def test_a_file_that_changes_just_before_it_is_replaced_is_read_again(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = inbox._write
    written: list[str] = []

    def slow(part: str, data: bytes, mode: int) -> None:
        real(part, data, mode)
        if not written:
            with file.open("ab") as other:
                other.write(b"\nfrom the phone @bo")
        written.append(part)

    monkeypatch.setattr(inbox, "_write", slow)
    inbox.take(desk, inbox.waiting(desk)[0])
    assert len(written) == 2
    assert file.read_bytes().endswith(b"\nfrom the phone @bo")
    assert "✓ coffee".encode() in file.read_bytes()


def test_another_window_was_faster(desk: Desk, file: Path) -> None:
    entry = inbox.waiting(desk)[0]
    inbox.take(desk, entry)
    with pytest.raises(ReconnectError, match="taken already"):
        inbox.take(desk, entry)
    assert len(moments(desk)) == 1


def test_a_file_that_cannot_be_written_is_remembered_instead(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"again @ada\nagain @ada\n@bo\n")

    def refused(where: str, data: bytes, before: object) -> bool:
        raise PermissionError(13, "Permission denied", where)

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "_replaced", refused)
        *_, problem = inbox.take(desk, inbox.waiting(desk)[0])
        assert (
            problem
            == f"The inbox {file} cannot be written: Permission denied. That the line is taken is remembered here instead."
        )
        assert texts(desk) == ["again @ada", "@bo"]
        inbox.take(desk, inbox.waiting(desk)[0])
        assert texts(desk) == ["@bo"]
    assert texts(desk) == ["@bo"]
    assert file.read_text() == "✓ again @ada\n✓ again @ada\n@bo\n", "it is marked as soon as it can be"
    with file.open("a") as phone:
        phone.write("again @ada\n")
    assert texts(desk) == ["@bo", "again @ada"], "what is written anew is a line anew"


def test_what_is_no_inbox_is_told(desk: Desk, file: Path) -> None:
    file.write_bytes("@ada".encode("utf-16"))
    with pytest.raises(ReconnectError, match="UTF-16"):
        inbox.waiting(desk)
    file.write_bytes(b"x" * 1_000_001)
    with pytest.raises(ReconnectError, match="larger than a megabyte"):
        inbox.waiting(desk)
    file.unlink()
    assert inbox.waiting(desk) == ()
    file.mkdir()
    with pytest.raises(ReconnectError, match="is not a file"):
        inbox.waiting(desk)
    desk.config = desk.config._replace(inbox="")
    assert inbox.waiting(desk) == ()


def test_a_link_stays_a_link_and_the_home_folder_is_known(desk: Desk, file: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.txt"
    real.write_text("@ada\n")
    file.unlink()
    file.symlink_to(real)
    inbox.take(desk, inbox.waiting(desk)[0])
    assert file.is_symlink()
    assert real.read_text() == "✓ @ada\n"
    desk.config = desk.config._replace(inbox="~/phone.txt")
    assert inbox.path(desk) == os.path.realpath(os.path.join(desk.environ["HOME"], "phone.txt"))


@given(st.lists(st.sampled_from([b"a", b"- b", b"- [ ] c", "✓ d".encode(), b"# e", b"", b"\xff f", b"[x] g", b"* [ ] h", b"a"]), max_size=8),
       st.sampled_from([b"\n", b"\r\n", b"\r"]), st.booleans())  # fmt: skip
def test_taking_every_line_leaves_all_bytes_but_the_signs(lines: list[bytes], end: bytes, bom: bool) -> None:
    data = begun = (core.BOM if bom else b"") + end.join(lines)
    count = len(core.entries(data))
    for number in range(count):
        after = core.marked(data, core.entries(data)[0].raw)
        assert after is not None
        data = after
        assert len(core.entries(data)) == count - number - 1
    assert data.replace("✓ ".encode(), b"").replace(b"[x]", b"[ ]") == begun.replace("✓ ".encode(), b"").replace(b"[x]", b"[ ]")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_of_lines(data: bytes) -> None:
    for entry in core.entries(data):
        assert entry.text
        assert core.marked(data, entry.raw) is not None
    assert core.marked(data, b"not in there") is None or b"not in there" in data


def test_in_the_shell(run: Run, desk: Desk, file: Path) -> None:
    Path(desk.home.config, "config.yaml").write_text("inbox: phone.txt\n")
    assert run("note", "--inbox").out.splitlines()[:2] == WAITING[:2]
    assert file.read_bytes() == PHONE, "off a terminal nothing asks, and nothing is taken"
    ran = run("note", "--inbox", stdin="\nx\n\n\n\nq\n", terminal=True)
    assert ran.code == 0
    assert "1 of 6  coffee: @ada ate cake" in ran.err
    assert "Recorded: coffee with Ada" in ran.err
    assert "The line stays in the inbox." in ran.err
    assert moments(desk)[:2] == [("coffee", "@ada ate cake"), ("meal", "@ada")]
    assert texts(desk)[:1] == ["@bo sings"]
    assert "no name" in texts(desk)
    assert run("note", "--inbox", "hello").code == 2
    Path(desk.home.config, "config.yaml").unlink()
    none = run("note", "--inbox")
    assert none.code == 2
    assert "No inbox is set." in none.err
