"""User layers in a workspace file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from geo import store
from geo.errors import InputError, UnknownName
from geo.places.user_districts import UserDistricts
from geo.places.user_layers import Feature, LayerStyle, UserLayer
from tests.geo.store.older_formats import turn_back

SQUARE = [[[70.3, 32.7], [70.9, 32.7], [70.9, 33.2], [70.3, 33.2], [70.3, 32.7]]]


def areas(name: str, *, is_districts: bool = False) -> UserLayer:
    return UserLayer(name, (Feature("Bannu", "Polygon", SQUARE),), is_districts=is_districts)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    store.workspace_at(path).create()
    return path


def stored_layers(path: Path) -> list[tuple[str, bool]]:
    return [(layer.name, layer.is_districts) for layer in store.workspace_at(path).load().user_layers]


def test_a_layer_is_stored_replaced_renamed_and_removed(workspace: Path) -> None:
    store.workspace_at(workspace).store_layer(areas("a"))
    store.workspace_at(workspace).store_layer(areas("b"))
    store.workspace_at(workspace).store_layer(areas("a").styled(LayerStyle("green")))
    assert stored_layers(workspace) == [("b", False), ("a", False)]
    store.workspace_at(workspace).store_layer(areas("c"), instead_of="a")
    assert stored_layers(workspace) == [("b", False), ("c", False)]
    store.workspace_at(workspace).remove_layer("b")
    assert stored_layers(workspace) == [("c", False)]
    with pytest.raises(UnknownName, match="no layer 'd'"):
        store.workspace_at(workspace).remove_layer("d")


def test_at_most_one_layer_replaces_the_districts(workspace: Path) -> None:
    store.workspace_at(workspace).store_layer(areas("a", is_districts=True))
    store.workspace_at(workspace).store_layer(areas("b", is_districts=True))
    assert sorted(stored_layers(workspace)) == [("a", False), ("b", True)]
    gazetteer = store.workspace_at(workspace).load().gazetteer
    assert isinstance(gazetteer, UserDistricts)
    assert [d.name for d in gazetteer.drawn] == ["Bannu"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_layer_needs_a_name(workspace: Path, name: str) -> None:
    before = workspace.read_bytes()
    with pytest.raises(InputError, match="needs a name"):
        store.workspace_at(workspace).store_layer(areas(name))
    assert workspace.read_bytes() == before


def test_a_damaged_layer_is_reported_and_the_incidents_still_load(workspace: Path) -> None:
    store.workspace_at(workspace).store_layer(areas("a"))
    store.workspace_at(workspace).store_layer(areas("b", is_districts=True))
    with sqlite3.connect(workspace) as connection:
        connection.execute("UPDATE reference_layers SET content = '{}' WHERE name = 'a'")
        connection.execute("UPDATE reference_layers SET content = replace(content, 'Bannu', '') WHERE name = 'b'")
    connection.close()
    dataset = store.workspace_at(workspace).load()
    assert [layer.name for layer in dataset.user_layers] == ["b"]
    assert "The layer 'a' cannot be read" in dataset.notice
    assert "Districts need a name each" in dataset.notice
    assert not isinstance(dataset.gazetteer, UserDistricts)


def test_a_workspace_of_the_previous_format_is_migrated(workspace: Path) -> None:
    turn_back(workspace, 2)
    assert stored_layers(workspace) == []
    store.workspace_at(workspace).store_layer(areas("a"))
    assert stored_layers(workspace) == [("a", False)]
