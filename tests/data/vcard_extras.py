"""Invented vCards: tags, relations, keys, and what we have no field for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.data.vcard_makers import PHOTO, UUID, CorpusCard, card


def others() -> Iterator[CorpusCard]:
    fn = "FN:Ada Okafor"
    yield card("CATEGORIES", "Ada Okafor", fn, r"CATEGORIES:family,sailing\, summer", tags=("family", "sailing, summer"))
    yield card(
        "CATEGORIES with semicolons", "Ada Okafor", fn, "CATEGORIES:family;sailing", version="2.1", tags=("family", "sailing")
    )
    yield card("Google's own category", "Ada Okafor", fn, "CATEGORIES:myContacts,family", tags=("family",))
    yield card(
        "RELATED by name",
        "Ada Okafor",
        fn,
        "RELATED;TYPE=spouse;VALUE=text:Ben Okafor",
        version="4.0",
        relations=(("spouse", "Ben Okafor"),),
    )
    yield card(
        "RELATED by UID",
        "Ada Okafor",
        fn,
        f"RELATED;TYPE=friend:urn:uuid:{UUID.upper()}",
        version="4.0",
        relations=(("friend", "", UUID),),
    )
    yield card(
        "RELATED by address",
        "Ada Okafor",
        fn,
        "RELATED;TYPE=contact:mailto:ben@example.org",
        version="4.0",
        relations=(("contact", "ben@example.org"),),
    )
    yield card(
        "X-ABRELATEDNAMES",
        "Ada Okafor",
        fn,
        "item1.X-ABRELATEDNAMES;type=pref:Mia Okafor",
        "item1.X-ABLabel:_$!<Mother>!$_",
        relations=(("mother", "Mia Okafor"),),
    )
    yield card(
        "X-ABRELATEDNAMES of the user's own",
        "Ada Okafor",
        fn,
        "item1.X-ABRELATEDNAMES:Mia Okafor",
        "item1.X-ABLabel:Sailing partner",
        relations=(("Sailing partner", "Mia Okafor"),),
    )
    yield card(
        "X-SPOUSE and X-MANAGER",
        "Ada Okafor",
        fn,
        "X-SPOUSE:Ben Okafor",
        "X-MANAGER:Doe, Jane",
        relations=(("spouse", "Ben Okafor"), ("manager", "Doe, Jane")),
    )
    yield card(
        "X-EVOLUTION-ASSISTANT", "Ada Okafor", fn, "X-EVOLUTION-ASSISTANT:Jane Doe", relations=(("assistant", "Jane Doe"),)
    )
    yield card(
        "a relation of Android's",
        "Ada Okafor",
        fn,
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mia Okafor;13;;;;;;;;;;;;;",
        version="2.1",
        relations=(("sister", "Mia Okafor"),),
    )
    yield card("LANG", "Ada Okafor", fn, "LANG;PREF=2:en", "LANG;PREF=1:fr", version="4.0", language="fr")
    yield card("UID", "Ada Okafor", fn, f"UID:urn:uuid:{UUID}", version="4.0", key=UUID)
    yield card("UID of Apple's", "Ada Okafor", fn, f"UID:{UUID.upper()}:ABPerson", key=f"{UUID}:abperson")
    yield card("UID that is a text", "Ada Okafor", fn, r"UID:ada\,okafor@example.org", key="ada,okafor@example.org")
    yield card("no UID", "Ada Okafor", fn, "EMAIL:Ada@example.org", key="name:ada okafor|ada@example.org")
    yield card("no UID, a phone", "Ada Okafor", fn, "TEL:+44 20 7946 0018", key="name:ada okafor|442079460018")
    yield card("no UID, a name alone", "Ada Okafor", fn, key="name:ada okafor")
    yield card("GEO and TZ ignored", "Ada Okafor", fn, "GEO:6.45;3.39", "TZ:+01:00", contacts=(), about="")
    yield card("REV", "Ada Okafor", fn, "REV:2019-05-06T07:08:09Z", "PRODID:-//Invented//Book 1//EN", about="")
    yield card("PHOTO, 3.0", "Ada Okafor", fn, f"PHOTO;ENCODING=b;TYPE=JPEG:{PHOTO}", "NOTE:tea", about="tea")
    folded = [PHOTO[start : start + 70] for start in range(0, len(PHOTO), 70)]
    yield card(
        "PHOTO, 2.1, folded",
        "Ada Okafor",
        fn,
        "PHOTO;ENCODING=BASE64;JPEG:",
        *(f" {part}" for part in folded),
        "",
        "NOTE:tea",
        version="2.1",
        about="tea",
    )
    yield card(
        "PHOTO, 2.1, not folded",
        "Ada Okafor",
        fn,
        "PHOTO;JPEG;ENCODING=BASE64:",
        *folded,
        "",
        "NOTE:tea",
        version="2.1",
        about="tea",
    )
    yield card("PHOTO, 4.0", "Ada Okafor", fn, f"PHOTO:data:image/jpeg;base64,{PHOTO}", version="4.0", about="")
    yield card(
        "PHOTO elsewhere", "Ada Okafor", fn, "PHOTO;VALUE=URL;TYPE=GIF:http://www.example.org/ada.gif", version="2.1", contacts=()
    )
    yield card(
        "KEY and SOUND",
        "Ada Okafor",
        fn,
        f"KEY;ENCODING=B;TYPE=PGP:{PHOTO[:80]}",
        f"SOUND;TYPE=WAVE;ENCODING=BASE64:{PHOTO[:80]}",
        version="2.1",
    )
    agent = ("BEGIN:VCARD", "VERSION:2.1", "N:Doe;Jane", "TEL;WORK:999", "END:VCARD")
    yield card("AGENT, nested", "Ada Okafor", fn, "AGENT:", *agent, "NOTE:tea", version="2.1", about="tea", contacts=())
    yield card(
        "AGENT, nested, with a parameter",
        "Ada Okafor",
        fn,
        "AGENT;X-A=b:",
        "",
        *agent,
        "NOTE:tea",
        version="2.1",
        about="tea",
        contacts=(),
    )
    yield card(
        "AGENT on its own line",
        "Ada Okafor",
        fn,
        "AGENT:BEGIN:VCARD",
        *agent[1:],
        "NOTE:tea",
        version="2.1",
        about="tea",
        contacts=(),
    )
    yield card(
        "AGENT within AGENT",
        "Ada Okafor",
        fn,
        "AGENT:",
        *agent[:3],
        "AGENT:",
        *agent,
        "END:VCARD",
        "NOTE:tea",
        version="2.1",
        about="tea",
    )
    yield card("AGENT twice", "Ada Okafor", fn, "AGENT:", *agent, "AGENT:", *agent, "NOTE:tea", version="2.1", about="tea")
    yield card("AGENT without END", "Ada Okafor", fn, "NOTE:tea", "AGENT:", *agent[:3], version="2.1", about="tea")
    yield card("AGENT as a text", "Ada Okafor", fn, r"AGENT:BEGIN:VCARD\nFN:Jane Doe\nTEL:999\nEND:VCARD\n", contacts=())
    yield card("AGENT elsewhere", "Ada Okafor", fn, "AGENT;VALUE=uri:CID:JQPUBLIC@example.org", "NOTE:tea", about="tea")
    yield card(
        "unknown properties",
        "Ada Okafor",
        fn,
        "X-FOO;X-BAR=baz:some; thing, else",
        "item3.X-ABADR:ng",
        "CLASS:PRIVATE",
        "MAILER:Invented 1.0",
        "GENDER:F",
        "HOBBY;INDEX=1:sailing",
    )
    yield card(
        "our own properties",
        "Ada Okafor",
        fn,
        "X-RECONNECT-HEADLINE:Sails, and leads research",
        "X-RECONNECT-LOCATION:Lagos",
        version="4.0",
        headline="Sails, and leads research",
        location="Lagos",
    )
    yield card("a caret in a parameter", "Ada Okafor", fn, "X-FOO;X-LABEL=a^nb^'c^^:value", version="4.0")
    yield card(
        "LABEL kept",
        "Ada Okafor",
        fn,
        "LABEL;HOME;ENCODING=QUOTED-PRINTABLE:12 Main Street=0D=0ALagos",
        version="2.1",
        contacts=(),
    )
    yield card(
        "a card of everything",
        "Dr. Ada Okafor",
        "N:Okafor;Ada;Ngozi;Dr.;",
        "FN:Dr. Ada Okafor",
        "NICKNAME:Addy",
        "ORG:Northwind Labs;Research",
        "TITLE:Head of Research",
        "item1.EMAIL;type=INTERNET;type=pref:ada@example.org",
        "item1.X-ABLabel:Boat",
        "TEL;type=CELL:+234 1 234 5678",
        "item2.ADR;type=HOME:;;12 Main Street;Lagos;;101233;Nigeria",
        "item2.X-ABADR:ng",
        "item3.URL;type=pref:http\\://www.linkedin.com/in/ada-okafor",
        "item3.X-ABLabel:_$!<HomePage>!$_",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15",
        "CATEGORIES:friends",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PHOTO}",
        "NOTE:tea",
        "UID:everything",
        "REV:2019-05-06T07:08:09Z",
        nickname="Addy",
        company="Northwind Labs",
        position="Head of Research",
        birthday="--04-15",
        tags=("friends",),
        about="tea\nDepartment: Research",
        key="everything",
        greeting="Ada",
        contacts=(
            ("email", "ada@example.org", "Boat", True),
            ("phone", "+234 1 234 5678", "mobile"),
            ("address", "12 Main Street, Lagos, 101233, Nigeria", "home"),
            ("linkedin", "https://www.linkedin.com/in/ada-okafor", "homepage", True),
        ),
    )
