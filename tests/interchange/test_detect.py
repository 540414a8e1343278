"""What a path holds, and what is said where it holds no export."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange.detect import detect, exports_in, looks_like
from reconnect_tui.interchange.members import day_in_name, fold_member, no_table
from tests.data.linkedin import (
    MESSAGES_2018,
    connections_csv,
    invitations_csv,
    messages_csv,
    positions_csv,
    profile_csv,
    recommendations_csv,
)
from tests.data.network import invent, invent_invitations, invent_messages, invent_recommendations

PEOPLE = invent(5)
CONNECTIONS = connections_csv(PEOPLE)
MESSAGES = messages_csv(invent_messages(PEOPLE, 5), PEOPLE)
ENOUGH = {"Connections.csv": CONNECTIONS}
ASIDE = {
    "Invitations.csv": invitations_csv(invent_invitations(PEOPLE, 3), PEOPLE),
    "Recommendations_Given.csv": recommendations_csv(invent_recommendations(PEOPLE, 3), PEOPLE),
    "Recommendations_Received.csv": recommendations_csv([], PEOPLE),
    "Positions.csv": positions_csv([("Fabrikam", "CTO", "Mar 2015", "")]),
    "Profile.csv": profile_csv("Jordan", "Pike"),
}
UPLOAD = b"Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt\n"


def zipped(path: Path, files: dict[str, bytes], day: tuple[int, int, int] = (1980, 1, 1)) -> Path:
    path.write_bytes(zip_of(files, day))
    return path


def zip_of(files: dict[str, bytes], day: tuple[int, int, int] = (1980, 1, 1)) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (*day, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def reason(path: Path) -> str:
    with pytest.raises(FileProblem) as caught:
        detect(path)
    assert caught.value.path.startswith(str(path))
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Connections.csv", "connections"), ("a/b/connections.CSV", "connections"), ("..\\..\\Connections (1).csv", "connections"),
        ("Connections_34875879.csv", "connections"), ("Connections_1 (2).csv", "connections"), ("Company Follows.csv", "companyfollows"),
        ("Company_Follows.csv", "companyfollows"), ("guide_messages.csv", "guidemessages"), ("Connections", ""), ("Connections.zip", ""),
        ("LearningCoachMessages.csv", "learningcoachmessages"), ("", ""), (".csv", ""),
    ],
)  # fmt: skip
def test_a_members_name(name: str, folded: str) -> None:
    assert fold_member(name) == folded


@pytest.mark.parametrize(
    "name", ["Connections.csv", "x/connections_77.csv", "../../CONNECTIONS (1).csv", "C:\\a\\Connections.csv"]
)
def test_a_zip_wherever_its_members_lie(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "any.zip", {"Articles/a.html": b"<p>", name: CONNECTIONS, "deep/er/messages.csv": MESSAGES})
    found = detect(path)
    assert found.source == "linkedin"
    assert set(found.members) == {"connections", "messages"}
    assert found.members["connections"].load() == CONNECTIONS
    assert sorted(tmp_path.iterdir()) == [path], "nothing is unpacked"


def test_a_zip_in_a_zip_and_no_deeper(tmp_path: Path) -> None:
    inner = zip_of(ENOUGH)
    found = detect(zipped(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip.zip", {"Basic_LinkedInDataExport.zip": inner}))
    assert found.members["connections"].load() == CONNECTIONS
    assert found.dated == "2026-11-22"
    assert "Connections.csv" in reason(zipped(tmp_path / "b.zip", {"c.zip": zip_of({"d.zip": inner})}))


def test_what_lies_outside_does_not_hide_the_zip_inside(tmp_path: Path) -> None:
    files = {"Profile.csv": ASIDE["Profile.csv"], "Complete_LinkedInDataExport.zip": zip_of({**ENOUGH, **ASIDE})}
    found = detect(zipped(tmp_path / "a.zip", files))
    assert found.members["connections"].load() == CONNECTIONS
    assert len(found.members) == 6


@pytest.mark.parametrize("shape", ["zip", "folder"])
def test_all_that_is_read_wherever_it_lies_and_however_it_is_called(tmp_path: Path, shape: str) -> None:
    names = {
        "a/Connections_1.csv": CONNECTIONS, "messages (1).csv": MESSAGES, "INVITATIONS.CSV": ASIDE["Invitations.csv"],
        "b/Recommendations Given.csv": ASIDE["Recommendations_Given.csv"], "b/recommendations_received_2 (3).csv": b"x",
        "Positions_34.csv": ASIDE["Positions.csv"], "c/Profile.csv": ASIDE["Profile.csv"], "Contacts.csv": UPLOAD,
        "Imported Contacts_7.csv": UPLOAD, "Endorsement_Given_Info.csv": b"x", "Profile Summary.csv": b"x",
    }  # fmt: skip
    for name, data in names.items():
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_bytes(data)
    found = detect(tmp_path / "x" if shape == "folder" else zipped(tmp_path / "x.zip", names))
    assert {role: member.label for role, member in found.members.items()} == {
        "connections": "Connections_1.csv", "messages": "messages (1).csv", "invitations": "INVITATIONS.CSV",
        "recommendationsgiven": "Recommendations Given.csv", "recommendationsreceived": "recommendations_received_2 (3).csv",
        "positions": "Positions_34.csv", "profile": "Profile.csv",
    }  # fmt: skip
    assert found.uploads == ("Contacts.csv", "Imported Contacts_7.csv")


def test_of_two_members_the_one_nearest_the_root(tmp_path: Path) -> None:
    files = {
        "old/Connections.csv": b"x",
        "Connections (1).csv": b"y",
        "Connections.csv": CONNECTIONS,
        "__MACOSX/._Connections.csv": b"z",
    }
    assert detect(zipped(tmp_path / "a.zip", files)).members["connections"].load() == CONNECTIONS
    files = {"__MACOSX/Connections.csv": b"z", "._Connections.csv": b"z", "in/Connections.csv": CONNECTIONS}
    assert detect(zipped(tmp_path / "a.zip", files)).members["connections"].load() == CONNECTIONS


@pytest.mark.parametrize(
    ("name", "day", "dated"),
    [
        ("Basic_LinkedInDataExport_11-22-2026.zip", (2026, 11, 25), "2026-11-22"),
        ("Complete_LinkedInDataExport_02-29-2024 (1).zip", (2026, 11, 25), "2024-02-29"),
        ("Basic_LinkedInDataExport_22-11-2026.zip", (2026, 11, 25), "2026-11-25"),
        ("Basic_LinkedInDataExport_12-31-9999.zip", (2026, 11, 25), "2026-11-25"),
        ("export.zip", (2025, 1, 2), "2025-01-02"),
        ("export.zip", (1980, 1, 1), None),
    ],
)
def test_when_it_was_made(tmp_path: Path, name: str, day: tuple[int, int, int], dated: str | None) -> None:
    assert detect(zipped(tmp_path / name, {**ENOUGH, "Profile.csv": b"x"}, day)).dated == dated


def test_a_folder(tmp_path: Path) -> None:
    home = tmp_path / "Basic_LinkedInDataExport_11-22-2026"
    (home / "Messages").mkdir(parents=True)
    (home / "connections.csv").write_bytes(CONNECTIONS)
    (home / "Messages" / "messages.csv").write_bytes(MESSAGES)
    (home / ".hidden").mkdir()
    (home / ".hidden" / "Connections.csv").write_bytes(b"x")
    found = detect(home)
    assert {role: member.label for role, member in found.members.items()} == {
        "connections": "connections.csv",
        "messages": "messages.csv",
    }
    assert found.dated == "2026-11-22"
    assert detect(home / "connections.csv").dated == "2026-11-22"


def test_of_two_downloads_the_newer(tmp_path: Path) -> None:
    for age, name in enumerate(("Connections (2).csv", "Connections.csv", "Connections (1).csv")):
        (tmp_path / name).write_bytes(CONNECTIONS + b"x" * age)
        os.utime(tmp_path / name, (1_700_000_000 - age, 1_700_000_000 - age))
    assert detect(tmp_path).members["connections"].label == "Connections (2).csv"


def test_a_folder_of_several_exports_is_not_guessed_at(tmp_path: Path) -> None:
    for name in ("May", "June"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Connections.csv").write_bytes(CONNECTIONS)
    assert "name one of June, May" in reason(tmp_path)


def test_a_folder_without_one(tmp_path: Path) -> None:
    assert "It is empty." in reason(tmp_path)
    (tmp_path / "Profile.csv").write_bytes(b"x")
    assert "It holds Profile.csv." in reason(tmp_path)
    zipped(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip", ENOUGH)
    assert "this folder holds Basic_LinkedInDataExport_11-22-2026.zip" in reason(tmp_path)


def test_a_folder_too_large_to_look_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.detect.MOST_MEMBERS", 3)
    for number in range(4):
        (tmp_path / f"{number}.txt").touch()
    assert "too much to look through" in reason(tmp_path)


def test_links_in_a_folder_are_not_walked_in_circles(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "Connections.csv").write_bytes(CONNECTIONS)
    assert set(detect(tmp_path).members) == {"connections"}


@pytest.mark.parametrize("data", [CONNECTIONS, MESSAGES], ids=["connections", "messages"])
def test_one_file_is_known_by_its_columns(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "renamed.txt").write_bytes(data)
    assert set(detect(tmp_path / "renamed.txt").members) == {"connections" if data is CONNECTIONS else "messages"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf\r\n", "The file is empty."),
        (b"%PDF-1.7\n", "This is a PDF."),
        (b" <!DOCTYPE html><html>", "This is a web page"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "vCard"),
        (b'{"people": []}', "This is JSON"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an Excel workbook"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 30, "This is no text file."),
        (b"Name,Given Name,E-mail 1 - Value\nAda,Ada,\n", "The columns seen are: Name, Given Name, E-mail 1 - Value"),
        (b"First Name,Last Name,Labels,E-mail 1 - Value\n", "The columns seen are: First Name, Last Name, Labels"),
        (b"Title,First Name,Last Name,Company,Job Title,Web Page,Categories\n", "The columns seen are: Title, First Name"),
        (b"From,To,Sent At,Message,Direction\n", "These are invitations"),
        (ASIDE["Recommendations_Given.csv"], "These are recommendations: import the whole zip"),
        (ASIDE["Positions.csv"], "These are your own positions: import the whole zip"),
        (ASIDE["Profile.csv"], "This is your own profile: import the whole zip"),
        (UPLOAD, "This is an address book that was once uploaded to LinkedIn, not your connections"),
        (b"just some words", "The columns seen are: just some words."),
        (b"PK,Name\n1,Apple\n", "The columns seen are: PK, Name."),
    ],
)
def test_what_it_is_instead(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    assert words in reason(path)
    assert "Get a copy of your data" in reason(path)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "It is empty."),
        ({"Profile.csv": b"x", "a/Positions.csv": b"x"}, "It holds Positions.csv, Profile.csv."),
        ({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}, "This is an Excel workbook"),
        ({"Index/Document.iwa": b"x"}, "This is a Numbers sheet"),
        ({"mimetype": b"x", "content.xml": b"x"}, "This is an office document"),
        ({"": b"x"}, "It holds"),
        ({"\x1b]0;x\x07\u202e.csv": b"x"}, "It holds ]0;x.csv."),
    ],
)
def test_a_zip_of_something_else(tmp_path: Path, files: dict[str, bytes], words: str) -> None:
    assert words in reason(zipped(tmp_path / "a.zip", files))


def test_damaged_zips(tmp_path: Path) -> None:
    whole = zip_of(ENOUGH)
    path = tmp_path / "a.zip"
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged or not complete" in reason(path)
    path.write_bytes(whole.replace(whole[60:70], b"0123456789", 1))
    with pytest.raises(FileProblem, match="damaged or not complete"):
        detect(path).members["connections"].load()


def test_a_locked_zip(tmp_path: Path) -> None:
    data = bytearray(zip_of(ENOUGH))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(FileProblem, match="locked with a password"):
        detect(path).members["connections"].load()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings_are_not_opened(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    with pytest.raises(FileProblem, match="unpack it yourself"):
        detect(path).members["connections"].load()


def test_bombs_are_weighed_as_they_come_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.zips.OTHER_BYTES", 1 << 20)
    data = bytearray(zip_of({"Connections.csv": b"0" * (5 << 20)}))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")  # the header says it is small
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(FileProblem, match=r"far more than LinkedIn|damaged"):
        detect(path).members["connections"].load()
    path = zipped(tmp_path / "b.zip", {"Connections.csv": b"0" * (5 << 20)})
    with pytest.raises(FileProblem, match="far more than LinkedIn"):
        detect(path).members["connections"].load()


def test_a_zip_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.zips.MOST_MEMBERS", 3)
    assert "holds 4 files" in reason(zipped(tmp_path / "a.zip", {f"{n}.csv": b"" for n in range(4)}))


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect_tui.interchange.detect.MOST_BYTES", {"messages": 100})
    (tmp_path / "a.csv").write_bytes(CONNECTIONS)
    assert "far more than LinkedIn" in reason(tmp_path / "a.csv")


def test_paths_that_hold_nothing(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.zip") == "There is no such file or folder."
    os.mkfifo(tmp_path / "pipe")
    assert reason(tmp_path / "pipe") == "This is neither a file nor a folder."
    with pytest.raises(FileProblem, match="no such file"):
        detect(Path("a\0b"))
    with pytest.raises(FileProblem, match="cannot be read"):
        detect(tmp_path / ("x" * 5000))


def test_a_file_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(CONNECTIONS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reason(path) == "It cannot be read: you have no right to."


def test_exports_lying_in_a_folder_newest_first(tmp_path: Path) -> None:
    names = [
        "Basic_LinkedInDataExport_11-22-2026.zip",
        "Complete_LinkedInDataExport_11-23-2026.zip.zip",
        "Connections (1).csv",
        "Basic_LinkedInDataExport_01-02-2024",
        "Basic_LinkedInDataExport_11-22-2026",
        "basic_linkedindataexport_05-05-2025 (2).zip",
    ]
    for age, name in enumerate(names):
        path = tmp_path / name
        path.touch() if "." in name else path.mkdir()
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    for name in (
        "Connections.csv.crdownload",
        "Basic_LinkedInDataExport.zip.part",
        "holiday.zip",
        "My Connections.csv",
        "notes.csv",
    ):
        (tmp_path / name).touch()
    assert [path.name for path in exports_in(tmp_path)] == [*names[:4], names[5]]
    assert exports_in(tmp_path / "nowhere") == []
    assert exports_in(tmp_path / names[0]) == []


def test_days_and_signs_read_alone() -> None:
    assert day_in_name("x.csv", "Complete_LinkedInDataExport_09-18-2022") == "2022-09-18"
    assert day_in_name("LinkedInDataExport_1-1-2022", "") is None
    assert no_table("First Name\tИмя\n".encode("utf-16")) == ""
    assert no_table(CONNECTIONS[:4096]) == ""


@pytest.mark.parametrize(
    ("data", "linkedin"),
    [
        (CONNECTIONS, True), (MESSAGES, True), (",".join(MESSAGES_2018).encode(), True), (UPLOAD, True), *((data, True) for data in ASIDE.values()),
        (connections_csv(PEOPLE, era="2012"), True), (connections_csv(PEOPLE, mangle="utf16-bare"), True), (CONNECTIONS * 500, True),
        (zip_of(ENOUGH), True), (zip_of({"Invitations.csv": b"x"}), True), (zip_of({"LinkedIn.zip": zip_of(ENOUGH)}), True),
        (zip_of({"xl/workbook.xml": b"x"}), False), (b"PK\x03\x04", False), (b"", False), (b"BEGIN:VCARD\n", False), (b'{"a": 1}', False),
        (b"Name,Given Name,E-mail 1 - Value\nAda,Ada,\n", False), (b"First Name,Middle Name,Last Name,Labels,E-mail 1 - Value\n", False),
        (b"Title,First Name,Last Name,Company,Job Title,Web Page,Categories\n", False), (b"Dish,Minutes\n", False),
    ],
)  # fmt: skip
def test_whether_it_is_linkedins(tmp_path: Path, data: bytes, linkedin: bool) -> None:
    (tmp_path / "x").write_bytes(data)
    assert looks_like(tmp_path / "x") == linkedin


def test_whether_a_folder_is_linkedins(tmp_path: Path) -> None:
    (tmp_path / "ada.vcf").touch()
    assert not looks_like(tmp_path)
    (tmp_path / "Positions.csv").touch()
    assert looks_like(tmp_path)
    assert not looks_like(tmp_path / "gone")
    assert not looks_like(Path("a\0b"))
