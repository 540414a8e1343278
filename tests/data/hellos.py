"""Two hundred invented hellos: a hundred that are honest, each written to one person, and a hundred near-copies made of them.

The honest ones are by several hands, in three languages, most of them from the shipped templates; some are short, some tell the
same news to several friends, or have a habit of opening and closing, as people do. A near-copy is an honest one sent on to somebody else as lazy
people do it (``KINDS``). Nobody here exists.
"""

# ruff: noqa: E501 (a letter a line)

from __future__ import annotations

import re
from typing import NamedTuple


class Hello(NamedTuple):
    """A letter: to whom, from which shipped template (``""``: none), what fills its holes; without a template, all of it."""

    to: str
    template: str
    words: tuple[str, ...]


class Copy(NamedTuple):
    """A near-copy: which honest hello (by place) it was made of, how, and the text that goes to ``to``."""

    of: int
    kind: str
    to: str
    text: str


COFFEE, SHORT, CHANCE, BIRTHDAY, SILENCE = "Coffee next week", "A short hello", "By chance", "Birthday", "After a long silence"
ANSWER, CALL, THINK, YEARS, ROLE = (
    "They wrote last",
    "A call",
    "This made me think of you",
    "Years since you connected",
    "A new role",
)
NEW, WENT, PROMISE, THANKS = "New, and never spoken", "How did it go?", "A promise kept", "Thanks"
KAFFEE, STILLE, GRUSS, CAFE, BONJOUR = (
    "Kaffee nächste Woche", "Nach langer Stille", "Ein kurzer Gruß", "Un café la semaine prochaine", "Un petit bonjour",
)  # fmt: skip

HONEST: tuple[Hello, ...] = (
    Hello("Ada", COFFEE, ("I walked past the pier where we missed the last ferry and had to share that terrible taxi.",)),
    Hello("Bogdan", COFFEE, ("My grandfather's watch stopped on Sunday and I could only think of your workshop.",)),
    Hello("Chi", COFFEE, ("The lanterns are up again along the canal, two of them upside down.",)),
    Hello("Dora", COFFEE, ("I finally read the report on river grants that you quoted from memory in Graz.",)),
    Hello("Emeka", COFFEE, ("Fog on the lagoon this morning, thick as soup. Are you still out on days like this?",)),
    Hello("Farid", COFFEE, ("A theatre two streets away is looking for somebody who can make rain out of light.",)),
    Hello("Hana", COFFEE, ("The patent for the folding bicycle was granted, nine years late. You said it would be ten.",)),
    Hello("Leilani", COFFEE, ("There was a whale on the news, off your island, and my daughter asked if you had sent it.",)),
    Hello("Mikael", COFFEE, ("They are closing the old steel works for good on Friday.",)),
    Hello("Nikhil", COFFEE, ("Our roof has panels now, eleven of them, and every one is your fault.",)),
    Hello("Paolo", COFFEE, ("I found your pencil notes in the margin of a book I swore I had lost.",)),
    Hello("Rasmus", COFFEE, ("The queue at the town hall has a map now. It is exactly the one you drew on a napkin.",)),
    Hello("Sorcha", SHORT, ("Our play opened with three people in the hall, one of them asleep.",)),
    Hello("Thandiwe", SHORT, ("I tried to order bread in isiXhosa and got a lecture instead. A kind one.",)),
    Hello("Yasmin", SHORT, ("The pharmacy cat has had kittens.",)),
    Hello("Anneliese", SHORT, ("I filed my taxes in April, on time, for the first time in my life.",)),
    Hello("Guadalupe", SHORT, ("They found a letter from 1812 behind a radiator at work.",)),
    Hello("Marisol", SHORT, ("I got lost with a map in my hand. Twice.",)),
    Hello("Ülle", SHORT, ("We sang your arrangement in the stairwell because the hall was flooded.",)),
    Hello("Ben", SHORT, ("The darkroom is a bathroom again.",)),
    Hello("Wren", SHORT, ("I cycled to the sea and took the train back.",)),
    Hello("Tariq", SHORT, ("The new neighbour plays the oud at night, badly, and I like it.",)),
    Hello("Oscar", CHANCE, ("A tram driver waited for me today, which has not happened since Lisbon.",)),
    Hello("Nina", CHANCE, ("I passed the bakery with the crooked sign and they still spell it wrong.",)),
    Hello("Lars", CHANCE, ("Found a ticket in my winter coat: row F, seat 12, you had 13.",)),
    Hello("Ibrahim", CHANCE, ("Dates are in season and nobody here knows what to do with them.",)),
    Hello("Elif", CHANCE, ("Somebody on the ferry was knitting a sock the size of a boot.",)),
    Hello("Amara", BIRTHDAY, ("May this be the year the boat gets its second coat of paint.",)),
    Hello("Arjun", BIRTHDAY, ("A year with fewer airports, and more of those long breakfasts.",)),
    Hello("Beatriz", BIRTHDAY, ("I hope the new garden forgives you everything.",)),
    Hello("Dagmar", BIRTHDAY, ("May the thesis be bound, shelved and forgotten by Christmas.",)),
    Hello("Elena", BIRTHDAY, ("I hope somebody else does the dishes today.",)),
    Hello("Felix", BIRTHDAY, ("I hope the knee lets you up the mountain again.",)),
    Hello("Grace", BIRTHDAY, ("May the choir be in tune, for once, when they sing to you.",)),
    Hello("Hiroshi", BIRTHDAY, ("Sixty looks good from here. Save me a slice.",)),
    Hello("João", BIRTHDAY, ("I hope the twins let you sleep until eight.",)),
    Hello("Magnus", BIRTHDAY, ("To the first one in the new house, with all its windows in.",)),
    Hello("Sara", SILENCE, ("I heard the fog horn and was back in your kitchen in Bergen.", "I teach now, Tuesdays and Fridays, and am bad at chalk.")),
    Hello("Sven", SILENCE, ("Somebody quoted your line about meetings and soup, without knowing it is yours.", "We have moved to the coast.")),
    Hello("Tamar", SILENCE, ("The almond tree outside the old flat is in flower.", "I stopped flying, and see more of Europe from trains.")),
    Hello("Viktor", SILENCE, ("A crossword asked for a Bulgarian river and I knew it.", "My mother lives with us now.")),
    Hello("Yara", SILENCE, ("I still have your tent.", "There are three of us now; her name is Noor.")),
    Hello("Zoë", SILENCE, ("The museum shows the quilts you told me of.", "I left consulting in the spring and have not missed a single slide.")),
    Hello("Camille", SILENCE, ("Your postcard fell out of a cookbook, from the year of the strike.", "I run, slowly, on Sundays.")),
    Hello("Anders", SILENCE, ("I drove through your town and the water tower is pink.", "I am on my own again, and all right.")),
    Hello("Kenji", ANSWER, ("Yes, the workshop in Kyoto was ours, and the tea was as bitter as you say.", "I broke a wrist and learnt to type with one hand.")),
    Hello("Gunnar", ANSWER, ("The second volume came out in June; I will send you my copy.", "We got a dog who is afraid of bread.")),
    Hello("Fiona", ANSWER, ("No, I never sold the cello. It sulks in the corner.", "Two jobs, one of them good.")),
    Hello("Tomasz", ANSWER, ("Thursday was fine, I only answer letters late.", "I planted the beans you sent; four came up.")),
    Hello("María", ANSWER, ("You were right about the landlord.", "There is a court date in March.")),
    Hello("Samuel", ANSWER, ("The recipe wants buttermilk, not milk, that is all.", "I have been reading Gogol in the bath.")),
    Hello("Nils", CALL, ("The thing with the school board needs a voice, not a letter.", "on Monday after six, or Saturday morning")),
    Hello("Priya", CALL, ("I would like to hear how you say the name of your daughter.", "any evening but Wednesday")),
    Hello("Renée", CALL, ("Everything about the house sale, which would fill nine pages.", "tomorrow at lunch or Sunday")),
    Hello("Zainab", THINK, ("a photograph of the oldest lighthouse that still burns", "The keeper's log is all complaints about gulls, as yours would be.")),
    Hello("Laura", THINK, ("an article on why bridges hum", "You held your ear to the railing in Porto and I laughed.")),
    Hello("Nadia", THINK, ("a poem by a baker", "The third verse is about waiting for dough, and your patience.")),
    Hello("Rosa", YEARS, ("It rained into the keynote and you opened an umbrella indoors.",)),
    Hello("Søren", YEARS, ("You were the only one who asked the speaker what the numbers meant.",)),
    Hello("Ulrike", YEARS, ("The lift was stuck between three and four, and we made a list of cheeses.",)),
    Hello("Valentina", YEARS, ("You had the red scarf, and the only charger in the building.",)),
    Hello("Yuki", ROLE, ("You wanted a place with a workbench when everybody else wanted a corner office.",)),
    Hello("Mina", ROLE, ("From nights on the ward to a ward of your own: you called it, in the canteen.",)),
    Hello("Jürgen", NEW, ("We were both in Anja's course on beekeeping, you by the window.", "Do your bees survive the winters up there?")),
    Hello("Deepa", NEW, ("Your talk on floods was the only one I took notes of.", "What would you say now that you could not say then?")),
    Hello("Aisha", NEW, ("We have the same strange job title.", "What do you tell your parents it means?")),
    Hello("Chen", WENT, ("the hearing about the playground", "I pass the fence every day and look for diggers.")),
    Hello("Dávid", WENT, ("the move to Pécs, piano and all", "Four floors without a lift is a long way for a piano.")),
    Hello("Antonio", PROMISE, ("the name of the joiner is Ilse Brandt, in Mill Lane", "Her tables outlive their owners.")),
    Hello("Bjørn", PROMISE, ("the sailing book, posted today", "The chapter on knots has my tea on it.")),
    Hello("Chloé", THANKS, ("You read my application at midnight and crossed out every adverb.", "I got the post, adverb-free.")),
    Hello("Gabriela", THANKS, ("You told me to call my brother.", "I did. We speak on Sundays now.")),
    # the same news, told to several friends by one hand
    Hello("Giulia", SHORT, ("We have moved! Two rooms, a balcony, and a view of the brewery chimney.",)),
    Hello("Hanna", SHORT, ("New address since Saturday; the balcony is just big enough for your chair.",)),
    Hello("Inga", SHORT, ("The boxes are all in the new flat and the coffee machine is in none of them.",)),
    Hello("Rachel", COFFEE, ("I start at the library on Monday, after all those years of talking about it with you.",)),
    Hello("Ngozi", COFFEE, ("New job from Monday: the library! You will get your overdue fines waived.",)),
    # no template, but one hand's habits: the same opening, the same good-bye, a line between them that is meant
    Hello("Ravi", "", ("Dear Ravi,\n\nfar too long! Is the bakery standing? I think of your cardamom buns whenever the lift smells of toast.\n\nLet me know when you are next in town.",)),
    Hello("Olga", "", ("Dear Olga,\n\nfar too long! My father has taken up chess again and loses to the radio.\n\nLet me know when you are next in town.",)),
    Hello("Carlos", "", ("Dear Carlos,\n\nfar too long! I burnt the rice exactly the way you do.\n\nLet me know when you are next in town.",)),
    Hello("Jana", "", ("Dear Jana,\n\nfar too long! My umbrella gave up on the same bridge as yours, in the same rain I believe.\n\nLet me know when you are next in town.",)),
    Hello("Karin", "", ("Hello Karin,\n\nI hope you and the family are well. The radio played that song with the trumpet.\n\nIt would be lovely to catch up soon.",)),
    Hello("Ines", "", ("Hello Ines,\n\nI hope you and the family are well. I am learning to whistle with two fingers and the dog has left the room.\n\nIt would be lovely to catch up soon.",)),
    Hello("Kwame", "", ("Hello Kwame,\n\nI hope you and the family are well. Here it snowed in May, on the tomatoes.\n\nIt would be lovely to catch up soon.",)),
    Hello("Petra", "", ("Hello Petra,\n\nI hope you and the family are well. Did the flu spare your half of the office?\n\nIt would be lovely to catch up soon.",)),
    # and the same wish, as birthdays have it
    Hello("Lucía", BIRTHDAY, ("I hope you have a lovely day with Marta and the boys.",)),
    Hello("Marek", BIRTHDAY, ("I hope you have a quiet day, the phone off, the stove on.",)),
    Hello("Tobias", BIRTHDAY, ("I hope you have cake for breakfast, as you always threatened.",)),
    Hello("Isla", BIRTHDAY, ("Have a wonderful day, and a run along the canal without rain.",)),
    # no template
    Hello("Parisa", "", ("Hi Parisa,\n\nthe pomegranates are here. I bought six and ate four on the way home.\n\nHow is the new kitchen?",)),
    Hello("Eve", "", ("Eve, quick one: is the reading on Thursday still on? I would bring Jonas.",)),
    Hello("Siobhán", "", ("Hello Siobhán,\n\nI dreamt that we missed the boat again. When are you next in Cork?",)),
    # in German and French
    Hello("Heike", KAFFEE, ("Gestern lief im Radio das Stück, zu dem wir in Weimar den Bus verpasst haben.",)),
    Hello("Stefan", KAFFEE, ("Die alte Druckerei wird ein Schwimmbad, kein Witz.",)),
    Hello("Birgit", STILLE, ("Der Quittenbaum trägt zum ersten Mal, seit du ihn gepflanzt hast.", "Ich wohne jetzt am Fluss und höre nachts die Schiffe.")),
    Hello("Lukas", STILLE, ("Auf dem Dachboden lag noch dein Schlitten.", "Der Kleine geht seit August zur Schule.")),
    Hello("Mareike", GRUSS, ("Ich habe zum ersten Mal Brot gebacken, das kein Werkzeug ist.",)),
    Hello("Aurélie", CAFE, ("La librairie du coin ferme, et ton livre préféré était encore en vitrine.",)),
    Hello("Benoît", CAFE, ("J’ai retrouvé la photo du chien qui volait les chaussures.",)),
    Hello("Solène", BONJOUR, ("Le chat a mangé ma présentation, enfin, le câble.",)),
)  # fmt: skip
"""Each to one person, about something between the two."""

KINDS = ("other name", "other greeting", "one word", "two words", "swapped", "line added")
_ADDED = ("Greetings from a sunny Tuesday!", "More when I see you.", "The children say hello.")
_PASSED_ON = ("Quentin", "Rhea", "Stellan", "Tove", "Umar", "Vera", "Willem", "Xenia", "Yves", "Zelda")


def copies(letters: list[str]) -> list[Copy]:
    """Make the hundred near-copies of the honest letters' texts (in the order of ``HONEST``), as many of each kind."""
    made: list[Copy] = []
    long_enough = [place for place, hello in enumerate(HONEST) if sum(len(words.split()) for words in hello.words) >= 5]
    for number in range(100):
        kind = KINDS[number % len(KINDS)]
        fit = [place for place in long_enough if kind != "swapped" or _sentences(HONEST[place]) > 1]
        place = fit[(number // len(KINDS)) * len(fit) // 17]
        to = _PASSED_ON[number % len(_PASSED_ON)]
        text = letters[place].replace(HONEST[place].to, to)
        added = f"{text}\n\n{_ADDED[number % len(_ADDED)]}" if kind == "line added" else ""
        made.append(Copy(place, kind, to, added or _changed(text, HONEST[place], kind, to)))
    return made


def _sentences(hello: Hello) -> int:
    return len(hello.words) if len(hello.words) > 1 else len(re.findall(r"[.!?:;,] \w", hello.words[0]))


def _changed(text: str, hello: Hello, kind: str, to: str) -> str:
    if kind == "other greeting":
        return re.sub(rf"^[^\n]*?{to}[^\n,]*,?", f"Hello there {to}!", text, count=1)
    if kind in ("one word", "two words"):
        others = ("harbour", "yesterday")[: 2 if kind == "two words" else 1]
        own = sorted(
            {word for words in hello.words for word in re.findall(r"\w{4,}", words)} - {hello.to}, key=lambda w: (-len(w), w)
        )
        for old, new in zip(own, others, strict=False):
            text = re.sub(rf"\b{old}\b", new, text)
        return text
    if kind == "swapped" and len(hello.words) > 1:
        one, two = hello.words[:2]
        return text.replace(one, "\0").replace(two, one).replace("\0", two)
    if kind == "swapped":
        one = hello.words[0].replace(hello.to, to)
        halves = re.match(r"(.*?[.!?:;,]) (.*)", one, re.DOTALL)
        return text.replace(one, f"{halves[2]} {halves[1]}") if halves else text
    return text
