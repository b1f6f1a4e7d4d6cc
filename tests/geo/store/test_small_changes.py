"""After a change by hand the data set is known without reading the file again, and is the one that reading it gives."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo.dataset import Dataset
from geo.errors import InputError
from geo.incidents import Claim, ContextEvent, Incident, Incidents, Release
from geo.incidents.by_hand import Reason
from geo.incidents.findings import Checked
from geo.store import HandChanges, Workspace, workspace_at
from geo.store.geopackage import latest, loading
from geo.store.geopackage.database import remember_sound
from tests.stored import store_rows

Rows = Callable[[int], list[Incident]]

AGO_S = 60.0
EVENT = ContextEvent(date(2024, 1, 1), date(2024, 2, 1), "Ceasefire", "", "ceasefire", "")
CLAIM = Claim("", "reported", "police", "", figure="killed", value="3-5")


@pytest.fixture
def workspace(tmp_path: Path, rows: Rows) -> Workspace:
    """A workspace of two sources with claims and a link, written a minute ago."""
    path = tmp_path / "w.gpkg"
    claims = [Claim(f"own:00000{number}", "claimed", "X", "") for number in (1, 2)]
    store_rows(path, Checked(rows(6), claims=claims), Release("one", "own", "2026-01-01T12:00:00Z", "1.csv", "", 0))
    others = [replace(row, incident_id=f"b:{row.incident_id[-1]}", source="b") for row in rows(3)]
    store_rows(path, Checked(others), Release("two", "b", "2026-01-02T12:00:00Z", "2.csv", "", 0))
    opened = workspace_at(path)
    opened.set_links([("own:000002", "b:2", "same"), ("own:000001", "b:1", "different")])
    rest(path)
    return opened


def rest(path: Path) -> None:
    """Have the file written a minute ago."""
    then = time.time() - AGO_S
    os.utime(path, (then, then))
    time.sleep(0.11)  # the entry was changed now


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows each time all incidents are read."""
    found: list[int] = []
    read = loading._incidents

    def counted(connection: sqlite3.Connection) -> Incidents:
        found.append(1)
        return read(connection)

    monkeypatch.setattr(loading, "_incidents", counted)
    return found


def step(
    workspace: Workspace, change: Callable[[HandChanges, Incident], object], incident_id: str = "own:000004"
) -> None:
    row = workspace.versions(incident_id)[-1].incident
    with workspace.by_hand(Reason("Amina", "why")) as hand:
        change(hand, row)


def read_anew(workspace: Workspace) -> Dataset:
    """What reading the whole file gives."""
    latest._datasets.clear()
    return workspace.load()


def content(dataset: Dataset) -> dict[str, object]:
    """All that a data set holds, in a form that can be compared."""
    table = dataset.incidents
    held: dict[str, object] = {
        each.name: getattr(dataset, each.name)
        for each in fields(dataset)
        if each.name not in ("incidents", "memo", "gazetteer")
    }
    coded = {name: (column.codes.tolist(), column.names) for name, column in table.coded.items()}
    rows = [repr(row) for row in table.rows()]
    return held | {"rows": rows, "coded": coded, "texts": dict(table.texts), "days": table.start.tolist()}


def everything(hand: HandChanges, row: Incident) -> None:
    hand.edit(replace(row, date_start=date(2025, 5, 1), date_end=date(2025, 5, 2)), (CLAIM,))
    hand.add(replace(row, killed_low=None, actor1="A new actor"), (CLAIM,))
    hand.withdraw("own:000001")
    hand.add_context(EVENT)


CHANGES: dict[str, tuple[Callable[[HandChanges, Incident], object], str]] = {
    "new": (lambda hand, row: hand.add(row, (CLAIM,)), "own:000004"),
    "edit": (lambda hand, row: hand.edit(replace(row, notes="corrected", district="Kech")), "own:000004"),
    "claims": (lambda hand, row: hand.set_claims(row.incident_id, (CLAIM,)), "own:000004"),
    "no claims": (lambda hand, row: hand.set_claims(row.incident_id, ()), "own:000001"),
    "withdraw": (lambda hand, row: hand.withdraw(row.incident_id), "own:000000"),
    "a linked report": (lambda hand, _row: hand.edit(replace(_row, injured=7), (CLAIM,)), "b:2"),
    "withdraw a linked report": (lambda hand, _row: hand.withdraw("own:000002"), "b:2"),
    "a context event": (lambda hand, _row: hand.add_context(EVENT), "own:000004"),
    "all of it": (everything, "own:000004"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_the_data_set_after_a_change_is_the_one_that_is_stored(
    workspace: Workspace, reads: list[int], name: str
) -> None:
    change, incident_id = CHANGES[name]
    start = workspace.load()
    step(workspace, change, incident_id)
    after = workspace.load()
    assert len(reads) == 1, "only the first time"
    assert after is not start
    stored = read_anew(workspace)
    assert content(after) == content(stored)
    workspace.undo_last()
    undone = workspace.load()
    assert len(reads) == 2
    assert content(undone) == content(read_anew(workspace))
    assert undone.releases == start.releases


def test_a_file_that_another_program_writes_is_read_again(workspace: Workspace, reads: list[int]) -> None:
    shown = workspace.load()
    step(workspace, CHANGES["edit"][0])
    shown = workspace.load()
    with closing(sqlite3.connect(workspace.address)) as other, other:
        other.execute("UPDATE incidents SET notes = 'elsewhere' WHERE incident_id = 'own:000003'")
    step(workspace, CHANGES["withdraw"][0], "own:000000")
    after = workspace.load()
    assert len(reads) == 2
    assert after.incidents.row(after.incidents.positions["own:000003"]).notes == "elsewhere"
    assert shown.incidents.row(shown.incidents.positions["own:000003"]).notes != "elsewhere"


def test_a_file_that_another_program_writes_in_the_same_moment_is_read_again(
    workspace: Workspace, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _shown = workspace.load()
    remember = latest.remember_change

    def late(path: Path, before: latest.Mark, dataset: Dataset) -> None:
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE incidents SET notes = 'elsewhere' WHERE incident_id = 'own:000003'")
        remember_sound(path)
        remember(path, before, dataset)

    monkeypatch.setattr(latest, "remember_change", late)
    step(workspace, CHANGES["edit"][0])
    after = workspace.load()
    assert len(reads) == 2
    assert after.incidents.row(after.incidents.positions["own:000003"]).notes == "elsewhere"


def test_a_step_that_fails_leaves_what_is_known(workspace: Workspace, reads: list[int]) -> None:
    shown = workspace.load()

    def fail(hand: HandChanges, _row: Incident) -> None:
        hand.withdraw("own:000000")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        step(workspace, fail)
    assert workspace.load() is shown
    assert len(reads) == 1


def test_only_the_change_that_is_meant_is_undone(workspace: Workspace) -> None:
    step(workspace, CHANGES["edit"][0])
    newest = workspace.load().releases[-1].name
    with pytest.raises(InputError, match="newer"):
        workspace.undo_last(("one",))
    assert workspace.load().releases[-1].name == newest
    assert workspace.undo_last((newest,)) == newest


def test_rows_take_the_place_of_others_in_order(rows: Rows) -> None:
    table = Incidents.from_rows(rows(9))
    new = [replace(row, notes="new", date_start=date(2024, 1, day), date_end=date(2025, 1, 1))
           for row, day in zip(rows(4), (30, 1, 1, 9), strict=True)]  # fmt: skip
    kept = [row for at, row in enumerate(table.rows()) if at not in (0, 1, 2, 3, 8)]
    expected = Incidents.from_rows([*kept, *new])
    changed = table.replaced([8, 3, 2, 1, 0], new)
    assert list(changed.rows()) == list(expected.rows())
    assert {n: c.names for n, c in changed.coded.items()} == {n: c.names for n, c in expected.coded.items()}
    assert np.array_equal(changed.start, expected.start)
    assert list(table.replaced([], ()).rows()) == list(table.rows())
    assert len(table.replaced(range(9), ())) == 0
