"""Hot and cold spots of the period shown: Gi* and local Moran over districts or a grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.analysis.hotspots.least_p import draws_needed, least_p_words
from geo.analysis.hotspots.local_statistics import (
    LOW_P,
    MORE_PERMUTATIONS,
    Draws,
    LocalMoran,
    gi_star,
    least_p,
    local_moran,
    permuted_p,
    two_sided,
)
from geo.analysis.hotspots.places import Counted, Places, count_places, places_of, totals
from geo.analysis.hotspots.result import NOTHING_COUNTED, Finding, HotSpots, Tick, nothing_done, ticking
from geo.analysis.hotspots.selection import kept
from geo.analysis.hotspots.settings import LocalSettings
from geo.analysis.unusual.discovery import adjusted
from geo.view.snapshot import Snapshot
from geo.wording import plural

__all__ = [
    "CHANCE",
    "COLD",
    "FEWEST_INCIDENTS",
    "FEWEST_PLACES",
    "HOT",
    "STRONG_COLD",
    "STRONG_HOT",
    "TOO_FEW",
    "gi_star_hot_spots",
    "local_moran_hot_spots",
    "probability",
    "some_number",
    "too_few_places",
]

STRONG_HOT, HOT, CHANCE, COLD, STRONG_COLD = (
    "strong hot spot",
    "hot spot",
    "not distinguishable from chance",
    "cold spot",
    "strong cold spot",
)
TOO_FEW = "too few to say"
HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH = "high among high", "low among low", "high among low", "low among high"

FEWEST_INCIDENTS, FEWEST_PLACES = 10, 8
"""With fewer incidents, or fewer places, nothing is said."""

GI_REFERENCE = "Ord and Getis 1995, Geographical Analysis 27, 286-306; Benjamini and Hochberg 1995"
MORAN_REFERENCE = "Anselin 1995, Geographical Analysis 27, 93-115; Benjamini and Hochberg 1995"

_Floats = npt.NDArray[np.float64]
_MOST_HINTS = 3
_NORMAL = (
    "The normal approximation fits skewed counts badly: it named something in about 1 of 5 quiet worlds of "
    "districts, permutations in about 1 of 30."
)


@dataclass(frozen=True, eq=False)
class _Look:
    """Counts by place with the p-values of a statistic; NaN where it is not defined."""

    places: Places
    counts: _Floats
    z: _Floats
    p_normal: _Floats
    p: _Floats
    q: _Floats
    settings: LocalSettings

    @cached_property
    def around(self) -> _Floats:
        """The incidents of each place's neighbours."""
        return np.asarray(self.places.neighbours.binary @ self.counts)

    def numbers(self, at: int) -> dict[str, Any]:
        """The values of a row."""
        is_cell = self.places.lattice is not None
        middle = {"lon": round(float(self.places.lon[at]), 5), "lat": round(float(self.places.lat[at]), 5)}
        return {
            "count": some_number(self.counts[at]),
            "neighbours": int(self.places.neighbours.degrees[at]),
            "count_of_neighbours": some_number(self.around[at]),
            "z": some_number(self.z[at]),
            "p_normal": some_number(self.p_normal[at]),
            "p": some_number(self.p[at]),
            "q": some_number(self.q[at]),
            **(middle if is_cell else {}),
        }


def gi_star_hot_spots(snapshot: Snapshot, settings: LocalSettings | None = None, tick: Tick = nothing_done) -> HotSpots:
    """Places that are high, or low, together with their neighbours: Gi*.

    Raises
    ------
    InputError
        If the cells are too small or too large.
    """
    chosen = settings or LocalSettings()
    return kept(
        snapshot, (gi_star_hot_spots, chosen), lambda: _gi_star_of(snapshot, chosen, tick), compares_places=True
    )


def _gi_star_of(snapshot: Snapshot, settings: LocalSettings, tick: Tick) -> HotSpots:
    places, counted, counts = _counted(snapshot, settings, tick)
    z = gi_star(counts, places.neighbours.binary_with_self)
    look = _looked(places, counts, z, settings, tick)
    rows = [_gi_row(look, at) for at in ticking(_listed(look), tick)]
    rate = settings.rate
    legend = {
        STRONG_HOT: f"high counts lie close together here; false discovery rate {rate / 5:.2g}",
        HOT: f"the same; false discovery rate {rate:.2g}",
        CHANCE: "counts as different as these lie side by side by chance too",
        COLD: f"low counts lie close together here; false discovery rate {rate:.2g}",
        STRONG_COLD: f"the same; false discovery rate {rate / 5:.2g}",
        TOO_FEW: _too_few_words,
    }
    variant = "Gi*, binary contiguity weights, the place itself included"
    words = _Words("gistar", variant, GI_REFERENCE, legend, _weak_hints(look))
    return _result(words, look, counted, rows)


def local_moran_hot_spots(
    snapshot: Snapshot, settings: LocalSettings | None = None, tick: Tick = nothing_done
) -> HotSpots:
    """Places that are like their neighbours, or unlike them: local Moran.

    Raises
    ------
    InputError
        If the cells are too small or too large.
    """
    chosen = settings or LocalSettings()
    return kept(
        snapshot, (local_moran_hot_spots, chosen), lambda: _local_moran_of(snapshot, chosen, tick), compares_places=True
    )


def _local_moran_of(snapshot: Snapshot, settings: LocalSettings, tick: Tick) -> HotSpots:
    places, counted, counts = _counted(snapshot, settings, tick)
    moran = local_moran(counts, places.neighbours)
    look = _looked(places, counts, moran.z, settings, tick)
    rows = [_moran_row(look, moran, at) for at in ticking(_listed(look), tick)]
    rate = f"false discovery rate {settings.rate:.2g}"
    legend = {
        HIGH_HIGH: f"above average, and so are the neighbours; {rate}",
        LOW_LOW: f"below average, and so are the neighbours; {rate}",
        HIGH_LOW: f"above average, the neighbours below; {rate}",
        LOW_HIGH: f"below average, the neighbours above; {rate}",
        CHANCE: "like or unlike its neighbours no more than by chance",
        TOO_FEW: _too_few_words,
    }
    variant = "Local Moran's I, row-standardised contiguity weights, the place itself excluded"
    return _result(_Words("moran", variant, MORAN_REFERENCE, legend), look, counted, rows)


_too_few_words = (
    f"fewer than {FEWEST_INCIDENTS} incidents or {FEWEST_PLACES} places, all counts equal, or no neighbours"
)


def _counted(snapshot: Snapshot, settings: LocalSettings, tick: Tick) -> tuple[Places, Counted, _Floats]:
    places = places_of(snapshot, settings.grid, settings.cell_km, tick)
    counted = count_places(snapshot, places, settings)
    return places, counted, totals(places, counted)[:, 0]


def _looked(places: Places, counts: _Floats, z: _Floats, settings: LocalSettings, tick: Tick) -> _Look:
    if counts.sum() < FEWEST_INCIDENTS or len(places) < FEWEST_PLACES:
        z = np.full(len(places), np.nan)
    p_normal = two_sided(z)
    p = p_normal
    if settings.permutations and np.isfinite(z).any():
        p = permuted_p(counts, places.neighbours, Draws(settings.permutations, settings.seed), tick)
        p = np.where(np.isfinite(z), p, np.nan)
    q = np.full(len(p), np.nan)
    known = np.isfinite(p)
    q[known] = adjusted(p[known])
    return _Look(places, counts, z, p_normal, p, q, settings)


def _listed(look: _Look) -> list[int]:
    """The places that are listed, the most notable first: of a grid those with incidents or a class.

    None are where nothing is counted.
    """
    if not look.counts.any():
        return []
    q = np.nan_to_num(look.q, nan=2.0)
    order = np.lexsort((-look.counts, q))
    if look.places.lattice is None:
        return [int(at) for at in order]
    return [int(at) for at in order if look.counts[at] > 0 or q[at] <= look.settings.rate]


def _gi_row(look: _Look, at: int) -> Finding:
    q, z = look.q[at], look.z[at]
    expected = (look.places.neighbours.degrees[at] + 1) * look.counts.mean()
    verdict = _gi_class(q, z, look.settings.rate)
    together = look.counts[at] + look.around[at]
    sentence = (
        f"{look.places.names[at]} with {_neighbours(look, at)}: {_incidents(together)}, {expected:,.1f} if they were "
        f"spread evenly over the places{_chance_words(verdict, look, at)}."
    )
    numbers = {**look.numbers(at), "expected_with_neighbours": some_number(expected)}
    return _finding(look, at, verdict, sentence, numbers)


def _gi_class(q: float, z: float, rate: float) -> str:
    if np.isnan(q):
        return TOO_FEW
    if q > rate:
        return CHANCE
    if z > 0:
        return STRONG_HOT if q <= rate / 5 else HOT
    return STRONG_COLD if q <= rate / 5 else COLD


def _moran_row(look: _Look, moran: LocalMoran, at: int) -> Finding:
    is_high, among_high = moran.deviation[at] > 0, moran.lag[at] > 0
    verdict = TOO_FEW if np.isnan(look.q[at]) else CHANCE
    if look.q[at] <= look.settings.rate:
        verdict = {(True, True): HIGH_HIGH, (False, False): LOW_LOW, (True, False): HIGH_LOW}.get(
            (bool(is_high), bool(among_high)), LOW_HIGH
        )
    degree = int(look.places.neighbours.degrees[at])
    around = (
        f"{look.around[at] / degree:,.1f} on average in its {plural(degree, 'neighbour')}"
        if degree
        else "no neighbours"
    )
    sentence = (
        f"{look.places.names[at]}: {_incidents(look.counts[at])}, {around}, {look.counts.mean():,.1f} over all "
        f"places{_chance_words(verdict, look, at)}."
    )
    return _finding(look, at, verdict, sentence, {"i": some_number(moran.i[at]), **look.numbers(at)})


def _finding(look: _Look, at: int, verdict: str, sentence: str, numbers: Mapping[str, Any]) -> Finding:
    places = look.places
    return Finding(places.names[at], verdict, sentence, places.districts[at], places.provinces[at], numbers)


def _neighbours(look: _Look, at: int) -> str:
    degree = int(look.places.neighbours.degrees[at])
    return f"its {plural(degree, 'neighbour')}" if degree else "no neighbours"


def _incidents(count: float) -> str:
    return plural(int(count), "incident") if float(count).is_integer() else f"{count:,.1f} incidents"


def _chance_words(verdict: str, look: _Look, at: int) -> str:
    if verdict == TOO_FEW:
        return "; too few to say"
    corrected = f"{probability(look.q[at], 'q')} over {plural(int(np.isfinite(look.q).sum()), 'place')}"
    return f"; {verdict} (z = {look.z[at]:.2f}, {probability(look.p[at])}, {corrected})"


def probability(p: float, letter: str = "p") -> str:
    """A probability in words: "p = 0.03", "p < 0.001"."""
    return f"{letter} < 0.001" if p < 0.001 else f"{letter} = {p:.2g}"


def some_number(value: float) -> float | int | None:
    """A number for an answer: whole where it is whole, ``None`` where it is not known."""
    number = float(value)
    if not np.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _weak_hints(look: _Look) -> tuple[str, ...]:
    """Say where a place alone is far above the others, and Gi* does not show it."""
    from scipy.special import gammainc

    mean = look.counts.mean()
    if mean <= 0 or not np.isfinite(look.z).any():
        return ()
    by_chance = gammainc(np.maximum(look.counts, 1e-9), mean)  # of a Poisson count at least as high
    is_weak = (look.counts >= 5) & (by_chance <= 1e-3 / len(look.counts)) & ~(look.q <= look.settings.rate)
    weak = sorted(np.flatnonzero(is_weak).tolist(), key=lambda at: -look.counts[at])
    if not weak:
        return ()
    if len(weak) == 1:
        count = _incidents(look.counts[weak[0]])
        who = f"{look.places.names[weak[0]]} has {count}, {mean:,.1f} on average, and is no hot spot"
    else:
        named = [f"{look.places.names[at]} ({look.counts[at]:,.0f})" for at in weak[:_MOST_HINTS]]
        rest = [f"{len(weak) - _MOST_HINTS} more"] if len(weak) > _MOST_HINTS else []
        *first, last = named + rest
        who = f"Far above the average count of {mean:,.1f}, and no hot spots: {', '.join(first)} and {last}"
    why = "Gi* asks whether high counts lie close together, not whether a single one is high."
    return (f"{who}. {why} That shows in the counts and in the scan.",)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of a method beside its rows."""

    name: str
    variant: str
    reference: str
    legend: Mapping[str, str]
    hints: tuple[str, ...] = ()


def _result(words: _Words, look: _Look, counted: Counted, rows: Sequence[Finding]) -> HotSpots:
    settings = look.settings
    test = "normal approximation, two-sided"
    if settings.permutations:
        test = (
            f"{settings.permutations:,} conditional permutations ({MORE_PERMUTATIONS:,} where their p is at most "
            f"{LOW_P:g}), seed {settings.seed}, two-sided"
        )
    unlisted = len(look.places) - len(rows) if look.counts.any() else 0
    notes = [*_why_too_few(look), *_why_none(look), *words.hints]
    if not settings.permutations:
        notes.append(_NORMAL)
    if unlisted:
        notes.append(f"{plural(unlisted, 'cell')} without incidents and without a class are not listed.")
    return HotSpots(
        name=words.name,
        method=(
            f"{words.variant}, over {_places_words(look.places, settings)}; {test}; false discovery rate "
            f"{settings.rate:.2g}."
        ),
        reference=words.reference,
        parameters={"places": len(look.places), **settings.parameters},
        n_used=len(counted.selection.rows),
        left_out=counted.selection.left_out,
        rows=tuple(rows),
        legend=words.legend,
        hints=tuple(notes),
    )  # fmt: skip


def _why_too_few(look: _Look) -> list[str]:
    if np.isfinite(look.z).any():
        return []
    if not look.counts.any():
        return [NOTHING_COUNTED]
    if look.counts.sum() < FEWEST_INCIDENTS:
        return [f"There are {_incidents(look.counts.sum())}: with fewer than {FEWEST_INCIDENTS} nothing is said."]
    if len(look.places) < FEWEST_PLACES:
        return [too_few_places(look.places, look.settings)]
    return ["All places have the same number of incidents: none is higher than the others."]


def _why_none(look: _Look) -> tuple[str, ...]:
    """Say where no place has a class because the permutations, or the cells, do not allow for any."""
    settings, tests = look.settings, int(np.isfinite(look.q).sum())
    if not settings.permutations or not tests or (look.q <= settings.rate).any():
        return ()
    least, what = least_p(settings.permutations), "district" if look.places.lattice is None else "cell"
    words = least_p_words(tests, what, least, settings.rate)
    if not words:
        return ()
    if least > LOW_P:
        enough = draws_needed(1, LOW_P, sides=2)
        then = f"where p is at most {LOW_P:g}, it is then drawn again {MORE_PERMUTATIONS:,} times"
        return (f"{words} Use at least {enough}: {then}.",)
    side = settings.cell_km * (tests * least / settings.rate) ** 0.5
    return (f"{words} Cells of about {np.ceil(side):g} km are few enough.",)


def too_few_places(places: Places, settings: LocalSettings) -> str:
    """That there are too few places to be compared, and what to do about it."""
    if places.lattice is None:
        return f"The filter leaves {plural(len(places), 'district')}: at least {FEWEST_PLACES} are compared."
    here = f"{plural(len(places), 'cell')} of {settings.cell_km:g} km"
    return f"There are {here}: at least {FEWEST_PLACES} are compared. Choose smaller cells, or a wider filter by place."


def _places_words(places: Places, settings: LocalSettings) -> str:
    if places.lattice is None:
        return plural(len(places), "district")
    shape = "squares" if settings.grid == "square" else "hexagons"
    coarse = (
        "what is known only to the district is spread over it"
        if settings.coarse == "spread"
        else "what is known more coarsely than near a place is left out"
    )
    return f"{len(places):,} {shape} of {settings.cell_km**2:,.6g} km² in an equal-area projection; {coarse}"
