"""Tables of two groupings, the filters by distance from a border, and tables as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from geo.sources.bundled import bundled
from tests.app.cli.commands import Commands

NOVEMBER = ("--from", "2024-11-01", "--to", "2024-11-30")


def test_a_table_of_two_groupings_holds_all_that_is_shown(run_cli: Commands) -> None:
    answer = run_cli("table", "--by", "district", "--and", "type", "--json").answer
    assert (answer["by"], answer["and"]) == ("district", "type")
    cells = sum(cell["incidents"] for row in answer["rows"] for cell in row["cells"])
    assert cells == answer["total"]["incidents"] == sum(column["incidents"] for column in answer["columns"])
    assert cells + sum(item["n"] for item in answer["left_out"]) == len(bundled().incidents)
    for row in answer["rows"]:
        assert [cell["type"] for cell in row["cells"]] == [column["type"] for column in answer["columns"]]
        assert sum(cell["killed_best"] for cell in row["cells"]) == row["killed_best"]


def test_text_and_csv_have_the_same_cells(run_cli: Commands) -> None:
    asked = ("table", "--by", "province", "--and", "type", "--figure", "killed", *NOVEMBER)
    rows = list(csv.reader(io.StringIO(run_cli(*asked, "--csv").out)))
    text = run_cli(*asked).out
    assert rows[0][0] == "Province"
    assert rows[-1][0] == rows[0][-1] == "All"
    assert all(cell in text for cell in rows[-1])
    assert "in the cells: reported deaths" in text


def test_actors_are_counted_once_in_the_totals(run_cli: Commands) -> None:
    answer = run_cli("table", "--by", "actor", "--and", "province", "--json").answer
    assert "Totals count each incident once" in answer["note"]
    assert sum(row["incidents"] for row in answer["rows"]) > answer["total"]["incidents"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_is_written_to_a_file(run_cli: Commands, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table.{ending}"
    result = run_cli("table", "--by", "division", "--out", path, "--json")
    assert result.answer["out"] == str(path)
    assert path.stat().st_size > 500


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--and", "type"), "both by type"),
        (("--and", "month", "--figure", "change"), "by month has no change"),
        (("--and", "month", "--figure", "per_100k"), "needs places"),
        (("--km", "5"), "belong to --by site"),
        (("--out", "a.docx"), "end the name with .csv or .xlsx"),
        (("--within-km-of-border", "India", "10"), "'India' is neither"),
        (("--within-km-of-border", "iran", "nan"), "'nan' is no distance"),
        (("--within-km-of-border", "iran", "-3"), "'-3' is no distance"),
        (("--within-km-of-border", "iran", "5", "--border-band", "0-10"), "Choose either"),
        (("--before", "year"), ""),
        (("--before", "year", "--and", "district"), "the cells of this table hold incidents: add --figure change"),
        (("--before", "year", "--and", "month"), "a table by month has none: it shows the development itself"),
        (("--before", "year", "--and", "district", "--figure", "change", "--json"), "leave out --json"),
    ],
)
def test_wrong_use_is_said_in_words(run_cli: Commands, argv: tuple[str, ...], words: str) -> None:
    result = run_cli("table", "--by", "type", *argv)
    assert result.code == (2 if words else 0)
    assert words in result.err


def test_bands_are_the_filter_of_the_same_name(run_cli: Commands) -> None:
    rows = run_cli("table", "--by", "border_band", "--place-precision", "exact", "--json").answer["rows"]
    keys = ["0-10", "10-25", "25-50", "50+"]
    assert [row["border_band"] for row in rows] == ["0–10 km", "10–25 km", "25–50 km", "50+ km"]
    for key, row in zip(keys, rows, strict=True):
        shown = run_cli("list", "--border-band", key, "--place-precision", "exact", "--json").answer
        assert shown["shown"] == row["incidents"]
    assert sum(row["incidents"] for row in rows) > 0


def test_a_distance_from_a_border_is_among_the_filters_of_the_answer(run_cli: Commands) -> None:
    answer = run_cli("list", "--within-km-of-border", "afg", "30", "--json").answer
    assert answer["filters"] == {"border": "within 30 km of the border with Afghanistan"}
    assert answer["shown"] > run_cli("list", "--within-km-of-border", "afg", "5", "--json").answer["shown"]


SITES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Clinic"},
            "geometry": {"type": "Point", "coordinates": [71.5, 34.0]},
        },
        {
            "type": "Feature",
            "properties": {"name": "=Road"},
            "geometry": {"type": "LineString", "coordinates": [[70.5, 33.0], [70.9, 33.6]]},
        },
    ],
}


def test_a_table_by_site(run_cli: Commands, tmp_path: Path) -> None:
    layer, workspace = tmp_path / "sites.geojson", tmp_path / "w.gpkg"
    layer.write_text(json.dumps(SITES))
    rows = tmp_path / "rows.csv"
    rows.write_text(run_cli("list", "--csv").out)
    run_cli("import", rows, "--workspace", workspace)
    asked = ("table", "--by", "site", "--workspace", workspace)
    assert "There is no user layer" in run_cli(*asked).err
    run_cli("layers", "--workspace", workspace, "--add", layer)
    answer = run_cli(*asked, "--km", "30", "--json").answer
    assert {row["site"] for row in answer["rows"]} == {"Clinic", "=Road"}
    assert answer["total"]["incidents"] + sum(item["n"] for item in answer["left_out"]) == len(bundled().incidents)
    for row in (*answer["rows"], answer["total"]):
        assert len(row["by_quarter"]) == len(answer["quarters"])
    table = list(csv.reader(io.StringIO(run_cli(*asked, "--km", "30", "--csv").out)))
    assert table[0][:3] == ["Site", "Within 30 km", "May be within"]
    assert {line[0] for line in table[1:]} == {"Clinic", "'=Road", "All"}
    assert "days since the last: to" in run_cli(*asked).out
    refused = {("--km", "nan"): "no distance", ("--sites", "x"): "No user layer", ("--and", "type"): "no --and"}
    for wrong, words in refused.items():
        result = run_cli(*asked, *wrong)
        assert (result.code, result.out) == (2, "")
        assert words in result.err
