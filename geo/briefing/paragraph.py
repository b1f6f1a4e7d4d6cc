"""A paragraph written from the tables of a brief alone: each sentence names the cells from which it comes.

Nothing else enters it, so that each number in it stands in one of its cells. Figures that differ between reports are
given with their range; what is not known is said to be not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.briefing.fact_table import Cell, FactTable, Reference, shown
from geo.briefing.sentences import joined
from geo.wording import plural

__all__ = ["Paragraph", "Sentence", "paragraph_of"]

_MOST_PLACES, _MOST_TIED = 3, 5

Tables = Mapping[str, FactTable]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the cells of the tables from which it is written."""

    text: str
    cells: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in their order."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All of them, with a space between two."""
        return " ".join(sentence.text for sentence in self.sentences)


def paragraph_of(tables: Tables) -> Paragraph:
    """The paragraph of the tables ``subject``, ``figures``, ``types``, ``districts``, ``incidents`` and ``unusual``.

    ``changes`` is told of where it is there. ``subject`` has a row for each of the words that the sentences need.
    """
    found = [*_subject(tables), *_figures(tables), *_types(tables), *_districts(tables), *_deadliest(tables)]
    return Paragraph((*found, *_unusual(tables), *_changes(tables), *_limits(tables)))


class _Subject:
    """The table of what a brief is about, by the names of its rows."""

    def __init__(self, tables: Tables) -> None:
        self._table = tables["subject"]
        self._rows = {str(row[0]): n for n, row in enumerate(self._table.rows)}

    def text(self, name: str) -> str:
        """The value of a row; blank where there is no such row."""
        return self._table.texts()[self._rows[name]][1] if name in self._rows else ""

    def cell(self, name: str) -> Reference:
        """The cell of that value."""
        return Reference("subject", self._rows[name], "Value")


def _subject(tables: Tables) -> Iterator[Sentence]:
    """What the data are if they are made up, and how many incidents were reported where and when."""
    subject, (incidents, _, _, _) = _Subject(tables), tables["figures"].rows
    if label := subject.text("Data"):
        yield Sentence(f"{label}.", (subject.cell("Data"),))
    cells = (subject.cell("Period"), subject.cell("Places"), *tables["figures"].cells(0, "Number"))
    period, places, number = subject.text("Period"), subject.text("Places"), incidents[1]
    filters = ""
    if (text := subject.text("Filters")) != "No filters":
        filters, cells = f" ({text})", (*cells, subject.cell("Filters"))
    if not isinstance(number, int):
        yield Sentence(f"For the period {period} {places}{filters} no figure is given.", cells)
        return
    yield Sentence(f"In the period {period}, {_reported(number)} {places}{filters}.", cells)
    if isinstance(incidents[2], int) and incidents[2] != number:
        text = f"Some reports may be of one event, so that there may be {incidents[2]:,} to {plural(number, 'event')}."
        yield Sentence(text, tables["figures"].cells(0, "Number", "Lowest"))


def _reported(number: int) -> str:
    """How many incidents were reported, in words."""
    were = "were" if number > 1 else "was"
    return f"{plural(number, 'incident') if number else 'no incident'} {were} reported"


def _figures(tables: Tables) -> Iterator[Sentence]:
    """Deaths with their range, injured and abducted people, and how many incidents state no number."""
    incidents, killed, injured, abducted = tables["figures"].rows
    if not incidents[1]:
        return
    yield _killed(tables["figures"], killed)
    stated = [(n, row) for n, row in ((2, injured), (3, abducted)) if isinstance(row[1], int)]
    if stated:
        parts = [f"{row[1]:,} {str(row[0]).lower()}{_missing(row[4])}" for _, row in stated]
        cells = tuple(c for n, _ in stated for c in tables["figures"].cells(n, "Figure", "Number", "Not stated in"))
        yield Sentence(f"Also reported: {joined(parts)}.", cells)


def _missing(cell: Cell) -> str:
    return f" (not stated for {plural(cell, 'incident')})" if isinstance(cell, int) and cell else ""


def _killed(table: FactTable, row: Sequence[Cell]) -> Sentence:
    _, best, low, high, missing, *_ = row
    cells = table.cells(1, "Number", "Lowest", "Highest", "Not stated in")
    if not isinstance(best, int):
        return Sentence("No report states how many people were killed.", cells)
    who = "1 person was" if best == 1 else f"{best:,} people were"
    spread = f" (reports from {shown(low)} to {shown(high)})" if low != high else ""
    rest = f"; for {plural(missing, 'incident')} no figure is given" if isinstance(missing, int) and missing else ""
    return Sentence(f"{who} reported killed{spread}{rest}.", cells)


def _types(tables: Tables) -> Iterator[Sentence]:
    """The most frequent type, unless several share the first place."""
    table = tables["types"]
    rows = table.rows
    if len(rows) == 1:
        yield Sentence(f"All are of the type {rows[0][0]}.", table.cells(0, "Type", "Incidents"))
    elif rows and rows[0][1] != rows[1][1]:
        name, n = rows[0]
        cells = (*table.cells(0, "Type", "Incidents"), *table.cells(1, "Incidents"))
        yield Sentence(f"The most frequent type is {name} ({shown(n)}).", cells)


def _districts(tables: Tables) -> Iterator[Sentence]:
    """The districts with most incidents, so many that those with as many are all named, and the period before."""
    table = tables["districts"]
    n = _cut([row[1] for row in table.rows])
    if n:
        places = joined([f"{row[0]} ({shown(row[1])})" for row in table.rows[:n]])
        cells = tuple(cell for at in range(n) for cell in table.cells(at, "District", "Incidents"))
        yield Sentence(f"Most incidents were counted in {places}.", cells)
    yield from _before(tables)


def _cut(counts: Sequence[Cell]) -> int:
    """How many of some counts, most first, can be named so that none with as many is left out; 0 for none."""
    if len(counts) < 2:
        return 0
    fitting = (_MOST_PLACES, *range(_MOST_PLACES - 1, 0, -1), *range(_MOST_PLACES + 1, _MOST_TIED + 1))
    return next((n for n in fitting if n < len(counts) and counts[n - 1] != counts[n]), 0)


def _before(tables: Tables) -> Iterator[Sentence]:
    """The incidents of the equal period before; nothing for a sample, which says nothing of a change."""
    subject, table = _Subject(tables), tables["figures"]
    if not subject.text("Period before") or "Before" not in table.header:
        return
    before = table.rows[0][table.header.index("Before")]
    if isinstance(before, int):
        cells = (subject.cell("Period before"), *table.cells(0, "Before"))
        text = f"In the equal period before ({subject.text('Period before')}), {_reported(before)}."
        yield Sentence(text, cells)


def _deadliest(tables: Tables) -> Iterator[Sentence]:
    """The incident with most reported deaths; nothing where several share the first place."""
    table = tables["incidents"]
    deaths = [row[3] if isinstance(row[3], int) else 0 for row in table.rows]
    most = max(deaths, default=0)
    if most == 0 or deaths.count(most) > 1:
        return
    at = deaths.index(most)
    date, place, _, _, spread, who = table.texts()[at]
    between = f" (reports from {spread.replace('–', ' to ')})" if spread else ""
    subject, cells = _Subject(tables), table.cells(at, "Date", "Place", "Killed", "Range", "Reported by")
    of_those = ""
    if subject.text("Not named"):
        of_those, cells = " of those that may be named", (subject.cell("Not named"), *cells)
    said = f"{date}, {place}, {most:,} killed{between}, reported by {who}"
    yield Sentence(f"The incident with most reported deaths{of_those}: {said}.", cells)


def _unusual(tables: Tables) -> Iterator[Sentence]:
    """Which places are above or below their own usual level, or why none is compared."""
    subject, table = _Subject(tables), tables["unusual"]
    if tables["figures"].rows[0][1] is None:  # the data cover no day: said once
        return
    if why_not := subject.text("Not compared with the past"):
        yield Sentence(
            f"Not compared with the past: {why_not[0].lower()}{why_not[1:]}",
            (subject.cell("Not compared with the past"),),
        )
        return
    if not subject.text("Days looked at"):
        return
    window, verdicts = subject.cell("Days looked at"), [str(row[-1]) for row in table.rows]
    named = [n for n, verdict in enumerate(verdicts) if verdict.startswith(("above", "much above", "below"))]
    if not named:
        yield Sentence(f"No place stands out against its own past in {subject.text('Days looked at')}.", (window,))
        return
    lines = table.texts()
    parts = [f"{lines[n][0]} {verdicts[n].partition(',')[0]} ({lines[n][1]})" for n in named[:_MOST_TIED]]
    cells = tuple(cell for n in named for cell in table.cells(n, "Place", "Incidents", "Verdict"))
    text = f"Against their own past, in {subject.text('Days looked at')}: {joined(parts)}."
    yield Sentence(text, (window, *cells))


def _changes(tables: Tables) -> Iterator[Sentence]:
    """How many incidents are new, revised and withdrawn."""
    if "changes" not in tables:
        return
    subject, table = _Subject(tables), tables["changes"]
    _, _, new, revised, withdrawn = table.texts()[0]
    since = subject.text("Changed")
    text = f"Changed {since}: {new} new, {revised} revised, {withdrawn} withdrawn."
    yield Sentence(text, (subject.cell("Changed"), *table.cells(0, "New", "Revised", "Withdrawn")))


def _limits(tables: Tables) -> Iterator[Sentence]:
    """Which days the data do not cover, and what they are not."""
    subject = _Subject(tables)
    for name in ("Days not covered", "Late reports", "Caveat"):
        if text := subject.text(name):
            yield Sentence(text if text.endswith(".") else f"{text}.", (subject.cell(name),))
