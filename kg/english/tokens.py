"""Where does each word of a text begin and end? Words as Universal Dependencies cuts them, offsets into the text as given.

Hyphens, clitics, currency signs, percent signs and units stand alone ("40 - hour", "do n't", "$ 5 bn"); prefixes that are
no words ("non-", "anti-") stay on. After the guidelines of UD English, and what its treebanks EWT and GUM do.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

LONGEST = 64  # characters; a longer run without a break is cut, so that hostile text cannot make one giant word
_REMEMBERED = 1 << 17

# White space, and characters that are only there to steer line breaks.
_CHUNK = re.compile(r"[^\s\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")

# "in-", "eco-", "pan-" are parted by EWT and GUM more often than not, and so are missing here.
_AFFIXES = """ante anti arch auto bi bio co contra counter cross cyber de di dis e ex extra hyper inter intra macro mal mega meta micro
mid mini mis mono multi neo non over para poly post pre pro proto pseudo re semi sub super tele trans tri ultra un under uni
vice""".split()
# With a capital only; those that end sentences as words ("Mass.", "Sun.") are missing.
_ABBREVIATIONS = """Mr Mrs Ms Messrs Dr Drs Prof Rev Hon Fr Sr Jr St Ste Mt Ft Gen Lt Col Maj Capt Cmdr Cpl Sgt Brig Adm Gov Sen Rep
Reps Pres Supt Insp Atty Amb Inc Corp Co Ltd Bros Dept Univ Assn Est Ave Blvd Rd Hwy Jan Feb Apr Aug Sep Sept Oct Nov Dec Tue Tues
Wed Thu Thur Thurs Fri No Nos Vol Vols Fig Figs Op Mlle Mme Ala Ariz Ark Calif Colo Conn Fla Ga Kan La Md Mich Minn Mo Mont Neb
Nev Okla Tenn Tex Va Vt Wis Wyo Maulana Pvt Regt Bn Bde Div Sq""".split()
_SMALL_ABBREVIATIONS = "pp vs approx ca cf al viz esp".split()
_UNITS = """am pm a.m. p.m. km m cm mm nm mi ft in yd kg g mg lb lbs oz l ml t kt mt kmh mph kph kw mw gw kwh mwh hz khz mhz ghz kb mb gb
tb k bn mn tn b ha hrs hr h min mins sec secs""".split()
_DOMAINS = """com org net gov edu mil int info biz io news tv co uk us in pk af bd np lk ir iq il tr ua ru de fr es it eu ch at be nl se
no dk fi pl cz ca au nz za ng ke et sd eg ma cn jp kr hk sg my id ph vn th br mx ar cl pe ht html htm php pdf doc docx xls xlsx txt jpg
png ppt""".split()
# Parts of fused forms, by what is fused; the parts are slices of the word, whatever its case.
_FUSED = {
    "cannot": (3,), "gonna": (3,), "gotta": (3,), "wanna": (3,), "gimme": (3,), "lemme": (3,), "dunno": (2, 3), "outta": (3,),
    "dont": (2,), "doesnt": (4,), "didnt": (3,), "isnt": (2,), "wasnt": (3,), "arent": (3,), "werent": (4,), "havent": (4,),
    "hasnt": (3,), "hadnt": (3,), "couldnt": (5,), "wouldnt": (5,), "shouldnt": (6,), "wont": (2,), "cant": (2,), "im": (1,), "ive": (1,),
}  # fmt: skip
_APOSTROPHE = "['’ʼ`´]"
_CLITIC = re.compile(rf"(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|m|d|re|ve|ll))$", re.IGNORECASE)
_HYPHENS = "-‐‑"
_GLUED = re.compile(r"([a-z]{3,})([A-Z][a-z]+)")


def _words(items: Collection[str]) -> str:
    return "|".join(re.escape(i) for i in sorted(items, key=len, reverse=True))


_TOKEN = re.compile(
    rf"""
    (?P<whole>
        (?:https?|ftp)://[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’»]          # addresses
      | www\.[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’»]
      | (?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | @\w+ | \#[^\W\d]\w+                                           # handles and hash tags
      | [^\W_]+(?:[.-][^\W_]+)*\.(?:{_words(_DOMAINS)})(?![\w-])(?:/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’»])?
      | \.{{2,}} | …+                                                 # marks of omission
      | (?:[^\W\d_]\.){{2,}}(?![^\W\d_]{{2}})                         # U.S., e.g.
      | Ph\.\ ?D\.? | M\.Sc\. | B\.Sc\.
      | \b(?-i:{_words(_ABBREVIATIONS + _SMALL_ABBREVIATIONS)})\.(?!\w)
      | (?-i:[A-Z]{{1,3}}&[A-Z]{{1,3}})(?![^\W_])                      # PG&E
      | (?<![\w)])[:;=]['-]?[()DP]+(?!\w)                            # faces
      | (?<![\w.'’])[^\W\d_]\.(?=$|[^\W\d_]|\s)                       # initials
      | \d{{4}}[{_HYPHENS}]\d{{1,2}}[{_HYPHENS}]\d{{1,2}}(?!\w)       # dates, telephone numbers
      | (?:\d[{_HYPHENS}.])?\d{{3}}[{_HYPHENS}.]\d{{3}}[{_HYPHENS}.]\d{{4}}(?!\w)
      | {_APOSTROPHE}\d\d(?:s\b)?(?!\w)                               # '90s
    )
  | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d) | \d+(?:[.:/]\d+)+ | \d+(?:st|nd|rd|th|s)(?![^\W_]) | \d+)
      (?P<unit>(?:{_words(_UNITS)})(?![^\W_]))?
  | (?P<currency>(?-i:Rs|Tk|PKR|INR|NPR|USD|EUR|GBP|KES|NGN|ZAR|US|HK|NZ|CFA)(?=\.?\$?\d))
  | (?P<affixed>(?:{_words(_AFFIXES)})[{_HYPHENS}][^\W\d_]+(?:{_APOSTROPHE}[^\W\d_]+)*)
  | (?P<word>[^\W_]+(?:_[^\W_]+|{_APOSTROPHE}[^\W\d_]+)*)
  | (?P<mark>\.?[!?][.!?]* | -+ | =+ | \*+ | _+ | ~+ | \#+ | \++ | \|+ | '' | ’’ | ‘‘ | `+ | <+ | >+ | .)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class Tokenizer:
    """Cuts texts into words. `known` words let it part what was glued in copying ("saidThe")."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = known
        self._seen: dict[str, tuple[tuple[int, int], ...]] = {}

    def __call__(self, text: str) -> list[tuple[int, int]]:
        """The (start, end) of every word, in order; white space belongs to none, every other character to one."""
        out: list[tuple[int, int]] = []
        for match in _CHUNK.finditer(text):
            start, stop = match.span()
            while start < stop:
                piece = text[start : min(stop, start + LONGEST * 4)]
                out.extend((start + a, start + b) for a, b in self._cut(piece))
                start += len(piece)
        return out

    def _cut(self, chunk: str) -> tuple[tuple[int, int], ...]:
        found = self._seen.get(chunk)
        if found is None:
            found = tuple(self._cuts(chunk))
            if len(self._seen) < _REMEMBERED:
                self._seen[chunk] = found
        return found

    def _cuts(self, chunk: str) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        for match in _TOKEN.finditer(chunk):
            start, end = match.span()
            kind = match.lastgroup
            if kind in ("number", "unit") and match["unit"] is not None:
                out.extend((match.span("number"), match.span("unit")))
            elif kind == "word":
                out.extend(self._word(chunk, start, end))
            elif kind == "affixed":
                out.extend(self._clitic(chunk, start, end))
            elif end - start > LONGEST and kind != "whole":
                out.extend((k, min(end, k + LONGEST)) for k in range(start, end, LONGEST))
            else:
                out.append((start, end))
        return out

    def _word(self, chunk: str, start: int, end: int) -> list[tuple[int, int]]:
        if end - start > LONGEST:
            return [(k, min(end, k + LONGEST)) for k in range(start, end, LONGEST)]
        fused = _FUSED.get(chunk[start:end].lower())
        if fused is not None:
            places = [start, *(start + k for k in fused), end]
            return list(pairwise(places))
        glued = _GLUED.fullmatch(chunk, start, end)
        if glued and glued[1] in self._known and glued[2].lower() in self._known and glued[0] not in self._known:
            return [glued.span(1), glued.span(2)]
        return self._clitic(chunk, start, end)

    @staticmethod
    def _clitic(chunk: str, start: int, end: int) -> list[tuple[int, int]]:
        clitic = _CLITIC.search(chunk, start, end)
        if clitic and clitic.start() > start:
            return [(start, clitic.start()), (clitic.start(), end)]
        return [(start, end)]
