"""What somebody is to somebody: the words of a relation, told from either side.

Two ways of saying it are in use. People type what the first is to the second ("sister of", "introduced by"); address books say what
the second is to the first ("spouse", "assistant"). The one turned round is the other, so no word has to be found for the other side,
and nobody's gender is guessed: whoever is told that Ada is "sister of" Jonas tells on Jonas's page "sister: Ada".
"""

from __future__ import annotations

FROM = "← "
"""Begins the words where they can be told from the one side alone: on Jonas's page ``← works for`` is what Ada does."""

_BOTH_WAYS = frozenset(
    ("", "married", "married to", "engaged to", "related to", "next to", "knows", "met", "friends", "neighbours", "partners")
)
_NOUNS = frozenset((
    "acquaintance", "agent", "assistant", "aunt", "boss", "brother", "child", "client", "co-resident", "co-worker", "coach",
    "colleague", "contact", "cousin", "coworker", "crush", "date", "daughter", "emergency", "ex", "father", "flatmate",
    "friend", "godchild", "godparent", "grandchild", "grandfather", "grandmother", "grandparent", "guardian", "husband",
    "kin", "manager", "mentor", "mother", "muse", "neighbor", "neighbour", "nephew", "niece", "parent", "partner",
    "relative", "sibling", "sister", "son", "spouse", "student", "sweetheart", "teacher", "twin", "uncle", "wife",
))  # fmt: skip


def turned(kind: str) -> str:
    """Return the same relation as the other side tells it. Turning twice gives back what was there, whatever it was."""
    folded = " ".join(kind.casefold().split())
    if kind.startswith(FROM):
        told = kind.removeprefix(FROM)
        return told if turned(told) == kind else FROM + kind
    words = folded.split()
    if folded in _BOTH_WAYS or words[-1] == "with":
        return kind
    if kind == folded:
        if words[-1] == "of" and words[-2:-1] and words[-2] in _NOUNS:
            return kind.removesuffix(" of")
        if len(words) == 2 and words[1] == "by" and words[0].endswith("ed") and words[0] not in _BOTH_WAYS:
            return kind.removesuffix(" by")
        if words[-1] in _NOUNS:
            return f"{kind} of"
        if len(words) == 1 and words[-1].endswith("ed"):
            return f"{kind} by"
    return FROM + kind


def phrase(kind: str, name: str, own: str = "") -> str:
    """Say it in words: ``sister of Jonas Lind``, ``spouse: Bo``, ``introduced Bo``; ``own`` is the name of whose page it stands on."""
    if kind.startswith(FROM):
        return f"{name} {kind.removeprefix(FROM)} {own}".rstrip()
    if not kind:
        return name
    last = kind.casefold().split()[-1] if kind.split() else ""
    return f"{kind}: {name}" if last in _NOUNS else f"{kind} {name}"
