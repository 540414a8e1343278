"""Days and seasons as a letter says them, in the languages that templates are shipped in.

A language that is not here has no words: the field stays open and is pointed at, rather than said in English inside a letter in
another language. The words are written for where a letter uses them:

    connected_on      “since March 2015”     „seit März 2015“           « depuis mars 2015 »
    years_connected   “eleven years ago”     „elf Jahre ist es her“     « cela fait onze ans »
    last_talk         “in May”, “last year”  „im Mai“, „letztes Jahr“   « en mai », « l’année dernière »
    weekday, season   “this autumn”          „dieser Herbst“            « cet automne »
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from reconnect_tui.core import when


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


class Language(NamedTuple):
    """The words of one language. ``weeks``, ``month`` and ``year`` are said with what stands in their braces."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: tuple[str, ...]
    """Winter, spring, summer, autumn."""
    last_seasons: tuple[str, ...]
    numbers: tuple[str, ...]
    """From two to twenty; after that come digits."""
    one_year: str
    years: str
    weeks: str
    in_month: str
    in_year: str
    ago: dict[str, str]
    """What ``when.ago`` calls it → how it is said."""


_AGO = ("today", "yesterday", "a few days ago", "last week", "last month", "last year")

LANGUAGES: dict[str, Language] = {
    "en": Language(
        when.MONTHS,
        when.WEEKDAYS,
        _words("winter spring summer autumn"),
        ("last winter", "last spring", "last summer", "last autumn"),
        when.NUMBERS[2:],
        "one year",
        "{} years",
        "{} weeks ago",
        "in {}",
        "in {}",
        {words: words for words in _AGO},
    ),
    "de": Language(
        _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        _words("Winter Frühling Sommer Herbst"),
        ("letzten Winter", "letzten Frühling", "letzten Sommer", "letzten Herbst"),
        _words(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
            "neunzehn zwanzig"
        ),
        "ein Jahr",
        "{} Jahre",
        "vor {} Wochen",
        "im {}",
        "im Jahr {}",
        dict(zip(_AGO, ("heute", "gestern", "vor ein paar Tagen", "letzte Woche", "letzten Monat", "letztes Jahr"), strict=True)),
    ),
    "fr": Language(
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _words("hiver printemps été automne"),
        ("l’hiver dernier", "au printemps dernier", "l’été dernier", "l’automne dernier"),
        _words(
            "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt"
        ),
        "un an",
        "{} ans",
        "il y a {} semaines",
        "en {}",
        "en {}",
        dict(
            zip(
                _AGO,
                ("aujourd’hui", "hier", "il y a quelques jours", "la semaine dernière", "le mois dernier", "l’année dernière"),
                strict=True,
            )
        ),
    ),
}
"""Language code → its words."""

HELLO = {"en": "Hi {},", "de": "Hallo {},", "fr": "Bonjour {},"}
"""The plain opening of each language: one that asks for no guess of anybody's gender."""


_BY_NAME = {
    "english": "en", "englisch": "en", "anglais": "en", "german": "de", "deutsch": "de", "allemand": "de", "french": "fr",
    "französisch": "fr", "français": "fr", "francais": "fr",
}  # fmt: skip


def language_of(code: str) -> str:
    """Return the language of a code such as ``de-AT`` (``de``), or of a name that people write for one (``German``)."""
    code = code.strip().replace("_", "-").split("-")[0].casefold()
    return _BY_NAME.get(code, code)


def month_year(day: date, lang: str) -> str:
    """Say ``March 2023``, ``März 2023``, ``mars 2023``; ``""`` in a language that is not known here."""
    words = LANGUAGES.get(language_of(lang))
    return f"{words.months[day.month - 1]} {day.year}" if words else ""


def weekday(day: date, lang: str) -> str:
    """Say ``Sunday``, ``Sonntag``, ``dimanche``; ``""`` in a language that is not known here."""
    words = LANGUAGES.get(language_of(lang))
    return words.weekdays[day.weekday()] if words else ""


def season(day: date, lang: str, *, south: bool = False) -> str:
    """Say ``autumn``, ``Herbst``, ``automne`` (``south``: of the southern half of the earth); ``""`` in an unknown language."""
    words = LANGUAGES.get(language_of(lang))
    return words.seasons[when.season_number(day, south=south)] if words else ""


def years(count: int, lang: str) -> str:
    """Say ``eleven years``, ``elf Jahre``, ``onze ans``; ``""`` for less than one and in a language that is not known here."""
    words = LANGUAGES.get(language_of(lang))
    if words is None or count < 1:
        return ""
    return words.one_year if count == 1 else words.years.format(_number(count, words))


def last_talk(day: date, today: date, lang: str, *, south: bool = False) -> str:
    """Say when you last talked: ``last spring``, ``letzten Frühling``, ``au printemps dernier``; ``""`` in an unknown language."""
    words = LANGUAGES.get(language_of(lang))
    if words is None:
        return ""
    how, count = when.ago(day, today)
    if how == "weeks":
        return words.weeks.format(_number(count, words))
    if how == "month":
        return words.in_month.format(words.months[day.month - 1])
    if how == "season":
        return words.last_seasons[when.season_number(day, south=south)]
    return words.in_year.format(day.year) if how == "year" else words.ago[how]


def _number(count: int, words: Language) -> str:
    return words.numbers[count - 2] if 2 <= count <= 20 else str(count)
