"""How the columns of a file with a known layout are read: their names in the layout, and the order of their days.

The rules are those of a table with an unknown layout: nothing that the file leaves open is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.errors import FileRefused
from geo.sources.day_reading import DayDecisions, DayReading, day_texts, decide_days
from geo.sources.layout import Layout
from geo.sources.layout_cells import ISO_DAY, day_columns, is_plain_day
from geo.sources.layout_names import renamed
from geo.sources.opening import OpenedFile, names_in_layout
from geo.sources.questions import Question
from geo.sources.read_options import TABLE

__all__ = ["LayoutReading", "layout_reading"]

_SHOWN = 6


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
    days
        How its days are read.
    questions, notes
        What only a person can decide, and what was decided without asking.
    """

    layout: Layout
    theirs: tuple[str, ...]
    header: tuple[str, ...]
    days: DayReading = field(default_factory=DayReading)
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reading as a text that is stable from one import to the next."""
        return " ".join(filter(None, (self.layout.name, self.days.order, *sorted(self.days.swapped.values()))))

    def name_in_file(self, name: str) -> str:
        """The name that the file has for a column of the layout."""
        theirs = self.theirs[self.header.index(name)] if name in self.header else name
        return name if theirs.casefold() == name else theirs


def layout_reading(layout: Layout, file: OpenedFile, decisions: DayDecisions) -> LayoutReading:
    """The decisions about a file with a known layout; raises `FileRefused` if it lacks what every row needs."""
    names = names_in_layout(layout, file.table.header, file.first)
    theirs = tuple(name.strip() for name in file.table.header)
    _require(file.origin.name, layout, names)
    days = _days(layout, file, names, decisions)
    notes = (*_renaming(layout, theirs, names), *_missing(layout, names), *days.notes)
    return LayoutReading(layout, theirs, names, days, (*_repeated(layout, file), *days.questions), notes)


def _require(name: str, layout: Layout, names: Sequence[str]) -> None:
    for group in layout.needs:
        if not set(group) & set(names):
            raise FileRefused(
                f"{name} has columns of {layout.title}, but no column {' or '.join(group)}, which every row needs. "
                "Export it with that column, or choose what each column means (--layout table)."
            )


def _repeated(layout: Layout, file: OpenedFile) -> tuple[Question, ...]:
    """A question about a column of the layout that is there twice and does not say the same."""
    header, records = file.folded_header, file.first.records
    for name in dict.fromkeys(header):
        at = [place for place, other in enumerate(header) if other == name]
        if len(at) > 1 and name in layout.columns and any(_differ(record, at, len(header)) for record in records):
            columns = " and ".join(f"column {place + 1}" for place in at)
            text = f"{name!r} is there more than once ({columns}), with different cells: read it as any other table"
            return (Question(name, f"{text} to choose one of them", f"--layout {TABLE}", (TABLE,)),)
    return ()


def _differ(record: Sequence[str], at: Sequence[int], width: int) -> bool:
    return len(record) == width and len({record[place].strip() for place in at}) > 1


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


def _days(layout: Layout, file: OpenedFile, names: Sequence[str], decisions: DayDecisions) -> DayReading:
    """How its days are read; the file is looked through only if the first part has a day that needs it."""
    at = {ours: names.index(name) for ours, name in day_columns(layout.cells).items() if name in names}
    width = len(names)
    first = {record[i] for i in at.values() for record in file.first.records if len(record) == width}
    if all(is_plain_day(text) for text in first if not ISO_DAY.fullmatch(text)):
        return DayReading(decisions.order)
    columns = {ours: file.folded_header[i] for ours, i in at.items()}
    return decide_days(day_texts(file.parts(), columns), decisions, has_date_cells=file.table.has_date_cells)
