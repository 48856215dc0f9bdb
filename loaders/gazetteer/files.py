"""Where are the tables of the gazetteer?"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
STATES = FOLDER / "states.tsv"
PLACES = FOLDER / "places.tsv.gz"
REGIONS = FOLDER / "regions.tsv.gz"
