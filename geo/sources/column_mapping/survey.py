"""All texts of the columns of a table, each once: the basis for proposing a column mapping and an order of days.

However long the table is, the memory stays bounded and no limit decides what a column is. A column with few different
texts is counted exactly. Of one with many the times of day are dropped first, which leaves every day of a column of
moments; if there are still many, a sample of its rows stands for it. The sample depends on the number of each row only,
so that the same rows of all columns are in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from zlib import crc32

from geo.incidents.findings import RawTable

__all__ = ["Survey"]

MOST_TEXTS = 20_000
"""A column with more different texts is represented by its days or by a sample of its rows."""

MOST_SAMPLED = 20_000
LONGEST = 120
"""Longer texts are no value of any column that is recognised by its content."""

_HASHES = 2**32
_TIME = re.compile(r"(?<=[T ])\d{1,2}:\d{2}(:\d{2})?(\.\d+)?(?=\Z|Z|[ +-]|[ap]m)", re.IGNORECASE)


class Survey:
    """The different texts of each column with the number of rows that have them, over the whole table.

    Attributes
    ----------
    header
        The names of the columns as the file has them.
    rows
        The number of records.
    samples
        The first records.
    sampled
        Records from the whole table; all of them if there are not many.
    """

    def __init__(self, header: Sequence[str], parts: Iterable[RawTable]) -> None:
        self.header = tuple(header)
        self.rows = 0
        self.samples: list[Sequence[str]] = []
        self._rows: list[tuple[int, Sequence[str]]] = []
        self._limit = _HASHES
        self._texts = [_Texts() for _ in header]
        for part in parts:
            self._add(part)
        self.sampled = [record for _, record in self._rows]
        self._of_column: dict[str, Counter[str]] = {}

    def _add(self, part: RawTable) -> None:
        first = self.rows
        self.rows += len(part.records)
        width = len(self.header)
        even = [record for record in part.records if len(record) == width]
        self.samples += even[: max(0, 5 - len(self.samples))]
        for texts, column in zip(self._texts, zip(*even, strict=True), strict=False):
            texts.add(column)
        self._sample(first, part.records)

    def _sample(self, first: int, records: Sequence[Sequence[str]]) -> None:
        """Keep the records whose numbers have a small hash: a fair sample of all rows so far."""
        width = len(self.header)
        for number, record in enumerate(records, first):
            if len(record) == width and (self._limit == _HASHES or _hash(number) < self._limit):
                self._rows.append((_hash(number), tuple(cell[: LONGEST + 1] for cell in record)))
        if len(self._rows) > MOST_SAMPLED:
            self._limit = sorted(hashed for hashed, _ in self._rows)[MOST_SAMPLED // 2]
            self._rows = [row for row in self._rows if row[0] < self._limit]

    def texts(self, column: str) -> Counter[str]:
        """The texts of a column that are neither blank nor long, with how often each occurs.

        Of a column with very many different ones: its days without the times, or the texts of `sampled`.
        """
        if column not in self._of_column:
            self._of_column[column] = Counter(
                {text: n for text, n in self._counted(column).items() if len(text) <= LONGEST}
            )
        return self._of_column[column]

    def share(self, column: str, fits: Callable[[str], bool]) -> float:
        """The share of the rows of a column, blank ones aside, whose text fits; a long text never does."""
        counted = self._counted(column)
        total = counted.total()
        return sum(n for text, n in self.texts(column).items() if fits(text)) / total if total else 0.0

    def fill(self, column: str) -> float:
        """The share of all rows that have a text in a column."""
        return self._texts[self._at(column)].filled / self.rows if self.rows else 0.0

    @property
    def unnamed(self) -> int:
        """The number of columns that have cells and no name."""
        pairs = zip(self.header, self._texts, strict=True)
        return sum(not name.strip() and texts.filled > 0 for name, texts in pairs)

    def cells(self, column: str) -> list[str]:
        """The texts of a column in the sampled records, blank ones too."""
        at = self._at(column)
        return [record[at].strip() for record in self.sampled]

    def _at(self, column: str) -> int:
        return self.header.index(column)

    def _counted(self, column: str) -> Counter[str]:
        if column not in self.header:  # several columns that are joined have no texts of their own here
            return Counter()
        counted = self._texts[self._at(column)].counted
        if counted is None:
            counted = Counter(text for text in self.cells(column) if text)
        return counted


class _Texts:
    """The texts of one column while the table is read."""

    def __init__(self) -> None:
        self.filled = 0
        self._texts: Counter[str] | None = Counter()
        self._is_without_times = False

    @property
    def counted(self) -> Counter[str] | None:
        """The texts without outer space and the number of rows of each; None if there are too many."""
        return self._texts

    def add(self, column: Sequence[str]) -> None:
        counts = Counter(map(str.strip, column))
        del counts[""]
        self.filled += counts.total()
        if self._texts is None:
            return
        for text, n in counts.items():
            self._texts[self._short(text)] += n
        if len(self._texts) > MOST_TEXTS:
            self._shrink()

    def _short(self, text: str) -> str:
        cut = text[: LONGEST + 1]
        return _TIME.sub(_noon, cut) if self._is_without_times else cut

    def _shrink(self) -> None:
        assert self._texts is not None
        held, self._is_without_times = self._texts, True
        self._texts = Counter()
        for text, n in held.items():
            self._texts[self._short(text)] += n
        if len(self._texts) > MOST_TEXTS * 3 // 4:
            self._texts = None


def _noon(match: re.Match[str]) -> str:
    return "12:00" + (":00" if match[1] else "")


def _hash(number: int) -> int:
    return crc32(number.to_bytes(8, "little"))
