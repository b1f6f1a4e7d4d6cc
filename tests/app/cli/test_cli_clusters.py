"""``hotspots`` with the methods that look for clusters: one JSON object, tables, wrong use."""

from __future__ import annotations

import json

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
        (("gistar", "--grid", "square", "--cell", "0.01"), "choose at least 3.4 km"),
        (("scan", "--radius", "1", "2"), "--radius is one number for --method scan"),
        (("knox", "--days", "7", "3"), "have to rise"),
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
