"""``hotspots`` with the methods that look for clusters: one JSON object, tables, wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.hotspots import METHODS
from tests.app.cli.commands import Commands

CLUSTERS = [name for name in METHODS if name != "unusual"]
FAST = {"gistar": ("--permutations", "99"), "emerging": ("--step", "91"), "scan": ("--permutations", "9"),
        "knox": ("--permutations", "9"), "moran": ("--permutations", "0"), "density": ()}  # fmt: skip


@pytest.mark.parametrize("method", CLUSTERS)
def test_each_method_answers_with_one_object(run_cli: Commands, method: str) -> None:
    result = run_cli("hotspots", "--method", method, *FAST[method], "--json")
    assert result.code == 0
    answer = json.loads(result.out)
    assert answer["method"] == method
    assert {"parameters", "reference", "n_used", "left_out", "rows", "legend", "notes", "variant"} <= set(answer)
    assert answer["n_used"] + sum(item["n"] for item in answer["left_out"]) == 261
    for row in answer["rows"]:
        assert {"province", "district", "place", "verdict", "sentence"} <= set(row)
        assert row["verdict"] in answer["legend"]
    assert sum(answer["classes"].values()) == len(answer["rows"])


@pytest.mark.parametrize("method", CLUSTERS)
def test_a_person_gets_a_table_and_sentences(run_cli: Commands, method: str) -> None:
    result = run_cli("hotspots", "--method", method, *FAST[method])
    assert result.code == 0
    assert "incidents counted." in result.out
    assert " nan" not in result.out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("gistar", "--radius", "5"), "--radius belongs to --method scan or knox, not to gistar."),
        (("scan", "--window", "28"), "--window belongs to --method unusual, not to scan."),
        (("gistar", "--cell", "30"), "add --grid square or --grid hex"),
        (("moran", "--grid", "hex", "--cell", "nan"), "The side of a cell is nan km"),
        (("gistar", "--grid", "square", "--cell", "0.01"), "choose a number from 3.4 to 200 km"),
        (("scan", "--radius", "1", "2"), "--radius is one number for --method scan"),
        (("knox", "--days", "7", "3"), "each has to be larger than the one before"),
        (("emerging", "--step", "1000"), "a trend needs at least 10"),
    ],
)
def test_wrong_use_is_told_in_words(run_cli: Commands, options: tuple[str, ...], words: str) -> None:
    result = run_cli("hotspots", "--method", *options)
    assert result.code == 2
    assert words in result.err


def test_an_empty_period_is_told_in_words(run_cli: Commands) -> None:
    for method in ("gistar", "knox", "density"):
        result = run_cli("hotspots", "--method", method, "--from", "1999-01-01", "--to", "1999-12-31")
        assert result.code == 0
        assert "0 incidents counted." in result.out


def test_a_page_takes_the_options_of_its_method_alone(run_cli: Commands, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "page.svg"))
    assert "--grid is about hot spots: add --hotspots." in run_cli("snapshot", *out, "--grid", "hex").err
    assert "--step belongs to --method emerging or scan" in run_cli("snapshot", *out, "--hotspots", "gistar", "--step",
                                                                    "7").err  # fmt: skip
    assert run_cli("snapshot", *out, "--hotspots", "emerging", "--step", "2000").code == 2
    result = run_cli("snapshot", *out, "--hotspots", "gistar", "--permutations", "0", "--dpi", "72")
    assert result.code == 0
    page = (tmp_path / "page.svg").read_text(encoding="utf-8")
    for words in ("Hot and cold spots (Gi*)", "not distinguishable from chance", "Corrected for 61 areas"):
        assert words in page


def test_an_answer_is_written_to_a_file(run_cli: Commands, tmp_path: Path) -> None:
    assert "end the name with .csv, .geojson or .gpkg" in run_cli("hotspots", "--out", str(tmp_path / "x.txt")).err
    path = tmp_path / "x.csv"
    result = run_cli("hotspots", "--method", "moran", "--permutations", "0", "--out", str(path), "--json")
    assert json.loads(result.out)["out"] == str(path)
    assert path.read_text(encoding="utf-8-sig").count("\n") > 61


@pytest.mark.parametrize("method", ["gistar", "moran", "emerging"])
def test_with_nothing_to_count_no_place_is_listed(run_cli: Commands, method: str) -> None:
    result = run_cli("hotspots", "--method", method, "--from", "2020-01-01", "--to", "2020-12-31")
    assert "No incident that is shown counts here: nothing is compared." in result.out
    assert "too few" not in result.out
