"""The base map: areas, lines, towns and the places of their labels, for the maps on screen and on paper.

It is a bundled file that ``scripts/basemap.py`` makes of the bundled layers, and whose keys are described there: to
read the layers, check them and find room for labels would take each page longer than to be drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from geo import assets

__all__ = ["BORDER_NAME", "FILE", "PAPER_FILE", "basemap_json", "load_basemap", "outline"]

BORDER_NAME = "Pakistan–Afghanistan border (Durand Line)"

FILE = ("boundaries", "basemap.json")
PAPER_FILE = ("boundaries", "paper.json")
"""What only the maps on paper read: places for the names of areas, which are many, and the lines between countries."""


def basemap_json() -> bytes:
    """The base map as UTF-8 JSON."""
    return assets.read_bytes(*FILE)


def load_basemap() -> dict[str, Any]:
    """The base map as plain values, with what only the maps on paper read.

    Each area has its ``spots``, places for its name (``[lon, lat]``); ``between`` are the lines between countries and
    other units, in two groups: ``settled`` and ``disputed``.
    """
    base: dict[str, Any] = json.loads(basemap_json())
    paper = json.loads(assets.read_bytes(*PAPER_FILE))
    for key, spots in paper["spots"].items():
        for area in base[key]:
            area["spots"] = spots[area["name"]]
    return base | {"between": paper["between"]}


def outline(areas: Iterable[list[list[float]]]) -> list[list[float]]:
    """The outer lines of a group of areas that share their vertices: edges that two of them have in common cancel."""
    edges: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    for rings in areas:
        for ring in rings:
            points = list(zip(ring[::2], ring[1::2], strict=True))
            for a, b in pairwise(points):
                edges ^= {(min(a, b), max(a, b))}
    return _chained(edges)


def _chained(edges: set[tuple[tuple[float, float], tuple[float, float]]]) -> list[list[float]]:
    ends: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for a, b in sorted(edges):
        ends.setdefault(a, []).append(b)
        ends.setdefault(b, []).append(a)
    lines = []
    for first in sorted(ends):
        while ends[first]:
            lines.append([c for point in _walk(first, ends) for c in point])
    return lines


def _walk(
    first: tuple[float, float], ends: dict[tuple[float, float], list[tuple[float, float]]]
) -> list[tuple[float, float]]:
    line = [first]
    while ends[line[-1]]:
        here = line[-1]
        there = ends[here].pop()
        ends[there].remove(here)
        line.append(there)
    return line
