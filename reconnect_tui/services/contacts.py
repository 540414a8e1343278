"""What matching compares of an e-mail, a phone number or an address."""

from __future__ import annotations

from reconnect_tui.core.contact import normalised_contact


def normalise_contact(kind: str, value: str) -> tuple[str, str]:
    """(kind, what matching compares): lower-case e-mail, digits of a phone, LinkedIn slug, URL without scheme."""
    if kind in ("url", "linkedin") and "linkedin.com/" in value.casefold():
        from reconnect_tui.interchange.linkedin_url import slug

        if found := slug(value):
            return "linkedin", found
        kind = "url"  # a company's page, which names nobody
    return kind, normalised_contact(kind, value)
