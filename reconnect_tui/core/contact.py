"""What matching compares of an e-mail, a phone number or an address, wherever it comes from: a file or fingers."""

from __future__ import annotations


def normalised_contact(kind: str, value: str) -> str:
    """Return what is compared of ``value``: lower-case e-mail, digits of a phone number, an address without its scheme.

    A LinkedIn profile is compared by its slug, which ``interchange.linkedin_url`` knows; here it is an address like any other.
    """
    if kind == "phone":
        digits = "".join(filter(str.isdigit, value))
        return digits[2:] if digits.startswith("00") else digits
    folded = value.casefold()
    if kind in ("url", "linkedin"):
        return folded.removeprefix("https://").removeprefix("http://").rstrip("/")
    return folded
