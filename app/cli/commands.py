"""The commands: each reads its arguments, calls `geo` and prints the result."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

from app.cli.misuse import WrongUse
from app.cli.output import prepare_streams, print_error, print_json, visible
from app.cli.sharing import shared, shared_paper
from geo.errors import AtlasError, FileRefused, WorkspaceError

if TYPE_CHECKING:
    from geo.dataset import Dataset
    from geo.store import Workspace
    from geo.view.snapshot import Snapshot

__all__ = ["carry_out"]

SUCCESS, DATA_ERROR, WRONG_USE = 0, 1, 2
_INTERRUPTED = 130


def carry_out(argv: list[str]) -> int:
    """Parse the arguments, run the command, and give its exit code.

    An error is a message on standard error; with ``--json`` it is an answer on standard output too.
    """
    prepare_streams()
    try:
        code = _carried_out(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        return _ignore_closed_pipe()
    return code


def _carried_out(argv: list[str]) -> int:
    from app.cli.arguments import parser

    try:
        arguments = parser(argv[0] if argv and argv[0] in _COMMANDS else "").parse_args(argv)
        return _COMMANDS[arguments.command](arguments)
    except SystemExit as stop:  # argparse has printed the help or the version
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return _failed("Stopped.", _INTERRUPTED, _error_key(argv))
    except WrongUse as error:
        key = _error_key(argv)
        usage = f"{error.usage}\n" if error.usage and not key else ""
        return _failed(f"{usage}incident-atlas: {visible(str(error))}", WRONG_USE, key, str(error))
    except (AtlasError, OSError) as error:
        message = str(error)
        return _failed(f"incident-atlas: {visible(message)}", DATA_ERROR, _error_key(argv, error), message)


def _failed(text: str, code: int, key: str, message: str = "") -> int:
    """Print an error, and as an answer in JSON under a key, unless that is blank; its exit code."""
    if key:
        print_json({key: message or text})
    print_error(text)
    return code


def _error_key(argv: Sequence[str], error: Exception | None = None) -> str:
    """The key under which an error is an answer: ``refused`` for what an import does not take; blank without JSON."""
    if "--json" not in argv:
        return ""
    is_refusal = argv[0] == "import" and isinstance(error, FileRefused | WorkspaceError)
    return "refused" if is_refusal else "error"


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
    from app.cli.views import state_from
    from geo.view.snapshot import resolve

    dataset = _dataset(arguments)
    return resolve(dataset, state_from(arguments, dataset))


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
    snapshot = shared(arguments, _snapshot_of(arguments), has_rows=True)
    if arguments.json:
        print_json(shapes.list_answer(snapshot))
    elif arguments.csv:
        texts.print_list_csv(snapshot)
    else:
        texts.print_list(snapshot)
    return SUCCESS


def _table(arguments: argparse.Namespace) -> int:
    from app.cli.crossing import print_tables, require_target

    _only_one(arguments)
    require_target(arguments)
    print_tables(arguments, shared(arguments, _snapshot_of(arguments)))
    return SUCCESS


def _only_one(arguments: argparse.Namespace) -> None:
    if arguments.json and arguments.csv:
        raise WrongUse("Choose either --json or --csv.")


def _snapshot(arguments: argparse.Namespace) -> int:
    from dataclasses import replace

    from app.cli import shapes, texts
    from app.cli.clusters import computed, snapshot_question
    from app.cli.page_options import page_options
    from app.cli.progress import working
    from app.cli.targets import require_place
    from geo.draw.page.recording import against_of, with_setup
    from geo.errors import ExportFailed, InputError
    from geo.export.file_format import format_of
    from geo.export.formats import PAGES
    from geo.export.pages import PageRequest

    try:
        file_format = format_of(arguments.out, PAGES)
        options = page_options(arguments)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    except InputError as error:
        raise WrongUse(str(error)) from None
    asked = snapshot_question(arguments)
    require_place(arguments.out, overwrite=arguments.overwrite)
    whole = _with_callouts(_snapshot_of(arguments), arguments.callouts)
    snapshot, options = shared(arguments, whole), shared_paper(arguments, with_setup(options, whole.state.page))
    asked = asked or snapshot.state.hot_spots
    against = arguments.against or against_of(whole.state.page)
    if asked is not None:
        snapshot = replace(snapshot, state=replace(snapshot.state, hot_spots=asked))
        try:
            computed(asked, snapshot)
        except InputError as error:
            raise WrongUse(str(error)) from None
    with working(f"Drawing {arguments.out.name}"):
        written = file_format.write(arguments.out, PageRequest(snapshot, options, against))
    answer = {"out": str(written), "shown": len(snapshot.answer), "of": len(snapshot.dataset.incidents)}
    print_json(answer | shapes.view_answer(snapshot)) if arguments.json else texts.print_written(written, snapshot)
    return SUCCESS


def _with_callouts(snapshot: Snapshot, ids: Sequence[str]) -> Snapshot:
    """The snapshot with the incidents of these ids selected; `WrongUse` if it does not show one of them."""
    from dataclasses import replace

    positions, shown = snapshot.dataset.incidents.positions, set(snapshot.rows.tolist())
    if missing := [each for each in ids if positions.get(each) not in shown]:
        raise WrongUse(f"--callouts: {', '.join(missing[:5])} is not among the incidents of this page.")
    return replace(snapshot, state=replace(snapshot.state, selected=tuple(ids))) if ids else snapshot


def _export(arguments: argparse.Namespace) -> int:
    from app.cli.exporting import export

    return export(arguments, lambda: _snapshot_of(arguments))


def _brief(arguments: argparse.Namespace) -> int:
    from app.cli.briefs import brief

    return brief(arguments, _snapshot_of)


def _recreate(arguments: argparse.Namespace) -> int:
    from app.cli.recreating import recreate

    return recreate(arguments, _dataset(arguments))


def _import(arguments: argparse.Namespace) -> int:
    with _looked_through(arguments.workspace):
        from app.cli.importing import run_import

    return run_import(arguments)


@contextmanager
def _looked_through(workspace: Workspace) -> Iterator[None]:
    """Have the pages of a workspace checked while the body runs: its first use has not to wait for that then.

    What is wrong with it is raised by that use.
    """

    def check() -> None:
        with suppress(AtlasError, OSError):
            if workspace.exists():
                workspace.read_settings("")

    thread = Thread(target=check, name="check of the workspace")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _intake(arguments: argparse.Namespace) -> int:
    from app.cli.intake import intake

    return intake(arguments)


def _undo(arguments: argparse.Namespace) -> int:
    from app.cli.importing import undo

    return undo(arguments)


def _incident(arguments: argparse.Namespace) -> int:
    from app.cli.incident import incident

    return incident(arguments)


def _context(arguments: argparse.Namespace) -> int:
    from app.cli.context import context

    return context(arguments)


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


def _totals(arguments: argparse.Namespace) -> int:
    from app.cli.totals import totals

    _only_one(arguments)
    return totals(arguments, _dataset(arguments))


def _hotspots(arguments: argparse.Namespace) -> int:
    from app.cli.hotspots import hotspots

    return hotspots(arguments, shared(arguments, _snapshot_of(arguments)))


def _watch(arguments: argparse.Namespace) -> int:
    from app.cli.watching import watch

    return watch(arguments)


def _example(arguments: argparse.Namespace) -> int:
    from app.cli.example import example

    return example(arguments)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "intake": _intake,
    "undo": _undo,
    "incident": _incident,
    "context": _context,
    "changes": _changes,
    "duplicates": _duplicates,
    "link": _link,
    "layers": _layers,
    "info": _info,
    "list": _list,
    "table": _table,
    "totals": _totals,
    "hotspots": _hotspots,
    "snapshot": _snapshot,
    "export": _export,
    "brief": _brief,
    "recreate": _recreate,
    "watch": _watch,
    "example": _example,
}
