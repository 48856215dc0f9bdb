"""Frames level what grammar varies; each construction has a case and a near miss."""

from __future__ import annotations

import pytest

from kg.english.frames import Frame, Tree, according, frame
from tests.english.trees import tree

PASSIVE = """
The the DET DT 2 det
mayor mayor NOUN NN 4 nsubj:pass
was be AUX VBD 4 aux:pass
accused accuse VERB VBN 0 root
of of ADP IN 6 case
fraud fraud NOUN NN 4 obl
by by ADP IN 9 case
the the DET DT 9 det
union union NOUN NN 4 obl:agent
"""
TEMPORAL = PASSIVE.replace("by by ADP IN", "on on ADP IN").replace(
    "union union NOUN NN 4 obl:agent", "Monday Monday PROPN NNP 4 obl"
)
CONJOINED = """
Rebels rebel NOUN NNS 2 nsubj
denied deny VERB VBD 0 root
it it PRON PRP 2 obj
and and CCONJ CC 5 cc
accused accuse VERB VBD 2 conj
police police NOUN NNS 5 obj
"""
OWN_SUBJECT = CONJOINED.replace("and and CCONJ CC 5 cc", "; ; PUNCT , 5 punct").replace(
    "accused accuse VERB VBD 2 conj\npolice police NOUN NNS 5 obj",
    "police police NOUN NNS 6 nsubj\naccused accuse VERB VBD 2 conj",
)
CONTROL = """
Gunmen gunman NOUN NNS 3 nsubj:pass
are be AUX VBP 3 aux:pass
believed believe VERB VBN 0 root
to to PART TO 6 mark
have have AUX VB 6 aux
killed kill VERB VBN 3 xcomp
him he PRON PRP 6 obj
"""
OBJECT_CONTROL = """
He he PRON PRP 2 nsubj
urged urge VERB VBD 0 root
troops troops NOUN NNS 2 obj
to to PART TO 5 mark
leave leave VERB VB 2 xcomp
"""
PROMISE = OBJECT_CONTROL.replace("urged urge", "promised promise")
RELATIVE = """
The the DET DT 2 det
men man NOUN NNS 6 nsubj
who who PRON WP 4 nsubj
shot shoot VERB VBD 2 acl:relcl
guards guard NOUN NNS 4 obj
fled flee VERB VBD 0 root
"""
OBJECT_RELATIVE = """
The the DET DT 2 det
men man NOUN NNS 5 nsubj
police police NOUN NNS 4 nsubj
arrested arrest VERB VBD 2 acl:relcl
fled flee VERB VBD 0 root
"""
REDUCED = """
Three three NUM CD 2 nummod
miners miner NOUN NNS 6 nsubj
killed kill VERB VBN 2 acl
in in ADP IN 5 case
Chile Chile PROPN NNP 3 obl
came come VERB VBD 0 root
"""
INVERTED = """
" " PUNCT `` 3 punct
We we PRON PRP 3 nsubj
won win VERB VBD 0 root
, , PUNCT , 3 punct
" " PUNCT '' 3 punct
said say VERB VBD 3 parataxis
Obi Obi PROPN NNP 6 nsubj
"""
NOMINAL = """
the the DET DT 2 det
army army NOUN NN 4 nmod:poss
's 's PART POS 2 case
denial denial NOUN NN 0 root
of of ADP IN 7 case
the the DET DT 7 det
charge charge NOUN NN 4 nmod
"""
BY_AGENT_NOUN = """
the the DET DT 2 det
killing killing NOUN NN 0 root
of of ADP IN 5 case
two two NUM CD 5 nummod
men man NOUN NNS 2 nmod
by by ADP IN 7 case
gunmen gunman NOUN NNS 2 nmod
"""
LIGHT = """
Kabul Kabul PROPN NNP 2 nsubj
issued issue VERB VBD 0 root
a a DET DT 4 det
denial denial NOUN NN 2 obj
"""
HEAVY = LIGHT.replace("issued issue", "welcomed welcome")
DIED = """
Ten ten NUM CD 2 nummod
people people NOUN NNS 3 nsubj
died die VERB VBD 0 root
"""
DENIED_NOT = """
He he PRON PRP 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
deny deny VERB VB 0 root
it it PRON PRP 4 obj
"""
TWO_VICTIMS = """
Civilians civilian NOUN NNS 5 nsubj:pass
and and CCONJ CC 3 cc
soldiers soldier NOUN NNS 1 conj
were be AUX VBD 5 aux:pass
killed kill VERB VBN 0 root
"""


def words(t: Tree, places: tuple[int, ...]) -> list[str]:
    return [t.words[k] for k in places]


@pytest.mark.parametrize(("text", "cue", "agents", "patients", "content"), [
    (PASSIVE, "accused", ["union"], ["mayor"], []),
    (TEMPORAL, "accused", [], ["mayor"], []),
    (CONJOINED, "accused", ["Rebels"], ["police"], []),
    (OWN_SUBJECT, "accused", ["police"], [], []),
    (CONTROL, "killed", ["Gunmen"], ["him"], []),
    (OBJECT_CONTROL, "leave", ["troops"], [], []),
    (PROMISE, "leave", ["He"], [], []),
    (RELATIVE, "shot", ["men"], ["guards"], []),
    (OBJECT_RELATIVE, "arrested", ["police"], ["men"], []),
    (REDUCED, "killed", [], ["miners"], []),
    (INVERTED, "said", ["Obi"], [], ["won"]),
    (NOMINAL, "denial", ["army"], ["charge"], []),
    (BY_AGENT_NOUN, "killing", ["gunmen"], ["men"], []),
    (LIGHT, "denial", ["Kabul"], [], []),
    (HEAVY, "denial", [], [], []),
    (DIED, "died", [], ["people"], []),
    (TWO_VICTIMS, "killed", [], ["Civilians", "soldiers"], []),
])  # fmt: skip
def test_participants(text: str, cue: str, agents: list[str], patients: list[str], content: list[str]) -> None:
    t = tree(text)
    found = frame(t, t.words.index(cue))
    assert (words(t, found.agents), words(t, found.patients), words(t, found.content)) == (agents, patients, content)


def test_voice_negation_and_obliques() -> None:
    t = tree(PASSIVE)
    found = frame(t, 3)
    assert (found.passive, found.negated, found.modal) == (True, False, None)
    assert {c: words(t, k) for c, k in found.obliques.items()} == {"of": ["fraud"], "by": ["union"]}
    assert frame(tree(DENIED_NOT), 3).negated


def test_roles_add_what_syntax_lacks_and_come_second_where_they_differ() -> None:
    t = tree(HEAVY, roles="4 ARG0:1")
    assert words(t, frame(t, 3).agents) == ["Kabul"]
    t = tree(CONJOINED, roles="5 ARG0:3 ARG1:6")
    found = frame(t, 4)
    assert (words(t, found.agents), words(t, found.patients)) == (["Rebels", "it"], ["police"])


def test_according_to() -> None:
    t = tree("""
Two two NUM CD 2 nummod
men man NOUN NNS 3 nsubj
died die VERB VBD 0 root
according accord VERB VBG 6 case
to to ADP IN 4 fixed
police police NOUN NNS 3 obl
""")
    assert [(t.words[a], t.words[b], t.words[c]) for a, b, c in according(t)] == [("police", "according", "died")]


def test_a_circle_of_understood_subjects_ends() -> None:
    t = tree("""
a a X FW 2 xcomp
b b VERB VB 0 root
""")
    assert frame(t, 0) == Frame(0)


JOINT = """
Police police NOUN NNS 4 nsubj
and and CCONJ CC 4 cc
doctors doctor NOUN NNS 4 nsubj
said say VERB VBD 0 root
so so ADV RB 4 advmod
"""
DESCRIBED = """
spokesman spokesman NOUN NN 4 nsubj
Nick Nick PROPN NNP 4 nsubj
Merrill Merrill PROPN NNP 2 flat
said say VERB VBD 0 root
so so ADV RB 4 advmod
"""
DATED = """
Police police NOUN NNS 3 nsubj
Monday Monday PROPN NNP 3 nsubj
said say VERB VBD 0 root
so so ADV RB 3 advmod
"""


@pytest.mark.parametrize(("text", "agents"), [(JOINT, ["Police", "doctors"]), (DESCRIBED, ["Nick"]), (DATED, ["Police"])])
def test_two_subjects_of_one_verb(text: str, agents: list[str]) -> None:
    sentence = tree(text)
    found = frame(sentence, sentence.words.index("said"))
    assert [sentence.words[k] for k in found.agents] == agents


RULED_OUT = """
He he PRON PRP 6 nsubj
, , PUNCT , 5 punct
and and CCONJ CC 5 cc
not not PART RB 5 advmod
Peru Peru PROPN NNP 1 conj
fired fire VERB VBD 0 root
"""
JOINED = RULED_OUT.replace("not not PART RB 5 advmod", "now now ADV RB 5 advmod")


def test_a_member_that_is_only_ruled_out_takes_no_part() -> None:
    assert frame(tree(RULED_OUT), 5).agents == (0,)
    assert frame(tree(JOINED), 5).agents == (0, 4)


CHARGE = """
Nurses nurse NOUN NNS 2 nsubj
accused accuse VERB VBD 0 root
the the DET DT 4 det
ministry ministry NOUN NN 2 obj
of of ADP IN 6 case
neglect neglect NOUN NN 4 nmod
"""
NAME = CHARGE.replace("neglect neglect NOUN NN 4 nmod", "Finance Finance PROPN NNP 4 nmod")


def test_a_charge_hangs_on_the_verb_of_accusing_and_a_name_stays_whole() -> None:
    assert frame(tree(CHARGE), 1).obliques == {"of": (5,)}
    assert frame(tree(NAME), 1).obliques == {}


LATE_OBJECT = """
Officials official NOUN NNS 2 nsubj
rejected reject VERB VBD 0 root
on on ADP IN 4 case
Tuesday Tuesday PROPN NNP 2 obl
claims claim NOUN NNS 2 obl
"""
LATE_TIME = LATE_OBJECT.replace("claims claim NOUN NNS", "week week NOUN NN")


@pytest.mark.parametrize(("text", "patients"), [(LATE_OBJECT, ["claims"]), (LATE_TIME, [])])
def test_an_object_after_a_date(text: str, patients: list[str]) -> None:
    sentence = tree(text)
    assert [sentence.words[k] for k in frame(sentence, 1).patients] == patients
