"""Are the links right that a reader of claims relies on? A suite of sentences marked with who says, accuses, denies, kills.

The suite is `phenomena.txt`; its head explains the marks. Each link names a cue word, and the phrases in which its agent and its
target must be found; "-" means that there is none. The links found are those of `frames`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.english.frames import Frame, Tree, according, frame, labelled
from kg.english.parser import Parser
from kg.english.tokens import Tokenizer

SUITE = Path(__file__).with_name("phenomena.txt")
KINDS = ("say", "accuse", "deny", "claim", "kill", "injure", "detain", "abduct", "displace")
_LINK = re.compile(r"  (\w+): (.+?) > (.+?) > (.+?)(?: = (.+))?")
Offsets = tuple[int, int]


class BadSuite(ValueError):
    """A line of the suite that is not as it must be; carries `line` (from 1) and `reason`."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"{SUITE.name}:{line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Link:
    """A marked link: the characters of each part, None where there is none."""

    kind: str
    agent: Offsets | None
    cue: Offsets
    target: Offsets | None
    number: Offsets | None


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the suite."""

    phenomenon: str
    text: str
    links: tuple[Link, ...]


@dataclass(slots=True)
class Outcome:
    """What was found of the links of one phenomenon: (right, asked) by part; `missed` tells each link that is not whole."""

    counts: dict[str, list[int]] = field(default_factory=lambda: {p: [0, 0] for p in ("agent", "target", "number", "whole")})
    missed: list[str] = field(default_factory=list)

    @property
    def links(self) -> int:
        return self.counts["whole"][1]

    def share(self, part: str) -> str:
        right, asked = self.counts[part]
        return f"{right / asked:.3f}" if asked else "-"

    def as_dict(self) -> dict[str, float]:
        return {"links": self.links, **{p: round(r / n, 4) for p, (r, n) in self.counts.items() if n}}


def read_suite(path: Path) -> list[Item]:
    """The sentences of a suite file. Raises BadSuite with the line."""
    items: list[Item] = []
    phenomenon, text = "", ""
    links: list[Link] = []

    def close() -> None:
        if text:
            items.append(Item(phenomenon, text, tuple(links)))

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            close()
            phenomenon, text, links = line[3:].strip(), "", []
        elif line.startswith("#") or not line.strip():
            continue
        elif line.startswith("  "):
            match = _LINK.fullmatch(line)
            if match is None or match[1] not in KINDS:
                raise BadSuite(number, f"a link reads `  kind: agent > cue > target [= number]` with a kind of {' '.join(KINDS)}")
            agent, cue, target, count = (_place(text, part, number) for part in match.groups()[1:])
            if cue is None:
                raise BadSuite(number, "a link needs a cue")
            links.append(Link(match[1], agent, cue, target, count))
        else:
            close()
            text, links = line, []
    close()
    return items


def _place(text: str, part: str | None, line: int) -> Offsets | None:
    if part is None or part == "-":
        return None
    words, _, nth = part.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = next(
            (
                m.start()
                for m in re.finditer(rf"(?:(?<!\w)|(?=\W)){re.escape(words)}(?:(?!\w)|(?<=\W))", text)
                if m.start() > start
            ),
            -1,
        )
        if start < 0:
            raise BadSuite(line, f"{part!r} does not stand in the sentence")
    return start, start + len(words)


def judge(cut: Tokenizer, parser: Parser, items: Sequence[Item]) -> dict[str, Outcome]:
    """The outcome by phenomenon, in the order of the suite, and under "all"."""
    out: dict[str, Outcome] = {}
    total = Outcome()
    for item in items:
        outcome = out.setdefault(item.phenomenon, Outcome())
        offsets = cut(item.text)
        words = [item.text[a:b] for a, b in offsets]
        readings = []
        for parse in parser.parse(words):
            here = slice(parse.start, parse.start + len(parse))
            readings.append((Tree(words[here], parse), offsets[here]))
        for link in item.links:
            found = _judge(link, readings)
            for name, counts in (
                ("agent", found[0]),
                ("target", found[1]),
                ("number", found[2]),
                ("whole", all(f is not False for f in found)),
            ):
                if counts is not None:
                    for o in (outcome, total):
                        o.counts[name][0] += bool(counts)
                        o.counts[name][1] += 1
            if any(f is False for f in found):
                wrong = ", ".join(n for n, f in zip(("agent", "target", "number"), found, strict=True) if f is False)
                spans = (link.agent, link.cue, link.target)
                told = " > ".join("-" if s is None else item.text[slice(*s)] for s in spans)
                outcome.missed.append(f"{item.phenomenon}: {wrong} of {link.kind}: {told}\n    {item.text}")
    return {**out, "all": total}


def _judge(link: Link, readings: Sequence[tuple[Tree, Sequence[Offsets]]]) -> tuple[bool | None, bool | None, bool | None]:
    """Whether agent, target and number were found; None where nothing is asked."""
    for tree, offsets in readings:
        cues = [k for k, (a, b) in enumerate(offsets) if link.cue[0] <= a and b <= link.cue[1]]
        if not cues:
            continue
        frames = [frame(tree, k) for k in cues]
        for source, cue, head in (*according(tree), *labelled(tree)):
            if cue in cues:
                frames = [Frame(cue, agents=(source,), content=(head,))]
        best = max(frames, key=lambda f: len(f.agents) + len(f.patients) + len(f.content))

        def inside(k: int, span: Offsets, offsets: Sequence[Offsets] = offsets) -> bool:
            return span[0] <= offsets[k][0] and offsets[k][1] <= span[1]

        def found(span: Offsets | None, candidates: Sequence[int]) -> bool:
            return not candidates if span is None else any(inside(k, span) for k in candidates)

        said = (*best.content, *best.patients)
        targets = said if link.kind in ("say", "deny", "claim") else (*best.patients, *best.content)
        if link.kind == "accuse":
            targets = (*targets, *(k for case in ("on", "against", "at") for k in best.obliques.get(case, ())))
        if link.kind in ("claim", "deny"):
            targets = (*targets, *(k for case in ("for", "in", "of") for k in best.obliques.get(case, ())),
                       *(n for k in best.patients for n in _complements(tree, k)))  # fmt: skip
        number = None
        if link.number is not None:
            victims = [k for k in targets if link.target is not None and inside(k, link.target)]
            numbers = [c for k in victims for c in (k, tree.heads[k], *tree.under(k, "nummod", "nmod"))]
            number = any(inside(k, link.number) for k in numbers)
        agent = found(link.agent, best.agents[:4]) if link.agent is not None or link.kind != "say" else None
        return agent, found(link.target, targets[:8]) if link.target is not None else None, number
    return (False if link.agent else None), (False if link.target else None), (False if link.number else None)


def _complements(tree: Tree, noun: int) -> list[int]:
    """The nouns that "responsibility for", "role in", "allegations of" lead to."""
    return [x for c in tree.under(noun, "nmod", "acl") for x in tree.conjoined(c)]
