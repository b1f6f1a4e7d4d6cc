"""Rows inserted many at a time, and by a thread of their own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import store
from geo.errors import WorkspaceError
from geo.incidents import Release
from geo.incidents.findings import Checked
from geo.store.geopackage.insertion import insert_columns, update_columns

NAMES = ("a", "b", "c", "d")
VALUES = st.one_of(
    st.none(), st.just(""), st.text(max_size=3), st.integers(-9, 9), st.floats(-9, 9), st.binary(max_size=3)
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[Any]]:
    """Columns of which some have one value, and some are the same as others."""
    total = draw(st.integers(0, 30))
    columns: list[list[Any]] = []
    for _ in NAMES:
        kind = draw(st.sampled_from(("any", "single", "same")))
        if kind == "same" and columns:
            columns.append(draw(st.sampled_from(columns))[:])
        elif kind == "single":
            columns.append([draw(VALUES)] * total)
        else:
            columns.append(draw(st.lists(VALUES, min_size=total, max_size=total)))
    return columns


def stored(columns: list[list[Any]], most: int | None = None) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        if most:
            connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
        connection.execute(f"CREATE TABLE t ({', '.join(NAMES)})")
        insert_columns(connection, "INSERT INTO t", NAMES, columns)
        return connection.execute("SELECT * FROM t ORDER BY rowid").fetchall()


@settings(max_examples=80, deadline=None)
@given(columns=tables(), most=st.sampled_from((None, 8, 17)))
def test_what_is_inserted_is_read_again_in_its_order(columns: list[list[Any]], most: int | None) -> None:
    assert stored(columns, most) == list(zip(*columns, strict=True))


@settings(max_examples=50, deadline=None)
@given(columns=tables(), most=st.sampled_from((None, 17)), kept=st.integers(0, 5))
def test_the_rows_that_are_named_are_updated_and_no_others(
    columns: list[list[Any]], most: int | None, kept: int
) -> None:
    columns = [list(range(len(columns[0]))), *columns[1:]]
    before = [(row, "old", "old", "old") for row in range(len(columns[0]) + kept)]
    with closing(sqlite3.connect(":memory:")) as connection:
        if most:
            connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)
        connection.execute(f"CREATE TABLE t ({', '.join(NAMES)})")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", before)
        update_columns(connection, "t", NAMES, columns)
        after = connection.execute("SELECT * FROM t ORDER BY rowid").fetchall()
    assert after == [*zip(*columns, strict=True), *before[len(columns[0]) :]]


@pytest.mark.parametrize("total", [999, 1_000, 1_001, 2_500])
def test_more_rows_than_one_statement_holds(total: int) -> None:
    columns: list[list[Any]] = [list(range(total)), ["x"] * total, list(range(total)), [None] * total]
    assert stored(columns) == [(row, "x", row, None) for row in range(total)]


def import_parts(workspace: store.Workspace, parts: list[Checked], release: Release) -> None:
    with workspace.importing() as transaction:
        session = transaction.begin(release)
        for part in parts:
            session.add(part)
        session.finish()


@pytest.mark.parametrize("further", [0, 1], ids=["the end", "another part"])
def test_a_part_that_cannot_be_stored_ends_the_import_and_leaves_nothing(
    tmp_path: Path, checked: Checked, release: Release, further: int
) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    workspace.create()
    twice = replace(checked, incidents=[*checked.incidents, checked.incidents[0]], claims=[])
    with pytest.raises(WorkspaceError):
        import_parts(workspace, [twice, *[checked] * further], release)
    dataset = workspace.load()
    assert (len(dataset.incidents), dataset.releases) == (0, ())


def give_up(workspace: store.Workspace, part: Checked, release: Release) -> None:
    with workspace.importing() as transaction:
        transaction.begin(release).add(part)
        raise InterruptedError


def test_an_import_that_is_given_up_while_a_part_is_stored_leaves_nothing(
    tmp_path: Path, checked: Checked, release: Release
) -> None:
    workspace = store.workspace_at(tmp_path / "w.gpkg")
    with pytest.raises(InterruptedError):
        give_up(workspace, checked, release)
    assert not workspace.exists()
