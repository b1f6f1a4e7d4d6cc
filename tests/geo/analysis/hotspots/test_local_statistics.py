"""Gi*, local Moran and conditional permutations of arrays: published answers and hand-worked cases."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.hotspots.local_statistics import Draws, draw_others, gi_star, local_moran, permuted_p
from geo.analysis.hotspots.weights import Pairs
from geo.errors import Cancelled

REFERENCE = Path(__file__).parent / "reference"


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("distance", "cell_120", "greatest"),
    [(30, 1.450780, 4.310407), (42.5, 1.595203, 5.429681), (60, 1.900559, 5.976806), (84.9, 1.761360, 8.047333)],
)
def test_gi_star_of_getis_and_ord(distance: float, cell_120: float, greatest: float) -> None:
    table = np.array([[float(row[name]) for name in ("x", "y", "value")] for row in read("getisord.csv")])
    apart = np.hypot(*(table[:, None, :2] - table[None, :, :2]).transpose(2, 0, 1))
    z = gi_star(table[:, 2], Pairs(256, *np.nonzero((apart <= distance) & (apart > 0))).binary_with_self)
    assert z[119] == pytest.approx(cell_120, abs=5e-7)
    assert z.max() == pytest.approx(greatest, abs=5e-7)


def african() -> tuple[list[str], np.ndarray, Pairs]:
    rows = read("afcon.csv")
    neighbours = [[int(number) - 1 for number in row["neighbours"].split()] for row in rows]
    one = np.repeat(np.arange(len(rows)), [len(each) for each in neighbours])
    pairs = Pairs(len(rows), one, np.concatenate(neighbours))
    return [row["country"] for row in rows], np.array([float(row["conflicts"]) for row in rows]), pairs


def test_gi_star_of_african_conflicts() -> None:
    names, values, pairs = african()
    z = gi_star(values, pairs.binary_with_self)
    assert z[names.index("EGYPT")] == pytest.approx(4.421336, abs=5e-7)
    assert z[names.index("SUDAN")] == pytest.approx(4.039252, abs=5e-7)


def test_local_morans_of_african_conflicts_add_up_to_the_global_one() -> None:
    _, values, pairs = african()
    n = len(values)
    assert local_moran(values, pairs).i.sum() / (n - 1) == pytest.approx(0.41679563, abs=5e-9)


def line(n: int) -> Pairs:
    """Places in a row, each the neighbour of the next."""
    one = np.arange(n - 1)
    return Pairs(n, np.concatenate((one, one + 1)), np.concatenate((one + 1, one)))


def test_conditional_permutations_converge_to_all_choices_of_neighbours() -> None:
    values = np.array([9.0, 7.0, 0.0, 1.0, 0.0, 3.0, 2.0, 2.0, 0.0])
    pairs = line(9)
    p = permuted_p(values, pairs, Draws(40_000, 7, more=False))
    for at in range(9):
        k, others = int(pairs.degrees[at]), np.delete(values, at)
        sums = np.array([sum(chosen) for chosen in combinations(others, k)])
        observed = values[pairs.other[pairs.one == at]].sum()
        tail = min((sums >= observed).mean(), (sums <= observed).mean())
        assert p[at] == pytest.approx(min(2 * tail, 1.0), abs=0.02)


def test_equal_seeds_give_equal_answers_and_others_do_not() -> None:
    values = np.arange(20.0) % 7
    same = [permuted_p(values, line(20), Draws(99, seed)) for seed in (1, 1, 2)]
    assert (same[0] == same[1]).all()
    assert (same[0] != same[2]).any()


def test_low_p_values_are_refined() -> None:
    values = np.concatenate((np.full(6, 50.0), np.arange(54) % 3))
    few, more = (permuted_p(values, line(60), Draws(99, 1, more=more)) for more in (False, True))
    assert few.min() == pytest.approx(0.02)
    assert 0.0105 < more.min() < 0.0135  # 2 × (6 − 1)(6 − 2) / (59 × 58), the chance that both neighbours are high


def test_a_place_without_neighbours_has_no_permutations_and_no_moran() -> None:
    pairs = Pairs(10, np.array([1, 2]), np.array([2, 1]))
    values = np.arange(10.0)
    assert np.isnan(permuted_p(values, pairs, Draws(99, 1))[[0, 3]]).all()
    assert np.isnan(local_moran(values, pairs).z[[0, 3]]).all()
    assert np.isfinite(gi_star(values, pairs.binary_with_self)).all()


def test_equal_values_are_not_defined_rather_than_significant() -> None:
    values = np.full(10, 0.1)
    assert np.isnan(gi_star(values, line(10).binary_with_self)).all()
    assert np.isnan(local_moran(values, line(10)).z).all()


def test_one_high_place_among_none_has_the_same_gi_star_whatever_its_count() -> None:
    z = [gi_star(np.eye(30)[15] * count, line(30).binary_with_self)[15] for count in (5, 500)]
    assert z[0] == pytest.approx(z[1])
    assert z[0] == pytest.approx((27 / 3) ** 0.5)


@given(st.integers(1, 900), st.integers(0, 9), st.integers(0, 2**31))
def test_draws_are_of_different_places(n: int, k: int, seed: int) -> None:
    k = min(k, n)
    picked = draw_others(n, k, 20, np.random.default_rng(seed))
    assert picked.shape == (20, k)
    assert all(len(set(row)) == k for row in picked.tolist())
    assert picked.size == 0 or (picked.min() >= 0 and picked.max() < n)


@pytest.mark.parametrize("n", [8, 700])
def test_every_place_is_drawn_equally_often(n: int) -> None:
    picked = draw_others(n, 4, 70_000, np.random.default_rng(1))
    often = np.bincount(picked.ravel(), minlength=n) / picked.shape[0] * n / 4
    assert np.abs(often - 1).max() < 5.5 * (n / 4 / 70_000) ** 0.5


def test_a_tick_may_stop_permutations() -> None:
    def stop(_share: float) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        permuted_p(np.arange(20.0), line(20), Draws(99, 1), stop)
