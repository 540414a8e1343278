"""The people of the demo with a history. All of them are invented, and so are the companies; every day is told as days ago.

Texts name no month, weekday or season: the demo is told from whatever day it is opened on.
"""

from __future__ import annotations

from typing import NamedTuple

from reconnect_tui.core.moment import BOTH, IN, OUT
from reconnect_tui.core.person import ACTIVE, DIED, NEVER, RESTING


class Then(NamedTuple):
    """A moment, so many days ago."""

    ago: int
    kind: str
    direction: str | None
    channel: str
    text: str


class Sketch(NamedTuple):
    """A person as the demo tells them; days are days ago (a follow-up's or birthday's: days ahead, past below zero)."""

    slug: str
    name: str
    first_name: str
    last_name: str
    greeting: str | None
    position: str
    company: str
    location: str
    circle: str
    connected: int
    moments: tuple[Then, ...] = ()
    how_met: str = ""
    about: str = ""
    birthday: tuple[int, int | None] | None = None
    """(days ahead, age then or ``None`` where no year is known)."""
    tags: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    usual: str = "linkedin"
    """The contact point used first: ``linkedin``, ``email`` or ``phone``."""
    follow_ups: tuple[tuple[int | None, str, bool], ...] = ()
    news: tuple[tuple[str, str, str, int, int], ...] = ()
    status: str = ACTIVE
    connected_years: int = 0
    """Where it is so many years this week, instead of ``connected``."""


def wrote(ago: int, text: str, by: str = "linkedin") -> Then:
    return Then(ago, "message", OUT, by, text)


def they(ago: int, text: str, by: str = "linkedin") -> Then:
    return Then(ago, "message", IN, by, text)


def coffee(ago: int, where: str, text: str) -> Then:
    return Then(ago, "coffee", BOTH, where, text)


def meal(ago: int, where: str, text: str) -> Then:
    return Then(ago, "meal", BOTH, where, text)


def met(ago: int, where: str, text: str) -> Then:
    return Then(ago, "meeting", BOTH, where, text)


def call(ago: int, text: str, by: str = "phone") -> Then:
    return Then(ago, "call", BOTH, by, text)


def note(ago: int, text: str) -> Then:
    return Then(ago, "note", None, "", text)


PEOPLE = (
    Sketch(
        "ada-okafor", "Ada Okafor", "Ada", "Okafor", "Ada", "Head of Research", "Northwind Labs", "Lagos", "friends", 4271,
        (
            wrote(2501, "Your question about the tide tables saved that whole afternoon. Who taught you to ask like that?"),
            they(2500, "My grandmother. Nobody got away with half an answer in that kitchen."),
            they(1845, "I start at Northwind next week. A whole lab! Terrified and delighted."),
            wrote(1829, "Congratulations on the new lab!"),
            coffee(1389, "Café Luna", "two kids, sails; wants to leave consulting #sailing"),
            they(1351, "Let's catch up when I'm back from Accra. There's a lot to tell!"),
        ),
        how_met="the open day at Blue Heron, under one umbrella", about="Two kids. Sails, badly and happily.",
        birthday=(199, 45), tags=("sailing",), email="ada@northwind.example", phone="+44 7700 900131",
        follow_ups=((0, "send the sailing book", True),),
    ),
    Sketch(
        "jiri-dvoracek", "Jiří Dvořáček", "Jiří", "Dvořáček", "Jiří", "Instrument Maker", "Modrá Struna", "Olomouc", "close", 2210,
        (
            met(1104, "the workshop", "three violins on the bench and a fourth in pieces; plum dumplings for lunch"),
            wrote(868, "Played the second suite on the train today and thought of your workshop. How is the big cello?", "email"),
            they(866, "Finished, sold, and I miss it like a lodger. So I started lessons. Me, at forty-nine!", "email"),
            call(411, "first scales on the cello, the neighbours are patient; the landlord wants the workshop back"),
            they(139, "Found a place in Brno. North light! The lathe will not fit through the door.", "email"),
            wrote(138, "Then the door will have to move. North light is worth a wall.", "email"),
            call(22, "the move is fixed; most afraid for the old lathe, and of leaving the choir"),
        ),
        how_met="repaired a bow overnight before a concert", about="Makes violins, learns the cello.",
        birthday=(81, 52), tags=("music", "brno"), email="jiri@modrastruna.example", phone="+44 7700 900244", usual="phone",
        follow_ups=((0, "ask how the move to Brno went", False),),
    ),
    Sketch(
        "ines-carvalhal", "Inês Carvalhal", "Inês", "Carvalhal", "Inês", "Landscape Architect", "Horta Nova", "Porto", "friends", 1960,
        (
            met(981, "Jardim do Morro", "the river, custard tarts, and a plan for an allotment on a slope"),
            they(702, "The allotment is mine! Eleven metres by four, and one very old fig tree.", "signal"),
            wrote(701, "Then there will be jam. What goes in first?", "signal"),
            they(700, "Beans, against all advice.", "signal"),
            coffee(402, "Confeitaria Alva", "brought a jar of fig jam; the beans lost to the snails"),
            wrote(47, "Saw a wall of espaliered pears today and nearly sent you forty photographs.", "signal"),
            they(46, "Send all forty.", "signal"),
            wrote(46, "Sent. The ninth is the best one.", "signal"),
        ),
        how_met="sat side by side on a delayed train to Porto", about="An allotment with a fig tree. Courgettes for everybody.",
        birthday=(0, 40), tags=("garden",), email="ines@hortanova.example", phone="+44 7700 900358", usual="phone",
    ),
    Sketch(
        "caoimhe-ni-bhriain", "Caoimhe Ní Bhriain", "Caoimhe", "Ní Bhriain", "Caoimhe", "Vet", "Corrib Animal Care", "Galway",
        "close", 2874,
        (
            coffee(1003, "An Cupán", "Biscuit came along and slept on the shoes under the table"),
            they(377, "Biscuit is very ill. I know every word for it and none of them help.", "whatsapp"),
            wrote(377, "I'm here, at any hour. Give that dog a hand on the head from me.", "whatsapp"),
            call(359, "the operation went well; a month of rest for the dog, none for the owner"),
            they(214, "Look who is in the sea again. Twelve years old and not one bit sensible.", "whatsapp"),
            wrote(213, "That is the best photograph of the year. I will print it.", "whatsapp"),
            coffee(19, "An Cupán", "Biscuit grey round the nose and perfectly well; talk of the coast path, in stages"),
        ),
        how_met="the flat above, for two years", about="Swims in all weathers. Biscuit is the dog.",
        birthday=(142, None), tags=("dogs", "walking"), email="caoimhe@corrib.example", phone="+353 20 910 0147", usual="phone",
        follow_ups=((2, "bring the printed photograph of Biscuit in the sea", True),),
    ),
    Sketch(
        "tove-ravnskov", "Tove Ravnskov", "Tove", "Ravnskov", "Tove", "Potter", "Ler & Ild", "Aarhus", "friends", 1702,
        (
            wrote(540, "The blue bowl arrived whole. It has its own shelf."),
            they(538, "It is for soup, not for shelves!"),
            wrote(388, "Soup it was, and two people asked for your name."),
            they(41, "The new kiln is lit. Come by when you are up north; the first firing has a cup with your initials in it."),
        ),
        how_met="bought a bowl, stayed for tea", about="Wood-fired kiln behind the house.",
        tags=("pottery",), email="tove@lerild.example",
    ),
    Sketch(
        "haruka-mizushima", "Haruka Mizushima", "Haruka", "Mizushima", "Haruka", "Head of Product", "Kitakaze Works", "Sendai",
        "work", 904,
        (
            met(905, "the Lisbon summit", "lost together in the trams; the talk on quiet software"),
            they(903, "I found the name of the tram song. It was playing in the hotel lift."),
            wrote(902, "Of course it was. I have been humming it since the airport."),
            call(301, "would rather lead a small team well than a large one; runs before work, along the river", "video"),
        ),
        how_met="the Lisbon summit, on the wrong tram", about="Runs along the river at dawn.",
        birthday=(64, None), tags=("lisbon",), email="haruka@kitakaze.example", usual="email",
        news=(("position", "Senior Engineer", "Head of Product", 243, 12),),
    ),
    Sketch(
        "aino-lehtovaara", "Aino Lehtovaara", "Aino", "Lehtovaara", "Aino", "Acoustics Engineer", "Granit Audio", "Tampere", "work", 3650,
        (
            met(1040, "Granit Audio", "stood in the silent room and heard our own blood"),
            wrote(611, "Our meeting room echoes like a swimming bath. Is there a cure that isn't egg boxes?", "email"),
            they(609, "Curtains. Heavy, ugly, wool. Send me the measurements and I will pick the ugliest.", "email"),
            wrote(96, "The curtains are up. Nobody shouts any more, and they are indeed ugly.", "email"),
            they(95, "My finest work.", "email"),
            wrote(95, "It says so on a small plaque now.", "email"),
        ),
        how_met="a panel on noise where nobody could hear the speakers", about="Builds silence for a living. Sauna on the lake.",
        tags=("sound",), connected_years=10, email="aino@granit.example", usual="email",
    ),
    Sketch(
        "meera-subramaniam", "Meera Subramaniam", "Meera", "Subramaniam", "Meera", "Children's Nurse", "Papilio Health", "Chennai",
        "friends", 2490,
        (
            call(1011, "night shifts, and a small patient who wants to be an astronaut"),
            they(655, "The astronaut went home today. Walked out. I had to go and count bandages for a while.", "whatsapp"),
            wrote(655, "I'm so glad. Count them twice.", "whatsapp"),
            note(640, "plays the tabla; would love a recording from the festival"),
            call(172, "a month of leave at last; a train journey down the coast with an aunt who haggles for sport"),
        ),
        how_met="a language exchange that turned into friendship", about="Plays the tabla.",
        birthday=(31, 37), tags=("music",), email="meera@papilio.example", phone="+44 7700 900416", usual="phone",
    ),
    Sketch(
        "seo-yeon-bae", "Seo-yeon Bae", "Seo-yeon", "Bae", "Seo-yeon", "Animator", "Pinwheel Nine", "Busan", "wide", 1871,
        (
            they(1080, "Your notes on the storyboard were kind and merciless. More, please.", "email"),
            wrote(1076, "The fox should wait longer before it looks up.", "email"),
            they(1049, "It waits now. Everybody cries. Thank you for the four extra seconds.", "email"),
            call(1015, "the film about the fox; no money, a lot of rain in it", "video"),
            call(984, "the fox got into a festival", "video"),
            wrote(951, "How was it to see it on a wall that size?", "email"),
            they(950, "I hid behind my coat until the fox looked up. Then I watched the people instead.", "email"),
            call(431, "a new idea, about a lighthouse; not to be told to anyone yet", "video"),
        ),
        how_met="a thread about drawing rain", about="Draws weather better than most people see it.",
        tags=("film",), email="seoyeon@pinwheel.example", usual="email",
    ),
    Sketch(
        "zofia-wilczynska", "Zofia Wilczyńska", "Zofia", "Wilczyńska", "Zofia", "Structural Engineer", "Ferrowe Bridges", "Gdańsk",
        "work", 1411,
        (
            coffee(761, "the harbour kiosk", "explained why a bridge has to be allowed to move; keeps bees on the office roof"),
            they(333, "First honey from the roof. It tastes of lime trees and a little of trams.", "email"),
            wrote(332, "Trams! What do the bees make of the traffic?", "email"),
            they(331, "They ignore it, like everybody here.", "email"),
            wrote(9, "Walked over your bridge today, slowly, both ways. It hums. Did you know that it hums?", "email"),
        ),
        how_met="the audit of the footbridge", about="Bees on the office roof.",
        birthday=(230, None), tags=("bees",), email="zofia@ferrowe.example", usual="email",
    ),
    Sketch(
        "sukarto", "Sukarto", "Sukarto", "", "Sukarto", "Printer", "Kali Print House", "Yogyakarta", "wide", 1540,
        (
            Then(1120, "letter", IN, "post", "A parcel of test prints, and on the back of one: keep the crooked ones, they are alive."),
            Then(1098, "letter", OUT, "post", "Wrote back on the crooked one. Asked how the indigo is made."),
            Then(1061, "letter", IN, "post", "Four pages on indigo. The last line: it cannot be hurried, and neither can we."),
            Then(611, "letter", OUT, "post", "Sent the old type catalogue from the flea market."),
            they(204, "Your catalogue hangs by the press. The children learn the alphabet from it.", "email"),
            wrote(203, "Then it has found its right house. Which letter is the favourite?", "email"),
        ),
        how_met="ordered one poster, got a friend", about="One name is enough.", tags=("letters", "print"),
        email="sukarto@kaliprint.example", usual="email",
    ),
    Sketch(
        "luca-ferrante", "Luca Ferrante 🚲", "Luca", "Ferrante 🚲", "Luca", "Courier and Founder", "Raggio Cooperative", "Turin",
        "friends", 1288,
        (
            coffee(845, "Bar Raggio", "nine riders, no boss, one very good coffee machine"),
            they(489, "We bought the cargo bikes! Tell me again how you did the rota for the open days."),
            wrote(488, "On paper, in pencil, with cake at the end. Attached."),
            they(487, "The cake is now in our statutes."),
            coffee(33, "Bar Raggio", "wants to cross the Alps by cargo bike, with a cheese; looking for someone to carry the bread"),
        ),
        how_met="brought a parcel, stayed to mend a tyre", about="Founded a couriers' cooperative.",
        birthday=(118, 33), tags=("bicycles",), phone="+44 7700 900562", usual="phone",
    ),
    Sketch(
        "niloufar-kaveh", "نیلوفر کاوه", "نیلوفر", "کاوه", "Niloufar", "Translator", "Saffron Gate Books", "Shiraz", "wide", 1190,
        (
            wrote(733, "I read your translation aloud last night. Page forty made the room go quiet."),
            they(731, "سلام! ممنون. Page forty took a whole winter."),
            wrote(412, "Is there a second volume, or do we have to learn the language?"),
            they(410, "Both! Lesson one: دوست means friend."),
            wrote(98, "دوست, I have used it three times today. What is lesson two?"),
            call(88, "lesson two is tea; the second volume comes next year", "video"),
        ),
        how_met="a letter to the publisher that was answered by the translator", about="Translates poems, slowly.",
        tags=("books",), email="niloufar@saffrongate.example", usual="email",
    ),
    Sketch(
        "aminata-diallo-faye", "Aminata Diallo-Faye", "Aminata", "Diallo-Faye", "Aminata", "Radio Journalist", "Radio Baobab Nord",
        "Dakar", "close", 2033,
        (
            meal(1071, "a courtyard in Dakar", "fish and rice for fourteen; learned three songs and forgot two"),
            they(520, "I have a programme of my own now! Voices of the market, every week, twenty minutes.", "whatsapp"),
            wrote(519, "I listened twice. The woman with the mangoes should run the country.", "whatsapp"),
            they(519, "Everybody says so, especially the woman with the mangoes.", "whatsapp"),
            call(16, "a series about ferrymen; needs someone to read the French draft"),
        ),
        how_met="an interview that went on after the microphone was off", about="Cooks for fourteen as if for two.",
        birthday=(57, 39), tags=("radio", "family"), email="aminata@baobab.example", phone="+33 6 39 98 01 22", usual="phone",
        follow_ups=((None, "read the French draft about the ferrymen", True),),
    ),
    Sketch(
        "deniz-karacaoglu", "Deniz Karacaoğlu", "Deniz", "Karacaoğlu", "Deniz", "Marine Biologist", "Halcyon Tidal", "İzmir", "work", 1322,
        (
            met(689, "the seagrass workshop", "counts meadows from a kayak; two small sons who count crabs"),
            wrote(301, "Is there a number for what a meadow of seagrass is worth? I need it for a page of mine.", "email"),
            they(299, "There is, and it is wrong, and it is still the best we have. Attached, with a warning.", "email"),
            call(61, "the big survey starts soon: forty days on the water"),
        ),
        how_met="the seagrass workshop", about="Counts seagrass meadows from a kayak.", tags=("sea",),
        email="deniz@halcyon.example", usual="email", follow_ups=((9, "ask how the seagrass survey went", False),),
    ),
    Sketch(
        "wiremu-tawhai-reid", "Wiremu Tāwhai-Reid", "Wiremu", "Tāwhai-Reid", "Wiremu", "Head Teacher", "Juniper Primary", "Wellington",
        "wide", 1477,
        (
            they(910, "Class five wants to know whether grown-ups in offices are allowed to go outside."),
            wrote(909, "Tell class five: yes, but we forget. I went out at once."),
            they(560, "Class five is class six now and asks whether you still go outside."),
            wrote(559, "Every day at eleven, because of them."),
        ),
        how_met="a pen-friend scheme between a school and an office", about="Teaches by the harbour.", tags=("school",),
    ),
    Sketch(
        "rosalind-thornquist", "Rosalind Thornquist", "Rosalind", "Thornquist", "Rosalind", "Chair", "Harbour Row Press", "London",
        "work", 4402,
        (
            meal(1033, "Quill & Kettle", "retiring by inches; “hire the curious ones, the rest can be taught”"),
            Then(640, "recommendation", IN, "linkedin", "The only project I ever saw end early, because somebody had listened."),
            wrote(638, "That may be the kindest sentence anyone has written about my work."),
            meal(74, "Quill & Kettle", "learning to bind books; gave me the first one, blank, “for whatever comes next”"),
        ),
        how_met="first boss, at Blue Heron", about="Taught me to read a budget like a story. Binds books now.",
        birthday=(-70, 71), tags=("mentor",), email="rosalind@harbourrow.example", phone="+44 20 7946 0318", usual="email",
    ),
    Sketch(
        "bashir-qazizada", "Bashir Qazizada", "Bashir", "Qazizada", "Bashir", "Baker", "Seven Ovens", "Toronto", "wide", 872,
        (
            Then(871, "introduction", BOTH, "email", "Ada put us in touch: “you both believe in breakfast”."),
            they(870, "Any friend of Ada's gets the recipe. It begins the evening before, like everything good.", "email"),
            wrote(866, "It rose! I stood before the oven like a new parent.", "email"),
            they(452, "The second bakery opens soon. My daughter chose the colour of the door: yellow, very.", "email"),
            wrote(451, "Yellow is the only colour for a bakery. Send a picture on the day.", "email"),
            they(398, "Here it is. There was a queue round the corner.", "email"),
            wrote(397, "I can smell it from here.", "email"),
        ),
        how_met="introduced by Ada", about="Bakes from four in the morning.", tags=("bread",), email="bashir@sevenovens.example",
        usual="email",
    ),
    Sketch(
        "itzel-ramirez-cuevas", "Itzel Ramírez Cuevas", "Itzel", "Ramírez Cuevas", "Itzel", "Data Scientist", "Quince Analytics",
        "Oaxaca", "friends", 1250,
        (
            coffee(620, "La Ventana", "prefers maps to charts; a baby on the way"),
            they(260, "All three of us are well, and nobody sleeps. I'll be quiet for a good while. It isn't you!", "whatsapp"),
            wrote(260, "Welcome to the small one. Be as quiet as you like; I'm here afterwards.", "whatsapp"),
        ),
        how_met="a weekend of maps", about="Asked for a quiet year.", tags=("maps",), phone="+44 7700 900687", usual="phone",
        status=RESTING,
    ),
    Sketch(
        "henrik-aaldijk", "Henrik Aaldijk", "Henrik", "Aaldijk", "Henrik", "Lecturer in Navigation", "Saltmarsh Institute", "Harlingen",
        "close", 3980,
        (
            meal(1020, "the house on the dyke", "pea soup, charts on every wall, and a lesson in knots"),
            Then(610, "letter", IN, "post", "The eyes are tired, but the sea is still there when I open the window. Keep the chart."),
            Then(596, "letter", OUT, "post", "Told about the first crossing with the chart, and that it brought us home."),
            note(489, "Died at home, with the window open. At the harbour the boats sounded their horns, all of them, for a long time."),
        ),
        how_met="a night class in navigation", about="Taught half the coast to find its way home.", tags=("sailing",),
        birthday=(1, 79), status=DIED,
    ),
    Sketch(
        "gideon-marsh", "Gideon Marsh", "Gideon", "Marsh", "Gideon", "Consultant", "Marsh Outlook", "Leeds", "wide", 1105,
        (they(1099, "Glad to connect. I have an offer for you that will not wait."),), status=NEVER,
    ),
)  # fmt: skip
