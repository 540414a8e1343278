"""Measure how many near-copies are caught and how many honest hellos are stopped: ``python -m tests.likeness`` prints the table."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from reconnect_tui.core.likeness import FEWEST, SAME, own_words, share, skeleton
from reconnect_tui.core.person import Person
from reconnect_tui.core.template import Template, fields_for, fill, holes
from reconnect_tui.services.templates import load_templates
from tests.data.hellos import HONEST, KINDS, Hello, copies

TODAY = date(2026, 11, 22)
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9)


class Measured(NamedTuple):
    """For each near-copy its kind and its share with the original; for each honest hello its highest share with any other."""

    copies: tuple[tuple[str, float], ...]
    honest: tuple[float, ...]

    def caught(self, threshold: float, kind: str = "") -> float:
        of_kind = [share for name, share in self.copies if not kind or name == kind]
        return sum(share >= threshold for share in of_kind) / len(of_kind)

    def stopped(self, threshold: float) -> float:
        return sum(share >= threshold for share in self.honest) / len(self.honest)


@cache
def templates() -> dict[str, Template]:
    return {template.name: template for template in load_templates()[0]}


def letter(hello: Hello) -> str:
    """The hello as it goes out: the template filled in for this person, its holes filled with their words."""
    if not hello.template:
        return hello.words[0]
    template = templates()[hello.template]
    person = Person(1, "u", hello.to, greeting=hello.to, company="Lantern Yard", connected_on="2015-03-14")
    text = fill(template.body, fields_for(person, today=TODAY, lang=template.lang, last_words="are you well?", promise="it"))
    for hole, words in reversed(list(zip(holes(text), hello.words, strict=True))):
        text = text[: hole.start] + words + text[hole.end :]
    return text


@cache
def measured() -> Measured:
    letters = [letter(hello) for hello in HONEST]
    bones = [skeleton(templates()[hello.template].body if hello.template else "") for hello in HONEST]
    facts = [(hello.to, "Lantern Yard") for hello in HONEST]

    def alike(text: str, to: str, number: int, other: int) -> float:
        both = bones[number] | bones[other]
        mine = [word.word for word in own_words(text, both, (to, "Lantern Yard"))]
        return share(mine, [word.word for word in own_words(letters[other], both, facts[other])])

    return Measured(
        tuple((copy.kind, alike(copy.text, copy.to, copy.of, copy.of)) for copy in copies(letters)),
        tuple(
            max(alike(letters[one], HONEST[one].to, one, other) for other in range(len(HONEST)) if other != one)
            for one in range(len(HONEST))
        ),
    )


def main() -> None:
    found = measured()
    print(f"{len(found.copies)} near-copies, {len(found.honest)} honest hellos, each against all the others; letters with fewer")
    print(f"than {FEWEST} words of their own are not judged. In the code: {SAME}.\n")
    print("from share on   copies caught   " + "   ".join(KINDS) + "   honest stopped")
    for threshold in THRESHOLDS:
        kinds = "   ".join(f"{found.caught(threshold, kind):>{len(kind)}.0%}" for kind in KINDS)
        print(f"{threshold:>13}   {found.caught(threshold):>13.0%}   {kinds}   {found.stopped(threshold):>14.0%}")


if __name__ == "__main__":
    main()
