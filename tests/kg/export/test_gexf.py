"""GEXF: the exact text, what is refused, the lint rule by rule, and what Gephi Lite's own parser makes of it."""

from __future__ import annotations

import io
import json
import math
import os
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadFile
from kg.export.gexf import BadGraph, Meta, write_gexf
from kg.export.gexf_lint import lint
from kg.export.layout import layout
from kg.export.style import legend, styled
from kg.export.views import VIEWS
from kg.store import Store

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'


def pair() -> nx.DiGraph:
    graph = nx.DiGraph()
    looks = {"size": 4.0, "color": (0, 114, 178), "position": (-1000.0, 2.5)}
    graph.add_node("urn:b", label="Sailors' <Union>", actor_type="organization", made=2, viz=looks)
    graph.add_node(
        "urn:a", label='"Lake" & co', actor_type="", made=0, viz={"size": 4, "color": (1, 2, 3), "position": (1000.0, -2.5)}
    )
    graph.add_edge(
        "urn:b", "urn:a", kind="accuses", weight=2, denied=True, outlets=("A;B", "C"), share=0.5, viz={"color": (213, 94, 0)}
    )
    return graph


def text(graph: nx.Graph, meta: Meta | None = None, **options: bool) -> str:
    out = io.BytesIO()
    write_gexf(graph, out, meta, **options)
    return out.getvalue().decode()


def test_a_static_file() -> None:
    assert text(pair(), Meta("kg 0.1", "Two & no more", "2024-05-04")) == (
        HEAD
        + '<meta lastmodifieddate="2024-05-04"><creator>kg 0.1</creator><description>Two &amp; no more</description></meta>\n'
        '<graph mode="static" defaultedgetype="directed">\n'
        '<attributes class="node">\n<attribute id="0" title="actor_type" type="string"/>\n'
        '<attribute id="1" title="made" type="integer"/>\n</attributes>\n'
        '<attributes class="edge">\n<attribute id="0" title="denied" type="boolean"/>\n'
        '<attribute id="1" title="outlets" type="string"/>\n<attribute id="2" title="share" type="double"/>\n</attributes>\n'
        "<nodes>\n"
        '<node id="n0" label="&quot;Lake&quot; &amp; co"><attvalues><attvalue for="1" value="0"/></attvalues>'
        '<viz:color r="1" g="2" b="3"/><viz:size value="4"/><viz:position x="1000.0" y="-2.5" z="0"/></node>\n'
        '<node id="n1" label="Sailors\' &lt;Union&gt;"><attvalues><attvalue for="0" value="organization"/>'
        '<attvalue for="1" value="2"/></attvalues>'
        '<viz:color r="0" g="114" b="178"/><viz:size value="4"/><viz:position x="-1000.0" y="2.5" z="0"/></node>\n'
        "</nodes>\n<edges>\n"
        '<edge id="e0" source="n1" target="n0" type="directed" weight="2" kind="accuses"><attvalues>'
        '<attvalue for="0" value="true"/><attvalue for="1" value="A,B;C"/><attvalue for="2" value="0.5"/></attvalues>'
        '<viz:color r="213" g="94" b="0"/></edge>\n'
        "</edges>\n</graph>\n</gexf>\n"
    )


def test_a_dynamic_file_dates_everything() -> None:
    graph = nx.DiGraph()
    graph.add_node("a", spells=(("2024-05-01", "2024-05-02"), ("2024-05-02", "2024-05-03"), ("2024-06-01", "2024-06-30")))
    graph.add_node("b", spells=())
    graph.add_edge("a", "b", spells=(("2024-05-04", "2024-05-04"),))
    assert text(graph, dynamic=True) == (
        HEAD + '<graph mode="dynamic" timerepresentation="interval" timeformat="date" defaultedgetype="directed">\n<nodes>\n'
        '<node id="n0" label="a"><spells><spell start="2024-05-01" end="2024-05-03"/>'
        '<spell start="2024-06-01" end="2024-06-30"/></spells></node>\n'
        '<node id="n1" label="b" start="2024-05-01" end="2024-06-30"/>\n'
        "</nodes>\n<edges>\n"
        '<edge id="e0" source="n0" target="n1" type="directed" weight="1" start="2024-05-04" end="2024-05-04"/>\n'
        "</edges>\n</graph>\n</gexf>\n"
    )


def test_true_lists_large_numbers_and_mixed_ones() -> None:
    graph = nx.Graph()
    graph.add_node("a", names=['x "y"', "back\\slash"], far=1 << 40, mixed=1, odd=1)
    graph.add_node("b", mixed=0.5, odd="one", gone=None, empty=(), blank="")
    found = text(graph, true_lists=True)
    for title, kind in (("names", "liststring"), ("far", "long"), ("mixed", "double"), ("odd", "string")):
        assert f'title="{title}" type="{kind}"' in found
    assert "gone" not in found and "empty" not in found and "blank" not in found
    assert 'value="[&quot;x \\&quot;y\\&quot;&quot;, &quot;back\\\\slash&quot;]"' in found


def test_an_undirected_edge_is_written_once_and_parallel_ones_each() -> None:
    graph = nx.MultiGraph([("b", "a", "x"), ("a", "b", "y"), ("a", "a", "z")])
    found = text(graph)
    assert [line.split(" weight")[0] for line in found.splitlines() if line.startswith("<edge ")] == [
        '<edge id="e0" source="n0" target="n0" type="undirected"',
        '<edge id="e1" source="n0" target="n1" type="undirected"',
        '<edge id="e2" source="n0" target="n1" type="undirected"',
    ]


def test_edge_labels_are_written_for_few_edges_only() -> None:
    def starred(edges: int) -> nx.DiGraph:
        graph = nx.DiGraph()
        graph.add_edges_from(("hub", n, {"label": "because"}) for n in range(edges))
        return graph

    assert text(starred(199)).count('label="because"') == 199
    assert text(starred(200)).count('label="because"') == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda g: g.nodes["urn:a"].update(Type="x"), "a column named 'Type'"),
        (lambda g: g.nodes["urn:a"].update(Made=1), "'Made' and 'made' differ by case alone"),
        (lambda g: g.edges["urn:b", "urn:a"].update(weight=0), "has weight 0; Gephi drops it"),
    ],
)
def test_what_readers_would_take_wrongly_is_refused(change: object, message: str) -> None:
    graph = pair()
    change(graph)  # type: ignore[operator]
    with pytest.raises(BadGraph, match=message):
        text(graph)


def test_no_dates_no_dynamic_graph() -> None:
    with pytest.raises(BadGraph, match="export it without --dynamic"):
        text(pair(), dynamic=True)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_good_xml(label: str, value: str) -> None:
    from xml.etree import ElementTree

    graph = nx.DiGraph()
    graph.add_node("a", label=label, words=value)
    root = ElementTree.fromstring(text(graph))
    node = root.find(".//{*}node")
    assert node is not None
    bad = {c for c in label + value if c < " " and c not in "\t\n\r"} | {"\ufffe", "\uffff"}
    clean = str.maketrans(dict.fromkeys(bad, "�"))
    assert node.get("label") == (label.translate(clean) or "a")
    found = root.find(".//{*}attvalue")
    assert (found.get("value") if found is not None else "") == value.translate(clean)


# ---- the lint


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that breaks no rule: three nodes of two sizes, two edges."""
    graph = nx.DiGraph()
    for name, size, position in (("a", 4, (-10.0, 0.0)), ("b", 100, (10.0, 0.0)), ("c", 4, (0.0, 0.0))):
        graph.add_node(name, kind_of="state", made=1, viz={"size": size, "color": (1, 2, 3), "position": position})
    graph.add_edge("a", "b", kind="accuses", denied=True)
    graph.add_edge("b", "c", kind="accuses", denied=False)
    file = tmp_path / "good.gexf"
    with file.open("wb") as out:
        write_gexf(graph, out, Meta(date="2024-05-04", creator="kg"))
    return file


def test_a_good_file_has_no_findings(good: Path) -> None:
    assert lint(good) == []


BROKEN = [
    ("version", 'version="1.3"', 'version="1.2"'),
    ("version", "http://gexf.net/1.3\"", "http://www.gexf.net/1.3draft\""),
    ("prefix", "viz:color", "v:color"),
    ("prefix", "gexf.net/1.3/viz", "gexf.net/1.2/viz"),
    ("meta", 'lastmodifieddate="2024-05-04"', 'lastmodifieddate="yesterday"'),
    ("meta", "<creator>kg</creator>", "<title>kg</title>"),
    ("attributes", '<attributes class="edge">', '<attributes class="node">'),
    ("attributes", '<attributes class="node">', '<attributes class="graph">'),
    ("attributes", '<attributes class="node">', '<attributes class="node" mode="static">'),
    ("attribute id", '<attribute id="0" title="kind_of"', '<attribute id="kind_of" title="kind_of"'),
    ("type", 'title="kind_of" type="string"', 'title="kind_of" type="anyURI"'),
    ("title", 'title="kind_of"', 'title="Type"'),
    ("title", 'title="kind_of"', 'title="Made"'),
    ("value", '<attvalue for="0" value="state"/>', '<attvalue for="7" value="state"/>'),
    ("value", '<attvalue for="0" value="state"/>', '<attvalue for="0" value=""/>'),
    ("value", '<attvalue for="1" value="1"/>', '<attvalue for="1" value="one"/>'),
    ("value", 'value="true"', 'value="True"'),
    ("value", '<attvalue for="1" value="1"/>', '<attvalue for="1" value="1"/><attvalue for="1" value="2"/>'),
    ("id", '<node id="n2"', '<node id="n1"'),
    ("id", '<node id="n2"', '<node id="n2 "'),
    ("id", '<edge id="e1"', '<edge id="e0"'),
    ("label", 'label="c"', 'label=""'),
    ("colour", ' r="1"', ' a="1.0" r="1"'),
    ("colour", ' r="1"', ' hex="#010203" r="1"'),
    ("colour", ' r="1"', ' r="1.0"'),
    ("colour", ' r="1"', ' r="256"'),
    ("size", 'viz:size value="100"', 'viz:size value="40"'),
    ("size", 'viz:size value="100"', 'viz:size value="big"'),
    ("size", '<viz:size value="100"/>', ""),
    ("position", 'z="0"', 'z="None"'),
    ("position", 'z="0"', 'z="3"'),
    ("position", 'x="-10.0"', 'x="-9000"'),
    ("position", 'x="-10.0"', 'x="-9"'),
    ("position", '<viz:position x="10.0" y="0.0" z="0"/>', ""),
    ("ignored", '<viz:size value="100"/>', '<viz:size value="100"/><viz:shape value="disc"/>'),
    ("ignored", '<edges>\n<edge id="e0" source="n0" target="n1" type="directed" weight="1" kind="accuses">',
     '<edges>\n<edge id="e0" source="n0" target="n1" type="directed" weight="1" kind="accuses"><viz:thickness value="2"/>'),
    ("ends", 'target="n2"', 'target="n9"'),
    ("direction", 'target="n2" type="directed"', 'target="n2"'),
    ("direction", 'target="n2" type="directed"', 'target="n2" type="undirected"'),
    ("parallel", 'source="n1" target="n2"', 'source="n0" target="n1"'),
    ("weight", 'target="n2" type="directed" weight="1"', 'target="n2" type="directed" weight="0"'),
    ("weight", 'target="n2" type="directed" weight="1"', 'target="n2" type="directed" weight="NaN"'),
    ("time", '<node id="n2"', '<node start="2024-05-04" id="n2"'),
    ("time", 'mode="static"', 'mode="dynamic"'),
    ("dated", 'mode="static"', 'mode="dynamic" timerepresentation="interval" timeformat="date"'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new"), BROKEN)
def test_each_rule_catches_its_break(good: Path, rule: str, old: str, new: str) -> None:
    before = good.read_text()
    assert old in before
    good.write_text(before.replace(old, new, 1))
    found = lint(good)
    assert rule in {f.rule for f in found}, found
    assert all(f.line > 1 or f.rule in ("version", "prefix") for f in found)


def test_labels_on_many_edges_are_found(tmp_path: Path) -> None:
    edges = "".join(f'<edge id="e{n}" source="a" target="a" type="directed" kind="k{n}" label="x"/>' for n in range(200))
    file = tmp_path / "many.gexf"
    file.write_text(
        HEAD + f'<graph defaultedgetype="directed"><nodes><node id="a" label="a"/></nodes><edges>{edges}</edges></graph></gexf>'
    )
    assert [f.rule for f in lint(file)] == ["label"]


DYNAMIC = [
    ("time", 'timeformat="date"', 'timeformat="double"'),
    ("time", 'timerepresentation="interval"', 'timerepresentation="timestamp"'),
    ("time", 'start="2024-05-04"', 'start="2024-05-09"'),
    ("time", 'start="2024-05-04"', 'start="May 2024"'),
    ("time", 'start="2024-05-04" end="2024-05-04"', 'timestamp="2024-05-04"'),
    ("dated", 'start="2024-05-04" end="2024-05-04"', 'start="2024-05-04"'),
]


@pytest.mark.parametrize(("rule", "old", "new"), DYNAMIC)
def test_each_rule_of_time_catches_its_break(tmp_path: Path, rule: str, old: str, new: str) -> None:
    graph = nx.DiGraph()
    graph.add_node("a", spells=(("2024-05-01", "2024-05-02"), ("2024-05-08", "2024-05-08")))
    graph.add_edge("a", "a", spells=(("2024-05-04", "2024-05-04"),))
    before = text(graph, dynamic=True)
    file = tmp_path / "dynamic.gexf"
    file.write_text(before)
    assert lint(file) == []
    file.write_text(before.replace(old, new, 1))
    assert rule in {f.rule for f in lint(file)}


def test_what_is_no_xml_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "cut.gexf"
    file.write_text(HEAD + "<graph>\n<nodes>")
    with pytest.raises(BadFile, match=r"cut\.gexf:4:\d+: "):
        lint(file)


# ---- our own files


@pytest.mark.parametrize("dynamic", [False, True])
@pytest.mark.parametrize("view", VIEWS)
def test_views_keep_every_rule(kept: Store, tmp_path: Path, view: str, dynamic: bool) -> None:
    graph = styled(VIEWS[view](kept.graph, None))
    assert graph.number_of_edges() > 1
    file = tmp_path / "view.gexf"
    with file.open("wb") as out:
        write_gexf(graph, out, Meta("kg", legend(graph), "2026-03-03"), dynamic=dynamic)
    assert lint(file) == []


def test_sizes_follow_reports_and_span_the_whole_range(small: ox.Store) -> None:
    graph = styled(VIEWS["outlets"](small, None))
    sizes = {graph.nodes[n]["label"]: graph.nodes[n]["viz"]["size"] for n in graph}
    reports = {graph.nodes[n]["label"]: graph.nodes[n]["reports"] for n in graph}
    assert (min(sizes.values()), max(sizes.values())) == (4.0, 100.0)
    assert sorted(sizes, key=lambda n: (reports[n], n)) == sorted(sizes, key=lambda n: (sizes[n], n))


@pytest.mark.parametrize("nodes", [0, 1, 2, 30, 600])
def test_a_layout_is_apart_centred_and_the_same_again(nodes: int) -> None:
    graph = nx.path_graph(nodes)
    first = layout(graph, list(graph))
    assert first == layout(graph, list(graph))
    assert len(set(first)) == nodes
    for axis in (0, 1):
        assert abs(sum(p[axis] for p in first)) / max(nodes, 1) < 0.01
    if nodes > 1:
        assert 999 < max(abs(c) for p in first for c in p) <= 4500


def test_linked_nodes_are_nearer_than_others() -> None:
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    place = layout(graph, list(graph))

    def apart(a: int, b: int) -> float:
        return math.dist(place[a], place[b])

    within = max(apart(a, b) for a in range(6) for b in range(6))
    between = min(apart(a, b) for a in range(6) for b in range(6, 12))
    assert within < between


READ = """
const fs = require('fs');
const {MultiGraph} = require('graphology');
const {parse} = require('graphology-gexf');
const graph = parse(MultiGraph, fs.readFileSync(process.argv[1], 'utf8'));
console.log(JSON.stringify({
  nodes: graph.mapNodes((id, data) => [id, data]),
  edges: graph.mapEdges((id, data, source, target) => [id, source, target, graph.isDirected(id), data]),
}));
"""


def read_by_graphology(file: Path) -> dict[str, list[list[object]]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not here")
    # KG_NODE_MODULES: the folder of an `npm install graphology graphology-gexf @xmldom/xmldom`.
    env = {**os.environ, **({"NODE_PATH": os.environ["KG_NODE_MODULES"]} if "KG_NODE_MODULES" in os.environ else {})}
    there = subprocess.run(
        [node, "-e", "require('graphology-gexf'); require('graphology')"], env=env, capture_output=True, check=False
    )
    if there.returncode:
        pytest.skip("the npm packages graphology and graphology-gexf are not here; install them and set KG_NODE_MODULES")
    done = subprocess.run([node, "-e", READ, str(file)], env=env, capture_output=True, text=True, check=True)
    result: dict[str, list[list[object]]] = json.loads(done.stdout)
    return result


def test_the_parser_of_gephi_lite_reads_all_of_it(tmp_path: Path) -> None:
    graph = pair()
    graph.nodes["urn:b"]["iri"] = "https://example.org/union"
    file = tmp_path / "pair.gexf"
    file.write_text(text(graph))
    found = read_by_graphology(file)
    assert found["nodes"] == [
        ["n0", {"made": 0, "label": '"Lake" & co', "color": "rgb(1,2,3)", "size": 4, "x": 1000, "y": -2.5, "z": 0}],
        ["n1", {"actor_type": "organization", "iri": "https://example.org/union", "made": 2, "label": "Sailors' <Union>",
                "color": "rgb(0,114,178)", "size": 4, "x": -1000, "y": 2.5, "z": 0}],
    ]  # fmt: skip
    assert found["edges"] == [
        [
            "e0",
            "n1",
            "n0",
            True,
            {"denied": True, "outlets": "A,B;C", "share": 0.5, "weight": 2, "kind": "accuses", "color": "rgb(213,94,0)"},
        ]
    ]


def test_the_parser_of_gephi_lite_finds_every_node_and_edge_of_a_view(kept: Store, tmp_path: Path) -> None:
    graph = styled(VIEWS["outlets"](kept.graph, None))
    file = tmp_path / "outlets.gexf"
    file.write_text(text(graph))
    found = read_by_graphology(file)
    assert sorted(n[1]["label"] for n in found["nodes"]) == sorted(d["label"] for _, d in graph.nodes(data=True))  # type: ignore[index]
    assert len(found["edges"]) == graph.number_of_edges()
    assert all(str(n[1]["color"]).startswith("rgb(") and "x" in n[1] for n in found["nodes"])  # type: ignore[index,operator]
