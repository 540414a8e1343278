"""What matching compares of an e-mail, a phone number or an address."""

from __future__ import annotations


def normalise_contact(kind: str, value: str) -> tuple[str, str]:
    """(kind, what matching compares): lower-case e-mail, digits of a phone, LinkedIn slug, URL without scheme."""
    if kind == "email":
        return kind, value.casefold()
    if kind == "phone":
        digits = "".join(letter for letter in value if letter.isdigit())
        return kind, digits[2:] if digits.startswith("00") else digits
    if kind in ("url", "linkedin"):
        if "linkedin.com/" in value.casefold():
            from reconnect_tui.interchange.linkedin_url import slug

            return "linkedin", slug(value)
        return kind, value.casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
    return kind, value.casefold()
