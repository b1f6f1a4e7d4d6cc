"""Sections of the map as they are typed: west, south, east and north in degrees."""

from __future__ import annotations

import argparse

__all__ = ["section_degrees"]


def section_degrees(text: str) -> tuple[float, ...]:
    """The four degrees of a text such as ``69,32,72,34``; an error of `argparse` if it has no four numbers."""
    parts = text.split(",")
    try:
        degrees = tuple(map(float, parts))
    except ValueError:
        degrees = ()
    if len(degrees) != 4:
        raise argparse.ArgumentTypeError("four degrees: west, south, east and north, as in 69,32,72,34")
    return degrees
