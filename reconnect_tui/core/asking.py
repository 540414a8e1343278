"""One question to ask in a letter, drawn from what was said last: never a text, only what there is to ask about.

The topics are a closed list, each of something that has a "how did it go?". A sentence that asks, denies or calls off says nothing of
that; and where anything sad is near, the whole of it is left to the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reconnect_tui.core import when
from reconnect_tui.core.moment import Moment

SOONEST_DAYS = 10
"""Before that, nobody would have much to tell yet."""

_TOPICS = (
    ("a new job", r"new (?:job|role|position|post)\b|(?:start|begin)(?:s|ing)? (?:a|my|the) (?:new )?job\b"
        r"|neue[nrs]? (?:job|stelle|arbeit)\b|nouve(?:au|l|lle) (?:poste|travail|emploi|job)\b"),
    ("a move", r"\b(?:is|am|are|be|’m|'m|’re|'re|’s|'s) moving (?:to|in|into|out|house|home|flat|back|away)\b|\bmov(?:e|ing) house\b"
        r"|\bthe move\b|\brelocat(?:e|es|ing|ion)\b"
        r"|new (?:flat|apartment|house|home)\b|\bumzug\b|\bziehe[nt]? .{0,40}\bum\b|neue (?:wohnung|bleibe)\b|\bdéménag\w*|nouvel appartement\b"),
    ("a wedding", r"\bwedding\b|\bgetting married\b|\b(?:will|going to) marry\b|\bhochzeit\b|\bheirate[nt]?\b|\bmariage\b|\bse marie\w*"),
    ("an exam", r"\b(?:exams?|finals|viva|driving test|defend(?:s|ing)? (?:my|the) (?:thesis|dissertation))\b|\bprüfung(?:en)?\b|\bexamens?\b"),
    ("a trip", r"\b(?:trip|journey|trek) (?:to|through|across|around)\b|\b(?:off|going|travelling|traveling|flying|sailing) to [A-ZÀ-Þ]"
        r"|\b(?:on|our|my) (?:holiday|vacation)\b|\breise nach\b|\bim urlaub\b|\bvoyage (?:à|en|au)\b"),
    ("a baby", r"\b(?:our|their|the|a) new ?baby\b|\bbaby (?:is|was|has been) (?:here|born)\b|\bnewborn\b"
        r"|\b(?:became|become) (?:a )?(?:parents?|mum|mom|dad)\b"
        r"|\bbaby ist da\b|\bbébé est né\w*"),
)  # fmt: skip
_SAD = re.compile(
    r"\b(?:ill|illness|sick|cancer|tumou?r|hospital|clinic|surgery|operation|chemo\w*|died|dead|death|dying|funeral|passed away|grief|mourning"
    r"|lost (?:my|our|his|her|their|the)|loss|miscarr\w*|divorc\w*|separat(?:ed|ion)|split up|broke up|laid off|fired|redundan\w*|bankrupt\w*"
    r"|accident|depress\w*|burn-?out|burnt out|krank\w*|krebs|krankenhaus|gestorben|verstorben|tod|beerdigung|trauer|scheidung|getrennt"
    r"|unfall|entlassen|malade|maladie|hôpital|décès|décédé\w*|mort|morte|deuil|divorce|accident|licenci\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|without|instead of|cancel\w*|postpone\w*|called off|fell through|if|might|maybe|perhaps|would|nicht|kein\w*|nie"
    r"|abgesagt|verschoben|vielleicht|falls|pas|jamais|annul\w*|reporté\w*|peut-être|si)\b|n['’]t\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_READ = tuple((topic, re.compile(pattern, re.IGNORECASE)) for topic, pattern in _TOPICS)
_LONGEST = 4_000


def topic(words: str) -> str:
    """What these words tell of that one could ask about, such as ``a move``; ``""`` where there is nothing, or something sad."""
    words = words[:_LONGEST]
    if _SAD.search(words):
        return ""
    for sentence in _SENTENCE.findall(words):
        if sentence.rstrip().endswith("?") or _NOT.search(sentence):
            continue
        for name, pattern in _READ:
            if pattern.search(sentence):
                return name
    return ""


def question(moments: Iterable[Moment], today: date) -> str:
    """The one question for a letter: ``Last spring there was talk of a move: ask how it went.``, or ``""``.

    ``moments`` are what was between you, the newest first. Only the newest that has words and is no group's counts: what was talked
    of before that may have been answered since.
    """
    last = next((one for one in moments if one.text.strip() and not one.group_thread), None)
    if last is None:
        return ""
    try:
        day = when.day_of_stamp(last.at)
    except ValueError:
        return ""
    found = topic(last.text) if (today - day).days >= SOONEST_DAYS else ""
    if not found:
        return ""
    said = when.last_talk(day, today)
    return f"{said[0].upper()}{said[1:]} there was talk of {found}: ask how it went."
