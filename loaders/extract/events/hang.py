"""Which words of a sentence does a date hang on, and which dates are one?"""

from __future__ import annotations

from datetime import date

from loaders.annotate.dates import Date
from loaders.annotate.sentences import Sentence
from loaders.extract.events.model import Trigger, When
from loaders.extract.events.words import context_words, plain

_PERIOD = ("since", "until", "till", "through", "over", "between", "by")


def ancestors(sentence: Sentence, k: int) -> frozenset[int]:
    out = set()
    while sentence.tree.heads[k] not in out and sentence.tree.heads[k] != k:
        k = sentence.tree.heads[k]
        out.add(k)
    return frozenset(out)


def is_period(sentence: Sentence, found: Date) -> bool:
    """Whether a date bounds a period and dates nothing ("since 2011", "until May")."""
    words = sentence.within(found.span)
    before = sentence.words[words.start - 1].lower() if words.start > 0 else ""
    if before == "by" and sentence.words[words.start - 2] in ("-", "‑", "–"):
        before = ""  # "a drive-by Wednesday night"
    first = sentence.words[words.start].lower() if len(words) else ""
    return first in _PERIOD or before in ("since", "until", "till", "by")


def governor(sentence: Sentence, found: Date, stops: frozenset[int]) -> int | None:
    """The predicate or trigger that a date hangs on."""
    tree = sentence.tree
    words = sentence.within(found.span)
    if not len(words):
        return None
    top = next((w for w in words if tree.heads[w] not in words or tree.heads[w] == w), words[0])
    seen = {top}
    k = tree.heads[top]
    while k not in seen:
        if k in stops or tree.upos[k] in ("VERB", "AUX") or tree.under(k, "cop"):
            return k
        seen.add(k)
        k = tree.heads[k]
    return k if k in stops or tree.is_verbal(k) else None


def is_beside(sentence: Sentence, trigger: Trigger, found: Date) -> bool:
    """Whether a date that the parse hangs elsewhere stands in a noun's phrase ("the shooting on Friday of two men").

    So it does at its end after a verb of planning ("called for a strike on Friday").
    """
    tree = sentence.tree
    words = sentence.within(found.span)
    if not len(words) or words.start <= trigger.outer:
        return False
    own = set(sentence.subtree(trigger.outer))
    first = words.start - 1 if tree.upos[words.start - 1] == "ADP" else words.start
    if first - 1 not in own or not all(k in own for k in range(trigger.outer, first)):
        return False
    if words.stop in own and any(tree.heads[k] == trigger.outer for k in own if k >= words.stop):
        return True
    verb = tree.heads[trigger.outer]
    planning = context_words("planning") | context_words("plan") | context_words("bid")
    return plain(tree.lemmas[verb]) in planning and tree.deprels[trigger.outer] in ("obj", "obl")


def overlap(a: When, b: When) -> bool:
    """Whether two dates may be one: their days, or the days of the month or year they name, meet."""
    return a[0] <= _last(b[1]) and b[0] <= _last(a[1])


def _last(text: str) -> str:
    return text + "~"  # after every day of the month or year


def joined(a: When | None, b: When | None) -> When | None:
    """The narrower of two dates that meet; a range where both are days."""
    if a is None or b is None:
        return a or b
    if len(a[0]) != len(b[0]):
        return a if len(a[0]) > len(b[0]) else b
    if len(a[0]) < 10 or a == b:
        return a
    spans = sorted((a, b), key=_days)
    return spans[0]


def _days(when: When) -> int:
    return (date.fromisoformat(when[1]) - date.fromisoformat(when[0])).days
