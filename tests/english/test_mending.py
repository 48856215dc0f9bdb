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
WHO = """
It it PRON PRP 2 nsubj
fell fall VERB VBD 4 ccomp
, , PUNCT , 4 punct
said say VERB VBD 0 root
Ana Ana PROPN NNP 4 nsubj
Sule Sule PROPN NNP 5 flat
, , PUNCT , 9 punct
who who PRON WP 9 nsubj
claimed claim VERB VBD 4 parataxis
this this PRON DT 9 obj
"""
VICTIMS = """
killing kill VERB VBG 0 root
a a DET DT 3 det
man man NOUN NN 1 obj
identified identify VERB VBN 3 acl
as as ADP IN 6 case
Roe Roe PROPN NNP 4 obl
and and CCONJ CC 9 cc
two two NUM CD 9 nummod
others other NOUN NNS 6 conj
"""
OCCASION = """
It it PRON PRP 2 nsubj
fell fall VERB VBD 5 ccomp
, , PUNCT , 2 punct
she she PRON PRP 5 nsubj
said say VERB VBD 0 root
to to ADP IN 7 case
cheers cheer NOUN NNS 2 obl
"""
CONCEDED = """
Although although SCONJ IN 4 mark
65 65 NUM CD 4 nsubj
are be AUX VBP 4 cop
dead dead ADJ JJ 7 ccomp
, , PUNCT , 4 punct
agencies agency NOUN NNS 7 nsubj
claim claim VERB VBP 0 root
more more ADJ JJR 9 nsubj
are be VERB VBP 7 ccomp
"""
YET = """
they they PRON PRP 2 nsubj
said say VERB VBD 0 root
guards guard NOUN NNS 5 nsubj
were be AUX VBD 5 cop
yet yet ADV RB 2 ccomp
to to PART TO 7 mark
come come VERB VB 2 ccomp
"""
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
    joined = SAYINGS.replace(", , PUNCT , 8 punct", "back back ADV RB 5 advmod")
    assert tree(joined).heads[7] == 1  # "said her army fired back and claimed"
    assert tree(joined.replace("fired fire", "denied deny")).heads[7] == 4  # her army may have done both
    assert tree(SAYINGS.replace("claimed claim", "killed kill")).heads[7] == 4


def test_a_number_before_a_long_dash_counts_nothing_behind_it() -> None:
    found = tree(DASH)
    assert (found.heads[2], found.deprels[2], found.heads[4]) == (1, "obj", 2)
    assert tree(DASH.replace("\u2014 - PUNCT : 3 punct", "new new ADJ JJ 5 amod")).heads[2] == 4


def test_a_clause_with_who_belongs_to_the_name_right_before_it() -> None:
    found = tree(WHO)
    assert (found.heads[8], found.deprels[8]) == (4, "acl:relcl")
    asked = tree(WHO.replace(", , PUNCT , 9 punct", "then then ADV RB 9 advmod"))
    assert (asked.heads[8], asked.deprels[8]) == (3, "parataxis")


def test_counted_people_are_no_name() -> None:
    assert tree(VICTIMS).heads[8] == 2
    assert tree(VICTIMS.replace("others other NOUN NNS", "Doe Doe PROPN NNP")).heads[8] == 5
    assert tree(VICTIMS.replace("two two NUM CD 9 nummod", "his he PRON PRP$ 9 nmod:poss")).heads[8] == 5


def test_the_infinitive_after_yet_is_the_predicate() -> None:
    found = tree(YET)
    assert (found.heads[2], found.heads[4], found.deprels[4], found.heads[6], found.deprels[6]) == (6, 6, "advmod", 1, "ccomp")
    plain = tree(YET.replace("RB 2 ccomp", "RB 4 advmod"))
    assert (plain.heads[4], plain.deprels[4]) == (3, "advmod")


def test_what_follows_a_verb_of_saying_tells_how_it_was_said() -> None:
    assert tree(OCCASION).heads[6] == 4
    parted = OCCASION.replace("to to ADP IN 7 case", ", , PUNCT , 5 punct")
    assert tree(parted).heads[6] == 1  # "it fell, she said, ..." goes on with what was said


def test_a_clause_of_circumstance_is_not_what_is_said() -> None:
    assert tree(CONCEDED).deprels[3] == "advcl"
    assert tree(CONCEDED.replace("Although although", "That that")).deprels[3] == "ccomp"
