"""Pages show what was written and nothing else: no link, picture or HTML of anybody's; and a file name is safe on every system."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reconnect_tui.core.text import fold, shown_line, shown_text
from reconnect_tui.interchange.markdown import (
    LONGEST_STEM,
    Between,
    Page,
    code,
    escaped,
    file_names,
    file_stem,
    index,
    link,
    page,
    quoted,
)

HOSTILE = (
    "[x](javascript:alert(1))", "![x](http://example.org/x.png)", "<script>alert(1)</script>", "<http://example.org>", "&lt;b&gt;", "&#106;",
    "# head", "1. one", "1) one", "- item", "+ item", "* item", "> quote", "---", "***", "===", "```", "~~~", "    code", "\tcode", "`tick", "``",
    "a\\", "\\", "| a | b |", "[x]: http://example.org", "<!-- -->", "**bold**", "_em_", "~~no~~", "$x$", "{{ x }}", "==x==", "a  ", "  \n  x",
    "words\n===", "words\n---", "words\n- item", "words\n1. one", "http://example.org", "www.example.org", "[[page]]",
    "- [x] done", "<b\n>", "a\n\n    b", "1986\\. was", "#tag", "&amp;", "\u00a0x", "é\u0301",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text("[]()<>!#*_`~|-+=1.> \n\t\\&;:/", max_size=16),
)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def every(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *every(token.children or []))]


def words(text: str) -> str:
    """Text without the differences that any way of showing Markdown makes: how much white space there is."""
    return " ".join(text.split())


def told(tokens: list[Token]) -> str:
    kept = {"text": "{}", "text_special": "{}", "code_inline": "{}", "softbreak": " ", "hardbreak": " ", "paragraph_close": " "}
    return words("".join(kept[one.type].format(one.content) for one in every(tokens) if one.type in kept))


@given(TEXTS)
def test_a_line_shows_as_it_is_wherever_it_stands(text: str) -> None:
    line = words(shown_line(text, max(len(text), 1)))
    for before, kind in (
        ("", "paragraph_open"),
        ("# ", "heading_open"),
        ("- ", "bullet_list_open"),
        ("- [ ] ", "bullet_list_open"),
    ):
        tokens = PARSER.parse(f"{before}{escaped(text)}\n")
        types = {one.type for one in every(tokens)}
        assert not types & {
            "link_open",
            "image",
            "html_block",
            "html_inline",
            "fence",
            "code_block",
            "em_open",
            "strong_open",
            "s_open",
            "hr",
        }
        shown = told(tokens).removeprefix("[ ]").strip()
        assert shown == line
        if line:
            assert tokens[0].type == kind


@given(TEXTS)
def test_lines_stay_lines(text: str) -> None:
    tokens = PARSER.parse("".join(quoted(text)))
    types = {one.type for one in every(tokens)}
    assert types <= {
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "hardbreak",
    }
    assert told(tokens) == words(shown_text(text, max(len(text), 1)))
    bare = [line for line in shown_text(text, max(len(text), 1)).split("\n") if line.strip()]
    breaks = sum(one.type in ("hardbreak", "paragraph_open") for one in every(tokens))
    assert breaks == len(bare)


@given(TEXTS)
def test_code_is_code(text: str) -> None:
    tokens = [one for one in every(PARSER.parse(f"- E-mail: {code(text)}\n")) if one.type == "code_inline"]
    assert [words(one.content) for one in tokens] == [words(shown_line(text, max(len(text), 1)))] * len(tokens)
    assert len(tokens) == bool(shown_line(text, max(len(text), 1)).strip())


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_the_only_links_are_ours(name: str, text: str, label: str, done: bool) -> None:
    one = Page(
        name, text, [("tags", text)], [("E-mail", text, label)], text, text, [(done, text)], [(label, name, "bo-lind.md"), ("", name, "")],
        [Between(label, text)],
    )  # fmt: skip
    tokens = every(PARSER.parse("".join(page(one))))
    assert {token.attrGet("href") for token in tokens if token.type == "link_open"} == {"bo-lind.md"}
    assert not {token.type for token in tokens} & {
        "image",
        "html_block",
        "html_inline",
        "fence",
        "code_block",
        "hr",
        "table_open",
    }
    listed = every(PARSER.parse("".join(index([(name, text, "a.md"), (label, "", "ä b.md")]))))
    assert [token.attrGet("href") for token in listed if token.type == "link_open"] == ["a.md", "%C3%A4%20b.md"]


def test_markup_of_programs_that_know_no_backslash() -> None:
    assert "<" not in escaped("<script>") + link("<b>", "b.md") + "".join(quoted("<b>"))
    assert escaped("http://example.org and www.example.org") == "http\\://example.org and www\\.example.org"


NAMES = st.one_of(
    st.sampled_from(
        ("../../etc/passwd", "..", ".", "", "/", "\\", "CON", "con", "Nul", "COM1", "com¹", "lpt9", "Index", "a:b", "a/b", "a\\b", ".hidden", "x.",
         "Ada Okafor", "ADA OKAFOR", "ada-okafor", "Ádà Okafor", "A\u0300da", "王芳", "O'Neil", "\u0301", "ﬁ", "℀", "Z" + "\u0323" * 600, "é" * 300,
         "👩‍🔬",
         "x" * 300, "a\x00b", "a\nb", "-", "--x--", "\u3164", "İ", "ı", "ß", "ss", "nameless")
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)  # fmt: skip


@given(st.lists(NAMES, max_size=8))
def test_file_names_are_safe_and_no_two_alike(names: list[str]) -> None:
    people = [(f"{number:012x}", name) for number, name in enumerate(names)]
    found = file_names(people)
    assert list(found) == [uid for uid, _ in people]
    files = list(found.values())
    assert len({fold(file) for file in files}) == len({file.upper() for file in files}) == len(files)
    for file in files:
        stem, ending = os.path.splitext(file)
        assert ending == ".md"
        assert re.fullmatch(r"[^\W_](?:[\w-]|[^\x00-\x7f])*", stem), file
        assert not re.search(r"[\x00-\x1f/\\:*?\"<>|.\s]", stem)
        assert not re.fullmatch(r"(?i)con|prn|aux|nul|index|(com|lpt)[0-9¹²³]", stem)
        assert len(file.encode()) <= LONGEST_STEM + 16
        assert file == file.strip()


def test_what_files_are_called() -> None:
    found = file_names(
        [
            ("0a1b2c3d4e5f", "Ada Okafor"),
            ("1", "Zoë O’Neil"),
            ("2f", "ADA OKÁFOR"),
            ("3", "王芳"),
            ("4", "con"),
            ("5", "🚀"),
            ("6", "Index"),
        ]
    )
    assert list(found.values()) == [
        "ada-okafor-0a1b2c.md", "zoë-oneil.md", "ada-okáfor-2f.md", "王芳.md", "con-4.md", "nameless.md", "index-6.md"
    ]  # fmt: skip


def test_many_of_one_name_are_told_apart() -> None:
    assert len(set(file_names((f"{number:012x}", "Ada") for number in range(300)).values())) == 300


@pytest.mark.parametrize("name", ["x" * 5_000, "é" * 5_000, "\u0301" * 5_000])
def test_a_long_name_is_cut_at_a_whole_letter(name: str) -> None:
    assert len(file_stem(name).encode()) <= LONGEST_STEM
