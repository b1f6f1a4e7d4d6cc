"""Empirical Bayes rates: published figures and properties."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyogrio import read_dataframe

from geo.analysis.shrinkage import shrunk_rates

AREAS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500_000)), min_size=1, max_size=30)


def test_sudden_deaths_of_north_carolina_1974() -> None:
    # The data are those of Cressie, as libpysal ships them; it is not imported, which takes seconds.
    package = find_spec("libpysal")
    assert package is not None
    assert package.origin is not None
    table = Path(package.origin).parent / "examples" / "sids2" / "sids2.dbf"
    counties = read_dataframe(table, columns=["NAME", "SID74", "BIR74"], read_geometry=False).set_index("NAME")
    rates = dict(zip(counties.index, 1000 * shrunk_rates(counties["SID74"], counties["BIR74"]), strict=True))
    raw = 1000 * counties["SID74"] / counties["BIR74"]
    assert raw["Anson"] == pytest.approx(9.55414, abs=5e-6)
    assert raw["Ashe"] == pytest.approx(0.9166, abs=5e-5)
    assert rates["Anson"] == pytest.approx(4.838804, abs=5e-7)
    assert rates["Ashe"] == pytest.approx(1.6973, abs=5e-5)


@given(AREAS)
def test_a_shrunk_rate_lies_between_its_own_and_the_common_one(areas: list[tuple[int, int]]) -> None:
    events, people = (np.array(column, np.float64) for column in zip(*areas, strict=True))
    raw, common = events / people, events.sum() / people.sum()
    found = shrunk_rates(events, people)
    slack = 1e-12 + 1e-9 * np.maximum(raw, common)
    assert (found >= np.minimum(raw, common) - slack).all()
    assert (found <= np.maximum(raw, common) + slack).all()


def test_areas_without_people_have_no_rate_and_do_not_change_the_others() -> None:
    with_unknown = shrunk_rates([4, 2, 9, 5], [1000, 5000, 0, np.nan])
    assert np.isnan(with_unknown[2:]).all()
    assert with_unknown[:2].tolist() == shrunk_rates([4, 2], [1000, 5000]).tolist()


def test_no_events_no_areas_and_equal_rates() -> None:
    assert shrunk_rates([0, 0], [10, 20]).tolist() == [0, 0]
    assert shrunk_rates([], []).shape == (0,)
    assert shrunk_rates([1, 2], [100, 200]).tolist() == pytest.approx([0.01, 0.01])
    assert np.isnan(shrunk_rates([3], [np.nan])).all()
