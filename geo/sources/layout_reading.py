"""How the columns of a file with a known layout are read: their names in the layout, and the order of their days.

The rules are those of a table with an unknown layout: nothing that the file leaves open is assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.reading.dates import date_order_of
from geo.sources.layout import Layout
from geo.sources.layout_cells import is_plain_day
from geo.sources.layout_names import layout_header, renamed
from geo.sources.questions import Question

__all__ = ["LayoutReading", "layout_reading", "names_in_layout"]

_SHOWN = 6
_DAYS_SHOWN = 3


@dataclass(frozen=True)
class LayoutReading:
    """What was decided about a file with a known layout.

    Attributes
    ----------
    layout
        The layout.
    theirs
        The names of the columns as the file has them, stripped.
    header
        The same columns under the names of the layout.
    date_order
        How its days are written in numbers; blank if none are.
    questions, notes
        What only a person can decide, and what was decided without asking.
    """

    layout: Layout
    theirs: tuple[str, ...]
    header: tuple[str, ...]
    date_order: str = ""
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reading as a text that is stable from one import to the next."""
        return f"{self.layout.name} {self.date_order}".strip()

    def name_in_file(self, name: str) -> str:
        """The name that the file has for a column of the layout."""
        theirs = self.theirs[self.header.index(name)] if name in self.header else name
        return name if theirs.casefold() == name else theirs


def names_in_layout(layout: Layout, header: Sequence[str], first: RawTable) -> tuple[str, ...]:
    """The names of the columns of a file in a layout; folded names where the layout does not list its own."""
    return layout_header(header, layout.columns, first, layout.tests)


def layout_reading(
    layout: Layout, first: RawTable, parts: Callable[[], Iterable[RawTable]], date_order: str = ""
) -> LayoutReading:
    """The decisions about a file; raises `FileRefused` if it lacks what every row needs.

    Parameters
    ----------
    layout
        The layout that was recognised.
    first
        The first part of its records.
    parts
        Gives all parts; nothing more than the first is read unless days are written in numbers.
    date_order
        The order of days that the user gives; blank if it is to be found.
    """
    names = names_in_layout(layout, first.header, first)
    theirs = tuple(name.strip() for name in first.header)
    _require(layout, names)
    notes = (*_renaming(layout, theirs, names), *_missing(layout, names))
    order, questions = _order(layout, names, first, parts) if not date_order else (date_order, ())
    return LayoutReading(layout, theirs, names, order, questions, notes)


def _require(layout: Layout, names: Sequence[str]) -> None:
    for group in layout.needs:
        if not set(group) & set(names):
            raise FileRefused(
                f"The file has columns of {layout.title}, but no column {' or '.join(group)}, which every row needs. "
                "Export it with that column, or choose what each column means (--layout table)."
            )


def _renaming(layout: Layout, theirs: Sequence[str], names: Sequence[str]) -> list[str]:
    """A note about columns that have other names in the file."""
    pairs = [f"{their!r} as {ours}" for their, ours in renamed(theirs, names)]
    if not pairs:
        return []
    more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
    listed = f"{', '.join(pairs[:_SHOWN])}{more}"
    what = "names that were cut or changed, as it happens in a Shapefile or by a join of layers"
    return [f"The columns are those of {layout.title} with {what}: {listed}."]


def _missing(layout: Layout, names: Sequence[str]) -> list[str]:
    return [
        f"The file has no column {name}, which {layout.title} has: {what}."
        for name, what in layout.expects.items()
        if name not in names
    ]


def _order(
    layout: Layout, names: Sequence[str], first: RawTable, parts: Callable[[], Iterable[RawTable]]
) -> tuple[str, tuple[Question, ...]]:
    """The order of the days of the whole file; nothing is looked through if the first part has none in numbers."""
    at = [names.index(name) for name, kind in layout.cells.items() if kind == "day" and name in names]
    if all(map(is_plain_day, _texts(first, at))):
        return "", ()
    texts: set[str] = set().union(*(_texts(part, at) for part in parts()))
    order, open_days = date_order_of(sorted(texts))
    if not open_days:
        return order, ()
    listed = ", ".join(dict.fromkeys(open_days[:_DAYS_SHOWN]))
    text = (
        f"its days ({listed}) can be read day first or month first, and the column "
        f"{' and '.join(names[i] for i in at)} does not decide it"
    )
    return "", (Question("date_start", text, "--date-order dmy or mdy", ("dmy", "mdy")),)


def _texts(part: RawTable, at: Sequence[int]) -> set[str]:
    width = len(part.header)
    return {record[i] for i in at for record in part.records if len(record) == width}
