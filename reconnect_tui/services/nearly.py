"""Names that are nearly what was typed: a letter too few or too many, two letters changed over, another spelling.

rapidfuzz is imported here and nowhere else, and only when exact search has found nobody: it costs as much as a whole note.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconnect_tui.core.query import words_in
from reconnect_tui.core.text import fold
from reconnect_tui.store import everywhere
from reconnect_tui.store.database import Store
from reconnect_tui.store.everywhere import Narrow
from reconnect_tui.store.search import Row

SHORTEST = 3
MOST_TERMS = 40
"""Words of the names here that one typed word may stand for."""
MOST_LOOKED_AT = 500
FARTHER = 0.15
"""How much farther away than the nearest name another may be and still be shown: slips a letter, for each word."""
LEAST_ALIKE = 75
"""Of 100: how alike two whole names without their blanks have to be ("maryann" for Mary Ann)."""

LEAST_ALIKE_IN_PART = 92


def find(store: Store, words: Sequence[str], narrow: Narrow, limit: int) -> list[Row]:
    """People whose names are nearly these words, the nearest first; where there are none, those whose work or place is."""
    typed = [part for word in words for part in fold(word).split()]
    if not typed or max(map(len, typed)) < SHORTEST:
        return []
    known = everywhere.vocabulary(store)
    return (
        _of_column(store, typed, "name", known, narrow, limit)
        or _whole_names(store, "".join(typed), narrow, limit)
        or _of_column(store, typed, "work", known, narrow, limit)
        or _of_column(store, typed, "place", known, narrow, limit)
    )


def _of_column(
    store: Store, typed: Sequence[str], column: str, known: dict[str, list[str]], narrow: Narrow, limit: int
) -> list[Row]:
    from rapidfuzz.distance import OSA

    vocabulary = {term: fold(term) for term in known.get(column, ())}
    terms = [_near_terms(word, vocabulary, _most_slips(word) - (column != "name")) for word in typed]
    if not all(terms):
        return []
    rows = everywhere.of_terms(store, [tuple(each) for each in terms], narrow, MOST_LOOKED_AT, column=column)
    if column != "name":
        return rows[:limit]
    ranked = []
    for row in rows:
        its = [fold(word) for word in words_in(row.name)] or [""]
        each = (min(OSA.distance(word, one) / max(len(word), len(one), 1) for one in its) for word in typed)
        ranked.append((round(sum(each), 3), OSA.distance(" ".join(typed), " ".join(its)), row))
    ranked.sort(key=lambda one: one[:2])
    return [row for away, _, row in ranked[:limit] if away <= ranked[0][0] + FARTHER * len(typed)]


def _near_terms(typed: str, vocabulary: dict[str, str], slips: int) -> list[str]:
    """The words of the vocabulary that ``typed`` may stand for: what it begins, and what is a few slips away."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    begun = [term for term, folded in vocabulary.items() if folded.startswith(typed)][:MOST_TERMS]
    if slips < 1:
        return begun
    near = process.extract(typed, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=MOST_TERMS)
    return list(dict.fromkeys([*begun, *(term for _, _, term in near)]))


def _most_slips(typed: str) -> int:
    return 0 if len(typed) < SHORTEST else 1 if len(typed) < 5 else 2 if len(typed) < 9 else 3


def _whole_names(store: Store, typed: str, narrow: Narrow, limit: int) -> list[Row]:
    """By the whole name with its blanks left out: words written together or apart."""
    from rapidfuzz import fuzz, process

    if len(typed) < 5:
        return []
    names = {number: name.lower().replace(" ", "") for number, name in everywhere.every_name(store)}
    near = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=limit)
    if not near:
        near = process.extract(typed, names, scorer=fuzz.partial_ratio, score_cutoff=LEAST_ALIKE_IN_PART, limit=limit)
        near = [one for one in near if len(names[one[2]]) >= len(typed)]
    return everywhere.by_ids(store, [number for _, _, number in near], narrow)
