"""The choices of each method, checked once and in words."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from geo.analysis.hotspots.result import SEED
from geo.errors import InputError

__all__ = [
    "COARSE",
    "GRIDS",
    "METRICS",
    "RETROSPECTIVE",
    "Coarse",
    "DensitySettings",
    "EmergingSettings",
    "GridKind",
    "LocalSettings",
    "Metric",
    "NearRepeatSettings",
    "ScanSettings",
    "require_between",
    "require_whole",
]

GridKind = Literal["districts", "square", "hex"]
GRIDS: tuple[GridKind, ...] = get_args(GridKind)

Coarse = Literal["leave-out", "spread"]
"""What is done on a grid with incidents that are known only to the district."""
COARSE: tuple[Coarse, ...] = get_args(Coarse)

Metric = Literal["euclidean", "manhattan"]
METRICS: tuple[Metric, ...] = get_args(Metric)

LEAST_CELL_KM, MOST_CELL_KM = 3.4, 200.0
"""Smaller cells are more than can be compared; larger ones are too few over the two provinces."""

MOST_RADIUS_KM = 700.0
"""Half of the longest distance across the two provinces: a larger circle holds them as a whole."""

MOST_PERMUTATIONS = 99_999

LONGEST_DAYS = 91
"""The longest time of a cluster unless the user states another: of a short period half is taken in its place."""


def require_between(what: str, value: float, least: float, most: float, unit: str = "") -> None:
    """Raise `InputError` if a number is not finite, or not in the range with its ends."""
    if not (math.isfinite(value) and least <= value <= most):
        given = f"{value:g}" if math.isfinite(value) else str(value)
        raise InputError(f"The {what} is {given}{unit}: choose a number from {least:g} to {most:,g}{unit}.")


def _require_rising(what: str, bounds: tuple[float, ...], unit: str, example: str) -> None:
    """Raise `InputError` if the bounds of bands do not rise."""
    if not bounds or list(bounds) != sorted(set(bounds)):
        given = ", ".join(f"{bound:g}" for bound in bounds) or "missing"
        raise InputError(
            f"The bounds of the bands of {what} are {given}: each has to be larger than the one before, as in "
            f"{example} {unit}."
        )


def require_whole(what: str, value: int, least: int, most: int, unit: str = "") -> None:
    """Raise `InputError` if a number is not a whole one in the range with its ends."""
    if value != int(value) or not least <= value <= most:
        raise InputError(f"The {what} is {value}{unit}: choose a whole number from {least:,} to {most:,}{unit}.")


def _require_one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"The {what} is {value!r}: choose {', '.join(known[:-1])} or {known[-1]}.")


def _require_draws(permutations: int, seed: int, least: int = 0) -> None:
    require_whole("number of permutations", permutations, least, MOST_PERMUTATIONS)
    require_whole("seed", seed, 0, 2**63 - 1)


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """The choices of Gi* and local Moran.

    Attributes
    ----------
    grid, cell_km
        The places that are compared; of a grid the side of a square cell, or of the square that is as large as a
        hexagon.
    permutations, seed
        Conditional permutations, 0 for the normal approximation alone, and the seed of their random numbers.
    rate
        The false discovery rate over all places.
    coarse
        What a grid does with incidents that are known only to the district.
    all_types
        Whether strategic developments, protests and riots count too; a filter by type decides by itself.

    Raises
    ------
    InputError
        If a number is not possible; the message says which are.
    """

    grid: GridKind = "districts"
    cell_km: float = 20.0
    permutations: int = 999
    seed: int = SEED
    rate: float = 0.05
    coarse: Coarse = "leave-out"
    all_types: bool = False

    def __post_init__(self) -> None:
        _require_one_of("grid", self.grid, GRIDS)
        _require_one_of("choice for coarse places", self.coarse, COARSE)
        require_between("side of a cell", self.cell_km, LEAST_CELL_KM, MOST_CELL_KM, " km")
        require_between("false discovery rate", self.rate, 1e-6, 0.5)
        _require_draws(self.permutations, self.seed)

    @property
    def parameters(self) -> dict[str, Any]:
        """The choices by name; those of a grid only where there is one."""
        of_grid = ("cell_km", "coarse")
        return {name: v for name, v in asdict(self).items() if self.grid != "districts" or name not in of_grid}


@dataclass(frozen=True, slots=True)
class EmergingSettings(LocalSettings):
    """The choices of emerging hot spots: those of a cell, and the length of a step.

    Attributes
    ----------
    step_days
        The length of a step of time.
    back_days
        How far back from the end of the period steps are taken. The categories ask how often and how recently a place
        was hot among all steps: over decades they say nothing of what was hot in some years.
    """

    permutations: int = 0
    step_days: int = 28
    back_days: int = 1_826

    def __post_init__(self) -> None:
        LocalSettings.__post_init__(self)
        require_whole("length of a step", self.step_days, 1, 3_660, " days")
        require_whole("time looked back", self.back_days, 10, 99_999, " days")
        if self.permutations:
            raise InputError("Emerging hot spots use the normal approximation: choose 0 permutations.")

    @property
    def parameters(self) -> dict[str, Any]:
        """The choices by name; no permutations, and those of a grid only where there is one."""
        without = ("permutations", "seed", *(() if self.grid != "districts" else ("cell_km", "coarse")))
        return {name: v for name, v in asdict(self).items() if name not in without}


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """The choices of the space-time permutation scan.

    Attributes
    ----------
    radius_km, longest_days
        The largest radius and the longest time of a cluster.
    step_days
        The unit of time: windows begin and end with a step, and the last step ends with the period.
    merge_km
        Points in a square of this side are taken as one place, at their mean; 0 for equal coordinates only.
    is_prospective
        Whether only clusters that reach the end of the period are looked for.
    permutations, seed
        Monte Carlo replicates, and the seed of their random numbers.
    all_types
        Whether strategic developments, protests and riots count too; a filter by type decides by itself.
    """

    radius_km: float = 50.0
    longest_days: int = LONGEST_DAYS
    step_days: int = 7
    merge_km: float = 5.0
    is_prospective: bool = True
    permutations: int = 999
    seed: int = SEED
    all_types: bool = False

    def __post_init__(self) -> None:
        require_between("radius", self.radius_km, 0.001, MOST_RADIUS_KM, " km")
        require_between("side of the square of one place", self.merge_km, 0, 200, " km")
        require_whole("length of a step", self.step_days, 1, 366, " days")
        require_whole("longest time of a cluster", self.longest_days, 1, 3_660, " days")
        if self.longest_days < self.step_days:
            raise InputError(
                f"The longest time of a cluster ({self.longest_days} days) is shorter than a step "
                f"({self.step_days} days): choose a longer time or a shorter step."
            )
        _require_draws(self.permutations, self.seed, least=9)

    @property
    def parameters(self) -> dict[str, Any]:
        """The choices by name."""
        return asdict(self)


RETROSPECTIVE: dict[str, Any] = {"step_days": 28, "merge_km": 10.0, "is_prospective": False}
"""What a scan of any time has in place of the defaults: it has a hundred times as many windows."""


@dataclass(frozen=True, slots=True)
class NearRepeatSettings:
    """The choices of the near-repeat (Knox) test.

    Attributes
    ----------
    distances_m, days
        The upper bounds of the bands, rising: a pair is in the first band whose bound it does not exceed.
    metric
        The distance between two points: along the straight line, or east plus north.
    permutations, seed
        Permutations of the days, and the seed of their random numbers.
    all_types
        Whether strategic developments, protests and riots count too; a filter by type decides by itself.
    """

    distances_m: tuple[float, ...] = (1_000.0, 5_000.0, 10_000.0)
    days: tuple[int, ...] = (7, 14, 28)
    metric: Metric = "euclidean"
    permutations: int = 999
    seed: int = SEED
    all_types: bool = False

    def __post_init__(self) -> None:
        for name in ("distances_m", "days"):  # a list where they were read from a file
            object.__setattr__(self, name, tuple(getattr(self, name)))
        _require_one_of("distance", self.metric, METRICS)
        for bound in self.distances_m:
            require_between("bound of a band of distances", bound / 1000, 0, MOST_RADIUS_KM, " km")
        for days in self.days:
            require_whole("bound of a band of days", days, 0, 3_660, " days")
        _require_rising("distance", tuple(bound / 1000 for bound in self.distances_m), "km", "1, 5, 10")
        _require_rising("time", self.days, "days", "7, 14, 28")
        _require_draws(self.permutations, self.seed, least=9)

    @property
    def parameters(self) -> dict[str, Any]:
        """The choices by name."""
        return asdict(self) | {"distances_m": list(self.distances_m), "days": list(self.days)}


@dataclass(frozen=True, slots=True)
class DensitySettings:
    """The choices of the kernel density.

    Attributes
    ----------
    coarse
        What is done with incidents that are known only to the district; ``None`` for what the map does.
    all_types
        Whether strategic developments, protests and riots count too, as in the map's heat; a filter by type decides by
        itself.
    """

    coarse: Coarse | None = None
    all_types: bool = False

    def __post_init__(self) -> None:
        if self.coarse is not None:
            _require_one_of("choice for coarse places", self.coarse, COARSE)
