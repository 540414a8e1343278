"""Who may be one person twice, and in what words it is asked. Everybody here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.sameness import Known, company_key, is_full, likeness, name_key, phone_key, same_phone


def known(
    name: str,
    *,
    company: str = "",
    status: str = "active",
    emails: str = "",
    phones: str = "",
    profiles: str = "",
    sources: str = "",
) -> Known:
    hung = (frozenset(words.split()) for words in (emails, phones, profiles, sources))
    return Known(1, name, company, "", None, status, *hung)


def asked(one: Known, other: Known, *, only_ones: bool = False) -> str:
    found = likeness(one, other, only_ones=only_ones)
    return found.reason if found else ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Okafor", "ada  OKAFOR"), ("Ada Okafor", "Okafor, Ada"), ("Ada Okafor", "Dr. Ada Okafor, PhD"), ("José Díaz", "Jose Diaz"),
        ("Ada B. Okafor", "Ada Okafor"), ("Jean-Luc Bo", "Jean Luc Bo"), ("王芳", "王芳"),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert asked(known(one, company="Kumo"), known(other, company="Kumo"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Okafor", "Ada Okafar"),
        ("Ada B. Okafor", "Ada C. Okafor"),
        ("Sam Lee Jr", "Sam Lee Sr"),
        ("Jack Ma", "Jack"),
        ("Bo", "Bob"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert not asked(known(one), known(other), only_ones=True)
    assert "one name" not in asked(known(one, company="Kumo"), known(other, company="Kumo"))
    assert "Both are called" not in asked(known(one, company="Kumo"), known(other, company="Kumo"))


def test_never_a_name_alone() -> None:
    assert not asked(known("Ada Okafor"), known("Ada Okafor"))
    assert not asked(known("Ada Okafor", company="Kumo"), known("Ada Okafor", company="Ora"))
    assert not asked(known("Ada Okafor", phones="4520123456"), known("Bo Lind", phones="4520123456"))
    assert not asked(known("Ada Okafor", emails="us@home.example"), known("Bo Lind", emails="us@home.example"))


def test_the_reasons_in_words() -> None:
    ada = known("Ada Okafor", company="Kumo", phones="442079460018", emails="ada@x.example", profiles="ada-o")
    assert asked(ada, known("Ada Okafor", company="Kumo Ltd.")) == "Both are called Ada Okafor and work at Kumo."
    assert (
        asked(ada, known("Ada Okafor", phones="02079460018"))
        == "Both are called Ada Okafor and have the phone number 442079460018."
    )
    assert asked(ada, known("Ada", emails="ada@x.example")) == (
        "“Ada” may be short for “Ada Okafor”, and both have the e-mail address ada@x.example."
    )
    assert asked(ada, known("A. Okafor", company="KUMO")) == "“A. Okafor” may be short for “Ada Okafor”, and both work at Kumo."
    assert asked(ada, known("Ben Okafor", phones="442079460018")) == (
        "“Okafor” is in both names, and both have the phone number 442079460018."
    )
    assert asked(ada, known("Nobody Alike", profiles="ada-o")) == "Both have the LinkedIn profile linkedin.com/in/ada-o."
    assert (
        asked(ada, known("Okafor, Ada", company="Kumo")) == "“Ada Okafor” and “Okafor, Ada” are one name, and both work at Kumo."
    )
    assert asked(ada, known("Ada Okafor", company="Kumo", profiles="ada-2")) == (
        "Both are called Ada Okafor and work at Kumo, though with different LinkedIn profiles."
    )


def test_the_only_ones_of_two_sources() -> None:
    one, other = known("Ada Okafor", sources="linkedin"), known("Ada Okafor", sources="google")
    assert (
        asked(one, other, only_ones=True)
        == "Both are called Ada Okafor: the only one from LinkedIn, and the only one from Google."
    )
    assert "different companies: Kumo and Ora Inc." in asked(
        one._replace(company="Kumo"), other._replace(company="Ora Inc."), only_ones=True
    )
    assert "different places: Lagos and Turin." in asked(
        one._replace(location="Lagos"), other._replace(location="Turin"), only_ones=True
    )
    assert not asked(one, other)
    assert not asked(one, known("Ada Okafor", sources="linkedin"), only_ones=True)
    assert not asked(one._replace(profiles=frozenset("a")), other._replace(profiles=frozenset("b")), only_ones=True)
    assert not asked(one._replace(name="Ada"), other._replace(name="Ada"), only_ones=True)
    assert asked(one._replace(name="王芳"), other._replace(name="王芳"), only_ones=True)


def test_what_contradicts_weighs_or_ends_it() -> None:
    one, other = known("Ada Okafor", company="Kumo"), known("Ada Okafor", company="Kumo")
    assert not asked(one._replace(birthday="1984-03-14"), other._replace(birthday="--03-15"))
    assert not asked(one._replace(birthday="1984-03-14"), other._replace(birthday="1990-03-14"))
    assert asked(one._replace(birthday="1984-03-14"), other._replace(birthday="--03-14"))


def test_the_strongest_reason_is_the_one_told() -> None:
    steps = [
        (known("Ada Okafor", profiles="a"), known("Bo", profiles="a"), False),
        (known("Ada Okafor", emails="e"), known("Ada Okafor", emails="e"), False),
        (known("Ada Okafor", phones="4520123456"), known("Ada Okafor", phones="4520123456"), False),
        (known("Ada Okafor", company="Kumo"), known("Ada Okafor", company="Kumo"), False),
        (known("A. Okafor", phones="4520123456"), known("Ada Okafor", phones="4520123456"), False),
        (known("A. Okafor", company="Kumo"), known("Ada Okafor", company="Kumo"), False),
        (known("Ben Okafor", phones="4520123456"), known("Ada Okafor", phones="4520123456"), False),
        (known("Ada Okafor", sources="linkedin"), known("Ada Okafor", sources="google"), True),
        (known("Ada Okafor", sources="linkedin", company="X"), known("Ada Okafor", sources="google", company="Y"), True),
    ]
    found = [likeness(one, other, only_ones=only) for one, other, only in steps]
    strengths = [one.strength for one in found if one]
    assert len(strengths) == len(steps)
    assert strengths == sorted(set(strengths), reverse=True)


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (("died", "active"), "One of the two is recorded as having died, and that stays."),
        (("died", "died"), "Both are recorded as having died, and that stays."),
        (("active", "never"), "One of the two is left alone, and that stays."),
        (("never", "died"), "One of the two is recorded as having died, and that stays."),
    ],
)
def test_silence_is_said(statuses: tuple[str, str], words: str) -> None:
    one, other = (known("Ada Okafor", company="Kumo", status=status) for status in statuses)
    assert asked(one, other).endswith(f"Kumo. {words}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("442079460018", "02079460018", True), ("46701234567", "0701234567", True), ("4520123456", "20123456", True),
        ("15551234567", "5551234567", True), ("5551234567", "5551234568", False), ("112", "112", False), ("12345", "12345", True),
        ("442079460018", "9460018", False), ("", "", False),
    ],
)  # fmt: skip
def test_one_number_in_two_spellings(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same_phone(other, one) is same
    if same:
        assert phone_key(one) == phone_key(other) != ""


def test_a_company_and_its_legal_form() -> None:
    assert company_key("Kumo GmbH & Co. KG") == company_key("kumo") == ("kumo",)
    assert company_key("AG") == ("ag",)
    assert company_key("") == ()
    assert not is_full("Ada")


NAMES = st.sampled_from(
    ["Ada Okafor", "A. Okafor", "Ada", "Okafor, Ada", "Ben Okafor", "Ada B. Okafor", "", "💐", "王芳", "Dr PhD"]
)
FEW = st.sets(st.sampled_from(["a", "b", "4520123456"])).map(frozenset)
PEOPLE = st.builds(
    Known, st.integers(1, 9), NAMES, st.sampled_from(["", "Kumo", "Kumo Inc", "Ora", "AG"]), st.sampled_from(["", "Lagos"]),
    st.sampled_from([None, "--03-14", "1984-03-14"]), st.sampled_from(["active", "resting", "never", "died"]), FEW, FEW, FEW, FEW,
)  # fmt: skip


@given(PEOPLE, PEOPLE, st.booleans())
def test_it_matters_not_who_is_asked_about_first(one: Known, other: Known, only_ones: bool) -> None:
    found, turned = likeness(one, other, only_ones=only_ones), likeness(other, one, only_ones=only_ones)
    assert (found is None) == (turned is None)
    if found and turned:
        assert found.strength == turned.strength
        assert found.reason.endswith(".")
        assert ".." not in found.reason
