"""What is read, what is remembered, and that the user's own file is never written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.config import Config
from reconnect_tui.core.errors import ReconnectError
from reconnect_tui.interchange.yaml_files import load_text
from reconnect_tui.paths import Home
from reconnect_tui.services.settings import load, plain_settings, remember


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "config").mkdir()
    return Home(str(tmp_path / "config"), str(tmp_path / "data"))


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def test_without_files_there_are_defaults_and_nothing_is_made(home: Home) -> None:
    assert load(home) == (Config(), [])
    assert not os.path.exists(home.data)


def test_what_is_remembered_comes_back_and_is_private(home: Home) -> None:
    assert remember(home, "theme", "letter") == ""
    assert remember(home, "my_name", "Ada “A.” Okafor\u2028 \\ 🎉") == ""
    assert remember(home, "plain", True) == ""
    assert remember(home, "paces", {"friends": 60, "wide": None}) == ""
    config, problems = load(home)
    assert problems == []
    assert config == Config(
        theme="letter", my_name="Ada “A.” Okafor\u2028 \\ 🎉", plain=True, paces={"friends": 60, "wide": None}
    )
    assert stat.S_IMODE(os.stat(home.app_settings).st_mode) == 0o600
    assert os.listdir(home.data) == ["settings.yaml"]
    assert not os.path.exists(home.config_file)


def test_forgetting_leaves_the_rest(home: Home) -> None:
    remember(home, "theme", "letter")
    remember(home, "plain", True)
    assert remember(home, "theme", None) == ""
    assert remember(home, "editor", None) == ""
    assert load(home)[0] == Config(plain=True)


def test_the_users_file_wins_is_said_to_and_is_not_touched(home: Home) -> None:
    written = "theme: hearth   # mine\npaces:\n  friends: 30\n"
    write(home.config_file, written)
    os.chmod(home.config_file, 0o400)
    assert home.config_file in remember(home, "theme", "letter")
    assert remember(home, "people_a_day", 2) == ""
    assert "paces" in remember(home, "paces", {"friends": 60})
    assert remember(home, "paces", {"work": 90}) == ""
    config, problems = load(home)
    assert problems == []
    assert (config.theme, config.people_a_day, config.paces) == ("hearth", 2, {"friends": 30, "work": 90})
    assert Path(home.config_file).read_text() == written


def test_a_choice_that_does_not_fit_is_refused_and_nothing_written(home: Home) -> None:
    for key, value in (("people_a_day", 99), ("nothing", "x"), ("theme", "a\nb"), ("keys", "w")):
        with pytest.raises(ReconnectError):
            remember(home, key, value)
    assert not os.path.exists(home.data)


def test_problems_of_both_files_come_with_their_lines(home: Home) -> None:
    os.mkdir(home.data)
    write(home.app_settings, "theme: letter\nshape: round\n")
    write(home.config_file, "# mine\n\npeople_a_day: lots\nwild_card: no\n")
    config, problems = load(home)
    assert (config.theme, config.wild_card, config.people_a_day) == ("letter", False, 3)
    assert [(problem.path, problem.line, problem.key) for problem in problems] == [
        (home.app_settings, 2, "shape"),
        (home.config_file, 3, "people_a_day"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theme: a\ntheme: b\n", 2),
        ("theme: *x\n", 1),
        ("theme: a\n\tplain: yes\n", 2),
        ("theme: 'a\n", 0),
        ("theme: a\n---\ntheme: b\n", 3),
        ("theme: a\x00b\n", 1),
        ("- theme: a\n- plain: yes\n", 2),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_and_costs_no_other(home: Home, text: str, line: int) -> None:
    os.mkdir(home.data)
    write(home.app_settings, "people_a_day: 4\n")
    write(home.config_file, text)
    config, problems = load(home)
    assert config == Config(people_a_day=4)
    assert [problem.path for problem in problems] == [home.config_file]
    assert line in (0, problems[0].line)
    assert problems[0].message.endswith("Nothing of this file was used.")


def test_a_list_a_folder_a_pipe_and_bytes_are_problems(home: Home) -> None:
    write(home.config_file, "- just\n")
    assert len(load(home)[1]) == 1
    Path(home.config_file).write_bytes(b"theme: \xff\xfe\n")
    assert "UTF-8" in load(home)[1][0].message
    os.unlink(home.config_file)
    os.mkdir(home.config_file)
    assert "not a file" in load(home)[1][0].message
    os.rmdir(home.config_file)
    os.mkfifo(home.config_file)
    assert "not a file" in load(home)[1][0].message


def test_a_link_to_nowhere_and_an_empty_file_say_nothing(home: Home) -> None:
    os.symlink("/nowhere/at/all", home.config_file)
    assert load(home) == (Config(), [])
    os.unlink(home.config_file)
    for text in ("", "\n\n", "# only words\n", "---\n"):
        write(home.config_file, text)
        assert load(home) == (Config(), [])


def test_settings_that_cannot_be_read_are_set_aside_not_lost(home: Home) -> None:
    os.mkdir(home.data)
    write(home.app_settings, "theme: [letter\n")
    remember(home, "plain", True)
    assert load(home) == (Config(plain=True), [])
    assert Path(home.app_settings + ".unreadable").read_text() == "theme: [letter\n"


def test_keys_of_a_newer_version_are_kept(home: Home) -> None:
    os.mkdir(home.data)
    write(home.app_settings, "future:\n  - {a: [b, 'c: d']}\ntheme: letter\n")
    remember(home, "plain", True)
    assert load_text(Path(home.app_settings).read_text(), "x")[0].value == {
        "future": [{"a": ["b", "c: d"]}],
        "plain": "yes",
        "theme": "letter",
    }


def test_a_disk_that_takes_no_more_is_a_sentence_and_leaves_the_old_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(home, "theme", "letter")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReconnectError, match="No space left"):
        remember(home, "theme", "hearth")
    assert load(home)[0].theme == "letter"
    assert os.listdir(home.data) == ["settings.yaml"]


def test_plain_files_are_read_without_yaml(home: Home) -> None:
    write(home.config_file, 'theme: letter\nmy_name: "Ada Okafor"\nme: https://www.linkedin.com/in/ada\neditor: code --wait\n')
    remember(home, "people_a_day", 2)
    code = (
        "import sys; from reconnect_tui.paths import Home; from reconnect_tui.services.settings import load;"
        "config, problems = load(Home(*sys.argv[1:])); assert not problems and config.editor == 'code --wait', (config, problems);"
        "assert config.people_a_day == 2; sys.exit('yaml' in sys.modules or 'textual' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, *home], check=True)


signs = "aZ09_./-:# \"'\\\té🎉,[]{}&*!|>%@`~"
lines = st.one_of(
    st.sampled_from(
        ["", "# a comment", "theme: letter", "plain: yes  # so", "keys:", "  write: w", "---", "- x", "me: http://x/y"]
    ),
    st.builds("{}: {}".format, st.sampled_from(["theme", "my_name", "editor", "x_y"]), st.text(alphabet=signs, max_size=12)),
    st.builds('{}: "{}"'.format, st.sampled_from(["theme", "inbox"]), st.text(max_size=8)),
)


@given(st.lists(lines, max_size=5).map("\n".join))
def test_the_plain_reading_agrees_with_yaml_wherever_it_dares(text: str) -> None:
    plain = plain_settings(text)
    if plain is None:
        return
    entries = load_text(text, "x")
    assert len(entries) == 1
    assert entries[0].value == plain[0]
    assert {path: number for path, number in entries[0].lines.items() if path} == {
        path: n for path, n in plain[1].items() if path
    }


@given(st.dictionaries(st.sampled_from(["theme", "my_name", "editor"]), st.text(min_size=1, max_size=30), max_size=3))
def test_any_text_that_fits_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]) -> None:
    folder = str(tmp_path_factory.mktemp("home"))
    home = Home(folder, folder)
    for key, value in said.items():
        try:
            remember(home, key, value)
        except ReconnectError:
            assert not value.isprintable()
            continue
        config, problems = load(home)
        assert problems == []
        assert getattr(config, key) == ("" if value.strip() in ("~", "null") else value.strip())
