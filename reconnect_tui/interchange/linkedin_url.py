"""What names a person on LinkedIn: the slug of the profile address."""

from __future__ import annotations

import re
from unicodedata import normalize

from reconnect_tui.core.text import clean_line

PROFILE = "https://www.linkedin.com/in/"

_PATH = re.compile(
    r"\s*(?:(?:https?:)?//)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:mwlite/)?in/+([^/?#\s]+)|\s*/?in/+([^/?#\s]+)", re.IGNORECASE
)
_START = len(PROFILE)
_LONGEST = 2_000


def slug(url: str) -> str:
    """Return the slug of a profile address, or ``""`` where ``url`` is none.

    The part after ``/in/``: percent-decoded, NFC, casefolded; no scheme, host, query, trailing slash (FORMATS.md, "Identity").
    Connections.csv percent-encodes its addresses and messages.csv does not: both give the same slug.
    """
    return profile(url)[1]


def profile(url: str) -> tuple[str, str]:
    """Return the slug as the address spells it, cleaned for storing (an address to open is made of it), and the slug itself."""
    if url[:_START] == PROFILE and len(url) <= _LONGEST:
        spelt = url[_START:]
        if spelt.isascii() and spelt.replace("-", "").isalnum():
            return spelt, spelt.lower()
    found = _PATH.match(url[:_LONGEST])
    if found is None or len(url) > _LONGEST:
        return "", ""
    spelt = clean_line(found[1] or found[2])
    return spelt, decoded(spelt)


def decoded(spelt: str) -> str:
    """Return the slug that a slug as an address spells it stands for."""
    if "%" in spelt:
        from urllib.parse import unquote

        try:
            spelt = unquote(spelt, errors="strict")
        except UnicodeDecodeError:  # addresses of before 2010 were Latin-1
            spelt = unquote(spelt, encoding="latin-1")
    return normalize("NFC", normalize("NFC", clean_line(spelt).strip()).casefold())
