"""The commands: each reads its arguments, calls `geo` and prints the result."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from app.cli.filters import WrongUse, query_from
from app.cli.output import prepare_streams, print_error, print_json, visible
from geo.dataset import Dataset
from geo.errors import AtlasError
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import Measure, State

if TYPE_CHECKING:
    from geo.store import Workspace

__all__ = ["carry_out"]

SUCCESS, DATA_ERROR, WRONG_USE = 0, 1, 2
_INTERRUPTED = 130


def carry_out(argv: list[str]) -> int:
    """Parse the arguments, run the command, and give its exit code."""
    from app.cli.arguments import parser

    prepare_streams()
    try:
        arguments = parser().parse_args(argv)
        code = _COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has printed the error or the help
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except BrokenPipeError:
        return _ignore_closed_pipe()
    except KeyboardInterrupt:
        print_error("Stopped.")
        return _INTERRUPTED
    except (AtlasError, OSError) as error:
        print_error(f"incident-atlas: {visible(str(error))}")
        return WRONG_USE if isinstance(error, WrongUse) else DATA_ERROR
    return code


def _ignore_closed_pipe() -> int:
    """The reader of the output has closed it: discard the rest, also what Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return SUCCESS


def _dataset(arguments: argparse.Namespace) -> Dataset:
    if arguments.workspace is None:
        if arguments.as_of:
            raise WrongUse("--as-of needs --workspace: the bundled incidents have one state.")
        from geo.sources.bundled import bundled

        return bundled()
    workspace: Workspace = arguments.workspace
    return workspace.load_as_of(arguments.as_of) if arguments.as_of else workspace.load()


def _snapshot_of(arguments: argparse.Namespace) -> Snapshot:
    dataset = _dataset(arguments)
    colour_by: Measure | Literal[""] = getattr(arguments, "colour_by", "")
    return resolve(dataset, State(query=query_from(arguments, dataset), colour_by=colour_by))


def _info(arguments: argparse.Namespace) -> int:
    from app.cli import shapes, texts

    dataset = _dataset(arguments)
    answer = shapes.info_answer(dataset)
    if arguments.workspace is not None:
        answer["workspace"] = arguments.workspace.address
    print_json(answer) if arguments.json else texts.print_info(answer)
    return SUCCESS


def _list(arguments: argparse.Namespace) -> int:
    from app.cli import shapes, texts

    _only_one(arguments)
    snapshot = _snapshot_of(arguments)
    if arguments.json:
        print_json(shapes.list_answer(snapshot))
    elif arguments.csv:
        texts.print_list_csv(snapshot)
    else:
        texts.print_list(snapshot)
    return SUCCESS


def _table(arguments: argparse.Namespace) -> int:
    from app.cli import shapes, texts

    _only_one(arguments)
    snapshot = _snapshot_of(arguments)
    answer = shapes.table_answer(snapshot, arguments.by)
    if arguments.json:
        print_json(answer)
    elif arguments.csv:
        texts.print_table_csv(answer)
    else:
        texts.print_table(snapshot, answer)
    return SUCCESS


def _only_one(arguments: argparse.Namespace) -> None:
    if arguments.json and arguments.csv:
        raise WrongUse("Choose either --json or --csv.")


def _snapshot(arguments: argparse.Namespace) -> int:
    from app.cli import texts
    from app.cli.progress import working
    from geo.draw.page import PageOptions
    from geo.errors import ExportFailed, InputError
    from geo.export.file_format import format_of
    from geo.export.formats import PAGES
    from geo.export.pages import PageRequest

    try:
        file_format = format_of(arguments.out, PAGES)
        chosen = {name: getattr(arguments, name) for name in ("title", "size", "dpi", "orientation", "theme")}
        options = PageOptions(**chosen)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    except InputError as error:
        raise WrongUse(str(error)) from None
    snapshot = _snapshot_of(arguments)
    with working(f"Drawing {arguments.out.name}"):
        written = file_format.write(arguments.out, PageRequest(snapshot, options))
    answer = {"out": str(written), "shown": len(snapshot.answer), "of": len(snapshot.dataset.incidents)}
    print_json(answer) if arguments.json else texts.print_written(written, snapshot)
    return SUCCESS


def _import(arguments: argparse.Namespace) -> int:
    from app.cli.importing import run_import

    return run_import(arguments)


def _undo(arguments: argparse.Namespace) -> int:
    from app.cli.importing import undo

    return undo(arguments)


def _changes(arguments: argparse.Namespace) -> int:
    from app.cli.changing import changes

    return changes(arguments)


def _duplicates(arguments: argparse.Namespace) -> int:
    from app.cli.linking import duplicates

    return duplicates(arguments)


def _link(arguments: argparse.Namespace) -> int:
    from app.cli.linking import link

    return link(arguments)


def _layers(arguments: argparse.Namespace) -> int:
    from app.cli.layers import layers

    return layers(arguments)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "undo": _undo,
    "changes": _changes,
    "duplicates": _duplicates,
    "link": _link,
    "layers": _layers,
    "info": _info,
    "list": _list,
    "table": _table,
    "snapshot": _snapshot,
}
