"""Writes the files that are generated from the ontology: `python -m kg.make`. Tests render them again and compare."""
