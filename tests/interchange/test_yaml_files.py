"""YAML that somebody else may have written: what is read, and what is refused with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_tui.core.errors import FileProblem
from reconnect_tui.interchange import yaml_files
from reconnect_tui.interchange.yaml_files import MOST_BYTES, MOST_VALUES, YamlEntry, load_documents, load_text


@pytest.fixture(params=["with libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    elif not hasattr(yaml, "CBaseLoader"):
        pytest.skip("this PyYAML was built without libyaml")


def problem(text: str) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        load_text(text, "some.yaml")
    assert caught.value.path == "some.yaml"
    return caught.value


@pytest.mark.usefixtures("parser")
def test_every_scalar_is_a_text_and_every_key_has_its_line() -> None:
    text = "name: Coffee\ncount: 3\nwhen: 2024-01-02\nyes: no\nempty:\nfor:\n  - a\n  - b: 0x1F\n"
    assert load_text(text, "f") == [
        YamlEntry(
            {"name": "Coffee", "count": "3", "when": "2024-01-02", "yes": "no", "empty": "", "for": ["a", {"b": "0x1F"}]},
            {
                (): 1, ("name",): 1, ("count",): 2, ("when",): 3, ("yes",): 4, ("empty",): 5, ("for",): 6,
                ("for", 0): 7, ("for", 1): 8, ("for", 1, "b"): 8,
            },
        )
    ]  # fmt: skip


@pytest.mark.usefixtures("parser")
def test_a_block_tells_where_its_first_line_stands() -> None:
    (entry,) = load_text("# a comment\nbody: |\n\n  one\n  two\nname: >\n  folded\n  text\n", "f")
    assert entry.value == {"body": "\none\ntwo\n", "name": "folded text\n"}
    assert entry.lines == {(): 2, ("body",): 2, ("body", 0): 3, ("name",): 6}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "values", "begins"),
    [
        ("", [], []),
        ("# nothing but a comment\n", [], []),
        ("---\n---\n", [], []),
        ("a: 1\n---\nb: 2\n...\n", [{"a": "1"}, {"b": "2"}], [1, 3]),
        ("- a: 1\n- b: 2\n", [{"a": "1"}, {"b": "2"}], [1, 2]),
        ("- a: 1\n- just words\n---\nc: 3\n", [{"a": "1"}, "just words", {"c": "3"}], [1, 2, 4]),
        ("a: &anchored text\n", [{"a": "text"}], [1]),
        ("<<: {a: b}\n", [{"<<": {"a": "b"}}], [1]),
        ("name: 陈晓雨 🚲 نیلوفر\n", [{"name": "陈晓雨 🚲 نیلوفر"}], [1]),
    ],
)
def test_one_entry_a_document_or_an_item(text: str, values: list[object], begins: list[int]) -> None:
    entries = load_text(text, "f")
    assert [entry.value for entry in entries] == values
    assert [entry.lines[()] for entry in entries] == begins


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: *a\n", 2, "aliases"),
        ("a: &a [x, *a]\n", 1, "aliases"),
        ("ok: yes\n*a : b\n", 2, "aliases"),
        ("a: 1\nb: 2\na: 3\n", 3, "“a” is there twice; it first stands on line 1"),
        ("x:\n  a: 1\n  'a': 2\n", 3, "twice"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "!!python/object/apply:os.sys"),
        ("a:\n  b: !!int 3\n", 2, "tags"),
        ("!mine\na: b\n", 1, "tags"),
        ("? [a, b]\n: c\n", 1, "a key has to be a word"),
        ("? {a: b}\n: c\n", 1, "a key has to be a word"),
        ("a:\n\tb: c\n", 2, "a tab is not allowed here"),
        ("a: b: c\n", 1, "put quotes round the whole text"),
        ("a: @b\n", 1, "put quotes round the text"),
        ('a: "\\q"\n', 1, "backslash"),
        ("a: b\n c: d\n", 2, "colon"),
        ("a:\n  - b\n c\n", 3, "stand in line"),
        ('a: "\\e[31mred"\n', 1, "U+001B"),
        ("a: b\nc: \x1b]52;c;AAAA\x07\n", 2, "U+001B"),
        ("a: b\nc: \x00\n", 2, "U+0000"),
        ("a: b\nc: \ud800\n", 2, "U+D800"),
        ("%YAML 3.0\n---\na: b\n", 1, "not YAML"),
    ],
)
def test_what_is_refused_and_where(text: str, line: int, words: str) -> None:
    found = problem(text)
    assert (found.line, words in found.reason) == (line, True), found.reason
    assert len(found.reason) < 200
    assert found.reason.isprintable()


MONSTERS = {
    "deep list": ("[" * 100_000, 1, "nested too deeply"),
    "deep dashes": ("- " * 100_000, 1, "nested too deeply"),
    "deep keys": ("".join(" " * depth + "a:\n" for depth in range(300)), 22, "nested too deeply"),
    "many values": ("- a\n" * (MOST_VALUES + 1), MOST_VALUES, f"more than {MOST_VALUES:,} values"),
    "a long text": ("a: " + "x" * MOST_BYTES, 0, "larger than 1 MB"),
    "a long alias": ("a: *" + "x" * 10_000, 1, "aliases"),
    "a long key twice": (f"{'k' * 900}: 1\n{'k' * 900}: 2\n", 2, "twice"),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_refused_and_where(name: str) -> None:
    text, line, words = MONSTERS[name]
    found = problem(text)
    assert (found.line, words in found.reason, len(found.reason) < 200) == (line, True, True), found.reason[:200]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["a: [1, 2", 'a: "b', "a: 'b", "a: {b: c"])
def test_what_is_left_open_is_refused(text: str) -> None:
    assert "not closed" in problem(text).reason


@pytest.mark.usefixtures("parser")
def test_an_alias_bomb_ends_at_its_first_alias() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert (problem(bomb).line, "aliases" in problem(bomb).reason) == (2, True)


@pytest.mark.usefixtures("parser")
@settings(max_examples=200)
@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{}\"'|>&*!#%@?, \n\t\\\x85\u2028\x1b")))
def test_nothing_but_a_file_problem_ever_comes_out(text: str) -> None:
    try:
        entries = load_text(text, "f")
    except FileProblem as found:
        told = (found.path, found.line >= 0, found.reason.isprintable())
        entries = []
    else:
        told = ("f", True, True)
    assert told == ("f", True, True)
    for entry in entries:
        assert all(isinstance(line, int) and line > 0 for line in entry.lines.values())
        assert _texts_only(entry.value)


def _texts_only(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _texts_only(inner) for key, inner in value.items())
    return all(map(_texts_only, value)) if isinstance(value, list) else isinstance(value, str)


@pytest.mark.usefixtures("parser")
@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff")),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=3),
        max_leaves=8,
    )
)
def test_what_pyyaml_writes_comes_back(value: object) -> None:
    written = yaml.safe_dump({"top": value}, allow_unicode=True)
    if "&id" not in written:
        assert [entry.value for entry in load_text(written, "f")] == [{"top": _read_back(value)}]


def _read_back(value: object) -> object:
    if isinstance(value, dict):
        return {key: _read_back(inner) for key, inner in value.items()}
    return [_read_back(inner) for inner in value] if isinstance(value, list) else value


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    for start in (b"", b"\xef\xbb\xbf"):
        path = tmp_path / "x.yaml"
        path.write_bytes(start + "name: Inês\r\nfor: [new]\r\n".encode())
        assert [entry.value for entry in load_documents(path)] == [{"name": "Inês", "for": ["new"]}]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "latin.yaml").write_bytes(b"name: fine\nbody: Caf\xe9\n")
    (tmp_path / "utf16.yaml").write_bytes("name: x\n".encode("utf-16"))
    (tmp_path / "large.yaml").write_bytes(b"# " + b"x" * MOST_BYTES)
    os.mkfifo(tmp_path / "pipe.yaml")
    expected = {
        "missing.yaml": (0, "cannot be read"),
        "folder.yaml": (0, "not a file"),
        "pipe.yaml": (0, "not a file"),
        "latin.yaml": (2, "not UTF-8"),
        "utf16.yaml": (1, "not UTF-8"),
        "large.yaml": (0, "larger than 1 MB"),
        "nul\0.yaml": (0, "cannot be read"),
    }
    for name, (line, words) in expected.items():
        with pytest.raises(FileProblem) as caught:
            load_documents(tmp_path / name)
        assert (caught.value.path, caught.value.line) == (str(tmp_path / name), line)
        assert words in caught.value.reason


def test_yaml_is_loaded_only_when_a_file_is_read() -> None:
    import subprocess
    import sys

    code = f"import {yaml_files.__name__}, sys; print('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
