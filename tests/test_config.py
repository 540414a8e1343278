"""Settings: every problem at once, and none of them costs more than itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.config import Config, ConfigProblem, config_from
from reconnect_tui.core.text import clean_line

Lines = dict[tuple[str | int, ...], int]


def test_nothing_said_is_the_defaults() -> None:
    config, problems = config_from({}, {}, "config.yaml")
    assert config == Config()
    assert problems == []
    assert config.people_a_day == 3
    assert config.wild_card
    assert config.silenced_rules == frozenset()


def test_every_setting_is_read_from_texts() -> None:
    said = {
        "people_a_day": "5",
        "theme": "letter",
        "terminal": "Light",
        "wild_card": "No",
        "rules_off": ["birthday", "Wrote last"],
        "paces": {"friends": "60", "wide": "never"},
        "my_name": " Ada Okafor ",
        "me": "https://www.linkedin.com/in/ada",
        "editor": "code --wait",
        "browser": "firefox",
        "keys": {"write": "W", "quit": ["q", "ctrl+q"]},
        "plain": "yes",
        "inbox": "~/inbox.txt",
    }
    config, problems = config_from(said, {}, "config.yaml")
    assert problems == []
    assert set(said) == set(Config._fields)
    assert config.people_a_day == 5
    assert config.rules_off == ("birthday", "wrote-last")
    assert config.silenced_rules == {"birthday", "wrote-last", "wild"}
    assert config.paces == {"friends": 60, "wide": None}
    assert config.my_name == "Ada Okafor"
    assert config.terminal == "light"
    assert config.keys == {"write": "W", "quit": "q,ctrl+q"}
    assert config.plain is True
    assert config.wild_card is False


def test_plain_python_values_are_read_too() -> None:
    config, problems = config_from({"people_a_day": 4, "wild_card": False, "paces": {"friends": None, "close": 7}}, {}, "x")
    assert problems == []
    assert (config.people_a_day, config.wild_card, config.paces) == (4, False, {"friends": None, "close": 7})


def test_all_problems_come_at_once_and_each_keeps_its_default() -> None:
    said = {
        "people_a_day": "many",
        "them": "letter",
        "wild_card": "perhaps",
        "paces": {"friends": "-1", "work": "90"},
        "rules_off": ["birthdays", "pace"],
        "keys": "w",
        "me": "ada@example.org",
        "my_name": ["Ada"],
        "theme": "letter",
    }
    lines: Lines = {(key,): number for number, key in enumerate(said, 10)}
    lines[("paces", "friends")] = 31
    config, problems = config_from(said, lines, "config.yaml")
    assert config == Config(theme="letter", paces={"work": 90}, rules_off=("pace",))
    assert [(problem.line, problem.key) for problem in problems] == [
        (10, "people_a_day"),
        (11, "them"),
        (12, "wild_card"),
        (31, "paces.friends"),
        (14, "rules_off.0"),
        (15, "keys"),
        (16, "me"),
        (17, "my_name"),
    ]
    assert problems[1].sentence == "config.yaml, line 11: There is no setting called “them”. Did you mean “theme”?"
    assert "Did you mean “birthday”?" in problems[4].message


def test_hyphens_blanks_and_capitals_are_forgiven_but_not_twice() -> None:
    config, problems = config_from({"People a day": "2", "people-a-day": "4"}, {("people-a-day",): 2}, "c")
    assert config.people_a_day == 2
    assert [problem.line for problem in problems] == [2]


def test_empty_means_not_said_but_an_empty_list_is_a_decision() -> None:
    base = Config(theme="hearth", rules_off=("wild",), people_a_day=5)
    config, problems = config_from({"theme": "", "people_a_day": "~", "rules_off": [], "paces": {}}, {}, "c", base)
    assert problems == []
    assert (config.theme, config.people_a_day, config.rules_off) == ("hearth", 5, ())


def test_the_later_file_wins_and_tables_are_laid_over_each_other() -> None:
    app, _ = config_from({"theme": "letter", "keys": {"write": "w", "quit": "Q"}, "people_a_day": "2"}, {}, "settings.yaml")
    both, problems = config_from({"theme": "hearth", "keys": {"quit": "q"}, "people_a_day": "99"}, {}, "config.yaml", app)
    assert both.theme == "hearth"
    assert both.keys == {"write": "w", "quit": "q"}
    assert both.people_a_day == 2
    assert [problem.key for problem in problems] == ["people_a_day"]


def test_the_edges_of_numbers() -> None:
    for text, wanted in (
        ("1", 1),
        ("12", 12),
        ("0", 3),
        ("13", 3),
        ("3.5", 3),
        ("1e1", 3),
        ("٣", 3),
        ("9" * 5000, 3),
        (" 4 ", 4),
    ):
        assert config_from({"people_a_day": text}, {}, "c")[0].people_a_day == wanted
    assert config_from({"people_a_day": True}, {}, "c")[0].people_a_day == 3


def test_control_characters_are_refused_and_never_repeated() -> None:
    config, problems = config_from({"editor": "vim\x1b]0;x\x07", "my_name": "A\nB", "\x1b[2J": "x", "theme": "x" * 600}, {}, "c")
    assert config == Config()
    assert len(problems) == 4
    assert not any("\x1b" in problem.message or "\n" in problem.message for problem in problems)


def test_a_file_that_is_no_mapping_is_one_problem() -> None:
    config, problems = config_from(["theme"], {(): 1}, "config.yaml", Config(theme="letter"))
    assert config.theme == "letter"
    assert [(problem.line, problem.key) for problem in problems] == [(1, "")]


words = st.text(max_size=20)
values = st.recursive(
    words | st.integers() | st.booleans() | st.none(),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(words, v, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(Config._fields) | words, values, max_size=6))
def test_any_mapping_gives_sound_settings_and_safe_sentences(said: dict[str, object]) -> None:
    config, problems = config_from(said, {}, "c")
    assert 1 <= config.people_a_day <= 12
    assert isinstance(config.wild_card, bool)
    assert isinstance(config.plain, bool)
    assert all(
        clean_line(text) == text for text in (config.theme, config.editor, config.my_name, config.me, *config.keys.values())
    )
    assert all(days is None or days > 0 for days in config.paces.values())
    for problem in problems:
        assert isinstance(problem, ConfigProblem)
        assert "\n" not in problem.message
        assert "\x1b" not in problem.sentence
