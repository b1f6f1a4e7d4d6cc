"""The Global Terrorism Database: 0 for an unknown month or day, contested responsibility as claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.sources.layout import DataSource, Layout, has_columns_or
from geo.sources.layout_cells import CellKind
from geo.sources.layout_names import CellTest
from geo.sources.translation import Translation, crosswalk, each, extras, outside

__all__ = ["COLUMNS", "LAYOUT", "GtdTranslator"]

COLUMNS = (
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt",
    "region", "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location",
    "summary", "crit1", "crit2", "crit3", "doubtterr", "alternative", "alternative_txt", "multiple", "success",
    "suicide", "attacktype1", "attacktype1_txt", "attacktype2", "attacktype2_txt", "attacktype3", "attacktype3_txt",
    "targtype1", "targtype1_txt", "targsubtype1", "targsubtype1_txt", "corp1", "target1", "natlty1", "natlty1_txt",
    "targtype2", "targtype2_txt", "targsubtype2", "targsubtype2_txt", "corp2", "target2", "natlty2", "natlty2_txt",
    "targtype3", "targtype3_txt", "targsubtype3", "targsubtype3_txt", "corp3", "target3", "natlty3", "natlty3_txt",
    "gname", "gsubname", "gname2", "gsubname2", "gname3", "gsubname3", "motive", "guncertain1", "guncertain2",
    "guncertain3", "individual", "nperps", "nperpcap", "claimed", "claimmode", "claimmode_txt", "claim2",
    "claimmode2", "claimmode2_txt", "claim3", "claimmode3", "claimmode3_txt", "compclaim", "weaptype1",
    "weaptype1_txt", "weapsubtype1", "weapsubtype1_txt", "weaptype2", "weaptype2_txt", "weapsubtype2",
    "weapsubtype2_txt", "weaptype3", "weaptype3_txt", "weapsubtype3", "weapsubtype3_txt", "weaptype4",
    "weaptype4_txt", "weapsubtype4", "weapsubtype4_txt", "weapdetail", "nkill", "nkillus", "nkillter", "nwound",
    "nwoundus", "nwoundte", "property", "propextent", "propextent_txt", "propvalue", "propcomment", "ishostkid",
    "nhostkid", "nhostkidus", "nhours", "ndays", "divert", "kidhijcountry", "ransom", "ransomamt", "ransomamtus",
    "ransompaid", "ransompaidus", "ransomnote", "hostkidoutcome", "hostkidoutcome_txt", "nreleased", "addnotes",
    "scite1", "scite2", "scite3", "dbsource", "int_log", "int_ideo", "int_misc", "int_any", "related",
)  # fmt: skip
"""The 135 columns in their order."""

_RARE = (
    "eventid", "iyear", "imonth", "iday", "attacktype1", "attacktype1_txt", "targtype1", "targtype1_txt", "gname",
    "nkill", "nkillter", "nwound", "provstate", "specificity", "weaptype1", "weaptype1_txt", "doubtterr", "crit1",
)  # fmt: skip
"""Columns that hardly any other table has; four of them are enough to recognise the data set."""

_LEAST = 4
_COUNTS = ("nkill", "nkillter", "nwound", "nhostkid")
_CELLS: dict[str, CellKind] = {
    "eventid": "id", "latitude": "degrees", "longitude": "degrees", **dict.fromkeys(_COUNTS, "count"),
    **dict.fromkeys((
        "iyear", "imonth", "iday", "country", "attacktype1", "targtype1", "suicide", "specificity", "vicinity",
        "claimed", "claim2", "claim3", "compclaim", "guncertain1", "guncertain2", "guncertain3",
    ), "code"),
}  # fmt: skip
_TESTS: dict[str, CellTest] = {
    name: (lambda text: _digits(text).lstrip("-").isdecimal())
    if not name.endswith("_txt")
    else (lambda text: not text.replace(".", "").isdecimal())
    for name in COLUMNS
    if name.endswith("_txt") or f"{name}_txt" in COLUMNS
}
_EXPECTS = {
    "eventid": "the ids are made from the content of the rows: a row that GTD has corrected counts as another "
    "incident, and so does one that was imported with its id",
    "imonth": "only the year of each attack is known",
    "iday": "only the month of each attack is known",
    "specificity": "each point is taken to be near its place, even where GTD knows the district or province only",
    "nkill": "how many were killed is unknown",
}
_ATTACKS = {
    "assassination": "1", "armed assault": "2", "bombing/explosion": "3", "hijacking": "4",
    "hostage taking (barricade incident)": "5", "hostage taking (kidnapping)": "6",
    "facility/infrastructure attack": "7", "unarmed assault": "8", "unknown": "9",
}  # fmt: skip
_TARGETS = {"police": "3", "military": "4"}

_PLACE = {"1": "exact", "2": "district", "3": "district", "4": "province", "5": "country"}
_SECURITY = {"3", "4"}
_UNKNOWN = {"", "unknown", "-9", "-99"}
_NAMES_IN_FILE = {
    "incident_id": "eventid", "date_start": "iyear", "lon": "longitude", "lat": "latitude", "location": "city",
    "place_precision": "specificity", "province": "provstate", "event_type": "attacktype1", "actor1": "gname",
    "actor2": "targtype1_txt", "killed_best": "nkill", "killed_militants": "nkillter", "injured": "nwound",
    "abducted": "nhostkid", "notes": "summary", "sources": "scite1", "claims": "gname",
}  # fmt: skip
_EXTRA = (
    "approxdate",
    "targtype1_txt",
    "target1",
    "weaptype1_txt",
    "weapdetail",
    "motive",
    "doubtterr",
    "dbsource",
    "related",
)


class GtdTranslator:
    """Translates GTD's columns."""

    name = "gtd"
    source = "gtd"

    def translate(self, sheet: Sheet, names: NameResolver) -> Translation:
        """The rows of a part of a file in our columns."""
        columns = {ours: sheet.column(_NAMES_IN_FILE[ours]) for ours in ("lon", "lat", "province", "notes")}
        columns["incident_id"] = [f"gtd:{_digits(text)}" if text else "" for text in sheet.column("eventid")]
        columns["source"] = ["gtd"] * len(sheet)
        columns["location"] = each(sheet.column("city"), _known)
        columns["extra"] = extras(sheet, _EXTRA)
        columns["sources"] = [
            "; ".join(filter(None, cells))
            for cells in zip(*(sheet.column(f"scite{i}") for i in (1, 2, 3)), strict=True)
        ]
        for ours, theirs in (
            ("killed_best", "nkill"),
            ("killed_militants", "nkillter"),
            ("injured", "nwound"),
            ("abducted", "nhostkid"),
        ):
            columns[ours] = each(sheet.column(theirs), _count)
        self._days(sheet, columns)
        self._types(sheet, columns)
        self._places(sheet, columns)
        self._groups(sheet, columns)
        return Translation(
            columns, _NAMES_IN_FILE, left_out=outside(sheet, ("country_txt", "provstate"), names, columns)
        )

    def _days(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        days = [
            _day(*(_digits(cell) or "0" for cell in cells))
            for cells in zip(*(sheet.column(n) for n in ("iyear", "imonth", "iday")), strict=True)
        ]
        columns["date_start"] = [day for day, _ in days]
        columns["date_precision"] = [precision for _, precision in days]

    def _types(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        kinds = crosswalk("gtd")
        pairs = []
        attacks = _codes(sheet, "attacktype1", _ATTACKS)
        targets = _codes(sheet, "targtype1", _TARGETS)
        for kind, suicide, target in zip(attacks, sheet.column("suicide"), targets, strict=True):
            code = (
                f"{_digits(kind)} suicide"
                if _digits(suicide) == "1"
                else f"{_digits(kind)} security"
                if _digits(target) in _SECURITY
                else _digits(kind)
            )
            pairs.append(kinds.get(code) or kinds.get(_digits(kind), (kind, "")))
        columns["event_type"] = [kind for kind, _ in pairs]
        columns["sub_event_type"] = [sub for _, sub in pairs]

    def _places(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        pairs = zip(sheet.column("specificity"), sheet.column("vicinity"), strict=True)
        columns["place_precision"] = [
            "near" if _digits(code) == "1" and _digits(near) == "1" else _PLACE.get(_digits(code), _digits(code))
            for code, near in pairs
        ]

    def _groups(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        columns["actor1"] = each(sheet.column("gname"), _known)
        columns["actors_associated"] = [
            "; ".join(filter(None, map(_known, cells)))
            for cells in zip(sheet.column("gname2"), sheet.column("gname3"), strict=True)
        ]
        names = (
            "gname",
            "claimed",
            "guncertain1",
            "gname2",
            "claim2",
            "guncertain2",
            "gname3",
            "claim3",
            "guncertain3",
            "compclaim",
        )
        cells = zip(*(sheet.column(name) for name in names), strict=True)
        columns["claims"] = [_claims(row) for row in cells]


def _codes(sheet: Sheet, name: str, words: Mapping[str, str]) -> list[str]:
    """A column of codes; where it is blank, the codes for the words in the column beside it."""
    pairs = zip(sheet.column(name), sheet.column(f"{name}_txt"), strict=True)
    return [code or words.get(text.strip().casefold(), text) for code, text in pairs]


def _column_names(first_line: Sequence[str]) -> Sequence[str]:
    """The names of the columns if a first line is a record, as in a file without a header."""
    if len(first_line) != len(COLUMNS):
        return ()
    row = dict(zip(COLUMNS, first_line, strict=True))
    is_record = all(_digits(row[name]).isdecimal() for name in ("eventid", "iyear", "imonth", "iday"))
    return COLUMNS if is_record else ()


def _digits(text: str) -> str:
    """A code or a number without the point that some programs add."""
    plain = text.strip()
    return plain.removesuffix(".0")


def _known(text: str) -> str:
    return "" if text.strip().casefold() in _UNKNOWN else text


def _count(text: str) -> str:
    plain = _digits(text)
    return "" if plain in ("-9", "-99") else plain


def _day(year: str, month: str, day: str) -> tuple[str, str]:
    """The day with its precision; an unknown month or day (0) leaves an interval."""
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
        return f"{year}-{month}-{day}", "day"
    precision = "year" if int(month) == 0 else "month" if int(day) == 0 else "day"
    return f"{int(year):04}-{int(month) or 1:02}-{int(day) or 1:02}", precision


def _claims(row: Sequence[str]) -> str:
    contested = "competing claims" if _digits(row[-1]) == "1" else ""
    claims = []
    for group, claimed, uncertain in (row[0:3], row[3:6], row[6:9]):
        if not _known(group):
            continue
        remark = "; ".join(filter(None, ("suspected" if _digits(uncertain) == "1" else "", contested)))
        kind, by, about = ("claimed", group, "") if _digits(claimed) == "1" else ("attributed", "GTD", group)
        claims.append(Claim("", kind, by, about, source="GTD", remark=remark))
    return claims_text(claims)


LAYOUT = Layout(
    name="gtd",
    title="the Global Terrorism Database",
    recognise=has_columns_or(("eventid", "iyear", "imonth", "iday", "attacktype1"), _RARE, _LEAST),
    translator=lambda _header, _first: GtdTranslator(),
    sources=(
        DataSource(
            "gtd",
            "START (National Consortium for the Study of Terrorism and Responses to Terrorism), Global Terrorism "
            "Database",
            "START's terms of use",
        ),
    ),
    column_names=_column_names,
    columns=COLUMNS,
    cells=_CELLS,
    tests=_TESTS,
    needs=(("iyear",), ("attacktype1", "attacktype1_txt")),
    expects=_EXPECTS,
)
