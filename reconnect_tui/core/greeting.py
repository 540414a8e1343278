"""Working out the name to greet by (FORMATS.md, "A name to greet by"); ``names.greeting_name`` is the way in.

A wrong greeting spoils a hello more than a missing one, so this gives ``None`` wherever it would have to guess.
"""

from __future__ import annotations

import re
import unicodedata

from reconnect_tui.core.names import without_loose_joiners
from reconnect_tui.core.text import fold, shown_line


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST_WORDS, _MOST_LETTERS = 5, 60
_ADDRESS = re.compile(r"://|\w@\w|\bwww\.")
_VARIATION = re.compile("[\ufe00-\ufe0f\u20e3\U000e0020-\U000e007f\U000e0100-\U000e01ef]")

# What may end a name or stand inside it, in one pass: a group (parentheses, brackets, quotes) or a cut.
_PART = re.compile(
    r"\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|\"(?P<plain>[^\"]*)\"|[“„](?P<curly>[^“”„]*)[“”]|«(?P<angle>[^«»]*)»"
    r"|(?<!\w)['‘](?P<single>[^'‘’]*)['’](?!\w)"
    r"|(?P<cut>[|•,/–—;:\\]|(?<=\s)[-·@~](?=\s)|\s(?:aka|a\.k\.a\.?)(?=\s))",
    re.IGNORECASE,
)
_QUOTES = re.compile('["“”„«»()\\[\\]{}<>*_]')

_PRONOUN_EN = _words("she her hers he him his they them their theirs it its ze zir zirs hir hirs xe xem xyr ey em eir ve ver vis")
# French, German, Spanish, Italian, Portuguese, Catalan, Romanian, Dutch, Nordic, Slavic, Turkish, Welsh, Irish, Hungarian, …
_PRONOUN = _PRONOUN_EN | _words(
    "elle il iel ielle ielles elles ils lui eux sie ihr er ihm ihn dey denen ella él el ellos ellas elli lei loro ela ele elu dela "
    "dele delu elx ell ea ei zij ze haar hij hem hen hun die diens hon henne hennes han honom hens hende hendes ham de dem deres "
    "dens hän han hún hann hán þau ona jej ją on jego jemu oni ono ji jeho o onlar hi fe nhw sí sé siad ő ők dia mereka "
    "она её ее он его они их вона її він його вони αυτή αυτός היא הוא הם هي هو هم वह वे 她 他 ta any all"
)
# Alone between parentheses these are never a nickname; of the others only what is all in lower case: Ella, Han and Lei could be.
_PRONOUN_ALONE = _words("she her hers he him his they them theirs iel hän xe xem ze zir hir")
_SLASHED = re.compile(r"[^\s/|,()\[\]]+(?:\s*/\s*[^\s/|,()\[\]]+)+")

_HONORIFIC = _words(
    "dr dra drs prof professor profesor mr mister mrs ms mx miss sir dame herr frau monsieur madame mme mlle señor señora senor "
    "senora srta signor signora dott dottor dottoressa dottssa avv engr eng rev reverend fr rabbi imam pastor capt captain sgt "
    "cmdr shri smt kumari mag dipl dipling dring univprof judr mudr mgr rndr phdr dhr mevr mevrouw meneer datuk dato hj pan pani fru др проф"
)
# With its full stop an abbreviation, without it a name or a word: Ing, Er, Col, Sri.
_HONORIFIC_DOTTED = _words("ing er sr sra lic arq arch ca hon lt col gen maj cpt ir bc sig sigra hr m adv ustad inż dir")
_DEGREE = _words("med rer nat phil jur iur pol oec hc h c mult univ habil techn dent vet theol ing soc sc agr in")
_GLUED_INITIALS = re.compile(r"^\W*(?:[^\W\d_]\.)+(?=[^\W\d_]{2})")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_DOTTED_HONORIFIC = re.compile(r"((?:dr|dra|prof|mr|mrs|ms|eng|ing|er|dipl)\.)(?=[^\W\d_]{2})", re.IGNORECASE)
_CREDENTIAL = _words(
    "PhD Ph.D Ph.D. PHD MBA EMBA MD M.D. CPA PMP MSc M.Sc. BSc B.Sc. MA BA JD J.D. LLM LLB EdD DBA DDS DMD DVM DO MPH MPA MFA MEd "
    "MEng BEng PE P.E. RN BSN MSN NP CFA CFP CISSP CISA CISM CSM SPHR PHR SHRM-CP SHRM-SCP ACCA FCA ACA CA CMA CIPD FRSA OBE MBE "
    "CBE Jr Jr. Sr Sr. II III IV Esq Esq. PMI-ACP PSM PSPO CSPO ITIL CAPM LCSW LMFT"
)
_NOT_A_NICKNAME = _words(
    "nee née geb geborene born formerly former ex hiring open opentowork maiden now at the a my your ceo cto cfo founder"
)
_PARTICLE = _words(
    "de del della delle di da das do dos du la las le los van von der den ter ten te bin binti bint ibn al el y e zu af and und"
)
_APOSTROPHES = "'’ʼ‘"
_AFTER_APOSTROPHE = frozenset(("dell", "dall", "sant", "nell", "de"))
# Two letters that are a name although the second is no vowel; other pairs, such as DJ and AJ, are initials.
_SHORT_NAMES = _words("al ed an em oz ab ib us id eb el il ng")
_NO_NAME = _HONORIFIC | {"linkedin", "linkedin member"}
_NOT_PLAIN = _NO_NAME | _PRONOUN_EN | _words("jr sr esq aka and und the")
_AS_WRITTEN = {ord("´"): "'", ord("`"): "'", **dict.fromkeys(map(ord, "™℠®©"), " "), **dict.fromkeys(map(ord, "^+=<>$"), "•")}


def read_greeting(first_name: str) -> str | None:
    """Return the name to greet by that stands in a First Name field, or ``None`` where there is none to be sure of."""
    if _is_plain(first_name):
        return first_name
    if _ADDRESS.search(first_name):
        return None
    # A symbol between words parts them as a bullet does: "Ada ★ hiring".
    value = shown_line(first_name.translate(_AS_WRITTEN))
    if not value.isascii():
        value = unicodedata.normalize("NFKC", _VARIATION.sub("", value))
        value = without_loose_joiners("".join("•" if unicodedata.category(c)[0] == "S" and c != "|" else c for c in value))
    value = _SLASHED.sub(lambda m: " " if _is_pronoun(m[0]) else m[0], value)
    name = _read_name(value)
    return None if name is None or _bare(name) in _NO_NAME else name


def _is_plain(value: str) -> bool:
    """Say whether this is up to three Latin words as most rows of an export have them, to be taken as they stand."""
    words = value.replace("-", " ").split(" ")
    if len(words) > 3 or not all(1 < len(w) < 20 and w.isalpha() and w.istitle() and w.lower() not in _NOT_PLAIN for w in words):
        return False
    return value.isascii() or (
        all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in value) and unicodedata.is_normalized("NFKC", value)
    )


def _read_name(value: str) -> str | None:
    said, begin = "", 0
    for part in _PART.finditer(value):
        said += value[begin : part.start()]
        begin = part.end()
        if part["cut"]:
            words = _given_words(said)
            if words:
                return _greeting(words)
            said = ""
            continue
        inside = next(group for group in part.groups() if group is not None)
        nickname = None if _is_pronoun(inside) else _nickname(inside)
        if nickname:
            return nickname
        said += " "
    return _greeting(_given_words(said + value[begin:]))


def _greeting(words: list[str]) -> str | None:
    name = " ".join(words)
    if not words or len(words) > _MOST_WORDS or len(name) > _MOST_LETTERS or _is_cjk(name):
        return None
    if all(sum(c.isalpha() for c in word) < 2 for word in words):
        return None
    return _cased(words)


def _nickname(inside: str) -> str | None:
    inside = re.split(r"[,/|•–;]", inside)[0]
    raw = inside.split()
    if not raw or len(raw) > 2 or fold(raw[0]).strip(".-:!?").split("-")[0] in _NOT_A_NICKNAME or raw[0] in _CREDENTIAL:
        return None
    if not all(c.isalpha() or c in " .-'’ʼ\u200c\u200d" or unicodedata.category(c)[0] == "M" for c in inside):
        return None
    if any(_is_pronoun(word) for word in raw):
        return None
    return _greeting(_given_words(inside))


def _given_words(value: str) -> list[str]:
    """Return the words that are the name: no honorifics before it, no credentials after it, no initials beside it."""
    before = value.partition("(")[0]  # a parenthesis that was never closed
    value = before if any(c.isalpha() for c in before) else value
    value = _DOTTED_HONORIFIC.sub(r"\1 ", _QUOTES.sub(" ", value))
    words = [word for word in value.split() if word == "&" or (word[0] != "#" and any(c.isalpha() for c in word))]
    words = _without_honorifics(words)
    while len(words) > 2 and _bare(words[-1]) in _PRONOUN_EN and _bare(words[-2]) in _PRONOUN_EN:
        words = words[:-2]
    shouted = all(word.isupper() for word in words)
    while len(words) > 1 and words[-1] in _CREDENTIAL and not (shouted and len(words[-1]) < 3):
        words.pop()
    if len(words) <= _MOST_WORDS and not all(_is_initial(word) or _INITIALS.fullmatch(word) for word in words):
        words = _without_honorifics([word for word in words if not (_is_initial(word) or _INITIALS.fullmatch(word))])
    while words and words[0] == "&":
        words = words[1:]
    while words and words[-1] == "&":
        words = words[:-1]
    words = [_GLUED_INITIALS.sub("", word) for word in words]
    return [trimmed for place, word in enumerate(words) if (trimmed := _trimmed(word, last=place == len(words) - 1))]


def _trimmed(word: str, *, last: bool) -> str:
    if word == "&":
        return word
    start, end = 0, len(word)
    while start < end and unicodedata.category(word[start])[0] in "PS":
        start += 1
    while start < end and unicodedata.category(word[end - 1])[0] in "PS":
        end -= 1
    # "Ma. Teresa", "St. John", "J.R.": a full stop of an abbreviation belongs to it.
    dotted = word[end:] == "." and ("." in word[start:end] or (not last and end - start < 5))
    return word[start:end] + ("." if dotted else "")


def _without_honorifics(words: list[str]) -> list[str]:
    begin = 0
    while begin < len(words) and _is_honorific(words[begin], after=begin > 0):
        begin += 1
    return words[begin:]


def _is_honorific(word: str, *, after: bool) -> bool:
    bare = _bare(word)
    if bare in _HONORIFIC or (word.endswith(".") and bare in _HONORIFIC_DOTTED):
        return True
    return after and word.endswith(".") and bare in _DEGREE


def _is_initial(word: str) -> bool:
    letters = "".join(c for c in word if c.isalnum())
    return len(letters) == 1 and letters.isalpha() and (word.endswith(".") or letters.isascii())


def _is_pronoun(inside: str) -> bool:
    said = unicodedata.normalize("NFC", inside).casefold().strip(" .")
    if said in ("any pronouns", "all pronouns", "no pronouns", "ask me") or said.removeprefix("pronouns:").strip() != said:
        return True
    slashed = [word.strip(" .") for word in re.split(r"[/|,;·•+&]", said) if word.strip(" .")]
    if len(slashed) > 1:
        return all(word in _PRONOUN for word in slashed)
    words = said.split()
    if len(words) > 1:
        return all(word in _PRONOUN_EN or word in ("and", "or", "-") for word in words)
    return said in _PRONOUN_ALONE or (said in _PRONOUN and inside.strip(" .") == said)


def _cased(words: list[str]) -> str:
    return " ".join(_cased_word(word, first=place == 0) for place, word in enumerate(words))


def _cased_word(word: str, *, first: bool) -> str:
    if not (word.isupper() or word.islower()):
        return word
    lower = _lower(word)
    if not first and lower in _PARTICLE:
        return lower
    if _are_initials(lower):
        return word.upper()
    cased = "-".join(_capital(piece) for piece in lower.split("-"))
    return "İ" + cased[1:] if word[0] == "İ" else cased


def _are_initials(lower: str) -> bool:
    if not (lower.isascii() and lower.isalpha()) or lower in _SHORT_NAMES:
        return False
    return (len(lower) == 2 and lower[1] not in "aeiouy") or (len(lower) == 3 and not any(c in "aeiouy" for c in lower))


def _capital(lower: str) -> str:
    if "." in lower:
        return ".".join(piece.capitalize() for piece in lower.split("."))
    for place, c in enumerate(lower):
        if c in _APOSTROPHES and (place == 1 or lower[:place] in _AFTER_APOSTROPHE):
            return lower[:place].capitalize() + c + lower[place + 1 :].capitalize()
    if lower.startswith("mc") and len(lower) > 4:
        return "Mc" + lower[2:].capitalize()
    return lower.capitalize()


def _lower(word: str) -> str:
    return word.lower().replace("i\u0307", "i")  # Turkish İ


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").replace("-", "").strip(",'’ ")


def _is_cjk(name: str) -> bool:
    return not name.isascii() and any(
        "\u1100" <= c <= "\u11ff" or "\u2e80" <= c <= "\u9fff" or "\ua960" <= c <= "\ua97f" or "\uac00" <= c <= "\ud7ff"
        or "\uf900" <= c <= "\ufaff" or "\uff66" <= c <= "\uffdc" or "\U00016fe0" <= c <= "\U00018dff"
        or "\U0001aff0" <= c <= "\U0001b2ff" or "\U00020000" <= c <= "\U0003ffff"
        for c in name
    )  # fmt: skip
