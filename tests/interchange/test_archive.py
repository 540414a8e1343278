"""Our own JSON read back: what is refused and where, what is cleaned, what is left out; and that no layout of it matters."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.core.everything import SECTIONS, Everything
from reconnect_tui.interchange import archive, json_stream
from reconnect_tui.interchange.archive_values import RECORD_TEXTS, SHAPES
from reconnect_tui.services.exporting import FORMAT, VERSION
from reconnect_tui.services.matching import TRACKED

ADA: dict[str, Any] = {
    "id": "a1b2c3d4e5f6", "name": "Ada Okafor", "circle": "friends", "tags": ["boats"],
    "contacts": [{"kind": "email", "value": "ada@example.org", "normalised": "ada@example.org"}],
}  # fmt: skip
MET = {"id": "0123456789ab", "at": "2026-11-02", "kind": "coffee", "text": "two kids, sails", "people": ["a1b2c3d4e5f6"]}


def export(**sections: Any) -> dict[str, Any]:
    return {
        "format": "reconnect", "version": 1, "people": [ADA], "moments": [MET], "circles": [{"name": "friends", "days": 60}], **sections,
    }  # fmt: skip


def read(folder: Path, value: Any, **how: Any) -> archive.Archive:
    path = folder / "export.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value, **how), "utf-8")
    return archive.read(path)


def refused(folder: Path, value: Any, **how: Any) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read(folder, value, **how)
    return caught.value


def test_the_reader_and_the_writer_speak_of_the_same() -> None:
    assert (archive.FORMAT, archive.VERSION) == (FORMAT, VERSION)
    assert set(SHAPES) == set(SECTIONS)
    assert len(TRACKED) == RECORD_TEXTS


@pytest.mark.parametrize("how", [{}, {"indent": 4}, {"separators": (",", ":")}, {"ensure_ascii": False, "indent": "\t"}])
def test_no_layout_matters(tmp_path: Path, how: dict[str, Any]) -> None:
    value = export(people=[{**ADA, "about": "Zoë 🚀\nsails"}, {"id": "b", "name": "Bo"}])
    assert read(tmp_path, value, **how) == read(tmp_path, value)
    shuffled = dict(sorted(value.items(), key=lambda item: random.Random(item[0]).random()))
    assert read(tmp_path, shuffled, **how) == read(tmp_path, value)


@pytest.mark.parametrize("chunk", [1, 2, 7, 64])
def test_wherever_the_bytes_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    value = export(people=[{**ADA, "about": 'Zoë 🚀 \\ "quoted" \u2028', "pace": 365}], version=1)
    whole = read(tmp_path, value, ensure_ascii=chunk % 2 == 0)
    monkeypatch.setattr(json_stream, "_CHUNK", chunk)
    assert read(tmp_path, value, ensure_ascii=chunk % 2 == 0) == whole
    assert whole.everything.people["a1b2c3d4e5f6"].fields[11] == 'Zoë 🚀 \\ "quoted" \u2028'


def test_what_is_not_said_is_as_empty_as_in_the_database(tmp_path: Path) -> None:
    found = read(tmp_path, export()).everything
    ada = found.people["a1b2c3d4e5f6"]
    assert ada.fields == (
        "Ada Okafor", "", "", "", None, "", "", "", "", "", "", "", "friends", None, "active", None, "", None, None,
    )  # fmt: skip
    assert (ada.tags, ada.contacts) == (("boats",), (("email", "ada@example.org", "ada@example.org", "", False),))
    assert found.moments["0123456789ab"].fields == ("2026-11-02", "coffee", None, "", "two kids, sails", "", "", False, "", None)


def test_hostile_texts_are_cleaned_and_raw_cards_stay_raw(tmp_path: Path) -> None:
    fields = ["x\ud800\x1b]52;c;aGVsbG8=\x07", *[""] * (RECORD_TEXTS - 1), [["email", "a@b.example", ""]], []]
    value = export(
        people=[{**ADA, "name": "Esc\x1b[31m\u202eada\x00\nOkafor", "about": "one\r\ntwo\x07\ud800"}],
        source_records=[
            {"source": "vcard", "key": "k", "person": ADA["id"], "fields": fields, "raw": "BEGIN:VCARD\r\nX-A:\x07\u202e\ud83dé"}
        ],
    )
    found = read(tmp_path, value).everything
    assert found.people["a1b2c3d4e5f6"].fields[0] == "Esc[31mada Okafor"
    assert found.people["a1b2c3d4e5f6"].fields[11] == "one\ntwo"
    record = found.records["vcard", "k"]
    assert record[2] == "BEGIN:VCARD\r\nX-A:\x07\u202eé"
    assert json.loads(str(record[1]))[0].startswith("x\x1b]52")


def test_what_this_version_does_not_know_is_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, export(people=[{**ADA, "shoe_size": 44}], photos=[{"a": [1]}], settings={"theme": "x"}, mood=3))
    assert found.everything.people.keys() == {"a1b2c3d4e5f6"}
    assert found.notes == (
        "Left out, because this version of reconnect does not know it: “shoe_size” of “people”, “photos”, “settings”, “mood”.",
    )
    assert read(tmp_path, export()).notes == ()


def test_a_newer_format_says_what_to_do(tmp_path: Path) -> None:
    problem = refused(tmp_path, export(version=2))
    assert "A newer version of reconnect wrote this export" in problem.reason
    assert "Update reconnect" in problem.reason


@pytest.mark.parametrize(
    ("value", "line", "words"),
    [
        ("", 1, "ends in the middle"),
        ("[]", 1, "no JSON object"),
        ("{}", 1, "not an export of reconnect's"),
        ('{"format": "vcf", "version": 1}', 1, "not an export of reconnect's"),
        ('{"format": "reconnect", "version": true}', 1, "which version"),
        ('{"format": "reconnect"}', 1, "not an export"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": {}\n}', 4, "should be a list"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": [\n{"id": "a", "name": }\n]}', 5, "not JSON"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": [\n\n{"id": "a", "name": "A"}\n{"id"', 7, "“,” is missing"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": [{"id": "a",\n "name": "A', 5, "ends in the middle"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": [{"id": "a",\n "name": "A"}', 5, "ends in the middle"),
        ('{\n"format": "reconnect",\n"version": 1,\n"people": [],\n"people": []}', 5, "there twice"),
        ('{"format": "reconnect", "version": 1}\n\nmore', 3, "there is more"),
        ('{"format": "reconnect", "version": 1, "people": [\n{"id": "a", "id": "b", "name": "A"}]}', 2, "“id” stands twice"),
        ('{"format": "reconnect", "version": 1, "people": [\n{"id": "a", "pace": NaN, "name": "A"}]}', 2, "NaN is no number"),
        ('{"format": "reconnect", "version": 1, "people": [\n{"pace": ' + "9" * 5000 + "}]}", 2, "too long"),
        ('{"format": "reconnect", "version": 1, "x":\n' + "[" * 200_000, 2, "nested too deeply"),
        ('{"format": "reconnect", "version": 1, "x":\n[' + '{"a":' * 200_000, 2, "nested too deeply"),
        ('{"format": "reconnect" "version": 1}', 1, "“,” is missing"),
        ('{"format" "reconnect"}', 1, "“:” is missing"),
        ('{format: "reconnect"}', 1, "name of a section"),
    ],
)
def test_a_file_that_is_damaged_is_refused_with_its_line(tmp_path: Path, value: str, line: int, words: str) -> None:
    problem = refused(tmp_path, value)
    assert words in problem.reason
    assert problem.line == line


@pytest.mark.parametrize(
    ("section", "record", "words"),
    [
        ("people", {"id": "x"}, "“name” is missing"),
        ("people", {"id": "", "name": "X"}, "id: this should be an id"),
        ("people", {"id": "a b", "name": "X"}, "id: this should be an id"),
        ("people", {"id": "x" * 101, "name": "X"}, "id: this should be an id"),
        ("people", {"id": 3, "name": "X"}, "id: this should be an id"),
        ("people", {"id": "x", "name": None}, "name: this should be a text"),
        ("people", {"id": "x", "name": "X", "status": "asleep"}, "status: this should be one of"),
        ("people", {"id": "x", "name": "X", "status": ["active"]}, "status: this should be one of"),
        ("people", {"id": "x", "name": "X", "pace": True}, "pace: this should be a number of days"),
        ("people", {"id": "x", "name": "X", "pace": 10**9}, "pace: this should be a number of days"),
        ("people", {"id": "x", "name": "X", "pace": 0}, "pace: this should be a number of days"),
        ("people", {"id": "x", "name": "X", "birthday": "--02-30"}, "birthday: this should be a day"),
        ("people", {"id": "x", "name": "X", "connected_on": "2026-W01-1"}, "connected_on: this should be a day"),
        ("people", {"id": "x", "name": "X", "circle": "nowhere"}, "There is no circle “nowhere”"),
        ("people", {"id": "x", "name": "X", "tags": ["a", "a"]}, "twice"),
        ("people", {"id": "x", "name": "X", "tags": "a"}, "tags: this should be a list"),
        ("people", {"id": "x", "name": "X", "contacts": [{"kind": "email"}]}, "“value” is missing"),
        ("people", {"id": "x", "name": "X", "contacts": [7]}, "a record with named fields"),
        ("people", {"id": "x", "name": "X", "edited": {"name": "yesterday"}}, "edited: this should be a moment in time"),
        ("people", {"id": "x", "name": "X", "edited": {"name": "2026-13-01T10:00:00Z"}}, "edited: this should be a moment in time"),
        ("people", {"id": "x", "name": "X", "edited": []}, "edited: this should say when"),
        ("people", {"id": ADA["id"], "name": "X"}, "twice"),
        ("people", [1], "a record with named fields"),
        ("moments", {"id": ADA["id"], "at": "2026-11-02", "kind": "note", "people": []}, "somebody else's"),
        ("moments", {"id": "m", "at": "2026-11-02", "kind": "note", "people": ["nobody"]}, "somebody is named who is not"),
        ("moments", {"id": "m", "at": "2026-11-02T25:00:00Z", "kind": "note", "people": []}, "at: this should be"),
        ("moments", {"id": "m", "at": "2026-11-02", "kind": "spell", "people": []}, "kind: this should be one of"),
        ("moments", {"id": "m", "at": "2026-11-02", "kind": "note", "people": [], "group_thread": 1}, "true or false"),
        ("circles", {"name": "friends"}, "twice"),
        ("circles", {"name": "x", "days": -1}, "days: this should be a number of days"),
        ("relations", {"person": ADA["id"]}, "a relation is to somebody"),
        ("relations", {"person": ADA["id"], "other": "nobody"}, "nobody in this export has the id nobody"),
        ("follow_ups", {"id": "f", "person": "nobody", "what": "x"}, "nobody in this export has the id nobody"),
        ("drafts", {"kind": "poem", "text": "x", "saved_at": ""}, "kind: this should be one of"),
        ("source_records", {"source": "vcard", "key": "k", "person": ADA["id"], "fields": ["x"]}, "the list of a record's fields"),
        ("source_records", {"source": "vcard", "key": "k", "person": ADA["id"], "fields": "[1]"}, "the list of a record's fields"),
        ("mappings", {"headings": "h", "fields": '{"name": "Nom"}'}, "the columns of a file"),
        ("mappings", {"headings": "h", "fields": "[" * 100_000}, "the columns of a file"),
    ],
)  # fmt: skip
def test_a_record_that_is_off_refuses_the_file_with_its_line(tmp_path: Path, section: str, record: Any, words: str) -> None:
    value = export()
    value.setdefault(section, [])
    value[section] = [*value[section], record]
    text = json.dumps(value)
    place = text.rindex(json.dumps(record))
    problem = refused(tmp_path, text[:place] + "\n" + text[place:])
    assert words in problem.reason
    assert problem.line == 2


def test_one_message_under_two_ids_is_refused(tmp_path: Path) -> None:
    twice = [{**MET, "id": uid, "source_key": "linkedin:k"} for uid in ("m1", "m2")]
    assert "twice" in refused(tmp_path, export(moments=twice)).reason


def test_bytes_that_are_no_utf_8_have_their_line(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(b'{"format": "reconnect", "version": 1,\n"people": [\n{"id": "a", "name": "\xff"}]}')
    with pytest.raises(FileProblem, match="no UTF-8") as caught:
        archive.read(path)
    assert caught.value.line == 3
    path.write_bytes("\ufeff".encode() + json.dumps(export()).encode())
    assert archive.read(path).everything.people


def test_sizes_have_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    assert "too large" in refused(tmp_path, export()).reason
    monkeypatch.undo()
    monkeypatch.setattr(json_stream, "MOST_OF_ONE", 1000)
    monkeypatch.setattr(json_stream, "_CHUNK", 100)
    assert "One record is too large" in refused(tmp_path, export(people=[{**ADA, "about": "x" * 5000}])).reason


def test_what_is_no_file_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.json", Path("nul\0.json")):
        with pytest.raises(FileProblem):
            archive.read(path)


def test_progress_goes_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export(people=[{**ADA, "id": f"a{n}", "about": "x" * 500} for n in range(2000)], moments=[])))
    told: list[tuple[int, int]] = []
    archive.read(path, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from('"{}[]:,\\\0x9\n\u202eé-.e'), st.integers(0, 3))
def test_no_damage_brings_anything_but_a_problem(
    tmp_path_factory: pytest.TempPathFactory, place: int, sign: str, what: int
) -> None:
    text = json.dumps(export(), indent=1)
    place %= len(text)
    damaged = (
        text[:place],
        text[:place] + sign + text[place + 1 :],
        text[:place] + sign + text[place:],
        text[:place] + text[place + 9 :],
    )
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    path.write_text(damaged[what], "utf-8")
    problem: FileProblem | None = None
    try:
        assert isinstance(archive.read(path).everything, Everything)
    except FileProblem as caught:
        problem = caught
    assert problem is None or 0 <= problem.line <= damaged[what].count("\n") + 1
