"""Whatever another program has written into a workspace: it is read, or refused with a message."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from geo import store
from geo.draw.web.user_layers import user_layers_json
from geo.errors import AtlasError, WorkspaceDamaged
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.store.changed_values import (
    NO_UTF8,
    VALUES,
    changed,
    columns_of,
    good_workspace,
    layer_texts,
    replace_value,
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workspace(tmp_path_factory.mktemp("good") / "good.gpkg")


READS = (
    lambda workspace: workspace.describe(),
    lambda workspace: workspace.load_as_of("r1"),
    lambda workspace: workspace.load_as_of("2026-02-15"),
    lambda workspace: workspace.changes_since("r1"),
    lambda workspace: workspace.read_settings("mapping"),
    lambda workspace: list(workspace.located_places()),
)


def test_a_value_of_any_kind_is_read_or_refused(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    names = [*VALUES, NO_UTF8]
    outcomes: Counter[str] = Counter()
    for number, (table, column) in enumerate(columns_of(good)):
        for at in range(2):  # every value meets every table, every column a few of them
            shutil.copyfile(good, path)
            if not replace_value(path, table, column, names[(5 * number + 7 * at) % len(names)]):
                continue
            for read in (lambda workspace: resolve(workspace.load(), State()), READS[(number + at) % len(READS)]):
                try:
                    read(store.workspace_at(path))
                except AtlasError:
                    outcomes["refused"] += 1
                else:
                    outcomes["read"] += 1
    assert outcomes["refused"] > 50
    assert outcomes["read"] > 50


def with_layer(good: Path, path: Path, text: str) -> store.Workspace:
    shutil.copyfile(good, path)
    with changed(path) as connection:
        connection.execute("UPDATE reference_layers SET content = ?", (text,))
    return store.workspace_at(path)


def test_a_layer_with_any_value_is_read_or_left_out_with_a_message(good: Path, tmp_path: Path) -> None:
    left_out = 0
    for text in islice(layer_texts(), 0, None, 3):  # of each key, and of each place of both kinds of shapes
        dataset = with_layer(good, tmp_path / "w.gpkg", text).load()
        assert len(dataset.incidents) == 5
        assert bool(dataset.user_layers) != ("The layer 'Sites' cannot be read" in dataset.notice)
        left_out += not dataset.user_layers
        assert user_layers_json(dataset)
    assert left_out > 50


@pytest.mark.parametrize(
    ("table", "column"), [("releases", "imported_at"), ("claims", "by"), ("context_events", "title")]
)
def test_a_text_that_is_bytes_is_refused_by_its_column(good: Path, tmp_path: Path, table: str, column: str) -> None:
    path = tmp_path / "w.gpkg"
    shutil.copyfile(good, path)
    assert replace_value(path, table, column, "bytes")
    with pytest.raises(WorkspaceDamaged, match=f"{table}: {column} is not a text"):
        store.workspace_at(path).load()
