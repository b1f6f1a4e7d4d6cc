"""Saved views on the command line: their filters, period, layers and colours in place of typed ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from geo import store
from geo.briefing.saved_views import store_view
from geo.export.page_record import record_in
from geo.query import Query
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.view.state import State
from tests.app.cli.commands import Commands


def workspace(table: Path, folder: Path) -> str:
    """A workspace with incidents and a view."""
    made = store.workspace_at(folder / "w.gpkg")
    import_files([IncidentFile(table)], made)
    query = Query(first=date(2024, 1, 1), last=date(2024, 12, 31), districts=frozenset({"Bannu"}))
    state = State(query, colour_by="killed")
    store_view(made, "Bannu 2024", replace(state, layers=state.layers - {"rivers"}))
    return made.address


def test_a_view_gives_filters_layers_and_colours(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    path = workspace(table, tmp_path)
    chosen = ("--workspace", path, "--view", "Bannu 2024")
    answer = run_cli("list", *chosen, "--json").answer
    assert answer["filters"] == {"district": ["Bannu"]}
    assert answer["period"]["first_day"] == "2024-01-01"
    later = run_cli("list", *chosen, "--from", "2025", "--to", "2025", "--json").answer
    assert (later["period"]["first_day"], later["filters"]) == ("2025-01-01", {"district": ["Bannu"]})
    page = tmp_path / "page.png"
    assert run_cli("snapshot", *chosen, "--dpi", "50", "--out", page).code == 0
    record = record_in(page)
    assert record["colour_by"] == "killed"
    assert "rivers" not in record["layers"]
    assert record["query"]["districts"] == ["Bannu"]


def test_a_view_and_filters_of_ones_own_are_refused(run_cli: Commands, table: Path, tmp_path: Path) -> None:
    path = workspace(table, tmp_path)
    both = run_cli("list", "--workspace", path, "--view", "Bannu 2024", "--district", "Kurram")
    assert both.code == 2
    assert "--view has its own filters" in both.err
    unknown = run_cli("list", "--workspace", path, "--view", "Bannu")
    assert unknown.code == 1
    assert "it has Bannu 2024" in unknown.err
    nowhere = run_cli("list", "--view", "Bannu 2024")
    assert nowhere.code == 2
    assert "--view needs --workspace" in nowhere.err
