"""Counterclaim: a knowledge graph of contested events."""

__version__ = "0.1.0"
