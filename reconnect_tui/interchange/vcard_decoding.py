"""From the bytes of an address book to text: a card at a time, and where a card is not UTF-8, a line at a time.

Old phones wrote each property in a character set of its own (``FN;CHARSET=SHIFT_JIS:``), and files were put together from files:
there is no one encoding of a vCard file.
"""

from __future__ import annotations

import binascii
import codecs
import re

_SAMPLE = 4 << 20
_BOM = codecs.BOM_UTF8
_CHARSET = re.compile(rb"CHARSET=\"?([\w.:+-]{1,40})", re.IGNORECASE)
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_KANJI_TWICE = re.compile(rb"[\x88-\x9f][\x40-\x7e\x80-\xfc][\x88-\x9f][\x40-\x7e\x80-\xfc]")

# Supersets where there is one: who says Latin-1 often means Windows-1252. A closed list: "rot13" and "zlib" are codecs, too.
_CODECS = {
    "utf8": "utf-8", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "usascii": "utf-8", "ascii": "utf-8",
    "iso88591": "cp1252", "latin1": "cp1252", "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "ms932": "cp932",
    "windows31j": "cp932", "cp932": "cp932", "eucjp": "euc_jp", "iso2022jp": "iso2022_jp", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "euckr": "cp949", "ksc56011987": "cp949", "cp949": "cp949", "koi8r": "koi8_r",
    "koi8u": "koi8_u", "macintosh": "mac_roman", "tis620": "cp874",
} | {f"iso8859{part}": f"iso8859_{part}" for part in (*range(2, 12), *range(13, 17))} | {
    f"{name}{page}": f"cp{page}" for page in range(1250, 1259) for name in ("windows", "cp")
}  # fmt: skip
_NOTES = {
    "cp1252": "was read as Windows-1252: check accents.",
    "cp932": "was read as Shift_JIS: check the names.",
    "utf-8": "has bytes that are not UTF-8 and show as \ufffd: it may be damaged.",
}


def codec_named(charset: str) -> str:
    """Return the codec for what a CHARSET parameter says, or ``""`` where it is none that is known."""
    return _CODECS.get("".join(c for c in charset.lower() if c.isalnum()), "") if charset else ""


def plain_bytes(data: bytes) -> tuple[bytes, list[str]]:
    """Return ``data`` without BOM and NULs, UTF-16 (with a BOM or without) as UTF-8, and notes for the user."""
    wide = ""
    if data.startswith(codecs.BOM_UTF16_LE):
        wide = "utf-16-le"
    elif data.startswith(codecs.BOM_UTF16_BE):
        wide = "utf-16-be"
    else:
        begins = data[:4096].upper().find(b"B\0E\0G\0I\0N")
        if begins >= 0:
            wide = "utf-16-be" if begins % 2 else "utf-16-le"
    if wide:
        data = data.decode(wide, "replace").encode("utf-8", "replace")
    data = data.removeprefix(_BOM)
    nuls = data.count(b"\0")
    if not nuls:
        return data, []
    return data.replace(b"\0", b""), [f"had {nuls} NUL {'byte' if nuls == 1 else 'bytes'}, now left out."]


def unquote(value: str, charset: str) -> str:
    """Decode quoted-printable; without a CHARSET it is UTF-8, else Windows-1252. Takes anything."""
    data = binascii.a2b_qp(value.encode("utf-8", "replace"))
    codec = codec_named(charset) or "utf-8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return data.decode("cp1252" if codec == "utf-8" else codec, "replace")


class Decoder:
    """Decodes cards of one file. ``notes`` say what had to be guessed, each the rest of a sentence that begins with the file's name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._guess = ""
        self._guessed: dict[str, None] = {}

    @property
    def notes(self) -> list[str]:
        """What a user should know of how the cards were read so far."""
        return [_NOTES[codec] for codec in self._guessed]

    def text(self, card: bytes) -> str:
        """Return one card as text, line breaks and all; only folds that cut a character in two are undone."""
        if b"\x1b" not in card:
            try:
                return card.decode()
            except UnicodeDecodeError:
                pass
        lines: list[list[bytes]] = []
        for line in card.splitlines(True):  # of bytes: at CR and LF alone
            if line[:1] in (b" ", b"\t") and lines:
                lines[-1].append(line)
            else:
                lines.append([line])
        return "".join(self._line(b"".join(parts)) for parts in lines)

    def _line(self, line: bytes) -> str:
        if line.isascii() and b"\x1b" not in line:
            return line.decode("ascii")
        declared = _CHARSET.search(line.partition(b":")[0])
        codec = codec_named(declared[1].decode("ascii")) if declared else ""
        unfolded = _FOLD.sub(b"", line)
        # ISO-2022-JP is in seven bits, and would pass for UTF-8.
        for trial in (codec, "utf-8") if line.isascii() and codec == "iso2022_jp" else ("utf-8", codec):
            for data in (line, unfolded):
                try:
                    return data.decode(trial or "utf-8")
                except UnicodeDecodeError:
                    continue
        if codec and codec != "utf-8":
            return unfolded.decode(codec, "replace")
        return self._undeclared(line)

    def _undeclared(self, line: bytes) -> str:
        text = line.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if sum(c > "\x7f" for c in text) - broken > broken:
            codec = "utf-8"  # but for a broken byte
        else:
            codec = self._guess = self._guess or _guess(self._data)
        self._guessed[codec] = None
        return line.decode(codec, "replace")


def _guess(data: bytes) -> str:
    """Say whether lines that are no UTF-8 and name no character set are Shift_JIS or Windows-1252: all of them together show it."""
    lines: list[bytes] = []
    size = 0
    for line in data[: 4 * _SAMPLE].splitlines():
        if line.isascii() or _CHARSET.search(line.partition(b":")[0]):
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    sample = b"\n".join(lines)
    try:
        text = sample.decode("cp932")
    except UnicodeDecodeError:
        return "cp1252"
    beyond = sum(c > "\x7f" for c in text)
    kana = sum("\u3041" <= c <= "\u30fe" for c in text)
    japanese = kana + sum("\u3000" <= c <= "\u3040" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff9f" for c in text)
    return "cp932" if (kana or _KANJI_TWICE.search(sample)) and japanese * 10 >= beyond * 9 else "cp1252"
