"""``hotspots --method gistar|moran|emerging|scan|knox|density``: where incidents cluster."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import aligned, print_error, print_line, visible
from app.cli.progress import progress
from app.cli.shapes import left_out
from geo.analysis.hotspots.methods import METHODS, answer, question
from geo.analysis.hotspots.result import Finding, HotSpots
from geo.analysis.hotspots.settings import (
    COARSE,
    GRIDS,
    METRICS,
    RETROSPECTIVE,
    DensitySettings,
    EmergingSettings,
    LocalSettings,
    NearRepeatSettings,
    ScanSettings,
)
from geo.errors import InputError
from geo.view.snapshot import Snapshot
from geo.view.state import HotSpotQuestion
from geo.wording import about, plural

__all__ = [
    "add_cluster_options",
    "cluster_answer",
    "clusters_answer",
    "computed",
    "print_clusters",
    "question_of",
    "snapshot_question",
]

Answer = dict[str, Any]

_LOCAL = ("gistar", "moran", "emerging")
_USED_BY: dict[str, tuple[str, ...]] = {
    "window": ("unusual",),
    "grid": _LOCAL,
    "cell": _LOCAL,
    "coarse": (*_LOCAL, "density"),
    "step": ("emerging", "scan"),
    "back": ("emerging",),
    "permutations": ("gistar", "moran", "scan", "knox"),
    "seed": ("gistar", "moran", "scan", "knox"),
    "radius": ("scan", "knox"),
    "days": ("scan", "knox"),
    "distance": ("knox",),
    "retrospective": ("scan",),
    "all_types": (*_LOCAL, "scan", "knox", "density"),
}
"""The methods that use an option; for the others it is wrong use."""


def add_cluster_options(command: argparse.ArgumentParser, methods: Collection[str] = tuple(METHODS)) -> None:
    """Add the options of some methods, in a group of their own."""
    group = command.add_argument_group("the methods of hot spots")

    def add(option: str, **given: Any) -> None:
        if set(_USED_BY[option.removeprefix("--").replace("-", "_")]) & set(methods):
            group.add_argument(option, **given)

    add("--grid", choices=GRIDS, help=f"{_used('grid')}: the places that are compared; default: districts")
    add("--cell", type=float, metavar="KM", help=f"{_used('cell')}: the side of a square of a grid, or of a square as "
        "large as a hexagon; default: 20")  # fmt: skip
    add("--coarse", choices=COARSE, help=f"{_used('coarse')}: what a grid does with incidents that are known only to "
        "the district; default: leave-out, of density as on the map")  # fmt: skip
    add("--step", type=int, metavar="DAYS", help="emerging, scan: the unit of time; default: 28, of the scan 7")
    add("--back", type=int, metavar="DAYS", help="emerging: how far back from the end of the period steps go; default: "
        "1826, which are five years")  # fmt: skip
    add("--permutations", type=int, metavar="N", help=f"{_used('permutations')}: random permutations; default: 999")
    add("--seed", type=int, metavar="N", help=f"{_used('seed')}: the seed of random numbers; default: 20240101")
    add("--radius", type=float, nargs="+", metavar="KM", help="scan: the largest radius, default: 50; knox: the bounds "
        "of the bands of distance, rising, default: 1 5 10")  # fmt: skip
    add("--days", type=int, nargs="+", metavar="N", help="scan: the longest time of a cluster, default: 91; knox: the "
        "bounds of the bands of days, rising, default: 7 14 28")  # fmt: skip
    add("--distance", choices=METRICS, help="knox: how distance is measured; default: euclidean")
    add("--retrospective", action="store_true", help="scan: clusters of any time, not only those that reach the end")
    add("--all-types", action="store_true", help=f"{_used('all_types')}: count strategic developments, protests and "
        "riots too")  # fmt: skip
    add("--window", type=int, metavar="DAYS", help="unusual: the days that are compared with the past, up to the end "
        "of the period or of the data; default: 28")  # fmt: skip


def _used(option: str) -> str:
    return ", ".join(_USED_BY[option])


def clusters_answer(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    """The answer of a method to what the filters give; raises `InputError` for numbers that are not possible."""
    return cluster_answer(computed(question_of(arguments, arguments.method), snapshot))


def snapshot_question(arguments: argparse.Namespace) -> HotSpotQuestion | None:
    """What the options of a page ask for; ``None`` for no hot spots.

    Raises
    ------
    WrongUse
        For numbers that are not possible, and for options of other methods or of none.
    """
    if arguments.hotspots:
        try:
            return question_of(arguments, arguments.hotspots)
        except InputError as error:
            raise WrongUse(str(error)) from None
    if given := [name for name in _USED_BY if getattr(arguments, name, None) not in (None, False)]:
        raise WrongUse(f"--{given[0].replace('_', '-')} is about hot spots: add --hotspots.")
    return None


def question_of(arguments: argparse.Namespace, method: str) -> HotSpotQuestion:
    """What the options ask for.

    Raises
    ------
    InputError
        For numbers that are not possible.
    WrongUse
        For options of other methods.
    """
    _require_used(arguments, method)
    return question(method, _SETTINGS[method](arguments))


def computed(asked: HotSpotQuestion, snapshot: Snapshot) -> HotSpots:
    """The answer to a question, which is kept; how long it takes, and its progress, go to standard error."""
    whole = replace(snapshot, state=replace(snapshot.state, hot_spots=asked))
    with progress("Computing") as show:
        found = answer(whole, lambda share: show(asked.method, share), _say_how_long)
    assert found is not None
    return found


def _say_how_long(seconds: float) -> None:
    """Say before something starts that it takes long."""
    if seconds >= _LONG_S:
        print_error(f"This takes {about(seconds)} on this computer; Ctrl+C stops it.")


def cluster_answer(found: HotSpots) -> Answer:
    """An answer as JSON has it."""
    return {
        "method": found.name,
        "variant": found.method,
        "parameters": dict(found.parameters),
        "reference": found.reference,
        "n_used": found.n_used,
        "left_out": left_out(found.left_out),
        "legend": dict(found.legend),
        "classes": found.counts,
        "notes": list(found.hints),
        "rows": [_row(row) for row in found.rows],
    }


def _require_used(arguments: argparse.Namespace, method: str) -> None:
    for name, methods in _USED_BY.items():
        given = getattr(arguments, name, None)
        if given not in (None, False) and method not in methods:
            option = f"--{name.replace('_', '-')}"
            raise WrongUse(f"{option} belongs to --method {' or '.join(methods)}, not to {method}.")


def _row(row: Finding) -> Answer:
    numbers = {name: _rounded(value) for name, value in row.values.items()}
    place = {"province": row.province or None, "district": row.district or None, "place": row.place}
    return {**place, **numbers, "verdict": row.verdict, "sentence": row.sentence}


def _rounded(value: Any) -> Any:
    return float(f"{value:.7g}") if isinstance(value, float) else value


def _given(arguments: argparse.Namespace, **names: str) -> Answer:
    """The fields of settings that the options state, by the name of each option."""
    values = {field: getattr(arguments, option) for option, field in names.items()}
    return {field: value for field, value in values.items() if value is not None}


_SHARED = {"permutations": "permutations", "seed": "seed", "all_types": "all_types"}
_OF_GRID = {"grid": "grid", "cell": "cell_km", "coarse": "coarse"}


def _local(arguments: argparse.Namespace) -> LocalSettings:
    return LocalSettings(**_given(arguments, **_SHARED, **_of_grid(arguments)))


def _of_grid(arguments: argparse.Namespace) -> dict[str, str]:
    if arguments.cell is not None and arguments.grid in (None, "districts"):
        raise WrongUse("--cell is the size of the cells of a grid: add --grid square or --grid hex.")
    return _OF_GRID


def _emerging(arguments: argparse.Namespace) -> EmergingSettings:
    return EmergingSettings(
        **_given(arguments, all_types="all_types", step="step_days", back="back_days", **_of_grid(arguments))
    )


def _scan(arguments: argparse.Namespace) -> ScanSettings:
    given = _given(arguments, **_SHARED, step="step_days")
    for name, field in (("radius", "radius_km"), ("days", "longest_days")):
        values = getattr(arguments, name)
        if values is not None and len(values) > 1:
            raise WrongUse(f"--{name} is one number for --method scan; several are bands of --method knox.")
        given |= {field: values[0]} if values else {}
    if arguments.retrospective:
        given = RETROSPECTIVE | given
    return ScanSettings(**given)


def _knox(arguments: argparse.Namespace) -> NearRepeatSettings:
    given = _given(arguments, **_SHARED, distance="metric")
    if arguments.radius is not None:
        given["distances_m"] = tuple(km * 1000 for km in arguments.radius)
    if arguments.days is not None:
        given["days"] = tuple(arguments.days)
    return NearRepeatSettings(**given)


def _density(arguments: argparse.Namespace) -> DensitySettings:
    return DensitySettings(arguments.coarse, arguments.all_types)


def _unusual(arguments: argparse.Namespace) -> Any:
    from geo.analysis.unusual import Settings

    return Settings(**_given(arguments, window="window_days"))


_SETTINGS: dict[str, Callable[[argparse.Namespace], Any]] = {
    "gistar": _local,
    "moran": _local,
    "emerging": _emerging,
    "scan": _scan,
    "knox": _knox,
    "density": _density,
    "unusual": _unusual,
}

_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "gistar": (("incidents", "count"), ("neighbours", "count_of_neighbours"), ("z", "z"), ("q", "q")),
    "moran": (("incidents", "count"), ("neighbours", "count_of_neighbours"), ("z", "z"), ("q", "q")),
    "emerging": (("incidents", "count"), ("hot steps", "hot_steps"), ("cold steps", "cold_steps"),
                 ("trend p", "trend_p")),
    "scan": (("from", "first_day"), ("to", "last_day"), ("km", "radius_km"), ("incidents", "observed"),
             ("expected", "expected"), ("p", "p")),
    "knox": (("pairs", "observed"), ("expected", "expected"), ("times", "ratio"), ("p", "p")),
    "density": (("per 1,000 km²", "per_1000_km2"),),
}  # fmt: skip
"""The columns of the table on a terminal: heading, and key of a row."""

_LONG_S = 5.0
_MOST_LINES, _MOST_SENTENCES = 15, 5


def print_clusters(answer: Mapping[str, Any]) -> None:
    """A table of the first rows, the sentences of the first of them, and what a reader has to know."""
    print_line(visible(answer["variant"]))
    rows, columns = answer["rows"][:_MOST_LINES], _COLUMNS[answer["method"]]
    if rows:
        lines = [[row["place"], *(_cell(row[key]) for _, key in columns), row["verdict"]] for row in rows]
        print_line("")
        for line in aligned(("place", *(name for name, _ in columns), "class"), lines, range(1, len(columns) + 1)):
            print_line(line)
        print_line("")
    if len(answer["rows"]) > len(rows):
        print_line(f"  {plural(len(answer['rows']) - len(rows), 'more row')}: --json prints all.")
    for row in rows[:_MOST_SENTENCES]:
        print_line(visible(row["sentence"]))
    for note in answer["notes"]:
        print_line(f"  {visible(note)}")


def _cell(value: Any) -> str:
    if value is None:
        return "?"
    if isinstance(value, float):
        return f"{value:.2g}" if abs(value) < 0.1 else f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
