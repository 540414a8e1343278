"""The language of somebody's letters: a code, or the name people write for it."""

from __future__ import annotations

from reconnect_tui.core.errors import UsageError
from reconnect_tui.core.text import clean_line, fold
from reconnect_tui.core.words_of_time import language_of

_CODES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es "
    "et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki "
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no "
    "nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
"""ISO 639-1."""

_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "da": "Danish",
    "sv": "Swedish", "nb": "Norwegian", "fi": "Finnish", "is": "Icelandic", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian",
    "ro": "Romanian", "bg": "Bulgarian", "el": "Greek", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "sr": "Serbian",
    "hr": "Croatian", "sl": "Slovenian", "lt": "Lithuanian", "lv": "Latvian", "et": "Estonian", "ga": "Irish", "cy": "Welsh",
    "ca": "Catalan", "eu": "Basque", "gl": "Galician", "he": "Hebrew", "ar": "Arabic", "fa": "Persian", "ur": "Urdu", "hi": "Hindi",
    "bn": "Bengali", "ta": "Tamil", "te": "Telugu", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "vi": "Vietnamese", "th": "Thai",
    "id": "Indonesian", "ms": "Malay", "sw": "Swahili", "yo": "Yoruba", "ig": "Igbo", "ha": "Hausa", "am": "Amharic", "zu": "Zulu",
    "af": "Afrikaans", "eo": "Esperanto", "la": "Latin",
}  # fmt: skip
_BY_NAME = {fold(name): code for code, name in _NAMES.items()} | {
    "espanol": "es", "castellano": "es", "italiano": "it", "portugues": "pt", "nederlands": "nl", "dansk": "da", "svenska": "sv",
    "norsk": "nb", "norwegian bokmal": "nb", "suomi": "fi", "polski": "pl", "turkce": "tr", "mandarin": "zh",
}  # fmt: skip


def read_language(text: str) -> str:
    """Read ``de``, ``pt-BR`` or ``German``; returns the code to keep (``""`` for nothing). ``UsageError`` for anything else.

    A code of three letters is taken as it is: there are thousands, and no list of them here.
    """
    words = " ".join(clean_line(text).split())
    if not words:
        return ""
    code = _BY_NAME.get(fold(words)) or language_of(words)
    known = (len(code) == 2 and f" {code} " in _CODES) or (len(code) == 3 and code.isascii() and code.isalpha())
    if not known:
        raise UsageError(f"“{words}” is no language known here. Write a code or a name, such as de, pt-BR or Italian.")
    parts = words.replace("_", "-").split("-")
    if parts[0].casefold() == code and all(part.isascii() and part.isalnum() for part in parts):
        return "-".join([code, *parts[1:]])
    return code


def language_name(code: str) -> str:
    """The name of a language such as ``de-AT``; ``""`` where it has none here."""
    return _NAMES.get(language_of(code), "")
