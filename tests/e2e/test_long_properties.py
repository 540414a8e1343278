"""The rules of the cleaner, the templates, the capture line, the addresses, who is next and undo, on ten thousand examples each.

They are the very functions that the everyday tests run on a hundred or fewer; here each is asked for more, a part at a time, each
part from a seed of its own, so that the parts are different and the next run tries the same again.
"""

from __future__ import annotations

import inspect
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from reconnect_tui.paths import Home
from reconnect_tui.services.desk import Desk, open_desk
from tests.conftest import TODAY
from tests.core import (
    test_capture,
    test_choosing,
    test_gaps,
    test_making_template,
    test_names,
    test_session,
    test_template,
    test_text,
)  # fmt: skip
from tests.counting import Count
from tests.handoff import test_links
from tests.interchange import test_linkedin_url
from tests.services import test_noting
from tests.services.test_noting import people  # noqa: F401  (a fixture of the rule it stands by)
from tests.store import test_history
from tests.store.test_history import grown  # noqa: F401
from tests.ui import test_content

EXAMPLES = 10_000


class Rule(NamedTuple):
    """``about``: which of the six it is of; ``parts``: among how many tests the examples are shared out."""

    about: str
    test: Callable[..., None]
    parts: int = 1


RULES = (
    Rule("the cleaner", test_text.test_cleaning_twice_changes_nothing_and_what_is_clean_can_be_stored),
    Rule("the cleaner", test_text.test_whatever_is_shown_is_safe_and_short),
    Rule("the cleaner", test_text.test_showing_what_is_shown_changes_nothing),
    Rule("the cleaner", test_text.test_folding_twice_changes_nothing_and_case_does_not_matter),
    Rule("the cleaner", test_names.test_cleaning_a_name_twice_changes_nothing),
    Rule("the cleaner", test_content.test_any_words_are_drawn_harmlessly),
    Rule("templates", test_template.test_only_the_template_has_a_say_in_what_is_open),
    Rule("templates", test_template.test_filling_never_fails_and_fills_once),
    Rule("templates", test_making_template.test_it_reads_as_the_same_text_again),
    Rule("templates", test_making_template.test_no_text_and_no_fact_breaks_it),
    Rule("templates", test_gaps.test_a_hole_is_where_it_says),
    Rule("templates", test_gaps.test_obstacles_are_in_order_apart_and_within_the_text),
    Rule("the capture line", test_capture.test_any_text_is_read_and_no_word_of_it_is_lost),
    Rule("the capture line", test_capture.test_what_was_found_was_typed),
    Rule("the capture line", test_capture.test_a_line_without_header_and_follow_up_is_kept_whole),
    Rule("the capture line", test_noting.test_no_line_is_refused_with_its_words_lost, 2),
    Rule("the capture line", test_noting.test_any_place_in_any_text_may_be_asked),
    Rule("addresses", test_links.test_any_text_is_refused_or_becomes_harmless),
    Rule("addresses", test_links.test_a_letter_arrives_in_the_mail_program_word_for_word),
    Rule("addresses", test_links.test_a_profile_never_leaves_linkedin),
    Rule("addresses", test_linkedin_url.test_encoded_and_decoded_are_the_same_person),
    Rule("addresses", test_linkedin_url.test_any_text_has_a_slug_or_none),
    Rule("who is next", test_choosing.test_the_limits_hold_for_any_network, 5),
    Rule("who is next", test_choosing.test_whoever_is_later_by_the_same_pace_never_weighs_less),
    Rule("who is next", test_session.test_whatever_happens_the_day_stays_a_day),
    Rule("who is next", test_session.test_all_decisions_undone_the_day_is_the_day_it_was),
    Rule("undo", test_history.test_a_few_deeds_after_many_others_are_taken_back_and_done_again, 4),
)
PARTS = [pytest.param(rule, part, id=f"{rule.test.__name__}-{part}") for rule in RULES for part in range(rule.parts)]


class Folders:
    """As pytest's own, which looks through all folders there are whenever it makes one; here each takes the place of the last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mktemp(self, name: str) -> Path:
        made = self._folder / name
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        return made


@pytest.fixture
def quick_homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The homes of ``test_history`` are copies of an empty one, and nobody waits for the disk."""
    empty = tmp_path / "empty"
    test_history.desk_in(empty).close()

    def desk_in(folder: Path) -> Desk:
        shutil.copytree(empty, folder, dirs_exist_ok=True)
        desk = open_desk(Home(str(folder), str(folder)), {"RECONNECT_TODAY": TODAY}, sitting="now")
        desk.store.connection.execute("PRAGMA synchronous = OFF")
        return desk

    monkeypatch.setattr(test_history, "desk_in", desk_in)


@pytest.mark.long
@pytest.mark.usefixtures("quick_homes")
@pytest.mark.parametrize(("rule", "part"), PARTS)
def test_it_holds_for_ten_thousand(
    rule: Rule, part: int, count: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    test: Any = rule.test
    examples = EXAMPLES // rule.parts
    more = settings(
        test._hypothesis_internal_use_settings, max_examples=examples, deadline=None, database=None, derandomize=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    monkeypatch.setattr(test, "_hypothesis_internal_use_settings", more)
    monkeypatch.setattr(test, "_hypothesis_internal_use_seed", part, raising=False)
    tried = itertools.count()
    inner = test.hypothesis.inner_test

    def counted(**values: Any) -> None:
        next(tried)
        inner(**values)

    monkeypatch.setattr(test.hypothesis, "inner_test", counted)
    given = {
        name: Folders(tmp_path) if name == "tmp_path_factory" else request.getfixturevalue(name)
        for name in inspect.signature(test).parameters
    }
    test(**given)
    held = next(tried)
    assert held >= examples
    count(f"hypothesis: {rule.about}", held=held, of=held)
