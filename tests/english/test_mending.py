"""Arcs that are put right before frames are built: each with a case, and a near miss that stays as it is."""

from __future__ import annotations

from tests.english.trees import tree

LINKED = """
Al Al PROPN NNP 7 nsubj
Qaeda Qaeda PROPN NNP 1 flat
- - PUNCT HYPH 1 punct
linked link VERB VBN 1 amod
al al PROPN NNP 1 flat
Dawn Dawn PROPN NNP 5 flat
claimed claim VERB VBD 0 root
it it PRON PRP 7 obj
"""
PARTICIPLE = """
The the DET DT 3 det
army army NOUN NN 3 nsubj
asserts assert VERB VBZ 0 root
it it PRON PRP 3 obj
while while SCONJ IN 7 mark
Chad Chad PROPN NNP 7 nsubj
denies deny VERB VBZ 3 advcl
it it PRON PRP 7 obj
, , PUNCT , 10 punct
maintaining maintain VERB VBG 3 advcl
silence silence NOUN NN 10 obj
"""
SAYINGS = """
Holm Holm PROPN NNP 2 nsubj
said say VERB VBD 0 root
her she PRON PRP$ 4 nmod:poss
army army NOUN NN 5 nsubj
fired fire VERB VBD 2 ccomp
, , PUNCT , 8 punct
and and CCONJ CC 8 cc
claimed claim VERB VBD 5 conj
that that SCONJ IN 11 mark
30 30 NUM CD 11 nsubj
died die VERB VBD 8 ccomp
"""
OFFICE = """
manager manager NOUN NN 7 nsubj
Teyra Teyra PROPN NNP 1 appos
, , PUNCT , 4 punct
Karl Karl PROPN NNP 2 appos
Ober Ober PROPN NNP 4 flat
, , PUNCT , 1 punct
left leave VERB VBD 0 root
"""
OFFICER = OFFICE.replace("NN 7 nsubj", "NN 2 nmod:desc").replace("NNP 1 appos", "NNP 7 nsubj")
DASH = """
They they PRON PRP 2 nsubj
captured capture VERB VBD 0 root
18 18 NUM CD 5 nummod
\u2014 - PUNCT : 3 punct
figures figure NOUN NNS 2 obj
"""


def test_a_person_belongs_to_the_title_before_the_place() -> None:
    found = tree(OFFICE, names=((1, 2, "LOC"), (3, 5, "PER")))
    assert (found.heads[3], found.deprels[3], found.deprels[1]) == (0, "appos", "nmod")
    under = tree(OFFICER, names=((1, 2, "LOC"), (3, 5, "PER")))
    assert (under.heads[3], under.deprels[3], under.heads[0], under.heads[1]) == (6, "nsubj", 3, 0)
    apart = tree(OFFICER, names=((1, 2, "PER"), (3, 5, "PER")))  # "manager Smith, Karl Ober": nobody's place
    assert (apart.heads[3], apart.heads[1]) == (1, 6)
    lone = tree(OFFICE, names=((1, 2, "LOC"), (3, 4, "PER")))
    assert (lone.heads[3], lone.deprels[1]) == (1, "appos")


def test_a_name_behind_a_joined_participle_is_the_head() -> None:
    found = tree(LINKED)
    assert (found.heads[4], found.deprels[4], found.heads[3], found.heads[0]) == (6, "nsubj", 4, 3)
    apart = tree(LINKED.replace("linked link VERB VBN", "minded mind VERB VBN"))
    assert (apart.heads[0], apart.heads[4]) == (6, 0)


def test_a_participle_of_saying_goes_on_with_the_clause_before_it() -> None:
    assert tree(PARTICIPLE).heads[9] == 6
    assert tree(PARTICIPLE.replace("maintaining maintain", "losing lose")).heads[9] == 2
    assert tree(PARTICIPLE.replace("denies deny", "sleeps sleep")).heads[9] == 2


def test_a_second_verb_of_saying_belongs_to_the_first_speaker() -> None:
    assert tree(SAYINGS).heads[7] == 1
    assert (
        tree(SAYINGS.replace(", , PUNCT , 8 punct", "back back ADV RB 5 advmod")).heads[7] == 4
    )  # "said her army fired back and claimed"
    assert tree(SAYINGS.replace("claimed claim", "killed kill")).heads[7] == 4


def test_a_number_before_a_long_dash_counts_nothing_behind_it() -> None:
    found = tree(DASH)
    assert (found.heads[2], found.deprels[2], found.heads[4]) == (1, "obj", 2)
    assert tree(DASH.replace("\u2014 - PUNCT : 3 punct", "new new ADJ JJ 5 amod")).heads[2] == 4
