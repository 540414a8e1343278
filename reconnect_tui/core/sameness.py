"""Who may be one person twice: the rules, and the reason in words. They only ever ask; what joins by itself is decided in
``services.matching``.

Never a name alone: the same name counts with a company, a phone, an e-mail or a profile, or where each of two sources has just one
person who is called so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reconnect_tui.core.names import name_words
from reconnect_tui.core.person import DIED, NEVER
from reconnect_tui.core.text import fold, shown_line

LINKEDIN = "linkedin"
SHORTEST_PHONE = 5
"""Digits; fewer are an extension, which says nothing."""
_PHONE_TAIL = 7


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "dr drs prof professor mr mrs ms mx miss dame herr frau monsieur madame mme senora signora phd mba emba cpa pmp msc bsc"
)
"""Before and after a name, folded. Jr and Sr are not among them, which tell a father from a son, nor what is a name as well (Ma, Md)."""
_LEGAL = _words(
    "inc incorporated ltd limited llc llp plc gmbh ag kg se sa sas sarl srl spa bv nv ab as oy co corp corporation pty the"
)
_MONTH_AND_DAY = 5
_ORIGINS = {
    "": "added by hand", LINKEDIN: "from LinkedIn", "google": "from Google", "outlook": "from Outlook", "vcard": "from a vCard",
    "csv": "from a CSV file",
}  # fmt: skip


class Known(NamedTuple):
    """What the rules look at of one person. Contacts are as matching compares them; ``sources`` is empty for somebody added by hand."""

    id: int
    name: str
    company: str = ""
    location: str = ""
    birthday: str | None = None
    status: str = "active"
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()


class Likeness(NamedTuple):
    """How likely two are one person (more is likelier; only the order means anything), and why, in a sentence or two."""

    strength: int
    reason: str


def name_key(name: str) -> tuple[str, ...]:
    """The words that make two names one, in no order: without titles, degrees and, where two words remain, initials."""
    words: Sequence[str] = name_words(name)
    for dropped in (lambda word: word in _TITLES, _is_initial):
        left = [word for word in words if not dropped(word)]
        words = left if len(left) > 1 else words
    return tuple(sorted(words))


@lru_cache(4096)  # an export names few companies, and each of them often
def company_key(company: str) -> tuple[str, ...]:
    """The words of a company without what says only its legal form; empty where there is none."""
    if not company:
        return ()
    words = name_words(company)
    return tuple(word for word in words if word not in _LEGAL) or words


def phone_key(digits: str) -> str:
    """What two spellings of one number have in common: its last digits; ``""`` for what is too short to be one."""
    return digits[-_PHONE_TAIL:] if len(digits) >= SHORTEST_PHONE else ""


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers (digits) are one, with and without the country's code and the 0 that stands in its place."""
    first, second = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    if len(first) <= _PHONE_TAIL:
        return first == second and len(first) >= SHORTEST_PHONE
    return second.endswith(first)


def likeness(one: Known, other: Known, *, only_ones: bool = False) -> Likeness | None:
    """Say how likely the two are one person; ``None`` where there is no reason to ask.

    ``only_ones``: neither source has another person who is called so.
    """
    found = _likeness(one, other, only_ones)
    if found is None:
        return None
    return found._replace(reason=f"{found.reason} {_silence(one, other)}".rstrip())


def _likeness(one: Known, other: Known, only_ones: bool) -> Likeness | None:
    profile = _common(one.profiles, other.profiles)
    if profile:
        return Likeness(100, f"Both have the LinkedIn profile linkedin.com/in/{shown_line(profile, 100)}.")
    email = _common(one.emails, other.emails)
    phone = min((mine for mine in one.phones if any(same_phone(mine, its) for its in other.phones)), default="")
    company = (
        shown_line(one.company, 100).rstrip(".") if one.company and company_key(one.company) == company_key(other.company) else ""
    )
    if not (email or phone or company or only_ones):
        return None  # most of those who are called the same: no need to look at their names
    same = _one_name(one, other)
    short = not same and _short_for(one.name, other.name)
    shared = "" if same or short else _shared_word(one.name, other.name)
    names = _names(one, other, same, short, shared)
    if email and names:
        return Likeness(95 if same else 75 if short else 60, f"{names} have the e-mail address {shown_line(email, 100)}.")
    if not names or _born_apart(one, other):
        return None
    apart = bool(one.profiles and other.profiles)
    if phone:
        return Likeness((90 if same else 70 if short else 50) - apart, f"{names} have the phone number {phone}.")
    if company and not shared:
        but = ", though with different LinkedIn profiles" if apart else ""
        return Likeness((80 if same else 65) - 40 * apart, f"{names} work at {company}{but}.")
    if same and only_ones and not apart and not one.sources & other.sources and is_full(one.name):
        return _only_ones(one, other)
    return None


def _only_ones(one: Known, other: Known) -> Likeness:
    told = f"{_called(one, other)}: the only one {_origin(one)}, and the only one {_origin(other)}."
    companies = company_key(one.company), company_key(other.company)
    if all(companies):
        return Likeness(20, f"{told} They work for different companies: {_two(one.company, other.company)}.")
    if one.location and other.location and fold(one.location) != fold(other.location):
        return Likeness(25, f"{told} They live in different places: {_two(one.location, other.location)}.")
    return Likeness(40, told)


def is_full(name: str) -> bool:
    """Whether a name is more than a first name: two words, or a word of a script that writes names in one."""
    key = name_key(name)
    return len(key) > 1 or any(not word.isascii() and len(word) > 1 for word in key)


def _one_name(one: Known, other: Known) -> bool:
    if name_key(one.name) != name_key(other.name):
        return False
    mine, its = _initials(one.name), _initials(other.name)
    return not (mine and its and not mine & its)  # Ada B. and Ada C. are two


def _initials(name: str) -> set[str]:
    words = name_words(name)
    return set(filter(_is_initial, words)) if len(words) > 2 else set()


def _short_for(one: str, other: str) -> bool:
    """Whether every word of one name is a word of the other or its initial, and one whole word is common to both."""
    first, second = sorted((name_key(one), name_key(other)), key=lambda words: (len(words), sum(map(len, words))))
    left = list(second)
    common = False
    for word in sorted(first, key=len, reverse=True):
        fit = next((its for its in left if its == word), None) or next(
            (its for its in left if _is_initial(word) and its.startswith(word)), None
        )
        if fit is None:
            return False
        common = common or (fit == word and len(word) > 1)
        left.remove(fit)
    return common


def _shared_word(one: str, other: str) -> str:
    common = {word for word in name_key(one) if len(word) > 1} & {word for word in name_key(other) if len(word) > 1}
    spelt = {fold(word).strip(".,"): word.strip(".,") for word in shown_line(one, 200).split()}
    return next((spelt.get(word, word) for word in sorted(common, key=lambda word: (-len(word), word))), "")


def _names(one: Known, other: Known, same: bool, short: bool, shared: str) -> str:
    """The beginning of a sentence about two names, to be followed by what both of them do; ``""`` where they have nothing in common."""
    if same:
        return f"{_called(one, other)} and" if fold(one.name) == fold(other.name) else f"{_called(one, other)}, and both"
    if short:
        first, second = sorted((one.name, other.name), key=len)
        return f"“{shown_line(first, 100)}” may be short for “{shown_line(second, 100)}”, and both"
    return f"“{shared}” is in both names, and both" if shared else ""


def _called(one: Known, other: Known) -> str:
    if fold(one.name) == fold(other.name):
        return f"Both are called {shown_line(one.name, 100)}"
    return f"“{shown_line(one.name, 100)}” and “{shown_line(other.name, 100)}” are one name"


def _two(one: str, other: str) -> str:
    return f"{shown_line(one, 100)} and {shown_line(other, 100)}".rstrip(".")


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _common(one: frozenset[str], other: frozenset[str]) -> str:
    return min(one & other, default="")


def _born_apart(one: Known, other: Known) -> bool:
    mine, its = one.birthday or "", other.birthday or ""
    if not mine or not its:
        return False
    whole = not mine.startswith("--") and not its.startswith("--")
    return mine[-_MONTH_AND_DAY:] != its[-_MONTH_AND_DAY:] or (whole and mine != its)


def _origin(one: Known) -> str:
    source = LINKEDIN if LINKEDIN in one.sources else min(one.sources, default="")
    return _ORIGINS.get(source, f"from {source}")


def _silence(one: Known, other: Known) -> str:
    """A merge wakes nobody, and the question says so."""
    who = "Both are" if one.status == other.status else "One of the two is"
    if DIED in (one.status, other.status):
        return f"{who} recorded as having died, and that stays."
    if NEVER in (one.status, other.status):
        return f"{who} left alone, and that stays."
    return ""
