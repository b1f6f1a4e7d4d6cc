"""The content of a comparison: two sides with one legend, the figures of both, and their difference where it is one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo.analysis.comparison import change_text
from geo.analysis.counts import table
from geo.analysis.coverage import coverage
from geo.analysis.sides import Against, Sides, sides_of
from geo.briefing.content import Briefing, briefing_of
from geo.briefing.imprint import Imprint
from geo.briefing.legend import Legend, LegendEntry
from geo.briefing.notes import sources
from geo.briefing.record import Record, record_json
from geo.briefing.sentences import Filters, filters_of, one_line
from geo.query import Query
from geo.tally.figures import Figures
from geo.view.snapshot import Snapshot
from geo.view.state import State
from geo.wording import plural

__all__ = ["Comparison", "ComparisonRow", "comparison_of"]

_FIGURES: tuple[tuple[str, Callable[[Figures], int | None]], ...] = (
    ("incidents", lambda f: f.incidents),
    ("killed", lambda f: None if f.incidents and f.no_figure == f.incidents else f.killed_best),
    ("injured", lambda f: None if f.incidents and f.no_injured == f.incidents else f.injured),
    ("abducted", lambda f: None if f.incidents and f.no_abducted == f.incidents else f.abducted),
    ("deaths not stated", lambda f: f.no_figure),
)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A figure, or the incidents of a district, on both sides; ``difference`` is blank where none is stated."""

    name: str
    left: str
    right: str
    difference: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page says about two snapshots.

    Attributes
    ----------
    names
        What each side is, in words.
    left, right
        The briefing of each side; their legends are the joint one.
    snapshots
        The two snapshots, as they are drawn: without colours or hot spots that the sides do not share.
    difference
        What the difference is, or why none is stated, as a sentence.
    figures, districts
        The figures of both sides, and the incidents by district, the greatest difference first; of two provinces, which
        share no district, none.
    warnings
        Which days of either side the data do not cover.
    sources
        Who published and who reported the incidents of both sides.
    """

    title: str
    names: tuple[str, str]
    left: Briefing
    right: Briefing
    snapshots: tuple[Snapshot, Snapshot]
    difference: str
    figures: tuple[ComparisonRow, ...]
    districts: tuple[ComparisonRow, ...]
    legend: Legend
    filters: Filters
    warnings: tuple[str, ...]
    sources: str
    record: Record


def comparison_of(
    snapshot: Snapshot,
    against: Against,
    title: str | None = None,
    made: date | None = None,
    imprint: Imprint | None = None,
) -> Comparison:
    """The comparison of a snapshot with what it is put beside.

    Raises
    ------
    InputError
        If there is nothing to put it beside; see `geo.analysis.sides.sides_of`.
    """
    sides = _alike(sides_of(snapshot, against))
    left, right = (briefing_of(side, title, made, imprint) for side in (sides.left, sides.right))
    legend = _joint_legend(left.legend, right.legend)
    left, right = replace(left, legend=legend), replace(right, legend=legend)
    heading = one_line(title or "") or _title(sides, left)
    own = briefing_of(snapshot, title, made, imprint).record
    view = record_json(json.loads(own.view) | {"comparison": against.as_record()})
    words = f"{sides.names[0]} beside {sides.names[1]} · {_difference_words(sides)}"
    fields = snapshot.dataset.incidents.texts["sources"]
    rows = (row for side in (sides.left, sides.right) for row in side.rows.tolist())
    return Comparison(
        title=heading,
        names=sides.names,
        left=left,
        right=right,
        snapshots=(sides.left, sides.right),
        difference=_difference_words(sides),
        figures=_figures(sides),
        districts=_districts(sides) if sides.by == "period" else (),
        legend=legend,
        filters=filters_of(
            _without_provinces(snapshot.state.query) if sides.by == "province" else snapshot.state.query
        ),
        warnings=_warnings(sides, left, right),
        sources=sources(left.notes.cited, snapshot.dataset.notice, (fields[row] for row in rows)),
        record=replace(own, title=heading, view=view, description=f"{words} · {own.description}"),
    )


def _without_provinces(query: Query) -> Query:
    return replace(query, provinces=frozenset())


def _title(sides: Sides, left: Briefing) -> str:
    if sides.by == "province":
        return f"Reported incidents: {sides.names[0]} and {sides.names[1]} side by side"
    return f"Reported incidents {one_line(left.scope.words)}: two periods side by side"


def _alike(sides: Sides) -> Sides:
    """The sides without what only means the same on both of them if it is computed for both: colours, hot spots."""
    plain = _both(sides, lambda state: replace(state, hot_spots=None, district=""))
    legends = [briefing_of(side).legend for side in (plain.left, plain.right)]
    colours = [None if one.classes is None else [entry.label for entry in one.classes.entries] for one in legends]
    if plain.left.state.colour_by == "change" or colours[0] != colours[1]:
        plain = _both(plain, lambda state: replace(state, colour_by=""))
    if len({one.heat.bounds for one in legends if one.heat is not None}) > 1:
        plain = _both(plain, lambda state: replace(state, layers=state.layers - {"heat"}))
    return plain


def _both(sides: Sides, change: Callable[[State], State]) -> Sides:
    left, right = (replace(side, state=change(side.state)) for side in (sides.left, sides.right))
    return replace(sides, left=left, right=right)


def _joint_legend(left: Legend, right: Legend) -> Legend:
    """One legend for both: their types, sizes and marks together, each with its incidents on both sides."""
    counts = {entry.number: entry for entry in (*left.types, *right.types)}
    types = tuple(
        replace(entry, count=_count(left.types, number) + _count(right.types, number))
        for number, entry in sorted(counts.items())
    )
    sizes = tuple(sorted({*left.sizes, *right.sizes}))
    marks = tuple(dict.fromkeys((*left.marks, *right.marks)))
    lines = tuple(dict.fromkeys((*left.lines, *right.lines)))
    classes = left.classes
    if classes is not None and right.classes is not None:
        pairs = zip(classes.entries, right.classes.entries, strict=True)
        entries = tuple(replace(one, count=one.count + other.count) for one, other in pairs)
        classes = replace(classes, entries=entries)
    return replace(left, types=types, sizes=sizes, marks=marks, lines=lines, classes=classes)


def _count(types: tuple[LegendEntry, ...], number: int) -> int:
    return sum(entry.count for entry in types if entry.number == number)


def _difference_words(sides: Sides) -> str:
    if sides.no_difference:
        return f"No difference is stated: {one_line(sides.no_difference)}."
    widths = [side.period.width_days for side in (sides.left, sides.right)]
    days = f" The periods have {widths[0]:,} and {plural(widths[1], 'day')}." if widths[0] != widths[1] else ""
    return f"Difference: {sides.names[1]} less {sides.names[0]}, of deaths the best figures.{days}"


def _figures(sides: Sides) -> tuple[ComparisonRow, ...]:
    left, right = sides.left.figures, sides.right.figures
    have_data = [not coverage(side).is_none for side in (sides.left, sides.right)]
    pairs = ((name, of(left) if have_data[0] else None, of(right) if have_data[1] else None) for name, of in _FIGURES)
    rows = (_row(name, values, sides.no_difference) for name, *values in pairs)
    ranges = left.killed_range, right.killed_range
    return tuple(
        replace(row, left=_ranged(row.left, ranges[0]), right=_ranged(row.right, ranges[1]))
        if row.name == "killed"
        else row
        for row in rows
    )


def _ranged(value: str, between: str) -> str:
    return f"{value} ({between})" if between and value != "–" else value


def _row(name: str, values: Sequence[int | None], no_difference: str) -> ComparisonRow:
    """A row; a figure that is not known on a side is none, and has no difference."""
    left, right = values
    difference = "" if no_difference or left is None or right is None else change_text(right, left)
    texts = ["–" if value is None else f"{value:,}" for value in values]
    return ComparisonRow(name, texts[0], texts[1], difference)


def _districts(sides: Sides) -> tuple[ComparisonRow, ...]:
    """The districts with incidents on either side: the greatest difference first, or most incidents if none is one."""
    left, right = (
        {g.name: g.figures.incidents for g in table(s, "district").groups} for s in (sides.left, sides.right)
    )
    found = [(name, left.get(name, 0), right.get(name, 0)) for name in {**left, **right}]
    found = [one for one in found if one[1] or one[2]]
    if sides.no_difference:
        found.sort(key=lambda one: (-(one[1] + one[2]), one[0]))
    else:
        found.sort(key=lambda one: (-abs(one[2] - one[1]), -(one[1] + one[2]), one[0]))
    return tuple(_row(name, (one, other), sides.no_difference) for name, one, other in found)


def _warnings(sides: Sides, left: Briefing, right: Briefing) -> tuple[str, ...]:
    if sides.by == "province" or left.coverage == right.coverage:
        return (left.coverage,) if left.coverage else ()
    pairs = zip(sides.names, (left.coverage, right.coverage), strict=True)
    return tuple(f"{name}: {text}" for name, text in pairs if text)
