"""``intake``: what reports may tell, each with the words that it was read from."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.intake_answer import before_words, print_report, report_answer, stored_words
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from app.cli.progress import progress
from geo.calendar.days import from_day_number
from geo.dataset import Dataset
from geo.entry.from_report import as_dated, as_known
from geo.errors import FileRefused, InputError
from geo.intake.candidates import Reading
from geo.intake.readers.opening import read_report_file
from geo.intake.readers.report_text import ReportText
from geo.intake.reading import read_report
from geo.reading.typed_days import parse_typed_day, two_ways

__all__ = ["intake"]

STANDARD_INPUT = "-"
_LARGEST_INPUT = 50 * 2**20


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A report as it was read; ``refused`` says why there is none."""

    name: str
    found: tuple[ReportText, Reading] | None
    refused: str = ""
    before: dict[str, Any] | None = None
    stored: list[dict[str, Any]] = field(default_factory=list)
    may_be: tuple[list[dict[str, Any]], ...] = ()

    def answer(self) -> dict[str, Any]:
        """What `intake --json` says of it."""
        if self.found is None:
            return {"file": self.name, "refused": self.refused}
        kept = {"taken_before": self.before, "stored": self.stored}
        return {"file": self.name, **report_answer(*self.found, self.may_be), **kept}


def intake(arguments: argparse.Namespace) -> int:
    """Print what the reports may tell; 1 if one of several could not be read.

    Raises
    ------
    WrongUse
        If the day of publication is none, or may be two.
    FileRefused
        If the only file cannot be read.
    InputError, WorkspaceError
        If what is to be stored cannot be.
    """
    published = _typed_day(arguments.published)
    if arguments.files.count(STANDARD_INPUT) > 1:
        raise WrongUse("Standard input can be read once.")
    numbers = _numbers(arguments)
    with progress("Reading") as show:
        taken = []
        for number, name in enumerate(arguments.files):
            show(name, number / len(arguments.files))
            taken.append(_taken(name, arguments, published))
    if len(taken) == 1 and taken[0].refused:
        raise FileRefused(taken[0].refused)
    if arguments.workspace is not None:
        dataset = arguments.workspace.load() if arguments.workspace.exists() else None
        taken = [_with_workspace(each, arguments, numbers, dataset) for each in taken]
    if arguments.json:
        answers = [each.answer() for each in taken]
        print_json(answers[0] if len(answers) == 1 else {"files": answers})
    else:
        _print(taken)
    return 1 if any(each.refused for each in taken) else 0


def _typed_day(text: str) -> date | None:
    if not text:
        return None
    number = parse_typed_day(text)
    if number is None:
        raise WrongUse(f"--published: {text!r} is no day. {two_ways(text) or 'Write it as 2026-05-12.'}")
    if number != parse_typed_day(text, end=True):
        raise WrongUse(f"--published: {text!r} is several days; weekdays are counted from one. Write it as 2026-05-12.")
    return from_day_number(number)


def _taken(name: str, arguments: argparse.Namespace, published: date | None) -> TakenIn:
    try:
        found = _opened(name)
    except FileRefused as fault:
        return TakenIn(name, None, str(fault))
    report = as_known(found, published, arguments.publisher, arguments.url)
    reading = read_report(report.text, report.published)
    return TakenIn(name, (as_dated(report, reading), reading))


def _opened(name: str) -> ReportText:
    if name != STANDARD_INPUT:
        return read_report_file(Path(name))
    content = sys.stdin.buffer.read(_LARGEST_INPUT + 1)
    if len(content) > _LARGEST_INPUT:
        raise FileRefused(f"Standard input holds more than {_LARGEST_INPUT // 2**20} MB.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input"
        path.write_bytes(content)
        return read_report_file(path)


def _numbers(arguments: argparse.Namespace) -> tuple[int, ...]:
    """The numbers of the candidates to store; raises `WrongUse` where they cannot be meant."""
    if not arguments.store:
        return ()
    if arguments.workspace is None or len(arguments.files) > 1:
        raise WrongUse("--store needs --workspace and one report.")
    from app.cli.intake_storing import numbers_of

    return numbers_of(arguments.store)


def _with_workspace(
    taken: TakenIn, arguments: argparse.Namespace, numbers: tuple[int, ...], dataset: Dataset | None
) -> TakenIn:
    from app.cli.intake_storing import before_answer, similar_answers, store

    if taken.found is None:
        return taken
    before = before_answer(arguments.workspace, taken.found[0])
    if before and before["share"] == 1 and numbers:
        raise InputError(
            "The report was taken in before: its incidents would be stored twice. Enter one with incident add."
        )
    may_be = tuple(similar_answers(*taken.found, dataset)) if dataset is not None else ()
    stored = store(arguments.workspace, dataset, taken.found, numbers, arguments.who) if numbers else []
    return replace(taken, before=before, stored=stored, may_be=may_be)


def _print(taken: list[TakenIn]) -> None:
    for number, each in enumerate(taken):
        if number:
            print_line("")
        if each.found is None:
            print_error(f"incident-atlas: {visible(each.refused)}")
            continue
        print_report(each.name, *each.found, each.may_be)
        if each.before:
            print_line(visible(before_words(each.before)))
        for one in each.stored:
            print_line(visible(stored_words(one)))
