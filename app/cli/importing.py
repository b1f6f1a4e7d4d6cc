"""``import``: check all files, say everything that is wrong with them, and store what may be stored."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.output import aligned, complain, fitted, print_json, say, visible
from app.cli.progress import progress
from geo.errors import ExportFailed, FileRefused, WorkspaceError
from geo.export.problems_workbook import write_problems
from geo.incidents.findings import Problem
from geo.sources.choices import Choices
from geo.sources.column_mapping.record import mapping_of, read_mapping
from geo.sources.importing import Brought, Terms, bring_in, choices_for, places_for
from geo.sources.reading import IncidentFile
from geo.store import workspace_at

__all__ = ["import_files", "undo"]

_COUNTS = ("added", "revised", "withdrawn", "unchanged", "rejected")
_MOST_PROBLEMS = 50
_WIDEST = {"message": 200}


def import_files(arguments: argparse.Namespace) -> int:
    """Import the files of the arguments; 0 if all that was asked for is stored (or would be), else 1."""
    try:
        return _import(arguments)
    except (FileRefused, WorkspaceError) as error:
        if arguments.json:
            print_json({"refused": str(error)})
        complain(f"incident-atlas: {error}")
        return 1


def undo(arguments: argparse.Namespace) -> int:
    """Take back the newest import; 0 if it is gone, else 1."""
    try:
        name = workspace_at(arguments.workspace).undo_import()
    except WorkspaceError as error:
        complain(f"incident-atlas: {error}")
        return 1
    if arguments.json:
        print_json({"undone": name})
    else:
        say(visible(f"Undone in {arguments.workspace}: {name}"))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    workspace = workspace_at(arguments.workspace)
    if workspace.exists():
        workspace.describe()  # what is no workspace is refused before any file is read
    choices = choices_for(workspace, _choices(arguments))
    places = places_for(workspace)
    files = [IncidentFile(path, choices, places) for path in arguments.files]
    if unclear := [file for file in files if file.guess and not file.guess.is_complete]:
        return _ask_for_a_mapping(unclear[0], arguments)
    with progress("Reading") as told:
        brought, takes = bring_in(
            files,
            workspace,
            Terms(arguments.withdraw, arguments.accept_good_rows, arguments.dry_run),
            told,
        )
    answer, is_good = import_answer(brought), takes
    if arguments.problems:
        found = [problem for one in brought for problem in one.findings.problems]
        takes = _write_problems(arguments.problems, found, answer) and takes
    changed = any(answer[name] for name in ("added", "revised", "withdrawn"))
    answer |= {"workspace": str(arguments.workspace), "stored": changed and not arguments.dry_run}
    print_json(answer) if arguments.json else _print(answer, arguments, is_good)
    return 0 if takes else 1


def _write_problems(path: Path, found: Sequence[Problem], answer: dict[str, Any]) -> bool:
    """Write the list of problems; whether it could be written. What was stored is stored all the same, and said."""
    try:
        answer["problems_file"] = str(write_problems(path, found))
    except ExportFailed as fault:
        complain(f"incident-atlas: {visible(str(fault))}")
        return False
    return True


def _choices(arguments: argparse.Namespace) -> Choices:
    return Choices(
        layout=arguments.source,
        encoding=arguments.encoding,
        sheet=arguments.sheet,
        source=arguments.source_name,
        date_order=arguments.date_order,
        mapping=read_mapping(arguments.mapping) if arguments.mapping else None,
    )


def _ask_for_a_mapping(file: IncidentFile, arguments: argparse.Namespace) -> int:
    """Say what a table does not tell by itself, and give the mapping as far as it goes; nothing is stored."""
    assert file.guess is not None
    assert file.mapping is not None
    refused = f"{file.path.name}: {file.guess.why()}."
    if file.guess.missing:
        how = "Complete the mapping that --dry-run --json prints, and give it with --mapping"
    else:
        options = ("--date-order dmy or mdy" if file.guess.unclear_days else "",
                   "--source-name NAME" if not file.mapping.source else "")  # fmt: skip
        how = f"Say it with {' and '.join(filter(None, options))}"
    if arguments.json:
        print_json({"refused": refused, "mapping": file.mapping.as_json(), "columns": list(file.header)})
    complain(f"incident-atlas: {visible(refused)} {how}.")
    return 1


def import_answer(brought: Sequence[Brought]) -> dict[str, Any]:
    """The answer for all files together; each problem and each file's own counts name the file."""
    reports = [one.report for one in brought]
    files = [
        {
            "file": str(one.file.path),
            "rows_read": one.findings.rows_read,
            **{name: getattr(one.report, name) for name in _COUNTS},
        }
        for one in brought
    ]
    sums = {name: sum(one[name] for one in files) for name in ("rows_read", *_COUNTS)}
    repaired: Counter[str] = Counter()
    for repair in (repair for one in brought for repair in one.findings.repairs):
        repaired[repair.what] += repair.rows
    return {
        "source": ", ".join(sorted(set().union(*(_sources(one) for one in brought)))),
        **sums,
        "repaired": [{"what": what, "rows": rows} for what, rows in repaired.items()],
        "problems": [
            {**_problem_answer(problem), "file": str(one.file.path)}
            for one in brought
            for problem in one.findings.problems
        ],
        "mapping": next((one.file.mapping.as_json() for one in brought if one.file.mapping), {}),
        "kept_beside": [name for one in brought if one.file.mapping for name in _kept_beside(one.file)],
        "unknown_actors": _summed(one.file.guess.unknown_actors for one in brought if one.file.guess),
        "files": files,
        "missing_kept": sum(report.missing_kept for report in reports),
        "revised_fields": _summed(report.revised_fields for report in reports),
        "left_out": [{"reason": reason, "n": n} for reason, n in _summed(r.left_out for r in reports).items()],
    }


def _kept_beside(file: IncidentFile) -> list[str]:
    """The columns of a table that mean none of ours."""
    used = {name.strip().casefold() for name in file.mapping.columns.values()} if file.mapping else set()
    return [name.strip() for name in file.header if name.strip() and name.strip().casefold() not in used]


def _sources(one: Brought) -> set[str]:
    return set(one.findings.sources) or {one.file.source}


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for found in counts:
        total.update(found)
    return dict(total)


def _problem_answer(problem: Problem) -> dict[str, Any]:
    """One problem; a row of 0, a line of 0 and what is blank are unknown, and so ``None``."""
    return {name: value or None for name, value in asdict(problem).items()}


def _print(answer: dict[str, Any], arguments: argparse.Namespace, takes: bool) -> None:
    if answer["mapping"] and not answer["unchanged"]:
        mapping = mapping_of(answer["mapping"])
        say(visible(f"Columns, as of {mapping.source!r}: {mapping.sentence()}"))
        if answer["kept_beside"]:
            say(visible(f"Columns of no meaning here, kept beside: {', '.join(map(repr, answer['kept_beside']))}"))
    if answer["unknown_actors"]:
        listed = ", ".join(f"{name} ({_rows(n)})" for name, n in answer["unknown_actors"].items())
        say(visible(f"Actors that are not in the bundled table, kept as given: {listed}"))
    for line in _problem_lines(answer["problems"], len(arguments.files) > 1):
        complain(line)
    for repair in answer["repaired"]:
        say(visible(f"Repaired: {repair['what']} ({_rows(repair['rows'])})"))
    if takes:
        say(visible(_outcome(answer, arguments)))
    else:
        complain(_refusal(answer))


def _outcome(answer: dict[str, Any], arguments: argparse.Namespace) -> str:
    fields = ", ".join(answer["revised_fields"])
    counts = ", ".join(
        f"{answer[name]:,} {name}" + (f" ({fields})" if name == "revised" and fields else "") for name in _COUNTS
    )
    counts += "".join(f"; {item['n']:,} left out ({item['reason']})" for item in answer["left_out"])
    if answer["missing_kept"]:
        counts += f"; {answer['missing_kept']:,} stored rows are not in the file and were kept"
    read = f"{_rows(answer['rows_read'])} read."
    if not (answer["added"] or answer["revised"] or answer["withdrawn"]):
        return f"Nothing to add to {arguments.workspace}: {counts}; {read}"
    what = "Would be stored" if arguments.dry_run else "Stored"
    return f"{what} in {arguments.workspace}: {counts}; {read}"


def _refusal(answer: dict[str, Any]) -> str:
    total, bad = answer["rows_read"], answer["rejected"]
    if not total:
        return "Nothing was stored: there are no rows."
    if not bad:
        listed = "; ".join(f"{item['reason']}: {_rows(item['n'])}" for item in answer["left_out"])
        return f"Nothing was stored: no row is an incident of this map ({listed})."
    have = "has an error" if bad == 1 else "have errors"
    mend = "Mend it" if bad == 1 else "Mend them"
    others = ", or store the others with --accept-good-rows" if bad < total else ""
    return f"Nothing was stored: {bad:,} of {_rows(total)} {have}. {mend}{others}."


def _rows(count: int) -> str:
    return f"{count:,} row{'s' if count != 1 else ''}"


def _problem_lines(problems: Sequence[dict[str, Any]], with_file: bool) -> list[str]:
    if not problems:
        return []
    names = [*(["file"] if with_file else []), *(name for name in Problem.__slots__ if name != "message"), "message"]
    rows = [[fitted(_shown(problem[name]), _WIDEST.get(name, 40)) for name in names] for problem in problems]
    lines = aligned(names, rows[:_MOST_PROBLEMS])
    if len(rows) > _MOST_PROBLEMS:
        more = len(rows) - _MOST_PROBLEMS
        lines.append(f"… and {more:,} more problem{'s' if more != 1 else ''} (--json gives all of them)")
    return lines


def _shown(value: object) -> str:
    return "" if value is None else visible(str(value))
