"""Writing and reading are inverse for any texts, for CSV and for the workspace."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geo import store
from geo.dataset import claims_by_incident
from geo.export.incidents_csv import write_csv
from geo.incidents import Claim, Incident, Incidents, Release
from geo.incidents.findings import Checked, RawTable
from geo.sources.placenames import bundled_places
from geo.taxonomy import EVENT_TYPES, SUB_EVENT_TYPES
from tests.geo.checked_files import read_file
from tests.geo.checked_tables import check
from tests.stored import store_rows

TODAY = date(2026, 6, 20)
HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(1)", "'=x", "''", "'", '"', '""', "a,b;c\td|e", "one\ntwo\r\nthree\rfour",
    "<script>", "${x}", "{{ 7*7 }}", "{% x %}", "`x`", "'; DROP TABLE incidents; --", "NULL", "NA", "nan",
    "000123", "بنوں میں دھماکا", "\u202eabc", "é", "e\u0301", "\ufeff", "𝕏 😀", "\\N", "[]", "%s %d {}",
)  # fmt: skip

texts = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    )
    .map(str.strip)
    .filter(lambda text: len(text) <= 80)
)
names = texts.filter(lambda text: ";" not in text)
counts = st.one_of(st.none(), st.integers(0, 1_000_000))
days = st.dates(date(1947, 8, 14), TODAY)


@st.composite
def killed(draw: st.DrawFn) -> dict[str, int | None]:
    figures: list[int | None] = sorted(draw(st.lists(st.integers(0, 5000), min_size=3, max_size=3)))
    unknown = draw(st.sampled_from([(), (0,), (1,), (2,), (0, 1, 2)]))
    low, best, high = (None if i in unknown else figure for i, figure in enumerate(figures))
    return {"killed_low": low, "killed_best": best, "killed_high": high}


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    """A place after the checks: precise with a point, else as precise as its names."""
    district, province = draw(st.sampled_from([("Bannu", "Khyber Pakhtunkhwa"), ("Quetta", "Balochistan"), ("", "")]))
    if draw(st.booleans()):
        inside = {"Bannu": (70.6, 32.98), "Quetta": (67.0, 30.19), "": (80.0, 20.0)}[district]
        precision = draw(st.sampled_from(["exact", "near"]))
        return {
            "lon": inside[0],
            "lat": inside[1],
            "place_precision": precision,
            "district": district,
            "province": province,
        }
    precision = "district" if district else draw(st.sampled_from(["country", "province"]))
    if precision == "province":
        province = "Balochistan"
    return {"place_precision": precision, "district": district, "province": province}


@st.composite
def incident(draw: st.DrawFn, number: int) -> Incident:
    kind = draw(st.sampled_from(EVENT_TYPES))
    first = draw(days)
    precision, longest = draw(st.sampled_from([("day", 400), ("week", 7), ("month", 31), ("year", 366)]))
    plain = {name: draw(texts) for name in ("location", "location_as_given", "sources", "url", "notes", "revised_at")}
    given_names = {name: draw(texts) for name in ("district_as_given", "province_as_given")}
    actors: dict[str, str] = {}
    for role in ("actor1", "actor2"):
        # An `_as_given` text marks the name as already replaced by its usual form.
        actors |= {role: draw(names), f"{role}_as_given": draw(texts.filter(bool))}
    return Incident(
        incident_id=f"own:{number}{draw(names)}",
        date_start=first,
        date_end=min(first + timedelta(draw(st.integers(0, longest))), TODAY),
        date_precision=precision,
        event_type=kind,
        sub_event_type=draw(st.sampled_from(["", *SUB_EVENT_TYPES[kind]])),
        source=draw(st.sampled_from(["own", "curated", "=own"])),
        release="r",
        **plain, **given_names, **actors, **draw(places()), **draw(killed()),
        **{name: draw(counts) for name in ("killed_security", "killed_militants", "killed_civilians", "injured")},
        abducted=draw(counts),
    )  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Incident], list[Claim]]:
    rows = [draw(incident(number)) for number in range(draw(st.integers(0, 4)))]
    kinds = st.sampled_from(["claimed", "attributed", "denied", "reported"])
    claims = [
        Claim(row.incident_id, draw(kinds), draw(texts), draw(texts), draw(st.none() | days), draw(texts))
        for row in rows
        for _ in range(draw(st.integers(0, 2)))
    ]
    return rows, claims


def with_checked_actors(rows: list[Incident]) -> list[Incident]:
    """The rows with actors after the checks, which replace aliases by usual names."""
    header = ("incident_id", "date_start", "event_type", "province", "actor1", "actor2", "actors_associated")
    given = (f"{role}_as_given" for role in ("actor1", "actor2"))
    columns = (*header, *given)
    cells = [["own:1", "2024-11-18", "Battles", "Balochistan", *(getattr(r, c) for c in columns[4:])] for r in rows]
    checked_rows = [check(RawTable(columns, [cell]), bundled_places(), TODAY).incidents[0] for cell in cells]
    return [replace(row, actor1=new.actor1, actor2=new.actor2) for row, new in zip(rows, checked_rows, strict=True)]


@settings(max_examples=30)
@given(files())
def test_incidents_round_trip_through_csv(file: tuple[list[Incident], list[Claim]]) -> None:
    rows, claims = with_checked_actors(file[0]), file[1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv(path, rows, claims_by_incident(claims))
        checked = read_file(path, today=TODAY)
    assert checked.errors == []
    assert checked.incidents == rows
    assert checked.claims == claims


@settings(max_examples=30)
@given(files())
def test_incidents_round_trip_through_a_workspace(file: tuple[list[Incident], list[Claim]]) -> None:
    rows, claims = with_checked_actors(file[0]), file[1]
    release = Release("r", "own", "2026-06-20T00:00:00Z", "x.csv", "", len(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.gpkg"
        store.workspace_at(path).create()
        report = store_rows(path, Checked(rows, claims=claims), release)
        dataset, again = store.workspace_at(path).load(), read_file(path, today=TODAY)
    assert report.added == len(rows)
    assert list(dataset.incidents.rows()) == list(Incidents.from_rows(rows).rows())
    assert dict(dataset.claims) == claims_by_incident(claims)
    assert again.errors == []
    assert sorted(again.incidents, key=repr) == sorted(rows, key=repr)
