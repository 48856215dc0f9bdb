"""Annotated files are read whole, and a broken one is refused at its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.english.treebank import BadTreebank, Predicate, join, read_conllu, read_names, read_roles, spans

CONLLU = """# newdoc id = d1
# meta::genre = news
# sent_id = s1
# newpar
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = s2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = d2
# sent_id = s3
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_conllu_is_read_whole(tmp_path: Path) -> None:
    bank = read_conllu(write(tmp_path, "x.conllu", CONLLU))
    assert [[s.id for s in d] for d in bank.documents] == [["s1", "s2"], ["s3"]]
    s = bank.sentences[0]
    assert (s.words, s.heads, s.deprels) == (["Do", "n't", "go", "."], [2, 2, 2, 2], ["aux", "advmod", "root", "punct"])
    assert s.text == "Don't go."
    assert (s.genre, s.paragraph_start, bank.sentences[1].paragraph_start) == ("news", True, False)
    assert bank.sentences[2].genre == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No", "3\tgo", 9, "ten tab-separated columns, this one 2"),
        ("3\tgo\tgo", "5\tgo\tgo", 9, "word number '5' where 3 is due"),
        ("\t_\t0\troot\t_\tSpaceAfter=No", "\t_\tx\troot\t_\t_", 9, "the head 'x' is not a number"),
        ("\t_\t0\troot\t_\tSpaceAfter=No", "\t_\t9\tobj\t_\t_", 9, "the head 9 lies outside"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    with pytest.raises(BadTreebank, match=reason) as caught:
        read_conllu(write(tmp_path, "x.conllu", CONLLU.replace(old, new)))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O B-PER I-PER O", [(1, 3, "PER")]),
        ("B-LOC B-LOC", [(0, 1, "LOC"), (1, 2, "LOC")]),
        ("B-LOC I-ORG", [(0, 1, "LOC")]),
        ("I-LOC O", []),
    ],
)
def test_spans(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert spans(tags.split()) == found


def test_names_and_roles_are_joined_where_the_words_agree(tmp_path: Path) -> None:
    names = write(tmp_path, "n.iob2", "# sent_id = s2\n1\tYes\tB-PER\n\n# sent_id = s3\n1\tNope\tO\n")
    roles = write(
        tmp_path,
        "r.jsonl",
        json.dumps(
            {
                "id": "s1",
                "words": ["Do", "n't", "go", "."],
                "predicates": [{"at": 2, "sense": "go.01", "roles": [["ARGM-NEG", 1, 2]]}],
            }
        ),
    )
    bank = join(read_conllu(write(tmp_path, "x.conllu", CONLLU)), names=names, roles=roles)
    assert [s.names for s in bank.sentences] == [None, [(0, 1, "PER")], None]
    assert [s.predicates for s in bank.sentences] == [[Predicate(2, (("ARGM-NEG", 1, 2),), "go.01")], None, None]


def test_broken_names_and_roles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTreebank, match=r"n\.iob2:2: the tag 'PER' is not IOB2"):
        read_names(write(tmp_path, "n.iob2", "# sent_id = s\n1\tYes\tPER\n"))
    with pytest.raises(BadTreebank, match=r"r\.jsonl:1: not a role annotation"):
        read_roles(write(tmp_path, "r.jsonl", '{"id": "s1"}\n'))
