"""How good is the English pipeline on a file? `python -m kg.english.evaluate --conllu FILE [--names FILE] [--roles FILE] [--raw]`.

With gold words and sentences, or with --raw from running text, where tokenization and sentence splitting count as well.
Sentence F is always that of splitting; without --raw it is measured on the gold words of whole documents.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from kg.english.model import FOLDER, load_parser
from kg.english.parser import Parser, quotation_starts
from kg.english.phenomena import SUITE, Outcome, judge, read_suite
from kg.english.scoring import Scores, gold_reading, parsed_reading
from kg.english.tokens import Tokenizer
from kg.english.treebank import BadTreebank, Treebank, join, read_conllu

# Key in the report -> tally in `Scores`
KEYS = {
    "upos": "upos", "xpos": "xpos", "lemma": "lemma", "uas": "uas", "las": "las", "sentences_f": "sentences", "names_f": "names",
    "names_untyped_f": "names_untyped", "predicates_f": "predicates", "roles_f": "roles", "roles_head_f": "roles_head",
    "roles_core_head_f": "roles_core", "words_f": "words",
}  # fmt: skip


def evaluate(cut: Tokenizer, parser: Parser, treebank: Treebank, *, raw: bool, paragraphs: bool = False) -> dict[str, float]:
    """Scores by the keys above, and `words_per_s` from what the scores were given to the parse."""
    scores, splitting = Scores(), Scores()
    seconds, words = 0.0, 0
    for document in treebank.documents:
        text, gold = gold_reading(document, paragraphs=paragraphs)
        starts = [a for a, _ in gold.sentences]
        breaks = [a for a, s in zip(starts, document, strict=True) if s.paragraph_start] if paragraphs else []
        begun = time.perf_counter()
        if raw:
            offsets = cut(text)
            edges = {gold.words[k][0] for k in breaks}
            bounds = [n for n, (a, _) in enumerate(offsets) if a in edges]
            given = [text[a:b] for a, b in offsets]
            bounds += quotation_starts(given, [k == 0 or offsets[k - 1][1] < a for k, (a, _) in enumerate(offsets)])
            found = parsed_reading(offsets, parser.parse(given, bounds))
        else:
            given = [w for s in document for w in s.words]
            found = parsed_reading(gold.words, parser.parse(given, starts, split=False))
        seconds += time.perf_counter() - begun
        words += len(found.words)
        scores.add(gold, found)
        if not raw:
            splitting.add(gold, parsed_reading(gold.words, parser.parse(given, breaks)))
    f = scores.as_dict()
    if not raw:
        f["sentences"] = splitting.as_dict()["sentences"]
    out = {key: f[name] for key, name in KEYS.items() if name in f and (raw or key != "words_f")}
    out["words_per_s"] = round(words / seconds)
    return out


def _table(outcomes: dict[str, Outcome]) -> str:
    lines = [f"{'phenomenon':34} {'links':>5} {'agent':>6} {'target':>6} {'number':>6} {'whole':>6}"]
    for name, o in outcomes.items():
        lines.append(
            f"{name:34} {o.links:5} {o.share('agent'):>6} {o.share('target'):>6} {o.share('number'):>6} {o.share('whole'):>6}"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the table of scores, or JSON; exit 3 when a file cannot be read."""
    options = argparse.ArgumentParser(
        prog="python -m kg.english.evaluate", description=__doc__.splitlines()[0] if __doc__ else None
    )
    options.add_argument("--conllu", type=Path, help="CoNLL-U file with gold syntax")
    options.add_argument("--names", type=Path, help="IOB2 file with names of the same sentences")
    options.add_argument("--roles", type=Path, help="JSON lines with semantic roles of the same sentences")
    options.add_argument("--raw", action="store_true", help="start from the running text")
    options.add_argument("--paragraphs", action="store_true", help="let the parser know where paragraphs begin")
    options.add_argument("--model", type=Path, default=FOLDER, help="model folder (the one that ships by default)")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--errors", action="store_true", help="list every link of the phenomenon suite that is missed")
    a = options.parse_args(arguments)
    if (a.names or a.roles) and not a.conllu:
        options.error("--names and --roles go with --conllu")
    cut, parser = load_parser(a.model)
    out: dict[str, object] = {}
    if a.conllu:
        try:
            treebank = join(read_conllu(a.conllu), names=a.names, roles=a.roles)
        except (BadTreebank, OSError) as error:
            print(f"evaluate: {error}", file=sys.stderr)
            return 3
        out.update(evaluate(cut, parser, treebank, raw=a.raw, paragraphs=a.paragraphs))
    outcomes = judge(cut, parser, read_suite(SUITE))
    if a.json:
        out["phenomena"] = {name: o.as_dict() for name, o in outcomes.items()}
        print(json.dumps(out))
        return 0
    for key, value in out.items():
        print(f"{key:20} {value:>8}" if key == "words_per_s" else f"{key:20} {value:>8.4f}")
    print(_table(outcomes))
    if a.errors:
        for o in outcomes.values():
            for line in o.missed:
                print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
