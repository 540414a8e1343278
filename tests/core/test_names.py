"""Names: a table of what people really type into the First Name field (FORMATS.md gives the shares), then the rules."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.core.names import clean_name, full_name, greeting_name, name_words

ZWNJ, ZWJ = "\u200c", "\u200d"

GREETINGS: list[tuple[str, str | None]] = [
    ("Ada", "Ada"),
    (" Ada  ", "Ada"),
    ("Mary Ann", "Mary Ann"),
    ("Mary  Ann", "Mary Ann"),
    ("Jean-Luc", "Jean-Luc"),
    ("Maria del Carmen", "Maria del Carmen"),
    ("Zoë", "Zoë"),
    ("Zoe\u0308", "Zoë"),
    ("Ngọc Ánh", "Ngọc Ánh"),
    ("Bo", "Bo"),
    ("St. John", "St. John"),
    ("Ma. Teresa", "Ma. Teresa"),
    # honorifics
    ("Dr. Ada", "Ada"),
    ("Dr Ada", "Ada"),
    ("Dr.Ada", "Ada"),
    ("DR. ADA", "Ada"),
    ("Dr/ Karim", "Karim"),
    ("Prof. Dr. Ada", "Ada"),
    ("Prof. Dr.-Ing. Jan", "Jan"),
    ("Dr. med. Ada", "Ada"),
    ("Dr. rer. nat. Ada", "Ada"),
    ("Dipl.-Ing. Jürgen", "Jürgen"),
    ("Mag. Eva", "Eva"),
    ("Mr. Tom", "Tom"),
    ("Mr Tom", "Tom"),
    ("Mrs. Ada", "Ada"),
    ("Ms Ada", "Ada"),
    ("Miss Ada", "Ada"),
    ("Mx. Robin", "Robin"),
    ("Herr Jonas", "Jonas"),
    ("Frau Greta", "Greta"),
    ("Sir Hugo", "Hugo"),
    ("Dame Edna", "Edna"),
    ("Ing. Petr", "Petr"),
    ("Ing-Marie", "Ing-Marie"),
    ("Eng. Samir", "Samir"),
    ("Er. Ravi", "Ravi"),
    ("Sri Wahyuni", "Sri Wahyuni"),
    ("Mme Claire", "Claire"),
    ("Sra. Lucía", "Lucía"),
    ("Rev. Paul", "Paul"),
    ("Dr.", None),
    ("Frau", None),
    # initials
    ("J. Robert", "Robert"),
    ("J Robert", "Robert"),
    ("J.Robert", "Robert"),
    ("É. Michel", "Michel"),
    ("Mary K.", "Mary"),
    ("Arun K", "Arun"),
    ("J.R.", "J.R."),
    ("K.R. Meera", "Meera"),
    ("Mohd. Ali", "Mohd. Ali"),
    ("j.r.", "J.R."),
    ("J. R.", None),
    ("J.", None),
    ("J", None),
    # nicknames
    ('Robert "Bob"', "Bob"),
    ("Robert “Bob”", "Bob"),
    ("Robert „Bobby“", "Bobby"),
    ("Robert «Bob»", "Bob"),
    ("Robert 'Bob'", "Bob"),
    ("Robert (Bob)", "Bob"),
    ("ROBERT (BOB)", "Bob"),
    ("Isabella (Ella)", "Ella"),
    ("Xiang (Han)", "Han"),
    ("Robert ()", "Robert"),
    ("Ada “the boss” Bell", "Ada Bell"),
    ("[@click=app.quit]hi[/]", "Hi"),
    ("[/]", None),
    ("Ada & Grace", "Ada & Grace"),
    ("Ada and Grace", "Ada and Grace"),
    ("& Ada &", "Ada"),
    ("Ada ★ hiring", "Ada"),
    ("Ada🌟coach", "Ada"),
    ("Robert (", "Robert"),
    ("Robert (Bob", "Robert"),
    ('"Ada', "Ada"),
    ("Ada (née Bell)", "Ada"),
    ("Ada (PhD)", "Ada"),
    ("Ada (hiring!)", "Ada"),
    ("Ada (open to work)", "Ada"),
    ("Ada (2 kids)", "Ada"),
    ("Ada aka Addie", "Ada"),
    # pronouns
    ("Ada (she/her)", "Ada"),
    ("Ada (She/Her/Hers)", "Ada"),
    ("Tom (He/Him)", "Tom"),
    ("Robin (they/them)", "Robin"),
    ("Robin (they)", "Robin"),
    ("Robin (she/they)", "Robin"),
    ("Robin (They | Them)", "Robin"),
    ("Ada [she/her]", "Ada"),
    ("Ada she/her", "Ada"),
    ("Ada - she/her", "Ada"),
    ("Ada She Her", "Ada"),
    ("Ada (pronouns: she/her)", "Ada"),
    ("Robin (any pronouns)", "Robin"),
    ("Claire (elle)", "Claire"),
    ("Claire (elle/she)", "Claire"),
    ("Claire (iel/iels)", "Claire"),
    ("Lena (sie/ihr)", "Lena"),
    ("Lucía (ella/her)", "Lucía"),
    ("Lucía (ella/ellos)", "Lucía"),
    ("Ana (ela/dela)", "Ana"),
    ("Giulia (lei/lui)", "Giulia"),
    ("Sanne (zij/haar)", "Sanne"),
    ("Elin (hon/henne)", "Elin"),
    ("Elin (hen)", "Elin"),
    ("Aino (hän)", "Aino"),
    ("Ola (ona/jej)", "Ola"),
    ("Оля (она/её)", "Оля"),
    ('Robin (they/them) "Rob"', "Rob"),
    # cuts
    ("Ada | hiring", "Ada"),
    ("Ada • coach", "Ada"),
    ("Ada•coach", "Ada"),
    ("Ada, PhD", "Ada"),
    ("Ada / Team", "Ada"),
    ("Ada – x", "Ada"),
    ("Ada — coach", "Ada"),
    ("Ada - coach", "Ada"),
    ("Ada · coach", "Ada"),
    ("Ada | mentor (startups)", "Ada"),
    ("Ada (x | y", "Ada"),
    ("| Ada", "Ada"),
    (", Ada", "Ada"),
    ("Ada PhD", "Ada"),
    ("Ada MBA PMP", "Ada"),
    ("Tom Jr.", "Tom"),
    ("Ada #opentowork", "Ada"),
    ("Ada @ Northwind", "Ada"),
    ("Gal·la", "Gal·la"),
    # symbols, emoji, marks nobody sees
    ("Ada 🌟", "Ada"),
    ("🌟Ada🌟", "Ada"),
    ("Ada 👩‍💻", "Ada"),
    ("Ada 👍🏽", "Ada"),
    ("Ada 🇳🇬", "Ada"),
    ("Ada 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "Ada"),
    ("Ada 1️⃣", "Ada"),
    ("Ada™", "Ada"),
    ("★ Ada ★", "Ada"),
    ("\u200eAda\u200f", "Ada"),
    ("A\u200bda", "Ada"),
    ("Ada\u202e", "Ada"),
    ("\ue000Ada", "Ada"),
    ("Ada\u200d", "Ada"),
    ("𝓐𝓭𝓪", "Ada"),
    ("Ａｄａ", "Ada"),
    ("ADA\x1b]52;c;AAAA\x07", "Ada"),
    ("A" + "\u0301" * 500 + "da", "Á" + "\u0301" * 7 + "da"),
    ("A" + "\u0301" * 10_000 + "da", None),
    # case
    ("MARY ANN", "Mary Ann"),
    ("mary ann", "Mary Ann"),
    ("jean-luc", "Jean-Luc"),
    ("JEAN-LUC", "Jean-Luc"),
    ("McDonald", "McDonald"),
    ("MCDONALD", "McDonald"),
    ("O'BRIEN", "O'Brien"),
    ("O’BRIEN", "O’Brien"),
    ("O´Brien", "O'Brien"),
    ("d'angelo", "D'Angelo"),
    ("MAR'YANA", "Mar'yana"),
    ("MARIA DEL CARMEN", "Maria del Carmen"),
    ("DJ", "DJ"),
    ("AJ", "AJ"),
    ("aj", "AJ"),
    ("JP", "JP"),
    ("JO", "Jo"),
    ("ED", "Ed"),
    ("LI NA", "Li Na"),
    ("LaToya", "LaToya"),
    ("DeShawn", "DeShawn"),
    ("İBRAHİM", "İbrahim"),
    ("ΝΙΚΟΣ", "Νικος"),
    ("АННА МАРИЯ", "Анна Мария"),
    ("ÅSA", "Åsa"),
    # other scripts
    ("伟", None),
    ("王伟", None),
    ("さくら", None),
    ("サクラ", None),
    ("ｻｸﾗ", None),
    ("지민", None),
    ("David 大卫", None),
    ("伟 (Wei)", "Wei"),
    ("Wei (伟)", "Wei"),
    ("محمد", "محمد"),
    (f"علی{ZWNJ}رضا", f"علی{ZWNJ}رضا"),
    ("د. أحمد", "أحمد"),
    (f"രാജന്{ZWJ}", f"രാജന്{ZWJ}"),
    (f"ක්{ZWJ}රිස්", f"ක්{ZWJ}රිස්"),
    ("अनीता", "अनीता"),
    ("สมชาย", "สมชาย"),
    ("ნინო", "ნინო"),
    ("დ", None),
    # nobody
    ("", None),
    ("   ", None),
    ("🌟", None),
    ("---", None),
    ("123", None),
    ("|", None),
    ("LinkedIn", None),
    ("LinkedIn Member", None),
    ("ada@example.org", None),
    ("https://example.org", None),
    ("I help founders grow their startups", None),
    ("A" * 200, None),
]


@pytest.mark.parametrize(("first_name", "greeting"), GREETINGS, ids=range(len(GREETINGS)))
def test_the_name_to_greet_by(first_name: str, greeting: str | None) -> None:
    assert greeting_name(first_name) == greeting


def test_an_organisation_is_greeted_by_no_name() -> None:
    assert greeting_name("Northwind", organisation=True) is None


@given(st.text(max_size=60))
def test_a_greeting_is_a_clean_short_line_or_none(first_name: str) -> None:
    name = greeting_name(first_name)
    if name is not None:
        assert name == " ".join(name.split())
        assert 2 <= len(name) <= 70
        assert sum(c.isalpha() for c in name) >= 2
        assert not any(c in '|•,/–()"[]\n' for c in name)
        assert not {unicodedata.category(c) for c in name if c not in (ZWNJ, ZWJ)} & {"Cc", "Cf", "Co", "Cs", "So"}


@given(st.text(alphabet="DrAdaMsJ. -'\"()/|,•she her\u200d伟🌟É", max_size=24))
def test_a_greeting_name_greets_by_itself(first_name: str) -> None:
    name = greeting_name(first_name)
    if name is not None:
        assert greeting_name(name) == name


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Ada Okafor", "Ada Okafor"),
        ("  Ada   Okafor ", "Ada Okafor"),
        ("Ada\u00a0Okafor", "Ada Okafor"),
        ("Ada\tOkafor\n", "Ada Okafor"),
        ("\ufeffAda\u200b Okafor\u200f", "Ada Okafor"),
        ("Ada\u202eOkafor", "AdaOkafor"),
        ("Ada\u200d Okafor", "Ada Okafor"),
        ("Ada 👩‍💻", "Ada 👩‍💻"),
        (f"علی{ZWNJ}رضا", f"علی{ZWNJ}رضا"),
        (f"رضا{ZWNJ} علی", "رضا علی"),
        ("Ada (she/her), PhD", "Ada (she/her), PhD"),
        ("ADA", "ADA"),
        ("[@click=app.quit]hi[/]", "[@click=app.quit]hi[/]"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_was_written_less_what_nobody_sees(value: str, kept: str) -> None:
    assert clean_name(value) == kept


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u200c\u200d\u200b ्അa"))))
def test_cleaning_a_name_twice_changes_nothing(value: str) -> None:
    assert clean_name(clean_name(value)) == clean_name(value)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("Ada", "Okafor", "Ada Okafor"),
        ("Ada", "", "Ada"),
        ("", "Okafor", "Okafor"),
        ("", "", ""),
        (" Ada ", " Okafor ", "Ada Okafor"),
    ],
)
def test_a_full_name(first: str, last: str, whole: str) -> None:
    assert full_name(first, last) == whole


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Seán O'Brien-Díaz", ("sean", "obrien", "diaz")),
        ("SEÁN O’BRIEN", ("sean", "obrien")),
        ("ada.o", ("ada", "o")),
        ("Łukasz Żółć", ("lukasz", "zolc")),
        ("Ada, PhD 🌟", ("ada", "phd")),
        ("अनीता शर्मा", ("अनीता", "शरमा")),
        ("王 伟", ("王", "伟")),
        ("★", ("★",)),
        ("", ()),
    ],
)
def test_the_words_a_name_is_matched_by(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@given(st.text())
def test_matching_words_are_the_same_however_often_they_are_made(name: str) -> None:
    words = name_words(name)
    assert name_words(" ".join(words)) == words
    assert all(words)
