"""The Global Terrorism Database: 0 for an unknown month or day, contested responsibility as claims."""

from __future__ import annotations

from collections.abc import Sequence

from geo.incidents.cells import claims_text
from geo.incidents.claims import Claim
from geo.incidents.draft import Sheet
from geo.incidents.placing import NameResolver
from geo.sources.layout import DataSource, Layout, has_columns
from geo.sources.translation import Translation, crosswalk, each, extras, outside

__all__ = ["LAYOUT", "GtdTranslator"]

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
        return Translation(columns, _NAMES_IN_FILE, left_out=outside(sheet, ("country_txt", "provstate"), names))

    def _days(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        days = [
            _day(*map(_digits, cells))
            for cells in zip(*(sheet.column(n) for n in ("iyear", "imonth", "iday")), strict=True)
        ]
        columns["date_start"] = [day for day, _ in days]
        columns["date_precision"] = [precision for _, precision in days]

    def _types(self, sheet: Sheet, columns: dict[str, list[str]]) -> None:
        kinds = crosswalk("gtd")
        pairs = []
        for kind, suicide, target in zip(
            sheet.column("attacktype1"), sheet.column("suicide"), sheet.column("targtype1"), strict=True
        ):
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
    recognise=has_columns("eventid", "iyear", "imonth", "iday", "attacktype1"),
    translator=lambda _header, _first: GtdTranslator(),
    sources=(
        DataSource(
            "gtd",
            "START (National Consortium for the Study of Terrorism and Responses to Terrorism), Global Terrorism "
            "Database",
            "START's terms of use",
        ),
    ),
)
