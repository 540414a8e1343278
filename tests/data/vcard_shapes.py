"""Invented vCards: names, and the ways a card is written down (versions, folding, encodings)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from tests.data.vcard_makers import CorpusCard, card, lines


def names() -> Iterator[CorpusCard]:
    yield card(
        "plain 3.0", "Ada Okafor", "N:Okafor;Ada;;;", "FN:Ada Okafor", first_name="Ada", last_name="Okafor", greeting="Ada"
    )
    yield card("plain 2.1", "Ada Okafor", "N:Okafor;Ada", "FN:Ada Okafor", version="2.1", first_name="Ada", last_name="Okafor")
    yield card("plain 4.0", "Ada Okafor", "FN:Ada Okafor", "N:Okafor;Ada;;;", version="4.0", greeting="Ada")
    yield card("escaped comma in FN", "Doe, Jane", r"FN:Doe\, Jane", r"N:Doe;Jane;;;", greeting="Jane")
    yield card("unescaped comma in FN", "Doe, Jane", "FN:Doe, Jane", "N:Doe;Jane;;;", last_name="Doe")
    yield card("unescaped comma in FN, 2.1", "Doe, Jane", "FN:Doe, Jane", "N:Doe;Jane", version="2.1")
    yield card("unescaped semicolon in FN", "Doe; Jane", "FN:Doe; Jane")
    yield card("escaped semicolon in FN", "Doe; Jane", r"FN:Doe\; Jane")
    yield card("colon in FN", "Team: Okafor", "FN:Team: Okafor")
    yield card("backslash that escapes nothing", r"AC\DC Okafor", r"FN:AC\DC Okafor")
    yield card("escaped backslash", r"Ada \ Okafor", r"FN:Ada \\ Okafor")
    yield card(
        "escaped comma in a component of N", "Jane Doe, PhD", r"FN:Jane Doe\, PhD", r"N:Doe\, PhD;Jane;;;", last_name="Doe, PhD"
    )
    yield card("unescaped comma in a component of N", "Jane Doe", "FN:Jane Doe", "N:Doe, PhD;Jane;;;", last_name="Doe, PhD")
    yield card(
        "escaped semicolon in N", "Jane Doe", "FN:Jane Doe", r"N:Doe\;Smith;Jane;;;", last_name="Doe;Smith", first_name="Jane"
    )
    yield card(
        "N with all five parts, no FN",
        "Dr. John Philip Paul Stevenson Jr. M.D.",
        "N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.",
        first_name="John",
        last_name="Stevenson",
        greeting="John",
    )
    yield card("missing FN", "Ada Okafor", "N:Okafor;Ada;;;", greeting="Ada")
    yield card("missing FN, 2.1, two parts", "Ada Okafor", "N:Okafor;Ada", version="2.1")
    yield card("empty FN", "Ada Okafor", "FN:", "N:Okafor;Ada;;;")
    yield card("N in one part", "Ada Okafor", "N:Ada Okafor", version="2.1", first_name="", last_name="Ada Okafor", greeting=None)
    yield card("no N", "Ada Okafor", "FN:Ada Okafor", version="4.0", first_name="", greeting=None)
    yield card("empty N", "Ada Okafor", "FN:Ada Okafor", "N:;;;;", first_name="", last_name="")
    yield card("N with more parts than five", "Ada Okafor", "N:Okafor;Ada;;;;extra;more", version="4.0", last_name="Okafor")
    yield card("Han name without FN", "山田太郎", "N:山田;太郎;;;", greeting=None, last_name="山田")
    yield card("Hangul name without FN", "김민지", "N:김;민지;;;", greeting=None)
    yield card("several FN, one preferred", "Ada Okafor", "FN:A. Okafor", "FN;PREF=1:Ada Okafor", version="4.0")
    yield card("compound given name", "Mary Ann Doe", "FN:Mary Ann Doe", "N:Doe;Mary Ann;;;", greeting="Mary Ann")
    yield card("edge and double spaces", "Ada Okafor", "FN:  Ada   Okafor ", "N: Okafor ; Ada ;;;", first_name="Ada")
    yield card("zero-width and bidi marks", "Ada Okafor", "FN:\u200bAda\u202e Okafor\ufeff")
    yield card("emoji and ZWJ", "Ada 👩‍🚀 Okafor", "FN:Ada 👩‍🚀 Okafor", "N:Okafor;Ada;;;")
    yield card("control signs", "Ada [31mOkafor", "FN:Ada \x1b[31mOkafor\x07")
    yield card("line separator within a value", "Ada\u2028Okafor".replace("\u2028", " "), "FN:Ada\u2028Okafor")
    yield card("nickname", "James Doe", "FN:James Doe", "NICKNAME:Jim", nickname="Jim")
    yield card("nicknames", "James Doe", "FN:James Doe", "NICKNAME:Jim,Jimmy", nickname="Jim, Jimmy")
    yield card(
        "nickname of Android",
        "James Doe",
        "FN:James Doe",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jim;1;;;;;;;;;;;;;",
        version="2.1",
        nickname="Jim",
    )
    yield card(
        "property names in small letters",
        "Ada Okafor",
        "fn:Ada Okafor",
        "n:Okafor;Ada;;;",
        "email:ada@example.org",
        contacts=(("email", "ada@example.org"),),
    )
    yield card("phonetic names kept", "山田 太郎", "FN:山田 太郎", "X-PHONETIC-LAST-NAME:やまだ", "SORT-STRING:yamada")


def nobody() -> Iterator[CorpusCard]:
    yield card("no name: organisation", "Northwind Labs", "ORG:Northwind Labs", company="Northwind Labs", greeting=None)
    yield card(
        "no name: organisation, empty N", "Northwind Labs", "N:;;;;", "FN:", "ORG:Northwind Labs;Sales", company="Northwind Labs"
    )
    yield card("no name: e-mail", "ada@example.org", "EMAIL:ada@example.org", contacts=(("email", "ada@example.org"),))
    yield card("no name: phone", "+44 20 7946 0018", "TEL:+44 20 7946 0018", contacts=(("phone", "+44 20 7946 0018"),))
    yield card("no name: organisation before e-mail", "Northwind", "EMAIL:sales@example.org", "ORG:Northwind", greeting=None)
    yield card("no name: nickname", "Jim", "NICKNAME:Jim", "ORG:Northwind")
    yield card("no name: address", "12 Main Street, Lagos", "ADR:;;12 Main Street;Lagos;;;")
    yield card("no name: web page", "https://example.org/ada", "URL:https://example.org/ada")
    yield card(
        "an organisation, 4.0",
        "Northwind Labs",
        "KIND:org",
        "FN:Northwind Labs",
        "N:Labs;Northwind;;;",
        version="4.0",
        greeting=None,
    )
    yield card(
        "an organisation, Apple",
        "Northwind Labs",
        "N:;Northwind;;;",
        "FN:Northwind Labs",
        "ORG:Northwind Labs;",
        "X-ABShowAs:COMPANY",
        greeting=None,
    )


def shape() -> Iterator[CorpusCard]:
    for name, eol in (("CRLF", "\r\n"), ("LF", "\n"), ("lone CR", "\r"), ("CR CR LF", "\r\r\n")):
        yield card(
            f"line breaks: {name}",
            "Ada Okafor",
            "FN:Ada Okafor",
            "EMAIL:ada@example.org",
            "NOTE:tea",
            eol=eol,
            about="tea",
            contacts=(("email", "ada@example.org"),),
        )
    for version in ("2.1", "3.0", "4.0"):
        yield card(f"missing END, {version}", "Ada Okafor", "FN:Ada Okafor", "NOTE:tea", version=version, end="", about="tea")
    yield card(
        "missing VERSION", "Ada Okafor", "FN:Ada Okafor", "TEL;HOME:123456", version="", contacts=(("phone", "123456", "home"),)
    )
    yield card("missing VERSION and END", "Ada Okafor", "FN:Ada Okafor", version="", end="")
    yield card("small letters around", "Ada Okafor", "FN:Ada Okafor", end="end:vcard")
    yield card("blanks around the colon", "Ada Okafor", "FN:Ada Okafor", end="END : VCARD")
    yield card("empty lines", "Ada Okafor", "", "FN:Ada Okafor", "", "", "NOTE:tea", "", about="tea")
    yield card("folded with a space", "Ada Okafor", "FN:Ada Ok", " afor", "NOTE:likes", "  tea", about="likes tea")
    yield card("folded with a tab", "Ada Okafor", "FN:Ada Ok", "\tafor")
    yield card(
        "folded within the name of a property",
        "Ada Okafor",
        "FN:Ada Okafor",
        "TEL;TYPE=ho",
        " me:123456",
        contacts=(("phone", "123456", "home"),),
    )
    yield card(
        "folded at white space, 2.1",
        "Ada Okafor",
        "FN:Ada Okafor",
        "NOTE:This is a long description",
        " that exists on a long line.",
        version="2.1",
        about="This is a long description that exists on a long line.",
    )
    yield card(
        "folded at a fixed width, 2.1",
        "Ada Okafor",
        "FN:Ada Okafor",
        "NOTE:" + "tea and " * 8 + "bis",
        " cuits",
        version="2.1",
        about="tea and " * 8 + "biscuits",
    )
    yield CorpusCard(
        "folded within a character", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\r\n \xab Okafor\r\nEND:VCARD\r\n", "Zoë Okafor", {}
    )
    yield card(
        "a line that is none goes on",
        "Ada Okafor",
        "FN:Ada Okafor",
        "NOTE:first line",
        "second line, not folded",
        about="first line\nsecond line, not folded",
    )
    yield card(
        "a time of day in such a line",
        "Ada Okafor",
        "FN:Ada Okafor",
        "NOTE:meet",
        "at the pub at 5:30",
        about="meet\nat the pub at 5:30",
    )
    yield card(
        "a backslash at the end of such a line", "Ada Okafor", "FN:Ada Okafor", "NOTE:C:\\", "and so on", about="C:\\\nand so on"
    )
    yield card("a backslash at the end, no text of ours", "Ada Okafor", "FN:Ada Okafor", "X-PATH:C:\\", "and so on")
    yield card("junk line before any property", "Ada Okafor", "%%%% no property", "FN:Ada Okafor")
    yield CorpusCard("BOM", b"\xef\xbb\xbf" + lines("FN:Zoë Okafor").encode(), "Zoë Okafor", {})
    yield CorpusCard("blank lines before", b"\r\n\r\n" + lines("FN:Ada Okafor").encode(), "Ada Okafor", {})
    yield CorpusCard("NULs", lines("FN:Ada Okafor").encode().replace(b"Okafor", b"Oka\0for"), "Ada Okafor", {})
    yield card("group on each line", "Ada Okafor", "item1.FN:Ada Okafor", "item2.N:Okafor;Ada;;;", greeting="Ada")
    yield CorpusCard("group on BEGIN and END", b"A.BEGIN:VCARD\nA.VERSION:2.1\nA.N:Okafor;Ada\nA.END:VCARD\n", "Ada Okafor", {})
    yield card(
        "a quoted colon in a parameter",
        "Ada Okafor",
        "FN:Ada Okafor",
        'ADR;LABEL="12 Main St: rear; left":;;12 Main St;Lagos;;;',
        version="4.0",
        contacts=(("address", "12 Main St, Lagos"),),
    )
    yield card("a quote that is never closed", "Ada Okafor", "FN:Ada Okafor", 'TEL;X-FOO="bar:123456')
    yield card("an unknown property with a long value", "Ada Okafor", "FN:Ada Okafor", "X-LONG:" + "abcdefghi " * 60)


def encodings() -> Iterator[CorpusCard]:
    yield card("Latin-1 that says so", "Zoë Müller", "FN;CHARSET=ISO-8859-1:Zoë Müller", version="2.1", enc="latin-1")
    yield card("Latin-1 that does not", "Zoë Müller", "FN:Zoë Müller", "N:Müller;Zoë;;;", enc="latin-1", greeting="Zoë")
    yield card("Windows-1252", "Zoë – O’Brien", "FN:Zoë – O’Brien", enc="cp1252")
    yield card(
        "Shift_JIS that says so",
        "山田太郎",
        "FN;CHARSET=SHIFT_JIS:山田太郎",
        "N;CHARSET=SHIFT_JIS:山田;太郎",
        version="2.1",
        enc="cp932",
    )
    yield card("Shift_JIS that does not", "やまだ太郎", "FN:やまだ太郎", "N:やまだ;太郎", version="2.1", enc="cp932")
    yield card("Shift_JIS with a backslash byte", "表参道ソ", "FN;CHARSET=Shift_JIS:表参道ソ", version="2.1", enc="cp932")
    for charset, enc, name in (
        ("EUC-JP", "euc_jp", "山田太郎"),
        ("ISO-2022-JP", "iso2022_jp", "山田太郎"),
        ("GB2312", "gb2312", "李小龙"),
        ("BIG5", "big5", "李小龍"),
        ("EUC-KR", "euc_kr", "김민지"),
        ("KOI8-R", "koi8_r", "Анна Орлова"),
        ("windows-1251", "cp1251", "Анна Орлова"),
        ("ISO-8859-2", "iso8859_2", "Žofie Dvořák"),
        ("ISO-8859-7", "iso8859_7", "Γιώργος"),
        ("UTF-8", "utf-8", "Zoë Müller"),
    ):
        yield card(f"CHARSET={charset}", name, f"FN;CHARSET={charset}:{name}", version="2.1", enc=enc)
    yield card("an unknown CHARSET", "Zoë Müller", "FN;CHARSET=X-NONSENSE:Zoë Müller", version="2.1")
    yield card("a CHARSET that is a trap", "Nqn Bxnsbe", "FN;CHARSET=ROT13:Nqn Bxnsbe", version="2.1")
    for name, enc, bom in (
        ("UTF-16 LE", "utf-16-le", "\ufeff"),
        ("UTF-16 BE", "utf-16-be", "\ufeff"),
        ("UTF-16 LE without BOM", "utf-16-le", ""),
        ("UTF-16 BE without BOM", "utf-16-be", ""),
    ):
        yield CorpusCard(name, (bom + lines("FN:Zoë 山田", "NOTE:tea")).encode(enc), "Zoë 山田", {"about": "tea"})
    yield card("UTF-8 although it says Latin-1", "Zoë Müller", "FN;CHARSET=ISO-8859-1:Zoë Müller", version="2.1")
    q = "ENCODING=QUOTED-PRINTABLE"
    yield card("quoted-printable UTF-8", "Zoë Müller", f"FN;{q};CHARSET=UTF-8:Zo=C3=AB M=C3=BCller", version="2.1")
    yield card("quoted-printable Latin-1", "Zoë Müller", f"FN;{q};CHARSET=ISO-8859-1:Zo=EB M=FCller", version="2.1")
    yield card("quoted-printable Shift_JIS", "山田太郎", f"FN;CHARSET=SHIFT_JIS;{q}:=8ER=93c=91=BE=98Y", version="2.1")
    yield card("quoted-printable, no CHARSET", "Zoë", f"FN;{q}:Zo=C3=AB", version="2.1")
    yield card("quoted-printable, no CHARSET, Latin-1", "Zoë", f"FN;{q}:Zo=EB", version="2.1")
    yield card("bare quoted-printable", "Zoë", "FN;QUOTED-PRINTABLE:Zo=C3=AB", version="2.1")
    yield card("quoted-printable in small letters", "Zoë", "FN;charset=utf-8;encoding=quoted-printable:Zo=c3=ab", version="2.1")
    yield card(
        "quoted-printable in each part of N",
        "Zoë Müller",
        f"N;CHARSET=UTF-8;{q}:M=C3=BCller;Zo=C3=AB;;;",
        version="2.1",
        greeting="Zoë",
    )
    yield card("quoted-printable with a quoted semicolon", "Jane Doe", f"N;{q}:Doe=3BX;Jane", "FN:Jane Doe", version="2.1")
    yield card(
        "soft breaks",
        "Ada Okafor",
        "FN:Ada Okafor",
        f"NOTE;{q}:likes te=",
        "a and bis=",
        "cuits",
        version="2.1",
        about="likes tea and biscuits",
    )
    yield card("soft breaks within a character", "Zoë Müller", f"FN;CHARSET=UTF-8;{q}:Zo=C3=", "=AB M=C3=BCller", version="2.1")
    yield card(
        "soft breaks, indented",
        "Ada Okafor",
        "FN:Ada Okafor",
        f"NOTE;{q}:likes te=",
        " a and bis=",
        " cuits",
        version="2.1",
        about="likes tea and biscuits",
    )
    yield card(
        "a soft break before a colon",
        "Ada Okafor",
        "FN:Ada Okafor",
        f"NOTE;{q}:see=",
        "TEL: below",
        "TEL:123456",
        version="2.1",
        about="seeTEL: below",
        contacts=(("phone", "123456"),),
    )
    yield card("a soft break before END", "Ada Okafor", "FN:Ada Okafor", f"NOTE;{q}:tea=", version="2.1", about="tea")
    yield card("hard breaks", "Ada Okafor", "FN:Ada Okafor", f"NOTE;{q}:tea=0D=0Abiscuits", version="2.1", about="tea\nbiscuits")
    yield card(
        "an equals sign that is none of it",
        "Ada Okafor",
        "FN:Ada Okafor",
        f"NOTE;{q}:1 + 1 = 2 =ZZ",
        version="2.1",
        about="1 + 1 = 2 =ZZ",
    )
    text = base64.b64encode("Zoë Müller".encode()).decode()
    yield card("a name in base64", "Zoë Müller", f"FN;ENCODING=B;CHARSET=UTF-8:{text}", version="2.1")
    yield card("8BIT said", "Zoë", "FN;ENCODING=8BIT;CHARSET=UTF-8:Zoë", version="2.1")
