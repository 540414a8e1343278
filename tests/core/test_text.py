"""Text: what is stored, what is shown and what is searched by (SAFETY.md, "Text")."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reconnect_tui.core.text import MARKS_PER_BASE, clean_line, clean_text, fold, shown_line, shown_text

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
TECHNICIAN = "👩\u200d💻"
PERSIAN = "علی\u200cرضا"
ANYTHING = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\r\n\t\x00\x1b\u0301\u200d\u202e\u2028\ue000\U000e0067🏴"))
)
# Every letter of the planes that hold any, and the ends of those that are empty or private.
EVERY = [chr(number) for number in (*range(0x1FC00), *range(0xDFF00, 0xE0200), *range(0xEFF00, 0xF0100), sys.maxunicode)]

BIDI = {chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def test_what_is_stored_loses_controls_surrogates_and_bidi_and_nothing_else() -> None:
    for c in EVERY:
        lost = unicodedata.category(c) in ("Cc", "Cs") or c in BIDI
        kept = "\n" if c == "\r" else c if not lost or c in "\n\t" else ""
        assert clean_text(c) == kept, hex(ord(c))
        assert clean_line(c) == (" " if kept in ("\n", "\t") else kept), hex(ord(c))


@pytest.mark.parametrize(
    ("value", "line", "text"),
    [
        ("Ada Okafor", "Ada Okafor", "Ada Okafor"),
        ("", "", ""),
        ("a\tb\nc", "a b c", "a\tb\nc"),
        ("a\r\nb\rc", "a b c", "a\nb\nc"),
        ("a\r\x00\nb", "a b", "a\nb"),
        ("  two  spaces ", "  two  spaces ", "  two  spaces "),
        ("\x1b]52;c;QUJD\x07", "]52;c;QUJD", "]52;c;QUJD"),
        ("\x1b[2J\x9b2J", "[2J2J", "[2J2J"),
        ("evil\u202etxt.exe", "eviltxt.exe", "eviltxt.exe"),
        ("a\ud800b\udfff", "ab", "ab"),
        ("א\u200fב", "א\u200fב", "א\u200fב"),
        (PERSIAN, PERSIAN, PERSIAN),
        (TECHNICIAN, TECHNICIAN, TECHNICIAN),
        (SCOTLAND, SCOTLAND, SCOTLAND),
        ("a\u2028b\ue000c\u00ad", "a\u2028b\ue000c\u00ad", "a\u2028b\ue000c\u00ad"),
        ("[/] [@click=app.quit]hi[/]", "[/] [@click=app.quit]hi[/]", "[/] [@click=app.quit]hi[/]"),
        ("\U0001fae9\U0001fffd", "\U0001fae9\U0001fffd", "\U0001fae9\U0001fffd"),
    ],
)
def test_cleaning(value: str, line: str, text: str) -> None:
    assert clean_line(value) == line
    assert clean_text(value) == text


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_and_what_is_clean_can_be_stored(value: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(value)
        assert clean(once) == once
        once.encode("utf-8")
    assert "\n" not in clean_line(value)


def test_what_is_shown_holds_nothing_that_acts() -> None:
    for c in EVERY:
        category = unicodedata.category(c)
        shown = shown_line(f"a{c}b")
        if c in "\n\t\r\u2028\u2029":
            assert shown == "a b"
        elif category in ("Cc", "Cf", "Co", "Cs") and c not in "\u200c\u200d":
            assert shown == "ab", hex(ord(c))
        else:
            assert shown == f"a{c}b", hex(ord(c))


@pytest.mark.parametrize(
    ("value", "line", "text"),
    [
        ("a\tb\nc\r\nd", "a b c d", "a\tb\nc\nd"),
        ("é\tb\nc\r\nd", "é b c d", "é\tb\nc\nd"),
        ("a\u2028b", "a b", "a\nb"),
        ("a\u2029b", "a b", "a\nb"),
        (PERSIAN, PERSIAN, PERSIAN),
        (TECHNICIAN, TECHNICIAN, TECHNICIAN),
        (SCOTLAND, SCOTLAND, SCOTLAND),
        (SCOTLAND[:-1], "🏴", "🏴"),
        (SCOTLAND[1:], "", ""),
        ("🏴" + "\U000e0067" * 40 + "\U000e007f", "🏴", "🏴"),
        ("a\ue000\u202e\u200e\ufeff\x1b[31m", "a[31m", "a[31m"),
        ("\x1b]52;c;QUJD\x07", "]52;c;QUJD", "]52;c;QUJD"),
        ("Việt", "Việt", "Việt"),
        ("שָׁלוֹם", "שָׁלוֹם", "שָׁלוֹם"),
    ],
)
def test_showing(value: str, line: str, text: str) -> None:
    assert shown_line(value) == line
    assert shown_text(value) == text


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20dd", "\u200d", "\ufe0f", "\U000e0100"])
def test_a_tower_of_marks_stays_low(mark: str) -> None:
    assert shown_line("A" + mark * 100 + "da") == "A" + mark * MARKS_PER_BASE + "da"
    tower = "A" + mark * 10_000 + "da"
    assert shown_line(tower).rstrip("\u200d…") == ("A" + mark * MARKS_PER_BASE).rstrip("\u200d")
    assert shown_text(tower) == "A" + mark * MARKS_PER_BASE + "da"


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert shown_line("x" * 300) == "x" * 300
    assert shown_line("x" * 301) == "x" * 299 + "…"
    assert shown_line("é" * 301) == "é" * 299 + "…"
    assert shown_line("one two", limit=5) == "one…"
    assert shown_line("é\x1b" * 301) == "é" * 299 + "…"
    assert shown_line("x", limit=0) == ""
    assert shown_line("xy", limit=1) == "…"
    assert shown_text("x" * 100_001) == "x" * 99_999 + "…"
    assert shown_text("x\n" * 10, limit=4) == "x\nx…"


def test_ten_megabytes_of_marks_are_not_walked_through() -> None:
    assert shown_line("A" + "\u0301" * 10_000_000) == "A" + "\u0301" * MARKS_PER_BASE + "…"


@given(ANYTHING, st.integers(0, 40))
def test_whatever_is_shown_is_safe_and_short(value: str, limit: int) -> None:
    for shown, breaks in ((shown_line(value, limit), ""), (shown_text(value, limit), "\n\t")):
        assert len(shown) <= limit
        for c in shown:
            tag = "\U000e0020" <= c <= "\U000e007f"
            assert (
                c in breaks or c in "\u200c\u200d" or tag or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
            )


@given(ANYTHING)
def test_showing_what_is_shown_changes_nothing(value: str) -> None:
    assert shown_line(shown_line(value)) == shown_line(value)
    assert shown_text(shown_text(value)) == shown_text(value)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("Ada", "ada"),
        ("  Ada \t Okafor\n", "ada okafor"),
        ("Seán", "sean"),
        ("Sea\u0301n", "sean"),
        ("ŁUKASZ Żółć", "lukasz zolc"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Søren Ærø", "soren aero"),
        ("Œuvre", "oeuvre"),
        ("Đorđe Þór", "dorde thor"),
        ("İbrahim Işık", "ibrahim isik"),
        ("Nguyễn Ngọc Ánh", "nguyen ngoc anh"),
        ("O’Brien", "o'brien"),
        ("Jean‑Luc", "jean-luc"),
        ("ﬁne Ａｄａ 𝓐𝓭𝓪", "fine ada ada"),
        ("ΝΊΚΟΣ", "νικοσ"),
        ("Νίκος", "νικοσ"),
        ("ЙОСИФ", "иосиф"),
        ("अनीता", "अनीता"),
        (PERSIAN, "علیرضا"),
        ("A\u200bda\u00a0O", "ada o"),
        ("👩\u200d💻", "👩💻"),
        ("", ""),
    ],
)
def test_folding(value: str, key: str) -> None:
    assert fold(value) == key


def test_folding_any_letter_twice_changes_nothing() -> None:
    for c in EVERY:
        key = fold(c)
        assert fold(key) == key, hex(ord(c))
        assert not any(unicodedata.combining(letter) for letter in key), hex(ord(c))


@given(ANYTHING)
def test_folding_twice_changes_nothing_and_case_does_not_matter(value: str) -> None:
    assert fold(fold(value)) == fold(value)
    assert fold(unicodedata.normalize("NFD", value)) == fold(unicodedata.normalize("NFC", value))


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Zs"])))
def test_case_does_not_matter(value: str) -> None:
    assume(
        "\u0345" not in unicodedata.normalize("NFKD", value)
    )  # an iota below a letter is an accent, but in upper case a letter
    assert fold(value.casefold()) == fold(value)
