"""The source layouts that exist: every module of `geo.sources.layouts` is one.

The modules are found by listing the package and are imported only when a table is to be recognised. The names are
those of the files, so that the command line can offer them without importing any layout: this module itself imports
next to nothing, because the parser of the command line is made at every start.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import geo.sources.layouts as package

if TYPE_CHECKING:
    from geo.incidents.findings import RawTable
    from geo.sources.layout import DataSource, Layout

__all__ = ["data_source", "header_names", "layout_names", "layouts", "recognised_layout"]


def layout_names() -> tuple[str, ...]:
    """The names of all layouts, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__)))


def layouts() -> tuple[Layout, ...]:
    """All layouts by name, in alphabetical order."""
    return tuple(map(_load, layout_names()))


@cache
def _load(name: str) -> Layout:
    layout = import_module(f"{package.__name__}.{name}").LAYOUT
    if layout.name != name:
        raise ValueError(f"geo/sources/layouts/{name}.py defines the layout {layout.name!r}: the names must be equal.")
    return layout  # type: ignore[no-any-return]


def recognised_layout(header: Sequence[str], first: RawTable) -> Layout | None:
    """The layout with the highest score for a table, the first by name among equals; None if it is no known one.

    Each layout sees the header under its own names, however they were cut or renamed.
    """
    from geo.sources.layout_names import layout_header

    scores = {
        layout: layout.recognise(layout_header(header, layout.columns, first, layout.tests), first)
        for layout in layouts()
    }
    best = max(scores, key=lambda layout: scores[layout], default=None)
    return best if best is not None and scores[best] > 0 else None


def header_names(first_line: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns of a file whose first line is already a record; empty if the line is a header."""
    for layout in layouts():
        if layout.column_names is not None and (names := layout.column_names(first_line)):
            return tuple(names)
    return ()


def data_source(name: str) -> DataSource:
    """The data set of that name with its terms; one that no layout declares has a name only."""
    from geo.sources.layout import DataSource

    known = (source for layout in layouts() for source in layout.sources if source.name == name)
    return next(known, DataSource(name))
