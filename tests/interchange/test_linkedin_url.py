"""One person, one slug, however the address is spelt."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_tui.interchange.linkedin import slug
from reconnect_tui.interchange.linkedin_url import profile


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.linkedin.com/in/ada-okafor", "ada-okafor"),
        ("https://www.linkedin.com/in/Ada-Okafor-3B2/", "ada-okafor-3b2"),
        ("http://linkedin.com/in/ada-okafor?trk=people", "ada-okafor"),
        ("https://de.linkedin.com/in/ada-okafor/en#top", "ada-okafor"),
        (" www.linkedin.com/in/ada-okafor ", "ada-okafor"),
        ("HTTPS://WWW.LINKEDIN.COM/IN/ADA", "ada"),
        ("//linkedin.com/in/ada", "ada"),
        ("/in/ada", "ada"),
        ("in/ada", "ada"),
        ("https://www.linkedin.com/in/zo%C3%AB-brandt", "zoë-brandt"),
        ("https://www.linkedin.com/in/zoë-brandt", "zoë-brandt"),
        ("https://www.linkedin.com/in/zoe\u0308-brandt", "zoë-brandt"),
        ("https://www.linkedin.com/in/%E7%8E%8B%E8%8A%B3", "王芳"),
        ("https://www.linkedin.com/in/andr%E9-dubois", "andré-dubois"),
        ("https://www.linkedin.com/in/stra%C3%9Fe", "strasse"),
        ("https://www.linkedin.com/in/ada%1B%5D52%07x%E2%80%AE", "ada]52x"),
        ("https://www.linkedin.com/in/a_b", "a_b"),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com/company/northwind", ""),
        ("https://evil.example/in/ada", ""),
        ("https://evil.example/linkedin.com/in/ada", ""),
        ("https://notlinkedin.com/in/ada", ""),
        ("ada", ""), ("n/a", ""), ("", ""),
    ],
)  # fmt: skip
def test_slug(url: str, found: str) -> None:
    assert slug(url) == found


def test_the_address_to_open_keeps_its_spelling() -> None:
    assert profile("https://www.linkedin.com/in/Zo%C3%AB-B/") == ("Zo%C3%AB-B", "zoë-b")


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_encoded_and_decoded_are_the_same_person(name: str) -> None:
    # messages.csv does not encode, Connections.csv does.
    plain, encoded = (slug(f"https://www.linkedin.com/in/{spelt}") for spelt in (name, quote(name)))
    assert plain == encoded
    assert plain == slug(f"https://www.linkedin.com/in/{plain}") == normalize("NFC", plain)


@given(st.text())
def test_any_text_has_a_slug_or_none(text: str) -> None:
    for url in (text, f"https://www.linkedin.com/in/{text}"):
        assert not set(slug(url)) & set("\x00\x1b\x07\n\r")
