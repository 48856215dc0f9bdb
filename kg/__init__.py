"""Counterclaim: a knowledge graph of contested events."""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`kg.open` and `kg.memory`, brought in when first used: `import kg` alone loads nothing heavy."""
    if name in ("open", "memory"):
        from importlib import import_module

        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
