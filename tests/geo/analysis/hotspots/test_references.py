"""The same numbers as esda, libpysal, pymannkendall and pointpats: this file alone imports them, which takes 4 s."""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from geo.analysis.hotspots.grid import cell_keys, hexagons, squares
from geo.analysis.hotspots.local_statistics import Draws, gi_star, gi_star_of_cube, local_moran, permuted_p, two_sided
from geo.analysis.hotspots.near_repeat import knox
from geo.analysis.hotspots.places import _grid_pairs
from geo.analysis.hotspots.settings import NearRepeatSettings
from geo.analysis.hotspots.trend_test import mann_kendall
from geo.analysis.hotspots.weights import Pairs
from geo.places.adjacency import drawn_polygons, touching
from geo.places.gazetteer import bundled

pytestmark = pytest.mark.filterwarnings("ignore")


@cache
def reference(name: str) -> Any:
    """A module of a reference, imported by the test that needs it and not by each process that collects the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


EXACT = 1e-9


@pytest.fixture(scope="module")
def districts() -> tuple[Pairs, Any]:
    """The contiguity of the bundled districts, ours and libpysal's."""
    polygons = drawn_polygons(bundled())
    layer = reference("geopandas").GeoDataFrame(geometry=polygons)
    return Pairs(len(polygons), *touching(polygons)), reference("libpysal.weights").Queen.from_dataframe(
        layer, use_index=False
    )


def counts(n: int, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.poisson(rng.gamma(0.5, 6, n)).astype(float)


def test_contiguity_of_districts_is_libpysals_queen(districts: tuple[Pairs, Any]) -> None:
    pairs, peer = districts
    assert set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)) == {
        (i, j) for i, others in peer.neighbors.items() for j in others
    }


def test_contiguity_of_squares_is_libpysals_queen() -> None:
    cells = np.array([(i, j) for i in range(5) for j in range(7)], np.int64)
    assert (np.diff(cell_keys(cells)) > 0).all()
    pairs, peer = _grid_pairs(squares(20), cells), reference("libpysal.weights").lat2W(5, 7, rook=False)
    assert set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)) == {
        (i, j) for i, others in peer.neighbors.items() for j in others
    }


def test_contiguity_of_hexagons_is_libpysals_queen_of_their_outlines() -> None:
    from shapely import polygons

    lattice = hexagons(20)
    cells = np.array([(i, j) for i in range(-2, 4) for j in range(-3, 3)], np.int64)
    layer = reference("geopandas").GeoDataFrame(geometry=polygons(np.round(lattice.rings(cells), 3)))
    peer = reference("libpysal.weights").fuzzy_contiguity(layer, tolerance=0.0001)
    pairs = _grid_pairs(lattice, cells)
    assert set(zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)) == {
        (i, j) for i, others in peer.neighbors.items() for j in others
    }


def test_gi_star_is_esdas(districts: tuple[Pairs, Any]) -> None:
    pairs, weights = districts
    together = np.stack([counts(61, seed) for seed in range(4)], axis=1)
    z = gi_star(together, pairs.binary_with_self)
    for k in range(4):
        peer = reference("esda").G_Local(together[:, k], weights, transform="B", star=True, permutations=0)
        np.testing.assert_allclose(z[:, k], peer.Zs, atol=EXACT)
        np.testing.assert_allclose(two_sided(z[:, k]), 2 * peer.p_norm, atol=EXACT)


def test_gi_star_of_a_cube_is_esdas_with_the_neighbours_in_space_and_time() -> None:
    cells = np.array([(i, j) for i in range(4) for j in range(4)], np.int64)
    pairs, steps = _grid_pairs(squares(20), cells), 6
    values = counts(16 * steps)
    dense = np.zeros((16 * steps, 16 * steps), bool)
    for one, other in [*zip(pairs.one, pairs.other, strict=True), *((k, k) for k in range(16))]:
        for step in range(steps):
            for before in range(max(step - 1, 0), step + 1):
                dense[one * steps + step, other * steps + before] = True
    peer_weights = reference("libpysal.weights").W(
        {i: np.flatnonzero(row).tolist() for i, row in enumerate(dense)}, silence_warnings=True
    )
    peer = reference("esda").G_Local(values, peer_weights, transform="B", star=None, permutations=0)
    np.testing.assert_allclose(gi_star_of_cube(values.reshape(16, steps), pairs).ravel(), peer.Zs, atol=EXACT)


def test_local_moran_is_esdas(districts: tuple[Pairs, Any]) -> None:
    """Its variance is that of I with n where its I has n − 1: the one is brought to the scale of the other."""
    pairs, weights = districts
    values = counts(61)
    moran, peer = local_moran(values, pairs), reference("esda").Moran_Local(values, weights, permutations=0)
    np.testing.assert_allclose(moran.i, peer.Is, atol=EXACT)
    np.testing.assert_allclose(moran.z, (peer.Is * 61 / 60 - peer.EIc) / np.sqrt(peer.VIc), atol=EXACT)


def test_conditional_permutations_agree_with_esdas(districts: tuple[Pairs, Any]) -> None:
    pairs, weights = districts
    values = counts(61, 3)
    ours = permuted_p(values, pairs, Draws(9_999, 5, more=False))
    peer = reference("esda").G_Local(values, weights, transform="B", star=True, permutations=9_999, seed=5, n_jobs=1)
    exact_tail = np.minimum(
        (peer.rGs >= peer.Gs[:, None] - 1e-12).mean(1), (peer.rGs <= peer.Gs[:, None] + 1e-12).mean(1)
    )
    theirs = np.minimum(2 * exact_tail, 1.0)
    error = 2 * np.sqrt(2 * np.maximum(theirs / 2, 1e-3) / 9_999)
    assert (np.abs(ours - theirs) <= 5 * error).all()
    assert (ours <= 0.05).any()


@pytest.mark.parametrize("values", ["counts", "normal", "constant", "rising"])
def test_mann_kendall_is_pymannkendalls(values: str) -> None:
    rng = np.random.default_rng(2)
    series = {
        "counts": rng.poisson(1.5, (6, 40)).astype(float),
        "normal": rng.normal(size=(6, 25)),
        "constant": np.ones((2, 12)),
        "rising": np.arange(30.0)[None, :] + rng.normal(0, 6, (4, 30)),
    }[values]
    trends = mann_kendall(series)
    for k, row in enumerate(series):
        peer = reference("pymannkendall").original_test(row)
        assert trends.s[k] == peer.s
        assert trends.z[k] == pytest.approx(peer.z, abs=EXACT)
        assert trends.p[k] == pytest.approx(peer.p, abs=EXACT)


def test_knox_counts_the_pairs_of_pointpats() -> None:
    rng = np.random.default_rng(4)
    xy, day = rng.uniform(0, 1_000, (120, 2)), rng.integers(0, 60, 120)
    xy[60:], day[60:] = xy[:60] + rng.normal(0, 10, (60, 2)), day[:60] + rng.integers(0, 4, 60)
    ours = knox(xy[:, 0], xy[:, 1], day, NearRepeatSettings(distances_m=(50.0,), days=(5,)))
    peer = reference("pointpats").Knox(xy, day[:, None].astype(float), delta=50, tau=5, permutations=999)
    assert ours.observed[0, 0] == peer.statistic_
    assert ours.expected[0, 0] == pytest.approx(np.ravel(peer.expected)[0], abs=EXACT)
    assert ours.p[0, 0] == pytest.approx(peer.p_sim, abs=0.01)
