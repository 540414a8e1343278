"""Days in the words of a letter: in English as ``when`` says them, in German and French as one writes them, else not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core import when, words_of_time

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "german", "french"),
    [
        ("2026-11-23", "heute", "aujourd’hui"),
        ("2026-11-21", "gestern", "hier"),
        ("2026-11-18", "vor ein paar Tagen", "il y a quelques jours"),
        ("2026-11-12", "letzte Woche", "la semaine dernière"),
        ("2026-11-01", "vor drei Wochen", "il y a trois semaines"),
        ("2026-10-05", "letzten Monat", "le mois dernier"),
        ("2026-09-05", "im September", "en septembre"),
        ("2026-07-05", "letzten Sommer", "l’été dernier"),
        ("2026-04-05", "letzten Frühling", "au printemps dernier"),
        ("2026-01-05", "letzten Winter", "l’hiver dernier"),
        ("2025-11-02", "letztes Jahr", "l’année dernière"),
        ("2021-03-01", "im Jahr 2021", "en 2021"),
    ],
)
def test_when_you_last_talked(day: str, german: str, french: str) -> None:
    then = date.fromisoformat(day)
    assert words_of_time.last_talk(then, TODAY, "de") == german
    assert words_of_time.last_talk(then, TODAY, "fr") == french


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.booleans())
def test_english_is_said_as_everywhere_else(day: date, today: date, south: bool) -> None:
    assert words_of_time.last_talk(day, today, "en", south=south) == when.last_talk(day, today, south=south)
    assert words_of_time.season(day, "en", south=south) == when.season(day, south=south)
    assert words_of_time.month_year(day, "en") == when.month_year(day)
    assert words_of_time.weekday(day, "en") == when.WEEKDAYS[day.weekday()]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(-3, 60))
def test_german_and_french_always_have_words_and_never_english_ones(day: date, today: date, count: int) -> None:
    english = {*when.MONTHS, *when.WEEKDAYS, "year", "years", "ago", "last", "spring", "summer", "autumn"} - {
        "April", "August", "September", "November",
    }  # fmt: skip
    for lang in ("de", "fr"):
        said = [
            words_of_time.last_talk(day, today, lang), words_of_time.season(day, lang), words_of_time.weekday(day, lang),
            words_of_time.month_year(day, lang),
        ]  # fmt: skip
        assert all(said)
        assert not english & set(" ".join(said).split())
        assert bool(words_of_time.years(count, lang)) == (count > 0)


def test_years() -> None:
    assert [words_of_time.years(count, "de") for count in (1, 2, 20, 21)] == [
        "ein Jahr",
        "zwei Jahre",
        "zwanzig Jahre",
        "21 Jahre",
    ]
    assert [words_of_time.years(count, "fr") for count in (1, 17, 21)] == ["un an", "dix-sept ans", "21 ans"]
    assert [words_of_time.years(count, "en") for count in (0, 1, 11)] == ["", "one year", "eleven years"]


def test_a_language_that_is_not_here_has_no_words() -> None:
    said = (
        words_of_time.last_talk(TODAY, TODAY, "pt"), words_of_time.season(TODAY, "pt"), words_of_time.weekday(TODAY, ""),
        words_of_time.month_year(TODAY, "pt-BR"), words_of_time.years(5, "pt"),
    )  # fmt: skip
    assert said == ("",) * 5


@pytest.mark.parametrize(
    ("code", "lang"),
    [("de", "de"), ("de-AT", "de"), ("FR_ca", "fr"), (" German ", "de"), ("Français", "fr"), ("pt-BR", "pt"), ("", "")],
)
def test_language_codes_and_names(code: str, lang: str) -> None:
    assert words_of_time.language_of(code) == lang
