"""``hotspots``: where it is hot or unusual, by one of several methods.

A method is an entry of `METHODS`: what answers, and what prints the answer for a person. Its module is imported when it
is used. All answers share the keys of `_SHARED`; the keys of rows are those of the method.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.misuse import WrongUse
from app.cli.output import print_json, print_line, visible
from app.cli.targets import add_overwrite, require_new
from geo.errors import ExportFailed, InputError
from geo.incidents.made_up import LABEL
from geo.view.snapshot import Snapshot
from geo.wording import plural

if TYPE_CHECKING:
    from geo.export.file_format import FileFormat
    from geo.export.hot_spots import HotSpotsRequest

__all__ = ["METHODS", "Method", "add_options", "hotspots", "hotspots_answer", "print_rows"]

Answer = dict[str, Any]

_SHARED = ("method", "parameters", "reference", "n_used", "left_out", "rows")


def print_rows(answer: Mapping[str, Any]) -> None:
    """Print the sentence of each row and the notes, as far as the answer has them."""
    for row in answer["rows"]:
        print_line(visible(row["sentence"]))
    for note in answer.get("notes", ()):
        print_line(f"  {visible(note)}")


@dataclass(frozen=True, slots=True)
class Method:
    """A method: from the arguments and what the filters give to an answer; and how it is printed without JSON."""

    answer: Callable[[argparse.Namespace, Snapshot], Answer]
    print: Callable[[Mapping[str, Any]], None] = print_rows


def hotspots(arguments: argparse.Namespace, snapshot: Snapshot) -> int:
    """Print the answer of the method that the arguments name; raises `WrongUse` for numbers that it does not take."""
    file_format = _format_of(arguments.out, overwrite=arguments.overwrite)
    answer = hotspots_answer(arguments, snapshot)
    if file_format is not None:
        return _write(arguments, snapshot, file_format, answer)
    if arguments.json:
        print_json(answer)
        return 0
    if answer["made_up"]:
        print_line(f"{LABEL}.")
    METHODS[arguments.method].print(answer)
    for item in answer["left_out"]:
        print_line(f"  left out: {item['n']:,} {visible(item['reason'])}")
    print_line(f"  {plural(answer['n_used'], 'incident')} counted. {visible(answer['reference'])}.")
    return 0


def _format_of(path: Path | None, *, overwrite: bool) -> FileFormat[HotSpotsRequest] | None:
    """The format of the file that is to be written; ``None`` for none. Raises `WrongUse` for an unknown ending."""
    if path is None:
        return None
    from geo.export.file_format import format_of
    from geo.export.formats import HOT_SPOTS

    try:
        file_format = format_of(path, HOT_SPOTS)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    require_new(path, overwrite=overwrite)
    return file_format


def _write(
    arguments: argparse.Namespace, snapshot: Snapshot, file_format: FileFormat[HotSpotsRequest], answer: Answer
) -> int:
    from app.cli.clusters import computed, question_of
    from geo.export.hot_spots import HotSpotsRequest

    found = computed(question_of(arguments, arguments.method), snapshot)
    written = file_format.write(arguments.out, HotSpotsRequest(snapshot, found))
    if arguments.json:
        print_json({"out": str(written), **answer})
    else:
        print_line(f"Written: {visible(str(written))} ({plural(len(found.rows), 'row')}).")
    return 0


def hotspots_answer(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    """The answer of the method that the arguments name; the shared keys first."""
    from app.cli.shapes import view_answer

    try:
        answer = METHODS[arguments.method].answer(arguments, snapshot)
    except InputError as error:
        raise WrongUse(str(error)) from None
    return {**{key: answer[key] for key in _SHARED}, **view_answer(snapshot), **answer}


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of all methods."""
    from app.cli.clusters import add_cluster_options
    from geo.export.file_format import endings_text
    from geo.export.formats import HOT_SPOTS

    names = tuple(METHODS)
    command.add_argument("--out", type=Path, metavar="FILE", help="write rows, method and places; ends with "
                         f"{endings_text(HOT_SPOTS)}")  # fmt: skip
    add_overwrite(command, of_pages=False)
    command.add_argument("--method", choices=names, default=names[0], help=f"default: {names[0]}")
    add_cluster_options(command)


def _unusual(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    from app.cli.unusual import unusual_answer

    return unusual_answer(arguments, snapshot)


def _print_unusual(answer: Mapping[str, Any]) -> None:
    from app.cli.unusual import print_unusual

    print_unusual(answer)


def _clusters(arguments: argparse.Namespace, snapshot: Snapshot) -> Answer:
    from app.cli.clusters import clusters_answer

    return clusters_answer(arguments, snapshot)


def _print_clusters(answer: Mapping[str, Any]) -> None:
    from app.cli.clusters import print_clusters

    print_clusters(answer)


METHODS: dict[str, Method] = {
    "unusual": Method(_unusual, _print_unusual),
    **dict.fromkeys(("gistar", "moran", "emerging", "scan", "knox", "density"), Method(_clusters, _print_clusters)),
}
"""The methods by name; the first is the default."""
