"""What does a single line show of itself: a bullet, an author, a time of publication, a caption's credit, a post's signature?"""

from __future__ import annotations

import re
from functools import cache

from loaders.annotate.dates import dates
from loaders.lexicon import rows

BULLET = re.compile(r"\s*(?:[•·▪◦‣●■►➤➢✓✔*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s)|\([a-z]\)(?=\s)|\d{1,2}\.$|[-–—]$)\s*")
INPUTS = re.compile(
    r"(?:\b(?i:with (?:additional |agency )?(?:inputs?|reporting) (?:from|by)) (?P<who>[^).\n]{2,100})"
    r"|(?P<helped>\b[A-Z][^().:\n]{2,100}?) (?i:contributed to this (?:report|story|article)))\)?\.?\)?"
)
FRONT = re.compile(r"\s*date (?P<date>\d{4}-\d\d-\d\d)\b ?")
_NAME = r"(?:[A-ZÀ-Þ][\w.'’‐-]*|and|&|in|for|of|the|with|at|de|da|del|al|el|van|von|bin|\||,|/)"
_BYLINE = re.compile(
    rf"(?:(?:By|BY|by):?|(?i:author|written by|reported by|edited by|story by|text by|posted by|published by|reporting by|compiled by|editing by|words by)\s*:?)"
    rf"\s+{_NAME}(?:[\s,]+{_NAME}){{0,14}}[.;]?(?:\s*(?i:(?:additional )?(?:reporting|writing|editing) by).*)?"
)
_STAMP_WORDS = re.compile(
    r"\b(?:updated|published|posted|last|modified|first|created|on|at|by|date|am|pm|a\.m\.?|p\.m\.?|[A-Z]{2,4}T|UTC|GMT|IST|hrs|hours|local time|min(?:ute)?s?|"
    r"read|comments?|articles?|ago|hours?|days?|today|yesterday|noon|reading time|time)\b|\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|[+-]\d\d:?\d\d\b|\b\d{1,3}\b|[^\w\s]",
    re.IGNORECASE,
)
_STAMP_OPENS = re.compile(
    r"\W*(?:(?:last |first )?(?:updated|published|posted|modified|created)\b|\d+ min(?:ute)?s? read\b|reading time\b|date:)",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"\s(?:[|·•–—-]\s*)?(?:(?:last )?(?:updated|published|posted)\b|(?=[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})|(?=\d{1,2} [A-Z]))",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 500  # characters
_SIGN_OFF = re.compile(r"\[[A-Za-z]{2,5}(?:[/-][A-Za-z]{2,5})*\]|[(\[—–-]*\s*(?:ENDS?|FIN)\s*[)\]—–-]*|#{2,}|-\s*30\s*-|/\w{2,4}")
_CREDIT_WORDS = r"photos?|photographs?|images?|pictures?|file|representational|representative|illustrations?|graphics?|screen ?grabs?|screenshots?|videos?|courtesy|credits?|handout|getty|shutterstock|istock"
_LABEL = re.compile(
    rf"(?:file |representative |representational )?(?:{_CREDIT_WORDS}|caption|watch)\b[^:|]{{0,20}}[:|]\s*", re.IGNORECASE
)
_CREDIT_END = re.compile(
    rf"(?:[(\[][^()\[\]]*\b(?i:{_CREDIT_WORDS})\b[^()\[\]]*[)\]]"
    r"|\([A-Z][^()\[\]/]{1,50}/[A-Z][^()\[\]]{1,40}\)"
    r"|(?i:[|/—–-]\s*(?:photo|image|picture|photograph)s?(?: credit| courtesy)?\s*[:/]\s*.{2,60})"
    r"|(?i:(?:photo|image|picture|photograph)s?(?: credit)?\s*(?::|by)\s*).{2,60}"
    r"|(?:AP Photo|REUTERS|AFP|EPA|EPA-EFE|Xinhua|Getty Images)/[A-Z].{1,50}|(?i:file photo|file image|file picture)\.?)\s*$"
)
BOX = re.compile(
    r"(?:the )?(?:key|main|quick) (?:points|takeaways|facts|findings|developments|highlights)|(?:story )?highlights|takeaways|at a glance|in brief|(?:in )?summary|"
    r"what (?:we know(?: so far)?|to know)|(?:what )?(?:you )?need to know|tl;?dr", re.IGNORECASE)  # fmt: skip
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s\(?[A-Z]{2,4}\)?)?:?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:[ap]\.?m\b\.?|(?-i:[A-Z]{2,4}T|UTC)\b)(?:\s?\(?(?-i:[A-Z]{2,4})\)?)?\s*[-–—:|]?\s+(?=\S)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?\(?(?-i:[A-Z]{2,4})\)?)?\s*[-–—|]\s+(?=\S)", re.IGNORECASE)  # fmt: skip
_LEADS = ("In ", "Since ", "By ", "During ", "From ", "Until ", "On ", "After ", "Before ", "The ", "Between ")
_MAY_OPEN = re.compile(r"[^\n]{3,60}?(?:[–—:|]|\s-)\s")
_SIGNATURE = re.compile(r"\s*[—–-]{0,2}\s*(?P<name>[^()@:]{2,60}?)\s*\(@\w{2,30}\)\s*[,·|]?\s*(?P<rest>.{0,60})")
_CHANNEL = re.compile(
    r"(?:(?:via|on|from)\s+)?(?:X|Twitter|Facebook|Instagram|Telegram|Threads|Bluesky|Mastodon|Truth Social)?[\s,.]*",
    re.IGNORECASE,
)


def is_byline(text: str) -> bool:
    """Whether a line names who wrote, or when it was published, or signs off, and tells nothing else."""
    bare = text.strip()
    if len(bare) > 200:
        return False
    if _SIGN_OFF.fullmatch(bare) or INPUTS.fullmatch(bare.lstrip("( ")) or is_stamp(bare):
        return True
    stamp = _STAMPED.search(bare)
    if stamp and is_stamp(bare[stamp.start() :]):
        bare = bare[: stamp.start()].rstrip(" ,|·•–—-")
    return _BYLINE.fullmatch(bare) is not None and not any(d.span.start < 5 for d in dates(bare[:40]))


def is_imprint(text: str) -> bool:
    """Whether a line of the head names the outlet or the author besides a date, a place or a desk: "Hill Courier | 3 May 2024"."""
    bare = text.strip()
    if len(bare.split()) > 10 or bare.endswith((".", "!", "?", ":")):
        return False
    found = list(dates(bare, "2000-01-15"))
    rest = bare
    for d in reversed(found):
        rest = rest[: d.span.start] + " " + rest[d.span.end :]
    rest = re.sub(r"\([^)]*\)", " ", rest).strip(" ,|·•–—-")
    if any(d.is_day for d in found):
        return re.fullmatch(rf"{_NAME}(?:[\s,]+(?:{_NAME}|[a-z]+)){{0,4}}", rest) is not None and len(rest.split()) <= 5
    return (
        re.fullmatch(
            rf"(?:{_NAME}\s+){{1,3}}(?:[a-z]+\s+)?(?:desk|bureau|correspondent|reporter|staff|agencies|newsroom)|"
            rf"[A-Z][\w’'-]+(?: [A-Z][\w.’'-]+){{1,2}} in (?:[A-Z][\w’'-]+[ ,]*){{1,3}}",
            bare,
            0,
        )
        is not None
    )


def is_stamp(text: str) -> bool:
    """Whether a line is a time of publication: a date, or "Updated", with nothing else to say."""
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.strip())
    if len(bare) > 120 or len(bare.split()) > 16 or not any(c.isdigit() for c in bare):
        return False
    if _TIME.fullmatch(bare):
        return True
    rest = bare
    found = list(dates(bare, "2000-01-15"))
    for d in reversed(found):
        rest = rest[: d.span.start] + " " + rest[d.span.end :]
    return (bool(found) or _STAMP_OPENS.match(bare) is not None) and not _STAMP_WORDS.sub(" ", rest).strip()


def is_labelled_caption(text: str) -> bool:
    """Whether a line calls itself a picture's text and says what is seen, or ends with a picture's credit."""
    label = _LABEL.match(text)
    rest = len(text[label.end() :].split()) if label else 0
    if (rest >= 6 and text.rstrip("”\"’')").endswith((".", "!", "?"))) or rest >= 20:
        return True
    if len(text) >= _LONGEST_CAPTION:
        return False
    credit = _CREDIT_END.search(text)
    return credit is not None and len(text[: credit.start()].split()) >= 5


@cache
def _agencies() -> frozenset[str]:
    return frozenset(n for r in rows("outlets") if r["kind"] == "agency" for n in (r["name"], *r.words("aliases")))


def ends_in_credit(text: str) -> bool:
    """Whether after a line's last sentence stand only a few letters of credit: "A guard at the court in Lyon. AFP"."""
    if len(text) >= _LONGEST_CAPTION:
        return False
    found = re.search(r"[a-z0-9][.!?][”\"’]?\s{1,9}(?P<credit>[^.!?]{1,40})$", text.strip())
    if not found or len(text[: found.start()].split()) < 5:
        return False
    credit = found["credit"].strip(" ()[]|/")
    if found["credit"].startswith("[") or (found["credit"].startswith("(") and credit in _agencies()):
        return False  # an agency signs its report so, a digest names the source of an item
    return credit in _agencies() or (
        credit not in ("A", "I") and re.fullmatch(r"[A-Z][A-Z0-9]{0,7}(?:[/ ][A-Z][\w.]*){0,2}", credit) is not None
    )


def signature(text: str) -> tuple[str | None] | None:
    """(day or None) of a line that signs a post: "Ana Silva (@ana), Feb 3, 2024", "— Ana Silva (@ana) via X"; None for other lines."""
    found = _SIGNATURE.fullmatch(text.strip())
    if not found or not found["name"][:1].isupper():
        return None
    days = list(dates(found["rest"]))
    rest = found["rest"]
    for d in reversed(days):
        rest = rest[: d.span.start] + " " + rest[d.span.end :]
    if not _CHANNEL.fullmatch(_STAMP_WORDS.sub(" ", rest).strip()):
        return None
    return (next((d.earliest for d in days if d.is_day), None),)


def opens_with_time(text: str) -> bool:
    """Whether a line is an entry of a live page: "10:15 GMT - Police close the bridge"."""
    return _CLOCK.match(text) is not None and not is_stamp(text)


def timeline_date(text: str, anchor: str | None) -> tuple[str, int] | None:
    """(first day, month or year; length) of the date that a timeline entry opens with, before a dash or a colon."""
    if not _MAY_OPEN.match(text) or text.startswith(_LEADS):
        return None
    found = re.match(r"((?:19|20)\d\d)(?:\s*\([^)]{1,20}\))?(?=\s*[–—:-]\s)", text)
    if found:
        return found[1], found.end()
    for d in dates(text[:60], anchor):
        tail = re.match(
            r"(?:\s*\([^)]{1,20}\))?,?(?:\s+\(?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?\)?)?(?=\s*[–—:|]\s|\s-\s)",
            text[d.span.end :],
        )
        agency = re.match(r"\s*\(([^)]+)\)", text[d.span.end :])
        if agency and agency[1] in _agencies():
            return None  # a dateline without a place
        if not text[: d.span.start].strip() and d.earliest and d.kind not in ("relative", "lately", "ago") and tail:
            return d.earliest, d.span.end + tail.end()
    return None
