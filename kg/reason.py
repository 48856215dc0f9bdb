"""Is the ontology consistent, and can every class have members? HermiT, by owlready2, in a Java process."""

from __future__ import annotations

import io
import shutil
import warnings
from collections.abc import Iterable
from contextlib import redirect_stdout
from pathlib import Path

import owlready2
import pyoxigraph as ox

from kg import rdf
from kg.errors import BadFile, Inconsistent, MissingTool

REMEDY = "install a Java runtime (version 11 or later; on Debian `apt-get install default-jre-headless`) and run again"


def world_of(quads: Iterable[ox.Quad], name: str) -> owlready2.World:
    """An owlready2 world with the triples of some quads.

    They go in as N-Triples, since owlready2 reads no Turtle, and some of it in silence: raises BadFile when no class arrives.
    """
    world = owlready2.World()
    triples = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
    assert triples is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # owlready2 warns of each annotation that is no Python value
        world.get_ontology("https://w3id.org/counterclaim/loaded#").load(fileobj=io.BytesIO(triples))
    if not list(world.classes()):
        raise BadFile(name, "owlready2 found no class in it")
    return world


def unsatisfiable(paths: Iterable[Path]) -> list[str]:
    """Classify what some files say and return the IRIs of classes that cannot have a member, sorted.

    Raises Inconsistent when the whole is contradictory, MissingTool when there is no Java, BadFile on a syntax error.
    """
    if shutil.which("java") is None:
        raise MissingTool("Java, which HermiT runs on,", REMEDY)
    listed = list(paths)
    world = world_of((q for p in listed for q in rdf.quads_of(p)), ", ".join(p.name for p in listed))
    try:
        with redirect_stdout(io.StringIO()):
            # OWL 2 has no xsd:date; HermiT passes over its literals instead of giving up.
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        raise Inconsistent(f"HermiT finds a contradiction in {', '.join(p.name for p in listed)}") from None
    return sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
