"""The language of somebody's letters: codes and names, and a plain word for what is neither."""

from __future__ import annotations

import pytest

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.languages import language_name, read_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ""), ("  ", ""), ("de", "de"), ("DE", "de"), ("de_AT", "de-AT"), ("pt-BR", "pt-BR"), ("German", "de"), ("deutsch", "de"),
        ("Português", "pt"), ("français", "fr"), ("yue", "yue"), ("Irish", "ga"),
    ],
)  # fmt: skip
def test_codes_and_names(text: str, code: str) -> None:
    assert read_language(text) == code
    assert read_language(code) == code


@pytest.mark.parametrize("text", ["klingon", "zz", "d e", "english please", "x-klingon", "德"])
def test_what_is_no_language_is_said_so(text: str) -> None:
    with pytest.raises(UsageError, match="no language known here"):
        read_language(text)


def test_a_code_has_its_name() -> None:
    assert [language_name(code) for code in ("de-AT", "pt", "yue", "")] == ["German", "Portuguese", "", ""]
