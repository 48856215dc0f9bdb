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
SAID = """
Guards guard NOUN NNS 2 nsubj
fired fire VERB VBD 5 ccomp
, , PUNCT , 2 punct
staff staff NOUN NN 5 nsubj
said say VERB VBD 0 root
, , PUNCT , 7 punct
calling call VERB VBG 2 advcl
for for ADP IN 9 case
help help NOUN NN 7 obl
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
DAY = """
Police police NOUN NNS 5 nsubj
in in ADP IN 3 case
Accra Accra PROPN NNP 1 nmod
Monday Monday PROPN NNP 3 nmod:unmarked
said say VERB VBD 0 root
"""
MANY = """
It it PRON PRP 2 nsubj
killed kill VERB VBD 0 root
as as ADV RB 4 advmod
many many ADJ JJ 2 advmod
as as ADP IN 6 case
45 45 NUM CD 4 obl
"""
SUBJECTS = """
toll toll NOUN NN 5 nsubj
of of ADP IN 3 case
ferry ferry NOUN NN 1 nmod
Rosa Rosa PROPN NNP 5 nsubj
rose rise VERB VBD 0 root
"""
RULED = """
12 12 NUM CD 2 nsubj
died die VERB VBD 0 root
, , PUNCT , 5 punct
not not PART RB 5 advmod
nine nine NUM CD 2 nsubj
"""
COUNT = """
killing kill VERB VBG 6 advcl
two two NUM CD 5 nummod
, , PUNCT , 5 punct
Thai Thai ADJ JJ 5 amod
officials official NOUN NNS 6 nsubj
said say VERB VBD 0 root
"""
JET = """
a a DET DT 3 det
military military NOUN NN 3 nsubj
airstrike airstrike NOUN NN 4 nsubj
hit hit VERB VBD 0 root
"""
GERUND = """
a a DET DT 3 det
train train NOUN NN 3 compound
hijacking hijack VERB VBG 4 nsubj
hurt hurt VERB VBD 0 root
"""
OBJECTS = """
It it PRON PRP 2 nsubj
kills kill VERB VBZ 0 root
58 58 NUM CD 2 obj
and and CCONJ CC 5 cc
sickens sicken VERB VBZ 2 conj
others other NOUN NNS 2 obj
"""
REPORT = """
officers officer NOUN NNS 2 nsubj
said say VERB VBD 0 root
a a DET DT 4 det
raid raid NOUN NN 2 obj
on on ADP IN 6 case
camp camp NOUN NN 4 nmod
killed kill VERB VBN 6 acl
nine nine NUM CD 7 obj
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


def test_a_participle_of_saying_belongs_to_the_speaker_before_it() -> None:
    assert tree(SAID).heads[6] == 4
    assert tree(SAID.replace("calling call", "revising revise")).heads[6] == 4
    assert tree(SAID.replace("calling call", "killing kill")).heads[6] == 1  # what was said to have happened
    assert tree(SAID.replace("said say", "slept sleep")).heads[6] == 1


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


def test_the_day_before_a_verb_is_its_own() -> None:
    found = tree(DAY)
    assert (found.heads[3], found.deprels[3]) == (4, "obl:unmarked")
    assert tree(DAY.replace("Monday Monday", "Ghana Ghana")).heads[3] == 2


def test_a_number_stands_where_its_limit_stood() -> None:
    found = tree(MANY)
    assert (found.heads[5], found.deprels[5], found.heads[3]) == (1, "obj", 5)
    assert tree(MANY.replace("45 45 NUM CD", "rain rain NOUN NN")).heads[5] == 3


def test_a_name_beside_a_noun_is_no_second_subject() -> None:
    found = tree(SUBJECTS)
    assert (found.heads[3], found.deprels[3], found.deprels[0]) == (2, "appos", "nsubj")
    assert tree(SUBJECTS.replace("ferry ferry NOUN NN", "Accra Accra PROPN NNP")).heads[3] == 4


def test_a_number_that_is_ruled_out_is_no_second_subject() -> None:
    assert (tree(RULED).heads[4], tree(RULED).deprels[4]) == (0, "conj")
    assert tree(RULED.replace("not not PART", "then then ADV")).heads[4] == 1


def test_a_number_before_a_comma_counts_nothing_behind_it() -> None:
    assert (tree(COUNT).heads[1], tree(COUNT).deprels[1]) == (0, "obj")
    assert tree(COUNT.replace(", , PUNCT , 5 punct", "old old ADJ JJ 5 amod")).heads[1] == 4


def test_a_noun_right_before_another_is_not_its_subject() -> None:
    assert tree(JET).deprels[1] == "compound"
    assert tree(JET.replace("airstrike airstrike NOUN NN 4 nsubj", "strong strong ADJ JJ 4 nsubj")).deprels[1] == "nsubj"


def test_a_word_in_ing_with_an_article_is_a_noun() -> None:
    found = tree(GERUND)
    assert (found.upos[2], found.xpos[2], found.lemmas[2]) == ("NOUN", "NN", "hijacking")
    assert tree(GERUND.replace("a a DET DT 3 det", "in in ADP IN 3 mark")).upos[2] == "VERB"


def test_a_second_object_is_of_the_second_verb() -> None:
    assert tree(OBJECTS).heads[5] == 4
    assert tree(OBJECTS.replace("sickens sicken VERB VBZ 2 conj", "then then ADV RB 2 advmod")).heads[5] == 1


def test_a_participle_with_an_object_tells_what_is_said() -> None:
    found = tree(REPORT)
    assert (found.heads[3], found.deprels[3], found.heads[6], found.deprels[6]) == (6, "nsubj", 1, "ccomp")
    found = tree(REPORT.replace("said say", "saw see"))
    assert (found.heads[3], found.deprels[6]) == (1, "acl")
