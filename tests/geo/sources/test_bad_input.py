"""Bad input: imported, imported with a list of problems, or rejected with one message.

Each case makes a file and states the numbers of rows accepted, rejected and left out, and words of a message. In every
case each row is counted once and no other exception is raised.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from geo.errors import FileRefused
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
GOOD = {
    "incident_id": "own:1", "date_start": "2024-11-18", "event_type": "Battles", "province": "Khyber Pakhtunkhwa",
    "district": "Bannu", "lon": "70.6", "lat": "32.98", "killed_best": "2", "notes": "A note", "sources": "Dawn",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "PAK1", "event_date": "2024-11-18", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Unknown", "country": "Pakistan", "admin1": "Khyber Pakhtunkhwa",
    "admin2": "Bannu", "latitude": "32.98", "longitude": "70.6", "geo_precision": "1", "fatalities": "2",
    "notes": "A note", "timestamp": "1700000000",
}  # fmt: skip
Make = Callable[[Path], Path]


ANY = " "
"""A rejection with a message that is partly that of a library."""


class Case(NamedTuple):
    """A file and its result: rows accepted, rejected, left out and words of a message, or words of the rejection."""

    make: Make
    accepted: int = 0
    rejected: int = 0
    left_out: int = 0
    message: str = ""
    rejection: str = ""


def text(rows: Sequence[dict[str, str]], encoding: str = "utf-8", between: str = ",", end: str = "\n") -> Make:
    """Rows as a text file; cells with the separator, a quote or a line end are quoted."""

    def cell(value: str) -> str:
        needs = between in value or '"' in value or "\n" in value
        return '"' + value.replace('"', '""') + '"' if needs else value

    lines = [between.join(map(cell, rows[0])), *(between.join(map(cell, row.values())) for row in rows)]
    return raw((end.join(lines) + end).encode(encoding))


def raw(content: bytes, name: str = "table.csv") -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def own(base: dict[str, str] | None = None, **values: str) -> Make:
    """A valid row, and a second one with these values."""
    return text([base or GOOD, {**(base or GOOD), "incident_id": "own:2", **values}])


def acled(**values: str) -> Make:
    return text([ACLED, {**ACLED, "event_id_cnty": "PAK2", **values}])


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in GOOD.items() if name not in names}


def workbook(rows: Sequence[Sequence[Any]], merged: str = "", more: Sequence[Sequence[Any]] = ()) -> Make:
    def make(folder: Path) -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        if merged:
            book.active.merge_cells(merged)
        if more:
            second = book.create_sheet("Second")
            for row in more:
                second.append(list(row))
        book.save(folder / "table.xlsx")
        return folder / "table.xlsx"

    return make


def features(*listed: tuple[dict[str, Any], Any], **top: Any) -> Make:
    listed_features = [
        {"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in listed
    ]
    content = {"type": "FeatureCollection", **top, "features": listed_features}
    return raw(json.dumps(content).encode(), "table.geojson")


def point(*coordinates: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(coordinates)}


def parquet(**columns: list[Any]) -> Make:
    def make(folder: Path) -> Path:
        pyarrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table(columns), folder / "table.parquet")
        return folder / "table.parquet"

    return make


def damaged_parquet(folder: Path) -> Path:
    pytest.importorskip("pyarrow")
    return raw(b"PAR1" + b"\0" * 40, "a.parquet")(folder)


def zipped(names: dict[str, bytes], name: str = "table.zip") -> Make:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, content in names.items():
                archive.writestr(inner, content)
        return folder / name

    return make


def folder_itself(folder: Path) -> Path:
    return folder


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


PLACE = {name: GOOD[name] for name in ("date_start", "event_type", "notes")}
SQUARE = {"type": "Polygon", "coordinates": [[[70, 32], [71, 33], [71, 32], [70, 33], [70, 32]]]}
ARABIC = "هجوم في بنون "
MIXED = (
    b"incident_id,date_start,event_type,district,notes\nown:1,2024-11-18,Battles,Bannu,caf\xc3\xa9 \xc3\xa9\n"
    b"own:2,2024-11-18,Battles,Bannu,caf\xe9\n"
)
URDU = "بنوں میں حملہ"

CASES: dict[str, Case] = {
    **{
        f"{encoding}, {names[between]}": Case(text([{**GOOD, "notes": note}], encoding, between), 1)
        for encoding, note in (
            ("utf-8", URDU),
            ("utf-8-sig", URDU),
            ("utf-16", URDU),
            ("utf-16-be", "café"),
            ("cp1252", "café – it’s"),
            ("cp1256", ARABIC * 9),
            ("latin-1", "café"),
        )
        for names in [{",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}]
        for between in names
    },
    **{f"line ends {end!r}": Case(text([GOOD], end=end), 1) for end in ("\n", "\r\n", "\r")},
    "decoding as Windows-1252 is reported": Case(
        text([{**GOOD, "notes": "café"}], "cp1252"), 1, message="Windows-1252"
    ),
    "lines of two encodings": Case(raw(MIXED), 2, message="Windows-1252"),
    "bytes of no encoding": Case(raw(MIXED + b"own:3,2024-11-18,Battles,Bannu,\x81\x8d\x90\n"), rejection="encod"),
    "cut off within a character": Case(
        raw(MIXED[:-2].replace(b"\xe9", b"") + "é".encode()[:1]), 2, message="Windows-1252"
    ),
    "null characters": Case(
        raw(b"incident_id,date_start,event_type,district,notes\nown:1,2024-11-18,Battles,Bannu,a\0b\n"),
        1,
        message="null characters removed",
    ),
    "quoted line ends": Case(own(notes="one\ntwo\n\nthree"), 2),
    "quoted separators and quotes": Case(own(notes='He said "no", twice; a|b\tc'), 2),
    "a quote that is never closed": Case(
        raw(b'incident_id,date_start,event_type,district,notes\nown:1,2024-11-18,Battles,Bannu,"a\n'),
        rejection="not closed",
    ),
    "blank lines": Case(
        raw(b"\n\nincident_id,date_start,event_type,district\n\nown:1,2024-11-18,Battles,Bannu\n\n\n"), 1
    ),
    "an empty file": Case(raw(b""), rejection="empty"),
    "only white space": Case(raw(b"  \n \n\t\n"), rejection="empty"),
    "only a mark of encoding": Case(raw(b"\xef\xbb\xbf"), rejection="empty"),
    "a header and no rows": Case(raw(b"date_start,event_type,district\n"), 0, message="no rows"),
    "columns in another case": Case(raw(b"Date_Start, EVENT TYPE ,District\n2024-11-18,Battles,Bannu\n"), 1),
    "a row with fewer cells": Case(
        raw(b"date_start,event_type,district\n2024-11-18,Battles,Bannu\n2024-11-18,Battles\n"),
        1,
        1,
        message="fewer than the 3",
    ),
    "a row with more cells": Case(
        raw(b"date_start,event_type,district\n2024-11-18,Battles,Bannu\n2024-11-18,Battles,Bannu,x,\n"),
        1,
        1,
        message="more than the 3",
    ),
    "a separator at the end of a row": Case(raw(b"date_start,event_type,district\n2024-11-18,Battles,Bannu,,\n"), 1),
    "a column twice": Case(
        raw(b"date_start,date_start,event_type,district\n2024-11-18,2024-11-19,Battles,Bannu\n"),
        0,
        1,
        message="occurs 2 times",
    ),
    "an id twice": Case(text([GOOD, {**GOOD, "notes": "Another"}]), 1, 1, message="that of row 1"),
    "a row twice without ids": Case(text([without("incident_id")] * 2), 2, message="the same as row 1"),
    "white space around cells": Case(own(district="  Bannu ", event_type=" Battles "), 2, message="white space"),
    "an unknown column": Case(text([{**GOOD, "colour": "red"}]), 1, message="not known and was left out"),
    "no column of places": Case(text([without("district", "province", "lon", "lat")]), 0, 1, message="No place"),
    **{
        f"date {value!r}": Case(own(date_start=value), 1, 1, message=words)
        for value, words in (
            ("", "missing"),
            ("2024-02-30", ""),
            ("2024-13-01", ""),
            ("yesterday", ""),
            ("1946-12-31", "before 1947-08-14"),
            ("2101-01-01", "2100-12-31"),
            ("9999-12-31", "2100-12-31"),
            ("0000-00-00", ""),
            ("NaN", ""),
        )
    },
    **{
        f"date {value!r}": Case(own(date_start=value), 2, message="written as year-month-day")
        for value in ("18/11/2024", "20241118", "2024-11-18T15:30", "٢٠٢٤-١١-١٨", "18 Nov 2024")
    },
    "a day in two orders": Case(own(date_start="03/04/2024"), rejection="can be read day first or month first"),
    "midnight is a day": Case(own(date_start="2024-11-18 00:00:00"), 2),
    "an end before the start": Case(text([{**GOOD, "date_end": "2024-11-17"}]), 0, 1, message="lies before the first"),
    "a week of a month": Case(
        text([{**GOOD, "date_end": "2024-12-30", "date_precision": "week"}]), 0, 1, message="than a week"
    ),
    **{
        f"lon {lon!r} lat {lat!r}": Case(own(lon=lon, lat=lat), *counts, message=words)
        for lon, lat, counts, words in (
            ("NaN", "NaN", (2, 0), "read as blank"),
            ("NaN", "32.9", (2, 0), "lon is missing"),
            ("inf", "32.9", (2, 0), "Not a coordinate"),
            ("70.6", "-Infinity", (2, 0), "Not a coordinate"),
            ("0", "0", (2, 0), "Gulf of Guinea"),
            ("32.98", "70.6", (2, 0), "swapped"),
            ("70.6", "", (2, 0), "lat is missing"),
            ("", "32.9", (2, 0), "lon is missing"),
            ("181", "32.9", (2, 0), "Out of range"),
            ("70.6", "91", (2, 0), "Out of range"),
            ("7859156", "3890000", (2, 0), "Metres?"),
            ("70,6", "32,9", (2, 0), "decimal degrees"),
            ("70_6", "32.9", (2, 0), "Not a number"),
            ("70.6E", "32.9", (2, 0), "decimal degrees"),
            ("67.0", "24.9", (2, 0), "outside both provinces"),
            ("-70.6", "32.9", (2, 0), "outside both provinces"),
            ("69.17", "28.85", (2, 0), "km from Bannu"),
            ("1e2", "32.9", (2, 0), "outside"),
        )
    },
    **{
        f"killed {value!r}": Case(own(killed_best=value), 1, 1, message=words)
        for value, words in (
            ("-1", "negative"),
            ("1.5", "whole number"),
            ("1e3", ""),
            ("99999999", "check the number"),
        )
    },
    **{
        f"killed {value!r}": Case(own(killed_best=value), 2, message=words)
        for value, words in (
            ("many", "states no number"),
            ("NaN", ""),
            ("inf", "stored in extra"),
            ("1,200", "read from words"),
            ("٣", ""),
            ("3 or 4", "read from words"),
            ("=1+1", "stored in extra"),
        )
    },
    "unknown is not zero": Case(own(killed_best=""), 2),
    "figures out of order": Case(text([{**GOOD, "killed_low": "5", "killed_high": "9"}]), 1, message="do not rise"),
    **{
        f"type {kind!r} {sub!r}": Case(
            text([{**GOOD, "event_type": kind, "sub_event_type": sub}]), *counts, message=words
        )
        for kind, sub, counts, words in (
            ("", "", (0, 1), "missing"),
            ("Battels", "", (0, 1), "Did you mean"),
            ("War", "", (0, 1), "no event type"),
            ("Suicide bomb", "", (0, 1), "is a sub-event type"),
            ("Battles", "Suicide bomb", (0, 1), "belongs to the event type"),
            ("", "Suicide bomb", (1, 0), "filled from"),
            ("battles", "armed CLASH", (1, 0), "spelt as usual"),
        )
    },
    "an unknown district is kept": Case(own(district="Atlantis"), 2, message="kept as given"),
    "an unknown province is kept": Case(own(province="Sindh"), 2, message=""),
    "a district of the other province": Case(
        own(province="Balochistan"), 2, message="is a district of Khyber Pakhtunkhwa"
    ),
    "a name that was": Case(own(district="FR Bannu"), 2, message="usual name"),
    "a place known to nothing": Case(
        text([{**without("lon", "lat"), "district": "", "province": ""}]), 0, 1, message="names no place"
    ),
    "a precision finer than the place": Case(
        text([{**without("lon", "lat"), "place_precision": "exact"}]), 1, message="lowered"
    ),
    "a word that is no precision": Case(
        text([{**GOOD, "place_precision": "metre"}]), 0, 1, message="no place_precision"
    ),
    "claims that are no JSON": Case(text([{**GOOD, "claims": "TTP claimed it"}]), 0, 1, message="Not a JSON list"),
    "claims of an unknown kind": Case(
        text([{**GOOD, "claims": '[{"kind": "x"}]'}]), 0, 1, message="its kind is one of"
    ),
    "claims nested without end": Case(text([{**GOOD, "claims": "[" * 50_000}]), 0, 1, message="Not a JSON list"),
    "a note of a million characters": Case(own(notes="x" * 1_000_000), 2),
    "a district of a million characters": Case(own(district="x" * 1_000_000), 1, 1, message="1,000,000 characters"),
    "a text that is a formula": Case(own(notes='=HYPERLINK("http://x","y")'), 2),
    "a text that is a template": Case(own(notes="{{ 7 * 7 }}{% raw %}"), 2),
    "a text that is a page": Case(own(notes="<script>alert(1)</script>"), 2),
    "a text that is a question": Case(own(notes="'; DROP TABLE incidents; --"), 2),
    "an id that is a path": Case(own(incident_id="own:../../etc/passwd"), 2),
    # sources
    **{
        f"ACLED {name} {value!r}": Case(acled(**{name: value}), *counts, message=words)
        for name, value, counts, words in (
            ("event_date", "18 November 2024", (2, 0), ""),
            ("event_date", "18-11-2024", (2, 0), ""),
            ("event_date", "31 June 2024", (1, 1), ""),
            ("time_precision", "9", (1, 1), ""),
            ("geo_precision", "7", (1, 1), ""),
            ("fatalities", "", (2, 0), ""),
            ("fatalities", "-9", (1, 1), "negative"),
            ("admin1", "Punjab", (1, 0, 1), ""),
            ("country", "Afghanistan", (1, 0, 1), ""),
            ("event_type", "Strange", (1, 1), "no event type"),
            ("timestamp", "soon", (2, 0), ""),
            ("latitude", "NaN", (2, 0), "lat is missing"),
            ("latitude", "n/a", (2, 0), "lat is missing"),
            ("latitude", "32,98", (2, 0), "decimal degrees"),
            ("admin1", "Ex-FATA", (2, 0), ""),
            ("admin1", "Somewhere", (2, 0), "in place of a name that is not known"),
        )
    },
    "ACLED without ids": Case(acled(event_id_cnty=""), 2, message="made from the content"),
    "monthly totals of ACLED": Case(
        raw(b"country,admin1,month,year,events,fatalities\nPakistan,KP,May,2024,3,1\n"), rejection="counts of incidents"
    ),
    "monthly figures of HAPI": Case(
        raw(b"location_code,event_type,events,fatalities,reference_period_start\nPAK,x,1,2,2024-01-01\n"),
        rejection="HDX HAPI",
    ),
    "forecasts": Case(raw(b"month,year,total_forecast\n1,2024,3\n"), rejection="forecasts"),
    "a table of something else": Case(raw(b"name,colour\nx,red\n"), rejection="not recognised"),
    "days that can be read in two ways": Case(
        raw(b"Date,Type,District\n03/04/2024,clash,Bannu\n"), rejection="day first or month first"
    ),
    "days of both orders": Case(
        raw(b"Date,Type,District\n13/04/2024,clash,Bannu\n04/13/2024,clash,Bannu\n"),
        rejection="day first or month first",
    ),
    # workbooks
    "a workbook": Case(workbook([list(GOOD), list(GOOD.values())]), 1),
    "numbers and days as such": Case(
        workbook(
            [
                list(GOOD),
                ["own:1", date(2024, 11, 18), "Battles", "Khyber Pakhtunkhwa", "Bannu", 70.6, 32.98, 2, 7, ""],
            ]
        ),
        1,
    ),
    "merged cells": Case(
        workbook(
            [
                ["date_start", "event_type", "district"],
                ["2024-11-18", "Battles", "Bannu"],
                ["2024-11-19", None, "Kurram"],
            ],
            "B2:B3",
        ),
        2,
        message="merged cells",
    ),
    "a formula that was never computed": Case(
        workbook([["date_start", "event_type", "district"], ["2024-11-18", "Battles", "=A1"]]),
        rejection="without a computed value",
    ),
    "a title above the table": Case(
        workbook([["Incidents of November"], [], list(GOOD), list(GOOD.values())]), 1, message="above the names"
    ),
    "a sheet of remarks before the table": Case(
        workbook([["Remarks"], ["by the month"]], more=[list(GOOD), list(GOOD.values())]), 1, message="'Second' read"
    ),
    "a title merged over the table": Case(
        workbook([["Incidents of November", *[None] * 9], list(GOOD), list(GOOD.values())], "A1:J1"), 1, message="above"
    ),
    "several sheets": Case(
        workbook([list(GOOD), list(GOOD.values())], more=[["a", "b"], ["c", "d"]]), 1, message="there are also 'Second'"
    ),
    "an empty workbook": Case(workbook([]), rejection="no table"),
    "a workbook of one cell": Case(workbook([["x"]]), rejection="no table"),
    "a cut-off workbook": Case(
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook"}, "a.xlsx"),
        rejection="cannot be read as a workbook",
    ),
    "entities in a workbook": Case(
        zipped(
            {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
            "a.xlsx",
        ),
        rejection=ANY,
    ),
    "a text named like a workbook": Case(raw(b"date_start,event_type\n", "a.xlsx"), rejection="named like a workbook"),
    "an encrypted workbook": Case(
        raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xlsx"), rejection="cannot be read as a workbook"
    ),
    # features
    "a point": Case(features((PLACE, point(70.6, 32.98))), 1),
    "a point with a height": Case(features((PLACE, point(70.6, 32.98, 350))), 1),
    "no geometry": Case(features(({**PLACE, "district": "Bannu"}, None)), 1),
    "a self-crossing polygon": Case(features(({**PLACE, "district": "Bannu"}, SQUARE)), 1, message="is a Polygon"),
    "a polygon and nothing else": Case(features((PLACE, SQUARE)), 0, 1, message="names no place"),
    "coordinates that are texts": Case(features((PLACE, point("70.6", "32.98"))), 1),
    "coordinates that are words": Case(features((PLACE, point("east", "north"))), 0, 1, message="no numbers"),
    "coordinates of another system": Case(
        features((PLACE, point(7859156, 3890000)), crs={"type": "name", "properties": {"name": "EPSG:3857"}}),
        1,
        message="EPSG:3857",
    ),
    "a system that is not known": Case(
        features((PLACE, point(1, 2)), crs={"properties": {"name": "moon"}}), rejection="not understood"
    ),
    "a system that does not exist": Case(
        features((PLACE, point(1, 2)), crs={"properties": {"name": "EPSG:99999"}}), rejection="not known"
    ),
    "no features": Case(raw(b'{"type": "FeatureCollection", "features": []}', "a.geojson"), 0, rejection=ANY),
    "a list instead of an object": Case(raw(b"[1, 2]", "a.geojson"), rejection=ANY),
    "NaN in GeoJSON": Case(
        raw(
            b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date_start":"2024-11-18","event_type":"Battles"},'
            b'"geometry":{"type":"Point","coordinates":[NaN,32.9]}}]}',
            "a.geojson",
        ),
        0,
        1,
        message="",
    ),
    # columns
    "Parquet": Case(
        parquet(date_start=[date(2024, 11, 18)], event_type=["Battles"], district=["Bannu"], killed_best=[2]), 1
    ),
    "Parquet of another schema": Case(parquet(x=[1.5], y=[None]), rejection="not recognised"),
    "Parquet with lists": Case(
        parquet(date_start=["2024-11-18"], event_type=["Battles"], district=["Bannu"], notes=[["a", "b"]]), 1
    ),
    "cut-off Parquet": Case(damaged_parquet, rejection="damaged Parquet"),
    # files that are not tables
    "a folder": Case(folder_itself, rejection="is a folder"),
    "a pipe": Case(pipe, rejection="a device or a pipe"),
    "a device": Case(lambda _: Path("/dev/zero"), rejection="a device or a pipe"),
    "a missing file": Case(lambda folder: folder / "missing.csv", rejection="cannot be read"),
    "a name with a null": Case(lambda folder: folder / "a\0b.csv", rejection="cannot be read"),
    "a PDF": Case(raw(b"%PDF-1.7 ...", "a.csv"), rejection="PDF"),
    "a picture": Case(raw(b"\x89PNG\r\n\x1a\n", "a.csv"), rejection="picture"),
    "gzip": Case(raw(b"\x1f\x8b\x08\0", "a.csv"), rejection="compressed"),
    "a database of something else": Case(raw(b"SQLite format 3\0" + b"\0" * 84, "a.gpkg"), rejection=ANY),
    "a bomb": Case(zipped({"doc.kml": b"\0" * (80 * 2**20)}), rejection="bomb"),
    "a path out of the archive": Case(zipped({"../../x.kml": b"<kml/>"}), rejection="outside of it"),
    "a path from the root": Case(zipped({"/etc/x.kml": b"<kml/>"}), rejection="outside of it"),
    "an archive of tables": Case(zipped({"a.csv": b"x"}), rejection="Unpack it first"),
    "a cut-off archive": Case(raw(b"PK\x03\x04" + b"\0" * 30, "a.kmz"), rejection=ANY),
    "KML with entities": Case(
        raw(b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "a.kml"), rejection="document type"
    ),
    "KML of an outside file": Case(
        raw(b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>', "a.kml"),
        rejection="document type",
    ),
    "KML that is cut off": Case(raw(b"<kml><Placemark><name>x", "a.kml"), rejection="not whole XML"),
    "KML without placemarks": Case(raw(b"<kml/>", "a.kml"), rejection="no placemarks"),
    "a page instead of a table": Case(raw(b"<!DOCTYPE html><html><body>Log in</body></html>"), rejection=ANY),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_bad_input_is_imported_with_its_problems_or_rejected_with_one_message(tmp_path: Path, case: Case) -> None:
    path = case.make(tmp_path)
    if case.rejection:
        with pytest.raises(FileRefused) as refusal:
            read_file(path, today=TODAY)
        assert case.rejection in str(refusal.value)
        assert 20 < len(str(refusal.value)) < 600
        assert str(refusal.value)[-1] in ".)"
        return
    checked = read_file(path, today=TODAY)
    counts = len(checked.incidents), checked.rejected, sum(checked.left_out.values())
    assert counts == (case.accepted, case.rejected, case.left_out), [p.message for p in checked.problems]
    assert checked.rows_read == sum(counts)
    messages = [problem.message for problem in checked.problems] + [repair.what for repair in checked.repairs]
    assert any(case.message in sentence for sentence in messages) or not case.message, messages
    faulty = {problem.row for problem in checked.errors}
    assert len(faulty - {0}) == checked.rejected or 0 in faulty
    for problem in checked.problems:
        assert problem.message.strip()
        assert len(problem.value) <= 200


def test_the_number_of_cases_does_not_shrink() -> None:
    assert len(CASES) >= 120
