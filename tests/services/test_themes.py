"""Theme files: the shipped ones are readable, bad ones are named with their lines, and none stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.services.theme_defaults import DEFAULTS, HEARTH, LETTER, TERMINAL
from reconnect_tui.services.themes import (
    READABLE,
    ROLES,
    VERY_READABLE,
    ThemeFile,
    blend,
    check,
    contrast,
    default_name,
    light_or_dark,
    load_themes,
    opening_theme,
    read_theme,
    shipped_folder,
    theme_from,
)

COLOURS = "  " + "\n  ".join(
    f'{role}: "{HEARTH.colour(role)}"' for role in ROLES if role not in ("key", "danger", "hole-ink")
)  # fmt: skip


def theme_file(folder: Path, text: str, name: str = "mine.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def reasons(path: str) -> list[tuple[int, str]]:
    theme, problems = read_theme(path)
    assert theme is None
    assert all(problem.path == path for problem in problems)
    return [(problem.line, problem.reason) for problem in problems]


def test_the_shipped_themes_load_and_equal_their_python_twins() -> None:
    loaded, failed = load_themes([shipped_folder()])
    assert failed == []
    assert loaded == DEFAULTS
    assert set(loaded) == {"hearth", "letter", "harbour", "meadow", "contrast", "terminal"}


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_every_text_of_a_shipped_theme_can_be_read(name: str) -> None:
    assert check(DEFAULTS[name], VERY_READABLE if name == "contrast" else READABLE) == []


@pytest.mark.parametrize("name", ["hearth", "letter", "harbour", "meadow"])
def test_the_usual_themes_keep_what_the_look_asks_of_them(name: str) -> None:
    theme = DEFAULTS[name]
    assert contrast(theme.text, theme.background) >= 11
    assert contrast(theme.ink, theme.sheet) >= 12
    for role in ("name", "direction", "promise"):
        assert contrast(theme.colour(role), theme.background) >= 5.2
    assert theme.danger not in (theme.promise, theme.person_name, theme.key)
    assert theme.background != theme.sheet != theme.hole


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#767676", "#ffffff") >= 4.5
    assert contrast("#123456", "#123456") == 1


hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(hexes, hexes, st.floats(0, 1))
def test_contrast_and_blend_stay_within_their_bounds(one: str, other: str, share: float) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
    mixed = blend(one, other, share)
    for place in (1, 3, 5):
        low, high = sorted((int(one[place : place + 2], 16), int(other[place : place + 2], 16)))
        assert low <= int(mixed[place : place + 2], 16) <= high
    assert (blend(one, other, 0), blend(one, other, 1)) == (one, other)


def test_faint_pairs_are_named_the_faintest_first() -> None:
    faint = check(HEARTH._replace(quiet="#2a2420", hole_ink="#5a4836"))
    assert [(pair.role, pair.on) for pair in faint] == [
        ("quiet", "sheet"),
        ("quiet", "background"),
        ("quiet", "hole"),
        ("hole-ink", "hole"),
    ]
    assert faint[0].sentence == "quiet on sheet has a contrast of 1.0:1"


def test_a_user_theme_needs_only_the_nine_colours(tmp_path: Path) -> None:
    path = theme_file(tmp_path, f"colours:\n{COLOURS}\n", "dusk.yaml")
    theme, problems = read_theme(path)
    assert problems == []
    assert theme == HEARTH._replace(name="dusk", danger=HEARTH.promise)


def test_light_or_dark_is_told_by_the_background_unless_it_is_said(tmp_path: Path) -> None:
    light = COLOURS.replace(HEARTH.background, "#FFF")
    theme, _ = read_theme(theme_file(tmp_path, f"name: noon\ncolours:\n{light}\n"))
    assert theme is not None
    assert (theme.dark, theme.background) == (False, "#ffffff")
    theme, _ = read_theme(theme_file(tmp_path, f"name: noon\ndark: on\ncolours:\n{light}\n"))
    assert theme is not None
    assert theme.dark


def test_everything_wrong_is_named_with_its_line_and_the_nearest_word(tmp_path: Path) -> None:
    path = theme_file(
        tmp_path,
        'nam: x\ndark: maybe\ncolours:\n  backgroud: "#000000"\n  sheet: #123456\n  hole: "#12345g"\n'
        '  text: yelow\n  ink: "#fff"\n  quiet: [a]\n  name: red\n  hole_ink: "#000"\n  hole-ink: "#000"\n',
    )
    found = reasons(path)
    assert [line for line, _ in found] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 12]
    words = dict(found)
    assert "Did you mean “name”?" in words[1]
    assert "direction, promise" in words[3]
    assert "sheet" not in words[3]
    assert "Did you mean “background”?" in words[4]
    assert "put quotes round it" in words[5]
    assert "Did you mean “yellow”?" in words[7]
    assert "two kinds" in words[10]
    assert "twice" in words[12]


@pytest.mark.parametrize("name", ["Mine", "1st", "a b", "x]", "[@click=app.quit]", "a" * 41, "é", "-x", "[list]"])
def test_a_name_that_would_kill_the_drawing_is_refused(tmp_path: Path, name: str) -> None:
    quoted = name if name == "[list]" else f"'{name}'"
    assert reasons(theme_file(tmp_path, f"name: {quoted}\ncolours:\n{COLOURS}\n"))[0][0] == 1


@pytest.mark.parametrize(
    "colour", ["#12345", "rgb(1,2,3)", "#1234567", "#١٢٣", "ansi_", "auto", "transparent", "\x1b[31m", "red 50%", " "]
)
def test_a_colour_is_hex_or_a_name_and_nothing_else(colour: str) -> None:
    for role in ("background", "key"):
        value = {"name": "x", "colours": {**dict.fromkeys(ROLES, "#000000"), role: colour}}
        theme, problems = theme_from(value, {}, "x.yaml")
        assert theme is None
        assert not any("\x1b" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just words\n", "a: b\n---\nc: d\n", "colours: red\n", "a: *b\n", "\tx: y\n", "x: \xe9"]
)
def test_a_file_that_is_no_theme_is_one_problem_of_many_kinds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(text.encode("latin-1"))
    assert reasons(str(path))


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    theme_file(tmp_path, "a: [", "a.yaml")
    theme_file(tmp_path, f"name: mine\ncolours:\n{COLOURS}\n", "b.yml")
    theme_file(tmp_path, f"name: mine\ncolours:\n{COLOURS}\n", "c.yaml")
    theme_file(tmp_path, f"name: hearth\ncolours:\n{COLOURS}\n", "d.yaml")
    theme_file(tmp_path, "not a theme", "notes.txt")
    theme_file(tmp_path, "not a theme", ".hidden.yaml")
    (tmp_path / "e.yaml").mkdir()
    os.mkfifo(tmp_path / "f.yaml")
    loaded, failed = load_themes([shipped_folder(), str(tmp_path), str(tmp_path / "none"), str(tmp_path / "a.yaml")])
    assert set(loaded) == {*DEFAULTS, "mine"}
    assert loaded["hearth"] == HEARTH
    assert [os.path.basename(problem.path) for problem in failed] == ["a.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml"]


def test_a_folder_of_thousands_is_cut_short_and_says_so(tmp_path: Path) -> None:
    for number in range(201):
        theme_file(tmp_path, "", f"{number:03}.yaml")
    loaded, failed = load_themes([str(tmp_path)])
    assert loaded == {}
    assert len(failed) == 201
    assert "201 theme files" in failed[0].reason


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("15;0", "hearth"),
        ("0;15", "letter"),
        ("0;default;7", "letter"),
        ("7;8", "hearth"),
        ("", "hearth"),
        ("x", "hearth"),
        ("0;157", "hearth"),
    ],
)
def test_the_theme_follows_the_terminal_where_it_tells(told: str, name: str) -> None:
    assert default_name({"COLORFGBG": told}) == name
    assert opening_theme("", "/none", {"COLORFGBG": told}) == (DEFAULTS[name], "")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("rgb:1c1c/1818/1515", "dark"), ("rgb:ffff/fdfd/f7f7", "light"), ("rgb:f/f/f", "light"), ("rgba:0000/0000/0000/ffff", "dark"),
        ("#fffdf7", "light"), ("RGB:FF/FF/FF", "light"), ("rgb:7070/7070/7070", "dark"), ("", ""), ("?", ""), ("rgb:1/2", ""),
        ("rgb:١/٢/٣", ""), ("rgb:fffff/0/0", ""),
    ],
)  # fmt: skip
def test_a_terminals_answer_is_read_or_is_none(answer: str, told: str) -> None:
    assert light_or_dark(answer) == told


def test_what_the_terminal_said_last_counts_until_it_says_otherwise() -> None:
    assert default_name({}, "light") == "letter"
    assert default_name({}, "dark") == default_name({}) == "hearth"
    assert default_name({"COLORFGBG": "15;0"}, "light") == "hearth"
    assert default_name({"COLORFGBG": "default;default"}, "light") == "letter"


def test_the_theme_asked_for_opens_or_its_absence_is_said(tmp_path: Path) -> None:
    theme_file(tmp_path, f"name: dusk\ncolours:\n{COLOURS}\n")
    theme_file(tmp_path, "colours:\n  text: x\n", "dawn.yaml")
    assert opening_theme("letter", str(tmp_path), {}) == (LETTER, "")
    mine, said = opening_theme("dusk", str(tmp_path), {})
    assert (mine.name, said) == ("dusk", "")
    usual, said = opening_theme("duks", str(tmp_path), {})
    assert usual == HEARTH
    assert "Did you mean “dusk”?" in said
    assert "dawn.yaml, line 2" in said


def test_the_first_card_needs_neither_yaml_nor_textual() -> None:
    code = (
        "import sys; from reconnect_tui.services.themes import opening_theme;"
        "opening_theme('', '/none', {}), opening_theme('contrast', '/none', {});"
        "sys.exit(bool({'yaml', 'textual', 'rich', 'difflib', 'dataclasses'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_terminals_own_theme_sets_no_background_and_no_pale_text() -> None:
    assert TERMINAL.of_terminal
    assert TERMINAL.background == TERMINAL.sheet == TERMINAL.text == TERMINAL.ink == TERMINAL.quiet == "ansi_default"
    assert TERMINAL.hole_ink != TERMINAL.hole
    texts = {TERMINAL.colour(role) for role in ("name", "direction", "promise", "key", "danger")}
    assert not texts & {"ansi_black", "ansi_white", "ansi_bright_white", "ansi_bright_black", "ansi_blue", "ansi_yellow"}


@given(
    st.recursive(
        st.text(max_size=8) | hexes,
        lambda v: st.lists(v, max_size=2) | st.dictionaries(st.sampled_from([*ROLES, "colours", "dark"]), v, max_size=9),
    )
)
def test_whatever_was_read_gives_a_theme_or_problems(value: object) -> None:
    for whole in (value, {"name": "x", "colours": value}):
        theme, problems = theme_from(whole, {}, "x.yaml")
        assert (theme is None) == bool(problems)
        assert theme is None or isinstance(theme, ThemeFile)
