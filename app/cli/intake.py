"""``intake``: what reports may tell, each with the words that it was read from."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.intake.reading import read_report

from app.cli.intake_answer import print_report, report_answer
from app.cli.misuse import WrongUse
from app.cli.output import print_error, print_json, print_line, visible
from app.cli.progress import progress
from geo.calendar.days import from_day_number
from geo.errors import FileRefused
from geo.incidents.validation import today_in_pakistan
from geo.intake.candidates import Reading
from geo.intake.readers.opening import read_report_file
from geo.intake.readers.report_text import ReportText, line_of
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


def intake(arguments: argparse.Namespace) -> int:
    """Print what the reports may tell; 1 if one of several could not be read.

    Raises
    ------
    WrongUse
        If the day of publication is none, or may be two.
    FileRefused
        If the only file cannot be read.
    """
    published = _typed_day(arguments.published)
    if arguments.files.count(STANDARD_INPUT) > 1:
        raise WrongUse("Standard input can be read once.")
    with progress("Reading") as show:
        taken = []
        for number, name in enumerate(arguments.files):
            show(name, number / len(arguments.files))
            taken.append(_taken(name, arguments, published))
    if len(taken) == 1 and taken[0].refused:
        raise FileRefused(taken[0].refused)
    _print_json(taken) if arguments.json else _print(taken)
    return 1 if any(each.refused for each in taken) else 0


def _typed_day(text: str) -> date | None:
    if not text:
        return None
    number = parse_typed_day(text)
    if number is None:
        raise WrongUse(f"--published: {text!r} is no day. {two_ways(text) or 'Write it as 2026-05-12.'}")
    return from_day_number(number)


def _taken(name: str, arguments: argparse.Namespace, published: date | None) -> TakenIn:
    try:
        found = _opened(name)
    except FileRefused as fault:
        return TakenIn(name, None, str(fault))
    report = replace(
        found,
        published=published or found.published,
        publisher=line_of(arguments.publisher) or found.publisher,
        url=line_of(arguments.url) or found.url,
    )
    if report.published and report.published > today_in_pakistan():
        report = report.noting(f"The publication date {report.published.isoformat()} lies in the future: check it.")
    return TakenIn(name, (report, read_report(report.text, report.published)))


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


def _answers(taken: list[TakenIn]) -> Iterator[dict[str, object]]:
    for each in taken:
        yield {"file": each.name, **(report_answer(*each.found) if each.found else {"refused": each.refused})}


def _print_json(taken: list[TakenIn]) -> None:
    answers = list(_answers(taken))
    print_json(answers[0] if len(answers) == 1 else {"files": answers})


def _print(taken: list[TakenIn]) -> None:
    for number, each in enumerate(taken):
        if number:
            print_line("")
        if each.found:
            print_report(each.name, *each.found)
        else:
            print_error(f"incident-atlas: {visible(each.refused)}")
