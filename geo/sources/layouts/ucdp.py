"""UCDP's Georeferenced Event Dataset, annual and candidate: intervals of days, deaths by side, no weapon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.incidents.draft import Sheet
from geo.incidents.findings import RawTable
from geo.incidents.placing import NameResolver
from geo.incidents.releases import ReleasePolicy
from geo.reading.dates import names_a_day, read_date, readings_by_order
from geo.sources.layout import DataSource, Layout, has_columns_or
from geo.sources.layout_cells import CellKind
from geo.sources.translation import Translation, crosswalk, each, extras, outside

__all__ = ["COLUMNS", "LAYOUT", "UcdpTranslator"]

ANNUAL, CANDIDATE = "ucdp-ged", "ucdp-candidate"

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The 49 columns in their order, for files that were published without a line of names; mind best, high, low."""

_PLACE = {"1": "exact", "2": "near", "3": "district", "4": "province", "5": "country", "6": "country", "7": "country"}
_EXTRA = (
    "relid", "code_status", "type_of_violence", "conflict_name", "dyad_name", "event_clarity", "deaths_unknown",
    "where_description", "number_of_sources",
)  # fmt: skip
_NAMES_IN_FILE = {
    "incident_id": "id", "date_start": "date_start", "date_end": "date_end", "date_precision": "date_prec",
    "lon": "longitude", "lat": "latitude", "place_precision": "where_prec", "location": "where_coordinates",
    "district": "adm_2", "province": "adm_1", "event_type": "type_of_violence", "actor1": "side_a", "actor2": "side_b",
    "killed_low": "low", "killed_best": "best", "killed_high": "high", "killed_civilians": "deaths_civilians",
    "killed_security": "deaths_a", "killed_militants": "deaths_b", "sources": "source_office",
    "notes": "source_headline",
}  # fmt: skip
_RARE = (
    "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "where_coordinates", "dyad_name", "dyad_new_id",
    "conflict_name", "conflict_new_id", "event_clarity", "code_status", "priogrid_gid", "deaths_a", "deaths_b",
    "deaths_civilians", "gwnoa", "gwnob",
)  # fmt: skip
"""Columns that hardly any other table has; four of them are enough to recognise the data set."""

_LEAST = 4
_CELLS: dict[str, CellKind] = {
    "id": "id", "type_of_violence": "code", "where_prec": "code", "date_prec": "code", "country_id": "code",
    "date_start": "day", "date_end": "day", "latitude": "degrees", "longitude": "degrees",
    **dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"), "count"),
}  # fmt: skip
_TESTS = {"conflict_name": lambda text: not text.isdecimal(), "dyad_name": lambda text: not text.isdecimal()}
_EXPECTS = {
    "id": "the ids are made from the content of the rows: a row that UCDP has corrected counts as another incident, "
    "and so does one that was imported with its id",
    "date_prec": "the days are taken to be exact where no last day says otherwise",
    "where_prec": "each point is taken to be near its place, even where UCDP knows the district or province only",
    "best": "how many were killed is unknown",
}
_AREAS = (("month", 32), ("year", 367))
_ORDERED = "low, best and high were out of order: the range widened to all three"
_PAKISTAN = "government of pakistan"


def _column_names(first_line: Sequence[str]) -> Sequence[str]:
    """The names of the columns if a first line is a record of GED, as in a release without a header."""
    if len(first_line) != len(COLUMNS):
        return ()
    row = dict(zip(COLUMNS, first_line, strict=True))
    is_record = row["id"].isdecimal() and row["type_of_violence"] in ("1", "2", "3") and names_a_day(row["date_start"])
    return COLUMNS if is_record else ()


def _translator(header: Sequence[str], first: RawTable) -> UcdpTranslator:
    """The annual data set calls every row clear; the candidate one has rows that are yet to be checked."""
    at = header.index("code_status") if "code_status" in header else -1
    statuses = {record[at].strip().casefold() for record in first.records if 0 <= at < len(record)}
    return UcdpTranslator(ANNUAL if statuses <= {"clear", ""} else CANDIDATE)


class UcdpTranslator:
    """Translates GED's columns; ``source`` is the name of the data set."""

    name = "ucdp"

    def __init__(self, source: str = ANNUAL) -> None:
        self.source = source

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        direct = (
            "lon",
            "lat",
            "location",
            "province",
            "actor1",
            "actor2",
            "killed_low",
            "killed_best",
            "killed_high",
            "killed_civilians",
            "notes",
        )
        columns = {ours: sheet.column(_NAMES_IN_FILE[ours]) for ours in direct}
        columns["incident_id"] = [f"{self.source}:{text}" if text else "" for text in sheet.column("id")]
        columns["source"] = [self.source] * len(sheet)
        columns["place_precision"] = each(sheet.column("where_prec"), lambda text: _PLACE.get(text, text))
        columns["sources"] = [
            a or b for a, b in zip(sheet.column("source_office"), sheet.column("source_article"), strict=True)
        ]
        columns["extra"] = extras(sheet, _EXTRA)
        kinds = crosswalk("ucdp")
        columns["event_type"] = each(sheet.column("type_of_violence"), lambda text: kinds.get(text, (text, ""))[0])
        self._days(sheet, columns)
        self._places(sheet, columns)
        self._sides(sheet, columns)
        mended = {_ORDERED: self._order_figures(columns)}
        return Translation(
            columns, _NAMES_IN_FILE, repairs=mended, left_out=outside(sheet, ("country", "adm_1"), names, columns)
        )

    def _days(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        columns["date_start"] = each(sheet.column("date_start"), _day)
        columns["date_end"] = each(sheet.column("date_end"), _day)
        triples = zip(sheet.column("date_prec"), columns["date_start"], columns["date_end"], strict=True)
        columns["date_precision"] = [_precision(*triple) for triple in triples]

    def _places(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        precision, provinces = columns["place_precision"], columns["province"]
        columns["district_as_given"] = sheet.column("adm_2")
        pairs = zip(sheet.column("adm_2"), precision, strict=True)
        columns["district"] = ["" if how in ("province", "country") else text for text, how in pairs]
        # A part of a country that lies in one province is known to that province.
        columns["place_precision"] = [
            "province" if how == "country" and p else how for how, p in zip(precision, provinces, strict=True)
        ]

    def _order_figures(self, columns: dict[str, list[str]]) -> set[int]:
        """Widen the range to all three figures where a release has them out of order; the best one stays."""
        mended = set()
        low, best, high = (columns[name] for name in ("killed_low", "killed_best", "killed_high"))
        columns["killed_low"], columns["killed_high"] = low, high = low[:], high[:]
        for row, figures in enumerate(zip(low, best, high, strict=True)):
            if all(text.isdecimal() and len(text) < 8 for text in figures):
                numbers = list(map(int, figures))
                if numbers != sorted(numbers):
                    low[row], high[row] = str(min(numbers)), str(max(numbers))
                    mended.add(row)
        return mended

    def _sides(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        """Deaths by side are those of security forces and of a group only where the state fights a group."""
        state_based = [
            kind == "1" and a.casefold() == _PAKISTAN and not b.casefold().startswith("government")
            for kind, a, b in zip(
                sheet.column("type_of_violence"), sheet.column("side_a"), sheet.column("side_b"), strict=True
            )
        ]
        for ours, theirs in (("killed_security", "deaths_a"), ("killed_militants", "deaths_b")):
            columns[ours] = [text if fits else "" for text, fits in zip(sheet.column(theirs), state_based, strict=True)]


def _day(text: str) -> str:
    """The day in ISO form; a day in numbers that is left does not fit the order of its column, and stays."""
    written = None if readings_by_order(text) else read_date(text)
    return written.day if written and not written.last else text


def _precision(code: str, first: str, last: str) -> str:
    """Our precision for an interval of days: a range of few days has the precision of days, whatever its code is."""
    plain = {"1": "day", "2": "day", "3": "week", "4": "month", "5": "year"}.get(code, code)
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return plain
    if plain == "week" and days > 8:
        plain = "month"
    return (
        next((name for name, most in _AREAS if days <= most), "day")
        if plain in ("month", "year") and days > 32
        else plain
    )


LAYOUT = Layout(
    name="ucdp",
    title="UCDP's event dataset",
    recognise=has_columns_or(
        ("type_of_violence", "side_a", "side_b", "date_start", "best", "where_prec"), _RARE, _LEAST
    ),
    translator=_translator,
    sources=(
        DataSource(
            ANNUAL,
            "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program, ucdp.uu.se; Sundberg and Melander "
            "(2013), Journal of Peace Research 50(4)",
            "CC BY 4.0",
            ReleasePolicy(replaces=(CANDIDATE,)),
        ),
        DataSource(
            CANDIDATE,
            "UCDP Candidate Events Dataset, Uppsala Conflict Data Program, ucdp.uu.se; Hegre, Croicu, Eck and "
            "Högbladh (2020), Research & Politics 7(3)",
            "CC BY 4.0",
            ReleasePolicy(replaced_by=(ANNUAL,), reason="candidate events of a year that the annual release covers"),
        ),
    ),
    column_names=_column_names,
    columns=COLUMNS,
    cells=_CELLS,
    tests=_TESTS,
    needs=(("date_start",), ("type_of_violence",)),
    expects=_EXPECTS,
)
