"""How well are pronouns and descriptions tied to named actors? `python -m loaders.measure.identity --conllu FILE... [--verbose]`.

For each chain of gold mentions in which a person, an organization or a place is named, its pronouns and definite descriptions
are asked for their identity: right when it is that of a name of the chain, wrong when it is another's, left when there is none.
"Stray" are pronouns and descriptions of chains without a name that were tied to somebody named.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.english.model import FOLDER, load_parser
from kg.english.parser import Parser
from kg.english.tokens import Tokenizer
from kg.english.treebank import BadTreebank, read_conllu
from kg.model import Document, Segment
from kg.vocabulary import PartKind
from loaders.annotate.quotes import quotes
from loaders.annotate.sentences import Sentence, sentences
from loaders.extract.quoted import with_quotes
from loaders.extract.speech import Utterance, utterances
from loaders.identity.entities import Entity
from loaders.identity.resolve import Resolver
from loaders.measure.coreference import ACTORS, Annotated, Mention, annotated

THIRD = frozenset("he him his himself she her hers herself it its itself they them their theirs themselves".split())
FIRST = frozenset("i me my mine myself we us our ours ourselves".split())


@dataclass(frozen=True, slots=True)
class Case:
    """A mention with what became of it: `right`, `wrong`, `left`, or `stray`."""

    kind: str
    outcome: str
    mention: Mention
    names: tuple[str, ...]
    found: str


def read(document: Annotated, cut: Tokenizer, parser: Parser) -> tuple[tuple[Sentence, ...], tuple[Utterance, ...]]:
    """The sentences and utterances of a document, all its paragraphs read."""
    plain = Document(document.name, document.text)
    parts = [Segment(PartKind.PARAGRAPH, span) for span in document.paragraphs]
    parsed = sentences(plain, parts, [], cut, parser)
    return parsed, with_quotes(*utterances(parsed), parsed, quotes(plain, parts), plain.text)


def kind_of(mention: Mention) -> str | None:
    """Under which heading a mention is counted; None where it is a name or no reference."""
    if mention.word in THIRD:
        return "it" if mention.word in ("it", "its", "itself") else "they" if mention.word.startswith("the") else "he/she"
    if mention.word in FIRST:
        return "I/we"
    return "description" if mention.definite else None


def judge(document: Annotated, parsed: Sequence[Sentence], resolver: Resolver) -> list[Case]:
    """Each pronoun and definite description with its outcome."""
    places = {span.start: (s, k) for s in parsed for k, span in enumerate(s.spans)}

    def tied(m: Mention) -> Entity | None:
        at = places.get(m.head.start)
        return None if at is None else resolver.identity(*at)

    out = []
    for chain in document.chains:
        named = [m for m in chain if m.upos == "PROPN" and m.kind in ACTORS]
        right = [e for m in named if (e := tied(m)) is not None]
        for m in chain:
            kind = kind_of(m)
            if kind is None or m.kind not in (*ACTORS, "animal", "object", "abstract", "event"):
                continue
            found = tied(m)
            if not named:
                if found is not None and found.named:
                    out.append(Case(kind, "stray", m, (), found.name))
                elif found is None:
                    out.append(Case(kind, "nobody", m, (), ""))
                continue
            same = found is not None and any(x is e for e in right for x in (found, *found.members))
            split = (
                found is not None
                and not found.named
                and all(tied(o) in (found, *right, None) or o.upos != "PROPN" for o in chain)
            )
            outcome = "right" if same else "left" if found is None or split else "wrong"
            out.append(Case(kind, outcome, m, tuple(dict.fromkeys(n.text for n in named))[:3], found.name if found else ""))
    return sorted(out, key=lambda c: c.mention.span)


def table(cases: Sequence[Case]) -> str:
    """Counts and shares by kind of mention."""
    lines = [f"{'':<14}{'n':>6}{'right':>8}{'wrong':>8}{'left':>8}{'stray':>8}"]
    groups = [
        ("pronouns", ("he/she", "it", "they")),
        *((k, (k,)) for k in ("he/she", "it", "they", "I/we")),
        ("descriptions", ("description",)),
    ]
    for label, kinds in groups:
        n = Counter(c.outcome for c in cases if c.kind in kinds)
        total = n["right"] + n["wrong"] + n["left"]
        shares = "".join(f"{100 * n[o] / total if total else 0:>7.1f}%" for o in ("right", "wrong", "left"))
        lines.append(f"{label:<14}{total:>6}{shares}{n['stray']:>8}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and with --verbose each case that is not right with its sentence's place."""
    parser = argparse.ArgumentParser(prog="python -m loaders.measure.identity", description=__doc__)
    parser.add_argument("--conllu", nargs="+", type=Path, required=True, help="CoNLL-U with Entity= brackets in its last column")
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--verbose", action="store_true", help="print every case that is wrong, left or stray")
    chosen = parser.parse_args(arguments)
    try:
        banks = [read_conllu(path) for path in chosen.conllu]
    except (OSError, BadTreebank) as error:
        print(error, file=sys.stderr)
        return 2
    cut, model = load_parser(chosen.model)
    cases: list[Case] = []
    for document in (annotated(d) for bank in banks for d in bank.documents):
        parsed, said = read(document, cut, model)
        found = judge(document, parsed, Resolver(parsed, said))
        cases += found
        for c in found:
            if chosen.verbose and c.outcome not in ("right", "nobody"):
                print(shown(document, c))
    print(table(cases))
    return 0


def shown(document: Annotated, case: Case) -> str:
    """A case with the text around it."""
    m = case.mention
    around = document.text[max(0, m.span.start - 90) : m.span.start] + "[[" + document.text[m.span.start : m.span.end][:60] + "]]"
    around += document.text[m.span.end : m.span.end + 40]
    return f"{case.outcome:<6}{case.kind:<12}{document.name}  gold {' / '.join(case.names) or '-'}  found {case.found or '-'}\n    …{' '.join(around.split())}…"


if __name__ == "__main__":
    sys.exit(main())
