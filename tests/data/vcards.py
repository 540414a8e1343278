"""Invented vCards: one or more for each point of FORMATS.md, "vCard 2.1, 3.0, 4.0", with what must be read from it.

``CARDS`` is the whole corpus. The lines are as programs and phones write them; the people are nobody.
"""

from __future__ import annotations

from tests.data.vcard_extras import others
from tests.data.vcard_fields import days, reaching
from tests.data.vcard_makers import CorpusCard, card, lines
from tests.data.vcard_shapes import encodings, names, nobody, shape

__all__ = ["CARDS", "CorpusCard", "card", "lines"]

CARDS: tuple[CorpusCard, ...] = (*names(), *nobody(), *shape(), *encodings(), *reaching(), *days(), *others())
