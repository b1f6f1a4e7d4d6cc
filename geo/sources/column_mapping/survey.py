"""All texts of the columns of a table, each once: the basis for proposing a column mapping and an order of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from geo.incidents.findings import RawTable

__all__ = ["Survey"]

MOST_TEXTS = 20_000
"""A column with more different texts than this holds neither days nor names."""

LONGEST = 120


class Survey:
    """The different texts of each column with the number of rows that have them, over the whole table.

    Attributes
    ----------
    header
        The names of the columns as the file has them.
    rows
        The number of records.
    """

    def __init__(self, header: Sequence[str], parts: Iterable[RawTable]) -> None:
        self.header = tuple(header)
        self.rows = 0
        self._texts: list[Counter[str] | None] = [Counter() for _ in header]
        self.samples: list[Sequence[str]] = []
        for part in parts:
            self._add(part)

    def _add(self, part: RawTable) -> None:
        self.rows += len(part.records)
        even = [record for record in part.records if len(record) == len(self.header)]
        self.samples += even[: max(0, 5 - len(self.samples))]
        for at, column in enumerate(zip(*even, strict=True)):
            texts = self._texts[at]
            if texts is not None:
                texts.update(column)
                if len(texts) > MOST_TEXTS:
                    self._texts[at] = None

    def texts(self, column: str) -> Counter[str]:
        """The texts of a column that are not blank; none if there are too many different ones."""
        texts = self._texts[self.header.index(column)] or Counter()
        return Counter({text.strip(): n for text, n in texts.items() if text.strip() and len(text) <= LONGEST})

    def share(self, column: str, fits: Callable[[str], bool]) -> float:
        """The share of the rows of a column, blank ones aside, whose text fits."""
        texts = self.texts(column)
        total = texts.total()
        return sum(n for text, n in texts.items() if fits(text)) / total if total else 0.0
