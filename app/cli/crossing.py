"""The answer of ``table`` by two groupings, as JSON, as text and as CSV; and any table as a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from app.cli.misuse import WrongUse
from app.cli.output import aligned, csv_cell, print_csv, print_error, print_json, print_line, visible
from app.cli.shapes import figures_answer, left_out, table_answer, total_answer, view_answer
from app.cli.sharing import shared_table
from app.cli.sites import SITE, print_sites, sites_content
from app.cli.targets import require_new
from app.cli.texts import print_status, print_table, print_table_csv
from geo.analysis.comparison import AGAINST
from geo.analysis.counts import TIMED
from geo.analysis.crossing import CrossTable, cross_table
from geo.analysis.duplicates import unlinked
from geo.analysis.table_figures import FIGURES
from geo.analysis.table_sheet import TableSheet, overlap_words, sheet
from geo.errors import ExportFailed, InputError
from geo.export.file_format import format_of
from geo.export.formats import TABLES
from geo.export.tables import with_terms
from geo.view.snapshot import Snapshot
from geo.wording import source_name

__all__ = ["print_tables", "require_target"]


def print_tables(arguments: argparse.Namespace, snapshot: Snapshot) -> None:
    """Print or write the table that the arguments ask for."""
    if arguments.by != SITE and (arguments.sites or arguments.km is not None):
        raise WrongUse(f"--sites and --km belong to --by {SITE}.")
    if arguments.before is not None and (why := _why_no_change(arguments)):
        raise WrongUse(f"--before says what a change is against, and {why}")
    arguments.before = arguments.before or next(iter(AGAINST))
    if arguments.out is not None:
        _write(arguments, snapshot)
    elif arguments.by == SITE:
        print_sites(arguments, snapshot)
    elif arguments.across:
        _print_cross(arguments, snapshot)
    else:
        answer = table_answer(snapshot, arguments.by, arguments.before)
        if arguments.json:
            print_json(answer)
        elif arguments.csv:
            print_table_csv(answer)
        else:
            print_table(snapshot, answer)


def _why_no_change(arguments: argparse.Namespace) -> str:
    """Why the table that the arguments ask for has no change, to follow "and"; blank if it may have one."""
    timed = next((by for by in (arguments.by, arguments.across) if by in TIMED), "")
    if timed:
        return f"a table by {timed} has none: it shows the development itself."
    if arguments.by == SITE:
        return f"a table by {SITE} has none: its columns are quarters."
    if arguments.across and arguments.figure != "change":
        return f"the cells of this table hold {arguments.figure}: add --figure change."
    if arguments.across and arguments.json and arguments.out is None:
        return "the JSON of a table with --and has none: leave out --json, or leave out --and."
    return ""


def _content(arguments: argparse.Namespace, snapshot: Snapshot) -> TableSheet:
    if arguments.by == SITE:
        return sites_content(arguments, snapshot)
    try:
        return sheet(snapshot, arguments.by, arguments.across, arguments.figure, arguments.before)
    except InputError as error:
        raise WrongUse(str(error)) from None


def require_target(arguments: argparse.Namespace) -> None:
    """Raise if the file of a table cannot be written, before anything is read: `WrongUse` for its name."""
    if arguments.out is None:
        return
    try:
        format_of(arguments.out, TABLES)
    except ExportFailed as error:
        raise WrongUse(f"--out: {error}") from None
    require_new(arguments.out, overwrite=arguments.overwrite)


def _write(arguments: argparse.Namespace, snapshot: Snapshot) -> None:
    content = shared_table(arguments, snapshot, _content(arguments, snapshot))
    written = format_of(arguments.out, TABLES).write(arguments.out, with_terms(content, snapshot.dataset))
    if arguments.json:
        print_json({"out": str(written), "rows": len(content.rows), **view_answer(snapshot)})
    else:
        print_line(visible(f"{written}: {content.title}"))


def _print_cross(arguments: argparse.Namespace, snapshot: Snapshot) -> None:
    try:
        crossed = cross_table(snapshot, arguments.by, arguments.across)
    except InputError as error:
        raise WrongUse(str(error)) from None
    if arguments.json:
        print_json(_cross_answer(snapshot, crossed))
    elif arguments.csv:
        if words := overlap_words(crossed):
            print_error(visible(words))
        content = _content(arguments, snapshot)
        print_csv([[csv_cell(cell) for cell in line] for line in (content.header, *content.rows)])
    else:
        _print_lines(snapshot, crossed, arguments)


def _cross_answer(snapshot: Snapshot, crossed: CrossTable) -> dict[str, Any]:
    """Rows with their cells, which are in the order of ``columns``; totals count each incident once."""
    by, across = crossed.by, crossed.across

    def figures(sums: Any) -> dict[str, int]:
        return figures_answer(crossed.figures(sums))

    return {
        "by": by,
        "and": across,
        **view_answer(snapshot),
        "columns": [
            {across: name, **figures(sums)} for name, sums in zip(crossed.columns, crossed.column_totals, strict=True)
        ],
        "rows": [
            {
                by: name,
                **figures(total),
                "cells": [
                    {across: column, **figures(sums)} for column, sums in zip(crossed.columns, cells, strict=True)
                ],
            }
            for name, total, cells in zip(crossed.rows, crossed.row_totals, crossed.cells, strict=True)
        ],
        "sum_of_rows": round(crossed.row_totals[:, 0].sum()),
        "note": overlap_words(crossed) or None,
        "left_out": left_out((*snapshot.left_out, *crossed.left_out)),
        "total": total_answer(crossed.figures(crossed.total)),
        "unlinked_candidates": unlinked(snapshot),
    }


def _print_lines(snapshot: Snapshot, crossed: CrossTable, arguments: argparse.Namespace) -> None:
    content, figure = _content(arguments, snapshot), FIGURES[arguments.figure]
    if content.rows:
        columns = range(len(content.header))
        named: Callable[[str], str] = source_name if arguments.by == "source" else str
        rows = [
            [named(content.text(row, 0)), *(content.text(row, column) for column in columns[1:])]
            for row in range(len(content.rows))
        ]
        heads = map(source_name, content.header) if arguments.across == "source" else content.header
        for line in aligned(tuple(heads), rows, columns[1:]):
            print_line(line)
        print_line(f"  in the cells: {figure.tip}")
        print_line("")
    print_status(snapshot)
    for item in crossed.left_out:
        print_line(f"  in no cell: {item.n:,} {item.reason}")
    if words := overlap_words(crossed):
        print_line(f"  {visible(words)}")
