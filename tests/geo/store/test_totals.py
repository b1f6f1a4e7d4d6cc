"""A newer release of totals against the stored ones, and totals in a workspace file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import store
from geo.errors import WorkspaceDamaged
from geo.incidents import Release
from geo.incidents.totals import Total
from geo.store.totals import changed_totals

PLAIN = Total(
    "office", "old", date(2024, 1, 1), date(2024, 1, 31), "Khyber Pakhtunkhwa", "Bannu", "KP", "Bannu", "", "", 5, 2
)
WEEKS = [
    replace(
        PLAIN, date_start=date(2024, 1, 1) + timedelta(7 * n), date_end=date(2024, 1, 7) + timedelta(7 * n), events=n
    )
    for n in range(6)
]


def test_a_coarser_period_replaces_the_finer_ones_that_it_meets() -> None:
    change = changed_totals(WEEKS, [PLAIN], (), "auto")
    assert change.added == (PLAIN,)
    assert set(change.withdrawn) == set(WEEKS[:5])
    assert changed_totals(WEEKS, [replace(PLAIN, district="Tank")], (), "auto").withdrawn == ()
    assert changed_totals(WEEKS, [replace(PLAIN, event_type="Riots")], (), "none").withdrawn == ()


def test_an_older_release_neither_revises_nor_replaces() -> None:
    change = changed_totals(WEEKS, [replace(WEEKS[0], events=99), PLAIN], ("old",), "auto")
    assert (change.added, change.revised, change.older) == ((), (), 2)
    assert change.withdrawn == ()


def test_missing_totals_are_withdrawn_as_missing_incidents_are() -> None:
    assert changed_totals(WEEKS, WEEKS[:2] + WEEKS[3:], (), "auto").withdrawn == (WEEKS[2],)
    part = changed_totals(WEEKS, WEEKS[:2], (), "auto")
    assert (part.withdrawn, part.missing_kept) == ((), 4)
    assert changed_totals(WEEKS, WEEKS[:2], (), "all").withdrawn == tuple(WEEKS[2:])
    none = changed_totals(WEEKS, WEEKS[:2], (), "none")
    assert (none.withdrawn, none.missing_kept) == ((), 0)


def test_other_figures_revise_and_other_names_as_given_do_not() -> None:
    change = changed_totals([PLAIN], [replace(PLAIN, district_as_given="FR Bannu")], (), "auto")
    assert (change.unchanged, change.revised) == (1, ())
    for revised in (replace(PLAIN, events=6), replace(PLAIN, killed=None)):
        assert changed_totals([PLAIN], [revised], (), "auto").revised == (revised,)


TOTALS = st.builds(
    lambda place, start, days, events: replace(
        PLAIN, district=place, date_start=date(2024, 1, start), date_end=date(2024, 1, start) + timedelta(days),
        events=events,
    ),
    st.sampled_from(("Bannu", "Tank")), st.integers(1, 28), st.integers(0, 9), st.integers(0, 3),
)  # fmt: skip


def apart(totals: list[Total]) -> list[Total]:
    """Totals of which no two of a place share a day, as a file has them."""
    kept: list[Total] = []
    for each in totals:
        if not any(each.what == other.what and each.overlaps(other) for other in kept):
            kept.append(each)
    return kept


@given(st.lists(TOTALS, max_size=8).map(apart), st.lists(TOTALS, max_size=8).map(apart),
       st.sampled_from(("auto", "all", "none")))  # fmt: skip
def test_after_any_import_no_day_of_a_place_is_counted_twice(
    stored: list[Total], incoming: list[Total], withdraw: store.Withdraw
) -> None:
    change = changed_totals(stored, incoming, (), withdraw)
    gone = {each.key for each in (*change.withdrawn, *change.revised)}
    after = [*(each for each in stored if each.key not in gone), *change.revised, *change.added]
    assert apart(after) == after
    assert len(change.added) + len(change.revised) + change.unchanged == len(incoming)
    if withdraw == "all":
        assert {each.key for each in after} == {each.key for each in incoming}
    assert changed_totals(after, incoming, (), withdraw).added == ()


# the file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    with store.workspace_at(path).importing() as transaction:
        session = transaction.begin_totals(Release("r", "office", "2026-01-01T00:00:00Z", "a.csv", "", 0))
        session.add(WEEKS)
        session.finish()
    return path


def test_a_workspace_of_totals_alone_is_kept_and_backed_up(path: Path) -> None:
    dataset = store.workspace_at(path).load()
    assert (len(dataset.incidents), len(dataset.totals)) == (0, 6)
    with store.workspace_at(path).importing() as transaction:
        session = transaction.begin_totals(Release("s", "office", "2026-01-02T00:00:00Z", "a.csv", "", 0))
        session.add([replace(WEEKS[0], events=50)])
        assert session.finish("none").totals_revised == 1
    assert len(store.workspace_at(path).backups()) == 1


def test_other_programs_see_totals_as_a_table_without_geometry(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT data_type FROM gpkg_contents WHERE table_name IN ('totals', 'totals_history')"
        assert connection.execute(query).fetchall() == [("attributes",), ("attributes",)]
        assert connection.execute("SELECT sum(events) FROM totals").fetchone() == (15,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("events = -1", "events is -1"),
        ("events = 'many'", "not a number of events"),
        ("killed = 1.5", "not a number of killed"),
        ("date_start = 'soon'", "soon"),
        ("date_end = '2023-01-01'", "lies before"),
        ("district = x'ff'", "district is not a text"),
    ],
)
def test_values_that_no_total_can_have_are_reported(path: Path, change: str, message: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"UPDATE totals SET {change} WHERE fid = 1")
    with pytest.raises(WorkspaceDamaged, match=message):
        store.workspace_at(path).load()
