"""The statistics: against published values, scipy and worked cases."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.unusual import poisson_test
from geo.analysis.unusual.discovery import adjusted, rejected
from geo.analysis.unusual.dispersion import dispersions
from geo.analysis.unusual.power import chance_of, least_found
from geo.analysis.unusual.rates import ratio_intervals
from geo.analysis.unusual.season import season_of
from geo.analysis.unusual.since_when import levels_of
from geo.analysis.unusual.tail import tails
from geo.errors import InputError
from tests.geo.analysis.unusual.worlds import RATES

PUBLISHED = {
    "of the manual of R": ((11, 21), (800, 3011), (0.07967, 1.971488, 0.8584264, 4.2772659)),
    "more than before": ((9, 40), (28, 364), (0.00727295, 2.925, 1.247986, 6.123868)),
    "none before": ((4, 0), (28, 364), (2.603082e-5, math.inf, 8.581612, math.inf)),
    "none now": ((0, 10), (28, 364), (1.0, 0.0, 0.0, 5.799632)),
    "few": ((3, 3), (28, 364), (None, 13.0, 1.741189, 97.06013)),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_test_of_two_rates_is_that_of_r(name: str) -> None:
    counts, exposures, (p, ratio, low, high) = PUBLISHED[name]
    found = poisson_test(counts, exposures)
    if p is not None:
        assert found.p == pytest.approx(p, rel=5e-5 if name == "of the manual of R" else 1e-6)
    assert (found.ratio, found.low, found.high) == pytest.approx((ratio, low, high), rel=1e-6)


@settings(max_examples=25)
@given(st.integers(0, 60), st.integers(0, 300), st.floats(0.01, 5))
def test_the_two_sided_p_is_that_of_scipy(now: int, past: int, times: float) -> None:
    share = times / (1 + times)
    expected = scipy.stats.binomtest(now, now + past, share).pvalue if now + past else 1.0
    assert poisson_test((now, past), (times, 1.0)).p == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "exposures", "level"), [((-1, 2), (1, 1), 0.95), ((1, 2), (0, 1), 0.95), ((1, 2), (1, math.nan), 0.95),
                                       ((1, 2), (1, 1), 1.0)]
)  # fmt: skip
def test_what_is_no_count_is_refused_in_words(
    counts: tuple[int, int], exposures: tuple[float, float], level: float
) -> None:
    with pytest.raises(InputError, match="give"):
        poisson_test(counts, exposures, level)


P_1995 = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
)  # fmt: skip


def test_four_of_the_p_values_of_1995_are_rejected() -> None:
    assert np.count_nonzero(adjusted(P_1995) <= 0.05) == 4
    shuffled = np.random.default_rng(1).permutation(P_1995)
    assert np.allclose(np.sort(adjusted(shuffled)), np.sort(adjusted(P_1995)))


@settings(max_examples=30)
@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_values_are_those_of_scipy(p: list[float]) -> None:
    expected = scipy.stats.false_discovery_control(p) if p else np.zeros(0)
    assert np.allclose(adjusted(p), expected, rtol=1e-12)
    for rate in (0.05, 0.3):
        assert np.array_equal(rejected(np.array(p), rate), adjusted(p) <= rate)


counts = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 500)), min_size=1, max_size=8)


@settings(max_examples=20)
@given(counts, st.sampled_from((1.0, 1.3, 2.2, 3.7, 12.0)), st.sampled_from((1 / 14, 0.2, 1 / 53)))
def test_tails_are_sums_of_the_beta_binomial(pairs: list[tuple[int, int]], dispersion: float, share: float) -> None:
    now, past = (np.array(column) for column in zip(*pairs, strict=True))
    upper, lower = tails(now, now + past, share, np.full(len(now), dispersion))
    for i, total in enumerate((now + past).tolist()):
        size = max(total, 1) / max(dispersion - 1, 1e-9)
        law = (
            scipy.stats.binom(total, share)
            if dispersion == 1
            else scipy.stats.betabinom(total, size * share, size * (1 - share))
        )
        chances = law.pmf(np.arange(total + 1))
        assert upper[i] == pytest.approx(math.fsum(chances[now[i] :]), rel=1e-7, abs=1e-12)
        assert lower[i] == pytest.approx(math.fsum(chances[: now[i] + 1]), rel=1e-7, abs=1e-12)


def test_tails_of_large_counts_are_finite_and_fast() -> None:
    upper, lower = tails(np.array([50_000]), np.array([640_000]), 1 / 14, np.array([3.0]))
    assert 0 < float(upper[0]) < 1e-30
    assert float(lower[0]) == pytest.approx(1.0)


def test_the_interval_without_dispersion_is_that_of_clopper_and_pearson() -> None:
    low, high = ratio_intervals(np.array([11.0]), np.array([21.0]), 800 / 3011)
    exact = scipy.stats.binomtest(11, 32).proportion_ci(0.95, "exact")
    assert (low[0], high[0]) == pytest.approx(
        tuple(share / (1 - share) * 3011 / 800 for share in (exact.low, exact.high)), rel=1e-9
    )
    wider = ratio_intervals(np.array([11.0]), np.array([21.0]), 800 / 3011, 2.0)
    assert wider[0][0] < low[0]
    assert wider[1][0] > high[0]


def test_the_interval_holds_the_ratio_in_nineteen_of_twenty_worlds() -> None:
    rng = np.random.default_rng(3)
    for mean, dispersion in ((4.0, 1.0), (4.0, 2.2), (20.0, 3.7)):
        size = (4_000, 14)
        drawn = rng.poisson(mean if dispersion == 1 else rng.gamma(mean / (dispersion - 1), dispersion - 1, size), size)
        now, past = drawn[:, -1].astype(float), drawn[:, :-1].sum(axis=1).astype(float)
        low, high = ratio_intervals(now, past, 1 / 13, dispersion)
        assert np.mean((low <= 1) & (high >= 1)) >= 0.94


@pytest.mark.parametrize("shape", ["nb1", "nb2"])
def test_the_dispersion_is_found(shape: str) -> None:
    rng = np.random.default_rng(2)
    rates, size = RATES * 6, (len(RATES), 13)
    sizes = rates / 1.5 if shape == "nb1" else np.full(len(rates), 2.0)
    found, common = [], []
    for _ in range(60):
        past = rng.poisson(rng.gamma(sizes[:, None], (rates / sizes)[:, None], size))
        spread = dispersions(past, np.ones(13), np.ones(len(rates), np.bool_))
        found.append(spread.by_place)
        common.append(spread.common / 1.3)  # without the margin
    truth = np.full(len(rates), 2.5) if shape == "nb1" else 1 + rates / 2
    if shape == "nb1":
        assert np.mean(common) == pytest.approx(2.5, rel=0.1)
    assert (np.mean(found, axis=0) >= truth * 0.95).mean() > 0.95  # seldom too low, which would raise alarms
    assert np.mean(found, axis=0)[np.argmin(rates)] < (4.5 if shape == "nb1" else 3.5)


def test_counts_that_are_all_equal_have_no_dispersion_below_poisson() -> None:
    found = dispersions(np.full((5, 13), 4), np.ones(13), np.ones(5, np.bool_))
    assert (found.by_place >= 1).all()
    assert dispersions(np.zeros((3, 13), np.int64), np.ones(13), np.ones(3, np.bool_)).common >= 1
    assert dispersions(np.zeros((0, 13), np.int64), np.ones(13), np.zeros(0, np.bool_)).by_place.shape == (0,)


def test_the_margin_is_larger_with_fewer_windows() -> None:
    common = [dispersions(np.full((5, n), 4), np.ones(n), np.ones(5, np.bool_)).common for n in (4, 6, 13, 52)]
    assert common == pytest.approx([1.66, 1.58, 1.3, 1.3])


def test_a_season_is_found_and_none_is_invented() -> None:
    rng, edges = np.random.default_rng(4), np.arange(54, dtype=np.int32) * 28
    turns = (edges[:-1] + 14) * (2 * np.pi / 365.25)
    seasonal = [season_of(rng.poisson(40 * np.exp(0.4 * np.cos(turns)))[:-1], edges, 13) for _ in range(50)]
    flat = [season_of(rng.poisson(40, 53)[:-1], edges, 13) for _ in range(50)]
    assert np.mean([each.amplitude for each in seasonal]) == pytest.approx(0.4, abs=0.05)
    assert sum(each.amplitude > 0 for each in flat) <= 5
    wave = np.exp(0.4 * np.cos(turns))
    assert np.mean([each.share for each in seasonal]) == pytest.approx(wave[-1] / wave[-14:].sum(), rel=0.05)


def test_one_war_in_one_spring_is_no_season() -> None:
    counts, edges = np.random.default_rng(5).poisson(10, 65), np.arange(67, dtype=np.int32) * 28
    counts[30:34] += 200
    assert season_of(counts, edges, 13).amplitude == 0


def test_the_count_that_would_be_found_is_close_to_the_exact_one() -> None:
    past = np.array([1, 13, 52, 156, 600])
    for dispersion in (1.0, 2.2, 5.0):
        found = least_found(past, 1 / 14, np.full(5, dispersion), 0.001, 4)
        for total, count in zip(past.tolist(), found.tolist(), strict=True):
            exact = next(
                c for c in range(4, 400)
                if tails(np.array([c]), np.array([total + c]), 1 / 14, np.array([dispersion]))[0][0] <= 0.001
            )  # fmt: skip
            assert abs(count - exact) <= 2


def test_the_chance_of_a_count_is_that_of_the_negative_binomial() -> None:
    count, mean = np.array([0, 1, 5, 30]), np.array([2.0, 2.0, 3.0, 20.0])
    law = scipy.stats.nbinom(mean / 1.5, 1 / 2.5)
    assert np.allclose(chance_of(count, mean, np.full(4, 2.5)), law.sf(count - 1), rtol=1e-9)
    assert np.allclose(chance_of(count, mean, np.ones(4)), scipy.stats.poisson(mean).sf(count - 1), rtol=1e-9)


def test_levels_are_found_where_they_change() -> None:
    rng = np.random.default_rng(6)
    series = np.concatenate((rng.poisson(2, 60), rng.poisson(9, 30)))
    found = levels_of(series, 700)
    assert [level.days.first for level in found] == [700, 700 + 60 * 7]
    assert found[-1].days.last == 700 + 90 * 7 - 1
    assert found[-1].a_week == pytest.approx(9, abs=1.5)


def test_quiet_series_are_seldom_cut() -> None:
    rng = np.random.default_rng(7)
    cut = sum(len(levels_of(rng.poisson(rng.gamma(3 / 1.2, 1.2, 52)))) > 1 for _ in range(120))
    assert cut <= 12  # at most 5 % are expected; 12 of 120 would be exceeded once in 40 such tests
    assert len(levels_of(np.zeros(104, np.int64))) == 1
    assert len(levels_of(np.ones(3, np.int64))) == 1
