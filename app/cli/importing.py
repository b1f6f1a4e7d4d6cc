"""``import``: check all files, report everything that is wrong with them, and store what may be stored."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.cli.output import aligned, fitted, print_error, print_json, print_line, visible
from app.cli.progress import progress
from app.cli.sums import TOTALS, TOTALS_CHANGES, sum_answer, totals_counts
from geo.errors import ExportFailed
from geo.export.problems_workbook import problems_file, write_problems
from geo.incidents.findings import Problem
from geo.incidents.totals import totals_by_source
from geo.sources.column_mapping.record import parse_column_mapping, read_column_mapping
from geo.sources.import_file import ImportFile, file_to_import
from geo.sources.importing import ImportOptions, ImportOutcome, import_files, known_places, with_saved_mappings
from geo.sources.incident_file import IncidentFile
from geo.sources.questions import questions_text
from geo.sources.read_options import ReadOptions
from geo.sources.totals.file import TotalsFile
from geo.store import ImportReport
from geo.whole_file import require_writable
from geo.wording import plural

__all__ = ["run_import", "undo"]

_COUNTS = ("added", "revised", "withdrawn", "unchanged", "rejected")
_MOST_PROBLEMS = 50
_WIDEST = {"message": 200}


def run_import(arguments: argparse.Namespace) -> int:
    """Import the files of the arguments; 0 if everything is stored as requested (or would be), else 1.

    Raises
    ------
    FileRefused, WorkspaceError
        If a file cannot be read or the workspace not be written.
    ExportFailed
        If the list of problems could not be written; nothing has been read then.
    """
    if arguments.problems:
        require_writable(problems_file(arguments.problems))
    return _import(arguments)


def undo(arguments: argparse.Namespace) -> int:
    """Undo the newest import or change by hand; raises `WorkspaceError` if that is not possible."""
    name = arguments.workspace.undo_last()
    if arguments.json:
        print_json({"undone": name})
    else:
        print_line(visible(f"Undone in {arguments.workspace.address}: {name}"))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    workspace = arguments.workspace
    # What is no workspace is refused here, before any file is read.
    options = with_saved_mappings(_read_options(arguments), workspace)
    places = known_places(workspace)
    files = [file_to_import(path, options, places) for path in arguments.files]
    if unclear := [file for file in files if file.questions]:
        return _ask(unclear[0], arguments)
    import_options = ImportOptions(arguments.withdraw, arguments.accept_good_rows, arguments.dry_run, arguments.edited)
    with progress("Reading") as show:
        outcomes, is_good = import_files(files, workspace, import_options, show)
    answer, is_complete = import_answer(outcomes), is_good
    if arguments.problems:
        problems = [problem for outcome in outcomes for problem in outcome.findings.problems]
        is_complete = _write_problems(arguments.problems, problems, answer) and is_complete
    if arguments.keep_totals:
        answer["notes"] += [_NO_TOTALS.format(file.origin.name) for file in files if isinstance(file, IncidentFile)]
    stored = (_has_changes(answer) or answer["offered"] > 0) and not arguments.dry_run
    answer |= {"workspace": arguments.workspace.address, "stored": stored}
    print_json(answer) if arguments.json else _print(answer, arguments, is_good)
    return 0 if is_complete else 1


_NO_TOTALS = "{} holds no numbers of events: its rows are incidents (--keep-totals changes nothing)."


def _has_changes(answer: Mapping[str, Any]) -> bool:
    """Whether incidents or totals were added, revised or withdrawn."""
    return any(answer[name] or answer[f"totals_{name}"] for name in ("added", "revised", "withdrawn"))


def _write_problems(path: Path, problems: Sequence[Problem], answer: dict[str, Any]) -> bool:
    """Write the list of problems; whether it could be written. What was stored stays stored, and is reported."""
    try:
        answer["problems_file"] = str(write_problems(path, problems))
    except ExportFailed as fault:
        print_error(f"incident-atlas: {visible(str(fault))}")
        return False
    return True


def _read_options(arguments: argparse.Namespace) -> ReadOptions:
    return ReadOptions(
        layout=arguments.layout,
        encoding=arguments.encoding,
        sheet=arguments.sheet,
        source=arguments.source_name,
        date_order=arguments.date_order,
        swapped_days=arguments.swapped_days,
        figure_point=arguments.figure_point,
        types=dict(arguments.type),
        columns=dict(arguments.columns),
        repeated_rows=arguments.repeated_rows,
        keep_totals=arguments.keep_totals,
        row_period=arguments.row_period,
        repeated_totals=arguments.repeated_totals,
        column_mapping=read_column_mapping(arguments.mapping) if arguments.mapping else None,
    )


def _ask(file: ImportFile, arguments: argparse.Namespace) -> int:
    """Report what a file leaves open and the options that decide it; nothing is stored."""
    refused = f"{file.origin.name}: {questions_text(file.questions)}."
    if arguments.json:
        mapping = file.column_mapping.as_json() if file.column_mapping else {}
        questions = [asdict(question) for question in file.questions]
        answer = {"refused": refused, "questions": questions, "notes": list(file.notes)}
        print_json({**answer, "mapping": mapping, "columns": list(file.header)})
    options = " and ".join(dict.fromkeys(question.option for question in file.questions))
    print_error(f"incident-atlas: {visible(refused)} Decide it with {visible(options)}.")
    return 1


def import_answer(outcomes: Sequence[ImportOutcome]) -> dict[str, Any]:
    """The answer for all files together; each problem and each file's own counts name the file."""
    files = [
        {
            "file": outcome.file.origin.location,
            "holds": TOTALS if isinstance(outcome.file, TotalsFile) else "incidents",
            "rows_read": outcome.findings.rows_read,
            **{name: getattr(outcome.report, name) for name in (*_COUNTS, *TOTALS_CHANGES)},
        }
        for outcome in outcomes
    ]
    sums = {name: sum(one[name] for one in files) for name in ("rows_read", *_COUNTS)}
    return {
        "source": ", ".join(sorted(set().union(*(_sources(outcome) for outcome in outcomes)))),
        **sums,
        "repaired": _repaired(outcomes),
        "problems": [
            {**_problem_answer(problem), "file": outcome.file.origin.location}
            for outcome in outcomes
            for problem in outcome.findings.problems
        ],
        **_columns_answer([outcome.file for outcome in outcomes]),
        "notes": [note for outcome in outcomes for note in (*outcome.file.notes, *_age(outcome), *_edited(outcome))],
        "files": files,
        **_report_answer([outcome.report for outcome in outcomes]),
        **_totals_answer(outcomes),
    }


def _totals_answer(outcomes: Sequence[ImportOutcome]) -> dict[str, Any]:
    """What was changed in totals, and the sums of those in the files."""
    changed = {name: sum(getattr(outcome.report, name) for outcome in outcomes) for name in TOTALS_CHANGES}
    held = totals_by_source(total for outcome in outcomes for total in outcome.totals)
    return {**changed, "totals": [sum_answer(each) for each in held]}


def _age(outcome: ImportOutcome) -> list[str]:
    """A note about a file that is older than what is stored."""
    count = outcome.report.newer_kept
    if not count:
        return []
    newer = ("is newer was" if count == 1 else "are newer were") + " not withdrawn"
    kept = f"{plural(count, 'row')} that {newer}"
    return [f"{outcome.file.origin.name} is older than what is stored: {kept} (--withdraw all withdraws them)."]


def _edited(outcome: ImportOutcome) -> list[str]:
    """A note about incidents that were edited by hand and of which the file has another version, or none."""
    report, notes = outcome.report, list[str]()
    if report.edited:
        were = "was" if report.edited == 1 else "were"
        notes.append(
            f"{plural(report.edited, 'incident')} that {were} entered or edited by hand {were} kept, although "
            f"{outcome.file.origin.name} has another version or lacks them (--edited replace takes those of the file)."
        )
    if report.offered:
        of = "the other version is" if report.offered == 1 else "the other versions are"
        notes.append(f"Of {report.offered:,} of them {of} stored beside: incident decide lists them.")
    if report.edited_replaced:
        count = plural(report.edited_replaced, "incident")
        notes.append(f"Replaced by the file: {count} edited by hand (undo brings the edits back).")
    return notes


def _repaired(outcomes: Sequence[ImportOutcome]) -> list[dict[str, Any]]:
    rows: Counter[str] = Counter()
    for repair in (repair for outcome in outcomes for repair in outcome.findings.repairs):
        rows[repair.what] += repair.rows
    return [{"what": what, "rows": n} for what, n in rows.items()]


def _columns_answer(files: Sequence[ImportFile]) -> dict[str, Any]:
    """How tables with an unknown layout were read."""
    mappings = [file.column_mapping for file in files if file.column_mapping]
    return {
        "mapping": mappings[0].as_json() if mappings else {},
        "kept_beside": [name for file in files for name in _kept_beside(file)],
        "unknown_actors": _summed(file.guess.unknown_actors for file in files if file.guess),
    }


def _report_answer(reports: Sequence[ImportReport]) -> dict[str, Any]:
    return {
        **{name: sum(getattr(report, name) for report in reports) for name in ("edited", "edited_replaced", "offered")},
        "missing_kept": sum(report.missing_kept for report in reports),
        "newer_kept": sum(report.newer_kept for report in reports),
        "revised_fields": _summed(report.revised_fields for report in reports),
        "left_out": [{"reason": reason, "n": n} for reason, n in _summed(r.left_out for r in reports).items()],
    }


def _kept_beside(file: ImportFile) -> list[str]:
    """The columns of a table that have no column of ours; none for a known layout."""
    if file.column_mapping is None:
        return []
    used = {name.strip().casefold() for name in file.column_mapping.columns.values()}
    return [name.strip() for name in file.header if name.strip() and name.strip().casefold() not in used]


def _sources(outcome: ImportOutcome) -> set[str]:
    return set(outcome.findings.sources) or {outcome.file.source}


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)


def _problem_answer(problem: Problem) -> dict[str, Any]:
    """One problem; a row of 0, a line of 0 and what is blank are unknown, and so ``None``."""
    return {name: value or None for name, value in asdict(problem).items()}


def _print(answer: dict[str, Any], arguments: argparse.Namespace, is_good: bool) -> None:
    if answer["mapping"] and not answer["unchanged"]:
        mapping = parse_column_mapping(answer["mapping"])
        print_line(visible(f"Columns, as of {mapping.source!r}: {mapping.sentence()}"))
        if answer["kept_beside"]:
            print_line(visible(f"Columns stored as further data: {', '.join(map(repr, answer['kept_beside']))}"))
    if answer["unknown_actors"]:
        listed = ", ".join(f"{name} ({plural(n, 'row')})" for name, n in answer["unknown_actors"].items())
        print_line(visible(f"Actors that are not in the bundled table, stored as given: {listed}"))
    for note in answer["notes"]:
        print_line(visible(f"Note: {note}"))
    for line in _problem_lines(answer["problems"], len(arguments.files) > 1):
        print_error(line)
    for repair in answer["repaired"]:
        print_line(visible(f"Repaired: {repair['what']} ({plural(repair['rows'], 'row')})"))
    if is_good:
        print_line(visible(_outcome(answer, arguments)))
        for each in answer["totals"]:
            print_line(visible(f"{each['sentence']}."))
    else:
        print_error(_refusal(answer))


def _outcome(answer: dict[str, Any], arguments: argparse.Namespace) -> str:
    fields = ", ".join(answer["revised_fields"])
    counts = ", ".join(
        f"{answer[name]:,} {name}" + (f" ({fields})" if name == "revised" and fields else "") for name in _COUNTS
    )
    kinds = {one["holds"] for one in answer["files"]}
    if TOTALS in kinds:
        counts = totals_counts(answer, ("rejected",)) if kinds == {TOTALS} else f"{counts}; {totals_counts(answer)}"
    counts += "".join(f"; {item['n']:,} left out ({item['reason']})" for item in answer["left_out"])
    if answer["missing_kept"]:
        were = "is not in the file and was" if answer["missing_kept"] == 1 else "are not in the file and were"
        counts += f"; {plural(answer['missing_kept'], 'stored row')} {were} not withdrawn"
    read = f"{plural(answer['rows_read'], 'row')} read."
    if not _has_changes(answer):
        return f"Nothing to add to {arguments.workspace.address}: {counts}; {read}"
    what = "Would be stored" if arguments.dry_run else "Stored"
    return f"{what} in {arguments.workspace.address}: {counts}; {read}"


def _refusal(answer: dict[str, Any]) -> str:
    total, bad = answer["rows_read"], answer["rejected"]
    if not total:
        return "Nothing was stored: there are no rows."
    if not bad:
        listed = "; ".join(f"{item['reason']}: {plural(item['n'], 'row')}" for item in answer["left_out"])
        what = "a total" if all(one["holds"] == TOTALS for one in answer["files"]) else "an incident"
        return f"Nothing was stored: no row is {what} of this map ({listed})."
    have = "has an error" if bad == 1 else "have errors"
    correct = "Correct it" if bad == 1 else "Correct them"
    others = ", or store the others with --accept-good-rows" if bad < total else ""
    return f"Nothing was stored: {bad:,} of {plural(total, 'row')} {have}. {correct}{others}."


def _problem_lines(problems: Sequence[dict[str, Any]], with_file: bool) -> list[str]:
    if not problems:
        return []
    names = [*(["file"] if with_file else []), *(name for name in Problem.__slots__ if name != "message"), "message"]
    rows = [[fitted(_shown(problem[name]), _WIDEST.get(name, 40)) for name in names] for problem in problems]
    lines = aligned(names, rows[:_MOST_PROBLEMS])
    if len(rows) > _MOST_PROBLEMS:
        more = len(rows) - _MOST_PROBLEMS
        lines.append(f"… and {plural(more, 'more problem')} (--json gives all of them)")
    return lines


def _shown(value: object) -> str:
    return "" if value is None else visible(str(value))
