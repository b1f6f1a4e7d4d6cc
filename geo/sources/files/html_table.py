"""A table of an HTML page, as web applications save it under the name of a workbook; read without any library."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from geo.errors import FileRefused
from geo.incidents.findings import RawTable
from geo.sources.files.encoding import decoded_lines, encoding_of
from geo.sources.files.headings import find_heading
from geo.sources.files.table import Progress, Table, in_parts, require_regular

__all__ = ["read_html_table"]

LARGEST_HTML = 64 * 2**20
MOST_CELLS = 5_000_000
_WIDEST_SPAN = 1_000
_DROPPED = frozenset({"script", "style", "head", "template"})


def read_html_table(path: Path, encoding: str = "") -> Table:
    """The largest table of a page; raises `FileRefused` if there is none."""
    if require_regular(path) > LARGEST_HTML:
        raise FileRefused(f"{path.name} is an HTML page of more than {LARGEST_HTML // 2**20} MB. Save it as CSV.")
    detected = encoding_of(path, encoding)
    page = _Page()
    try:
        for line in decoded_lines(path, detected):
            page.feed(line)
        page.close()
    except _TooManyCells:
        raise FileRefused(f"{path.name} is an HTML page with more than {MOST_CELLS:,} cells. Save it as CSV.") from None
    tables = [table for table in page.tables if sum(any(row) for row in table) >= 2]
    if not tables:
        raise FileRefused(f"{path.name} is an HTML page without a table of rows. Export the table as CSV or .xlsx.")
    rows = [row for row in max(tables, key=lambda table: sum(map(len, table))) if any(row)]
    heading = find_heading(rows)
    width = max(map(len, rows))
    header = [*heading.names, *[""] * (width - len(heading.names))]
    even = [row + [""] * (width - len(row)) for row in rows[heading.below :]]
    notes = ["an HTML page: its largest table is read", *([detected.note] if detected.note else []), *heading.notes]

    def parts(progress: Progress) -> Iterator[RawTable]:
        yield from in_parts(header, even)
        progress(1.0)

    return Table("HTML table", tuple(header), parts, tuple(notes))


class _TooManyCells(Exception):
    """A page holds, or claims by its spans, more cells than a table of incidents has."""


class _Page(HTMLParser):
    """The tables of a page as rows of texts; a cell over several columns or rows is in each of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.cells = 0
        self._open: list[int] = []
        self._text: list[str] | None = None
        self._spans = (1, 1)
        self._below: dict[int, dict[int, tuple[str, int]]] = {}
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag == "table":
            self._end_cell()
            self._open.append(len(self.tables))
            self.tables.append([])
        elif tag == "tr" and self._open:
            self._end_row()
            self._rows.append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            given = dict(attrs)
            self._spans = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self._open:
            self._end_row()
        elif tag == "table" and self._open:
            self._end_row()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._dropped:
            self._text.append(data)

    @property
    def _rows(self) -> list[list[str]]:
        return self.tables[self._open[-1]]

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            self._text = None
            return
        text = " ".join("".join(self._text).split())
        self._text = None
        if not self._rows:
            self._rows.append([])
        self._fill_from_above()
        across, down = self._spans
        self._count(across)
        row, below = self._rows[-1], self._below.setdefault(self._open[-1], {})
        for _ in range(across):
            if down > 1:
                below[len(row)] = (text, down - 1)
            row.append(text)

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise _TooManyCells

    def _end_row(self) -> None:
        self._end_cell()
        if self._open and self._rows and self._rows[-1]:
            self._fill_from_above()

    def _fill_from_above(self) -> None:
        """Put the cells that reach down from rows above before the next cell."""
        row, below = self._rows[-1], self._below.setdefault(self._open[-1], {})
        while len(row) in below:
            text, left = below.pop(len(row))
            if left > 1:
                below[len(row)] = (text, left - 1)
            row.append(text)
            self._count(1)


def _span(text: str | None) -> int:
    plain = (text or "1").strip()
    return min(max(1, int(plain)), _WIDEST_SPAN) if plain.isascii() and plain.isdecimal() and len(plain) < 6 else 1
