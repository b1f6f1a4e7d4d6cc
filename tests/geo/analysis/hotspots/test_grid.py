"""Cells of a grid: where points lie, who the neighbours are, and that the ground adds up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from geo.analysis.hotspots import places
from geo.analysis.hotspots.grid import Lattice, hexagons, squares
from geo.analysis.hotspots.places import places_of
from geo.dataset import Dataset, Memo
from geo.errors import Cancelled, InputError
from geo.incidents import Incidents
from tests.geo.tables import snapshot_of

EMPTY = Dataset(Incidents.from_rows([]))
LATTICES = pytest.mark.parametrize("lattice", [squares(20), hexagons(20)], ids=["square", "hex"])


@LATTICES
def test_a_cell_has_the_area_of_the_square(lattice: Lattice) -> None:
    ring = lattice.rings(np.array([[3, -2]]))[0]
    assert Polygon(ring).area == pytest.approx(400e6)


@given(st.floats(-900e3, 900e3), st.floats(-900e3, 900e3), st.sampled_from([squares(20), hexagons(17.3)]))
def test_a_point_lies_in_its_cell(x: float, y: float, lattice: Lattice) -> None:
    cell = lattice.cells_at(np.array([x]), np.array([y]))
    assert Polygon(lattice.rings(cell)[0]).buffer(0.01).contains(Point(x, y))


@LATTICES
def test_the_middle_of_a_cell_lies_in_it(lattice: Lattice) -> None:
    cells = np.array([(i, j) for i in range(-4, 5) for j in range(-4, 5)], np.int64)
    assert (lattice.cells_at(*lattice.middles(cells)) == cells).all()


@pytest.mark.parametrize("kind", ["square", "hex"])
def test_the_cells_hold_the_ground_of_all_districts(kind: str) -> None:
    places = places_of(snapshot_of(EMPTY), kind, 30.0)  # type: ignore[arg-type]
    assert places.shares is not None
    cell, district, share = places.shares
    assert np.bincount(district, share) == pytest.approx(np.ones(61))
    assert set(cell.tolist()) == set(range(len(places)))
    degrees = places.neighbours.degrees
    assert degrees.max() == (8 if kind == "square" else 6)
    pairs = set(zip(places.neighbours.one.tolist(), places.neighbours.other.tolist(), strict=True))
    assert pairs == {(other, one) for one, other in pairs}


def test_the_grid_depends_on_neither_incidents_nor_period_but_on_the_filter_by_place() -> None:
    whole, part = (
        places_of(snapshot_of(EMPTY, **filters), "hex", 40.0) for filters in ({}, {"districts": frozenset({"Quetta"})})
    )
    assert set(part.districts) == {"Quetta"}
    assert whole.cells is not None
    assert part.cells is not None
    assert {tuple(cell) for cell in part.cells.tolist()} < {tuple(cell) for cell in whole.cells.tolist()}


@pytest.mark.parametrize(
    ("side_km", "words"), [(0.5, "choose at least 3.4 km"), (1_500.0, "holds the two provinces as a whole")]
)
def test_cells_that_make_no_sense_are_refused_in_words(side_km: float, words: str) -> None:
    with pytest.raises(InputError, match=words):
        places_of(snapshot_of(EMPTY), "square", side_km)


def test_making_a_grid_can_be_cancelled() -> None:
    def stop(_share: float) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        places_of(snapshot_of(EMPTY), "hex", 5.0, stop)


def test_a_grid_made_in_parts_is_the_one_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = places_of(snapshot_of(EMPTY), "hex", 47.0)
    monkeypatch.setattr(places, "_CELLS_AT_ONCE", 50)
    monkeypatch.setattr(places, "_made", Memo())
    parts = places_of(snapshot_of(EMPTY), "hex", 47.0)
    assert parts.names == whole.names
    for one, other in zip(parts.shares or (), whole.shares or (), strict=True):
        assert np.allclose(np.sort(one), np.sort(other))
