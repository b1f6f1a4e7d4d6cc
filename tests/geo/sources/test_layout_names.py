"""Columns of a known layout are recognised under names that a program has cut or changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.incidents.findings import RawTable
from geo.sources.layout_names import layout_header
from geo.sources.layout_registry import layouts, recognised_layout

NOTHING = RawTable((), [])
ALL = {layout.name: layout for layout in layouts()}


def cut(names: tuple[str, ...]) -> list[str]:
    """Names as GDAL writes them into a Shapefile: ten characters, equal ones numbered."""
    given: list[str] = []
    for name in names:
        short, number = name[:10], 0
        while short in given:
            number += 1
            short = f"{name[: 8 if number < 10 else 7]}_{number}"
        given.append(short)
    return given


def abbreviated(names: tuple[str, ...]) -> list[str]:
    known = {"event_id_cnty": "evnt_d_", "event_date": "evnt_dt", "event_type": "evnt_ty", "time_precision": "tm_prcs",
             "sub_event_type": "sb_vnt_", "geo_precision": "g_prcsn", "disorder_type": "dsrdr_t",
             "location": "locatin", "latitude": "latitud", "longitude": "longitd",
             "fatalities": "fatalts"}  # fmt: skip
    return [known.get(name, name) for name in names]


DISGUISES: dict[str, Callable[[tuple[str, ...]], list[str]]] = {
    "cut": cut,
    "upper case": lambda names: [name.upper() for name in names],
    "spaces": lambda names: [f" {name.replace('_', ' ').title()} " for name in names],
    "points": lambda names: [name.replace("_", ".") for name in names],
    "without marks": lambda names: [name.replace("_", "") for name in names],
    "prefix of a join": lambda names: [f"layer_{name}" for name in names],
    "prefix of a table": lambda names: [f"public.events.{name}" for name in names],
    "half of them joined": lambda names: [f"acled_{name}" if at % 2 else name for at, name in enumerate(names)],
    "numbered by a join": lambda names: [f"{name}_1" for name in names],
    "merged frames": lambda names: [f"{name}_x" for name in names],
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("layout", ALL.values(), ids=ALL)
def test_the_columns_of_a_layout_are_found_under_changed_names(layout, disguise) -> None:  # type: ignore[no-untyped-def]
    names = tuple(name for name in layout.columns if name != "iso3")
    header = disguise(names)
    read = layout_header(header, layout.columns, NOTHING)
    wanted = [name for name in layout.cells if name in names]
    assert {name: read[names.index(name)] for name in wanted} == {name: name for name in wanted}
    assert recognised_layout([name.strip().casefold() for name in header], NOTHING) is layout


def test_names_that_r_abbreviates_are_found() -> None:
    layout = ALL["acled"]
    assert layout_header(abbreviated(layout.columns), layout.columns, NOTHING) == layout.columns


def test_columns_with_equal_cut_names_are_told_apart_by_what_they_hold() -> None:
    table = RawTable(("eventid", "iyear", "gname", "nkill", "attacktype"), [["1", "2015", "x", "1", "Armed Assault"]])
    layout = ALL["gtd"]
    assert layout_header(table.header, layout.columns, table, layout.tests)[-1] == "attacktype1_txt"
    numbers = RawTable(table.header, [["1", "2015", "x", "1", "2"]])
    assert layout_header(table.header, layout.columns, numbers, layout.tests)[-1] == "attacktype1"


@pytest.mark.parametrize(
    "header",
    [
        ["date", "type", "district", "killed"],
        ["event_date", "event_type", "district", "fatalities", "notes"],
        ["id", "date_start", "event_type", "district", "best", "high", "low"],
        ["year", "month", "day", "country", "region", "city", "latitude", "longitude", "location", "summary"],
    ],
)
def test_a_table_with_a_few_usual_names_is_none_of_them(header: list[str]) -> None:
    assert recognised_layout(header, NOTHING) is None


def test_a_column_of_the_user_keeps_its_name() -> None:
    layout = ALL["acled"]
    header = [*layout.columns[:31], "Checked by", "notes_2"]
    assert layout_header(header, layout.columns, NOTHING)[-2:] == ("checked by", "notes_2")
