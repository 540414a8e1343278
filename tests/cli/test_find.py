"""``reconnect find``: words, filters, misspelt names, and what is said about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reconnect_tui.core.person import ACTIVE, DIED, NEVER, RESTING
from reconnect_tui.core.query import FILTERS, HAS, KNOWN
from reconnect_tui.services.desk import Desk
from tests.cli.test_light import loaded_by
from tests.conftest import Run
from tests.data import crowd


@pytest.fixture(autouse=True)
def somebody(run: Run) -> None:
    run("add", "Ada Okafor", "--company", "Northwind Labs", "--circle", "friends", "--email", "ada@example.org")
    run("add", "Ben Ito", "--company", "Kumo")
    run("note", "2023-05-01", "coffee:", "@ada", "spends", "every", "weekend", "in", "the", "garden", "#family")


def names(run: Run, *words: str) -> list[str]:
    ran = run("find", *words, "--json")
    assert ran.code == 0
    return [row["name"] for row in json.loads(ran.out)]


def test_who_gardens(run: Run) -> None:
    for words in (("gardens",), ("garden",), ("Who gardens?",), ("who", "gardens?")):
        ran = run("find", *words)
        assert ran.out.endswith(
            "  Ada Okafor  |  Northwind Labs  |  last talked 1 May 2023  |  @ada spends every weekend in the garden #family\n"
        )
        assert ran.err == ""


def test_filters_narrow_down(run: Run) -> None:
    assert names(run, "circle:friends") == ["Ada Okafor"]
    assert names(run, "#family", "silent:2y", "has:email") == ["Ada Okafor"]
    assert names(run, "company:Northwind Labs") == ["Ada Okafor"], "the shell has taken the quotes"
    assert names(run, 'company:"Northwind Labs" circle:friends') == ["Ada Okafor"]
    assert names(run, "since:2024") == []
    assert names(run, "status:active", "ito") == ["Ben Ito"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cirlce:friends",), f"There is no filter “cirlce:”. The filters are {KNOWN}"),
        (("ada", "has:fax"), "has: knows email, phone, linkedin, birthday, address, url, not “fax”."),
        (("circle:",), "circle: wants a word right after it, such as circle:friends."),
        (("circle:boats",), "There is no circle “boats”; there are close, friends, work, wide."),
    ],
)
def test_a_filter_that_is_none_is_wrong_usage(run: Run, words: tuple[str, ...], told: str) -> None:
    ran = run("find", *words)
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", told)


def test_a_word_with_a_colon_is_a_word(run: Run) -> None:
    run("note", "@ben", "at", "9:30", "sharp")
    assert names(run, "9:30") == ["Ben Ito"]
    assert names(run, "ratio:3") == []


@pytest.mark.parametrize("words", [("colour:red",), ("ada", "hue:zzz")])
def test_what_looks_like_a_filter_is_a_word_and_where_nothing_fits_that_is_said(run: Run, words: tuple[str, ...]) -> None:
    ran = run("find", *words)
    name = words[-1].partition(":")[0]
    assert (ran.code, ran.out) == (0, "")
    assert f"“{name}:” is no filter, and was looked for as a word. The filters are {KNOWN}" in ran.err
    run("note", "re:invent", "was", "loud", "@ada")
    assert run("find", "re:invent").err == ""
    assert "is no filter" not in run("find", "9:30", "zzz").err
    assert "is no filter" not in run("find", "https://zzz.example").err


def test_the_readme_has_every_filter() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Finding people")[2].partition("\n## ")[0]
    for name in FILTERS:
        assert f"`{name}:" in section, name
    for word in (*HAS, ACTIVE, RESTING, NEVER, DIED, "waiting", "#family"):
        assert f"`{word}`" in section, word


def test_a_misspelt_name_is_found_and_said_to_be_near(run: Run) -> None:
    ran = run("find", "okafro")
    assert "  Ada Okafor  |" in ran.out
    assert ran.err == "Nobody is called that; these are called nearly that.\n"
    assert run("find", "qqqqqq").err.startswith("Nothing here fits “qqqqqq”.")


def test_the_rest_is_counted(run: Run, desk: Desk) -> None:
    crowd.fill(desk, 1_000, 0)
    ran = run("find", "status:active")
    assert len(ran.out.splitlines()) == 200
    assert ran.err == "… and 802 more; more words find fewer.\n"
    assert len(json.loads(run("find", "a", "--json").out)) == 200


def test_the_help_names_every_filter(run: Run) -> None:
    told = run("find", "--help").out
    assert all(f"{name}:" in told or name == "tag" for name in FILTERS)


def test_rapidfuzz_is_loaded_only_where_nothing_was_found(run: Run) -> None:
    found = loaded_by(["find", "okafor", "circle:friends"], ["find", "okafro"])
    assert "rapidfuzz" not in found["find okafor circle:friends"][1]
    assert "rapidfuzz" in found["find okafro"][1]
