"""What the cells of a column can be: the tests of content that stand behind every choice of a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import repeat
from zlib import crc32

from geo.errors import UnknownName
from geo.incidents.columns import DATE_PRECISIONS, PLACE_PRECISIONS
from geo.incidents.placing import DistrictName, NameResolver
from geo.places.coordinates import read_degrees, read_point
from geo.places.elsewhere import PAKISTAN, country_named
from geo.reading.dates import names_a_day, read_written_day
from geo.reading.degrees import read_coordinate
from geo.reading.figures import read_casualties, read_figure, states_no_number
from geo.sources.column_mapping.joined import month_of_a_year
from geo.sources.column_mapping.survey import Survey
from geo.taxonomy import event_type_of

__all__ = ["Contents", "day_of"]

_LON, _LAT = (59.0, 76.0), (23.0, 38.5)
_METRES = 1e4
_LONGEST_NAME, _MOST_WORDS, _MOST_WORDS_OF_TYPES = 60, 6, 12
_WORD = re.compile(r"[^\W\d_]{2,}")
_DECIMALS = re.compile(r"[+-]?\d{1,3}[.,]\d+\s*°?\s*[NSEWnsew]?")
_TWO_DIGITS = re.compile(r"\d\d", re.ASCII)
_WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?", re.ASCII)
_LOOKS = {40: 0.0, 150: 0.1, 400: 1.0}
"""After so many texts a column of which no larger part is known is left: looking up an unknown name is slow."""

_MOST_POINTS = 200
_MOST_TRIED = 150


class Contents:
    """The shares of a survey's cells that pass a test; each is computed once.

    Parameters
    ----------
    survey
        The texts of the columns.
    names
        Where districts and provinces are looked up.
    type_of_words
        The event type that words mean; blank if none.
    """

    def __init__(self, survey: Survey, names: NameResolver, type_of_words: Callable[[str], str]) -> None:
        self.survey = survey
        self.names, self._type_of_words = names, type_of_words
        self._shares: dict[tuple[str, str], float] = {}
        self._look_ups: dict[str, tuple[Callable[[str], bool], Callable[[str], object]]] = {
            "province": (_may_be_a_name, names.province),
            "district": (_may_be_a_name, names.district),
            "province anywhere": (_may_be_a_name, lambda text: names.elsewhere(text) or names.province(text)),
            "place": (_may_be_a_name, names.named),
            "event_type": (_may_be_a_type, type_of_words),
        }
        self._tests: dict[str, Callable[[str], bool]] = {
            "day": names_a_day,
            "lon": lambda text: _is_degrees(text, _LON, _LAT),
            "lat": lambda text: _is_degrees(text, _LAT, _LON),
            "lon in region": lambda text: _is_within(text, _LON),
            "lat in region": lambda text: _is_within(text, _LAT),
            "whole point": lambda text: read_point(text) is not None,
            "decimals": lambda text: bool(_DECIMALS.fullmatch(text)),
            "figure": _may_be_a_figure,
            "casualties in words": lambda text: bool(read_casualties(text)) or not any(map(str.isdigit, text)),
            "number": _is_number,
            "words": lambda text: len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS,
            "time": lambda text: ":" in text,
            "date_precision": lambda text: text.casefold() in DATE_PRECISIONS or text.isdecimal(),
            "place_precision": lambda text: text.casefold() in PLACE_PRECISIONS or text.isdecimal(),
            "year": lambda text: _is_whole(text, range(1947, 2101)) or bool(_TWO_DIGITS.fullmatch(text)),
            "month": lambda text: _is_whole(text, range(13)) or day_of(f"1 {text} 2024") != "",
            "day_of_month": lambda text: _is_whole(text, range(32)),
            "week_of_year": lambda text: _is_whole(text, range(1, 54)),
            "month of a year": lambda text: bool(month_of_a_year(text)),
            "month with a year": lambda text: bool(month_of_a_year(text, may_be_short=True)),
            "day without a year": lambda text: not day_of(text) and bool(_WORD.search(text) and day_of(f"{text} 2024")),
        }

    def share(self, column: str, test: str) -> float:
        """The share of the filled cells of a column that pass the test of that name."""
        key = (column, test)
        if key not in self._shares:
            self._shares[key] = self._share(column, test)
        return self._shares[key]

    def share_here(self, column: str, test: str, wider: Sequence[str]) -> float:
        """The share of filled cells that a look-up knows, without the rows that lie elsewhere; 1 if all of them do.

        Parameters
        ----------
        column
            The column.
        test
            The look-up: ``district``, ``place``.
        wider
            The columns of the country and the province, which say that a row lies elsewhere.
        """
        may_be, look_up = self._look_ups[test]
        beside = [self.survey.cells(name) for name in wider if name in self.survey.header]
        away = {text for texts in beside for text in set(texts) if self._is_elsewhere(text)}
        rows = zip(self.survey.cells(column), zip(*beside, strict=True) if beside else repeat(()), strict=False)
        texts = Counter(text for text, around in rows if text and away.isdisjoint(around))
        tried = texts.most_common(_MOST_TRIED)
        known = sum(n for text, n in tried if may_be(text) and _resolves(look_up, text))
        return known / sum(n for _, n in tried) if tried else 1.0

    def _is_elsewhere(self, text: str) -> bool:
        """Whether a country or a province lies elsewhere; KP is no code of a country here."""
        if _resolves(self.names.province, text):
            return False
        return country_named(text) not in ("", PAKISTAN) or bool(self.names.elsewhere(text))

    def fill(self, column: str) -> float:
        """The share of all rows that have a text in the column."""
        return self.survey.fill(column)

    def is_equal(self, first: str, second: str) -> bool:
        """Whether two columns say the same in every row that fills both, and the same rows fill them."""
        return all(
            a.casefold() == b.casefold()
            for a, b in zip(self.survey.cells(first), self.survey.cells(second), strict=True)
        )

    def agrees(self, first: str, second: str) -> bool:
        """Whether two columns say the same wherever both are filled."""
        pairs = zip(self.survey.cells(first), self.survey.cells(second), strict=True)
        return all(a.casefold() == b.casefold() for a, b in pairs if a and b)

    def is_same_type(self, first: str, second: str) -> float:
        """The share of the rows whose words in two columns mean the same event type, of those where both are known."""
        pairs = Counter(zip(self.survey.cells(first), self.survey.cells(second), strict=True))
        known = [(self._type(a), self._type(b), n) for (a, b), n in pairs.items()]
        compared = sum(n for a, b, n in known if a and b)
        return sum(n for a, b, n in known if a and a == b) / compared if compared else 1.0

    def _type(self, text: str) -> str:
        name = self._type_of_words(text)
        return event_type_of(name) or name

    def is_same_place(self, target: str, first: str, second: str) -> bool:
        """Whether two columns name the same districts, or provinces, in every row in which both are known."""
        look_up = self.names.district if target == "district" else self.names.province
        pairs = set(zip(self.survey.cells(first), self.survey.cells(second), strict=True))
        known: dict[str, object] = {}
        for text in {text for pair in pairs for text in pair if text}:
            with suppress(UnknownName):
                known[text] = look_up(text)
        return all(known[a] == known[b] for a, b in pairs if a in known and b in known)

    def tells_rows_apart(self, column: str) -> bool:
        """Whether hardly any two different rows have the same text in a column, as ids do."""
        pairs = {(cell, tuple(row)) for cell, row in zip(self.survey.cells(column), self.survey.sampled, strict=True)}
        filled = [cell for cell, _ in pairs if cell]
        return len(set(filled)) >= 0.9 * len(filled)

    def points_in_region(self, lon: str, lat: str, district: str = "") -> float:
        """The share of the rows with both numbers whose point lies in a district, in the one that the row names."""
        cells = [self.survey.cells(name) for name in (lon, lat)]
        named = self.survey.cells(district) if district in self.survey.header else [""] * len(cells[0])
        rows = [
            (x, y, text)
            for a, b, text in zip(*cells, named, strict=True)
            if (x := read_degrees(a)) is not None and (y := read_degrees(b)) is not None
        ]
        inside = [row for row in rows if _between(row[0], _LON) and _between(row[1], _LAT)]
        if not inside:
            return 0.0
        tried = inside[:: max(1, len(inside) // _MOST_POINTS)]
        located = self.names.locate([x for x, _, _ in tried], [y for _, y, _ in tried])
        good = sum(self._is_in(found, text) for found, (_, _, text) in zip(located, tried, strict=True))
        return good / len(tried) * len(inside) / len(rows)

    def _is_in(self, found: DistrictName | None, text: str) -> bool:
        """Whether a point lies in a district, and in the named one if that is known."""
        if found is None:
            return False
        try:
            return not text or self.names.district(text).polygon == found.polygon
        except UnknownName:
            return True

    def _share(self, column: str, test: str) -> float:
        if test in self._look_ups:
            return self._share_known(column, *self._look_ups[test])
        return self.survey.share(column, self._tests[test])

    def _share_known(self, column: str, may_be: Callable[[str], bool], look_up: Callable[[str], object]) -> float:
        """The share of texts that a look-up knows, the most frequent ones first; estimated where there are many."""
        texts = self.survey.texts(column)
        likely = sorted(filter(may_be, texts), key=lambda text: (-texts[text], crc32(text.encode("utf-8", "replace"))))
        known: set[str] = set()
        for number, text in enumerate(likely):
            if number in _LOOKS and len(known) <= _LOOKS[number] * number:
                likely = likely[:number]
                break
            if _resolves(look_up, text):
                known.add(text)
        looked_at = sum(texts[text] for text in likely)
        share = sum(texts[text] for text in known) / looked_at if looked_at else 0.0
        return share * self.survey.share(column, may_be)


def day_of(text: str) -> str:
    """The day that a text names in any order of day and month, as an ISO date; blank if it names none."""
    for order in ("dmy", "mdy"):
        if day := read_written_day(text, order):
            return day.day
    return ""


def _may_be_a_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS and bool(_WORD.search(text))


def _may_be_a_type(text: str) -> bool:
    return bool(_WORD.search(text)) and len(text.split()) <= _MOST_WORDS_OF_TYPES


def _resolves(look_up: Callable[[str], object], text: str) -> bool:
    try:
        return bool(look_up(text))
    except UnknownName:
        return False


def _is_degrees(text: str, span: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a text under the heading of a coordinate is one: in the region, swapped with the other, or in metres."""
    number = read_coordinate(text)
    return number is not None and (_between(number, span) or _between(number, other) or abs(number) > _METRES)


def _is_within(text: str, span: tuple[float, float]) -> bool:
    number = read_degrees(text)
    return number is not None and _between(number, span)


def _between(number: float, span: Sequence[float]) -> bool:
    return span[0] <= number <= span[1]


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def _may_be_a_figure(text: str) -> bool:
    """Whether a text can stand in a column of figures: it states one, or that none is known, or holds a number."""
    if read_figure(text) is not None or states_no_number(text):
        return True
    return any(letter.isdigit() for letter in text) and not day_of(text)


def _is_whole(text: str, allowed: range) -> bool:
    match = _WHOLE.fullmatch(text)
    return bool(match) and int(match[1]) in allowed  # type: ignore[index]
