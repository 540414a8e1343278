"""Fifty names as people misspell them: what was typed, and who was meant, in the home of ``tests.data.crowd``.

Two letters changed over, one left out, one too many, a neighbouring key, another spelling of the same sound, an accent written out,
words run together or split, and a first or last name alone where only one person has it.
"""

from __future__ import annotations

MISSPELT: tuple[tuple[str, str], ...] = (
    # two letters changed over
    ("ada okafro", "Ada Okafor"),
    ("jonahtan cohen", "Jonathan Cohen"),
    ("petra fsicher", "Petra Fischer"),
    ("kamal hadadd", "Kamal Haddad"),
    ("yuki tanaak", "Yuki Tanaka"),
    ("laura bainchi", "Laura Bianchi"),
    ("gunanr hansen", "Gunnar Hansen"),
    ("ravi gutpa", "Ravi Gupta"),
    # one left out
    ("catherine wagnr", "Catherine Wagner"),
    ("hiroshi nakmura", "Hiroshi Nakamura"),
    ("valentna rossi", "Valentina Rossi"),
    ("samuel schnider", "Samuel Schneider"),
    ("elena popecu", "Elena Popescu"),
    ("tamar hofmann", "Tamar Hoffmann"),
    ("magnus erksen", "Magnus Eriksen"),
    ("priya kumr", "Priya Kumar"),
    ("tomasz zielnski", "Tomasz Zieliński"),
    # one too many
    ("olga ivannov", "Olga Ivanov"),
    ("grace mbekki", "Grace Mbeki"),
    ("lars jenssen", "Lars Jensen"),
    ("rosa perreira", "Rosa Pereira"),
    ("paolo riccci", "Paolo Ricci"),
    ("nadia addeyemi", "Nadia Adeyemi"),
    # a neighbouring key
    ("oscar silvq", "Oscar Silva"),
    ("fiona macdonalf", "Fiona MacDonald"),
    ("kenji yamsmoto", "Kenji Yamamoto"),
    ("hana csstro", "Hana Castro"),
    ("karin anderssoj", "Karin Andersson"),
    ("wren dahlbetg", "Wren Dahlberg"),
    ("mina lindfirst", "Mina Lindhurst"),
    # another spelling of the same sound
    ("katherine bauer", "Catherine Bauer"),
    ("victor novak", "Viktor Novák"),
    ("yusef kaya", "Yusuf Kaya"),
    ("aysha khan", "Aisha Khan"),
    ("fatema patel", "Fatima Patel"),
    ("philicks dubois", "Félix Dubois"),
    ("zofia kovalski", "Zsófia Kowalski"),
    ("soren joergensen", "Søren Jørgensen"),
    ("shivaun o'brian", "Siobhán O'Brien"),
    ("juergen mueller", "Jürgen Müller"),
    ("gabrielle sanchez", "Gabriela Sánchez"),
    ("ibraheem haddad", "Ibrahim Haddad"),
    # run together, split, changed over
    ("adaokafor", "Ada Okafor"),
    ("petra mac donald", "Petra MacDonald"),
    ("rachel lindberg s", "Rachel Lindberg"),
    ("ozturk elfi", "Elif Öztürk"),
    ("almieda carlos", "Carlos Almeida"),
    # in haste
    ("ngzi okafor", "Ngozi Okafor"),
    ("beatrz fernadez", "Beatriz Fernández"),
    ("thandwie steinfeld", "Thandiwe Steinfield"),
)
