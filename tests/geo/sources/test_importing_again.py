"""Importing files again: the answer is the same as if no record were known by its fingerprint."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from geo import store
from geo.incidents import Incident
from geo.sources.importing import ImportOptions, ImportOutcome, import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions
from geo.store.geopackage import stored_ids
from tests.geo.sources.test_importing import acled_rows, csv_file, partner_rows

Row = dict[str, str]


def released(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """A later release of these rows: some changed, missing, added, repeated, faulty or in another order."""
    kept = [dict(row) for row in rows if rng.random() > 0.05]
    id_name, note = next(iter(kept[0])), list(kept[0])[-1]
    for row in rng.sample(kept, 6):
        row[note] = rng.choice((f"said {rng.random()}", 'two\nlines, "quoted"', "'=1+1", row[note]))
    date_name = list(kept[0])[1]
    kept[rng.randrange(len(kept))][date_name] = rng.choice(("", kept[0][date_name]))
    kept += [{**kept[0], id_name: f"PAK{1_000 + rng.randrange(9)}"}, dict(rng.choice(kept))][: rng.randrange(3)]
    if rng.random() < 0.3:
        rng.shuffle(kept)
    return kept


def forget_fingerprints(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE incidents SET fingerprint = ''")


def imported(path: Path, file: Path, read: ReadOptions, options: ImportOptions) -> ImportOutcome:
    outcomes, _ = import_files([IncidentFile(file, read)], store.workspace_at(path), options)
    return outcomes[0]


def answer(outcome: ImportOutcome) -> tuple[object, ...]:
    """What does not depend on which rows were checked: warnings and repairs are given for those alone.

    Nor is the line of a row known that was not checked, but only its number.
    """
    findings = outcome.findings
    errors = [
        replace(problem, message=re.sub(r" \(line \d+\)", "", problem.message))
        for problem in findings.problems
        if problem.severity == "error"
    ]
    return replace(outcome.report, release=""), findings.rows_read, findings.rejected, findings.left_out, errors


def stored(path: Path) -> list[Incident]:
    return [replace(row, release="") for row in store.workspace_at(path).load().incidents.rows()]


@pytest.mark.parametrize("seed", range(4))
def test_known_records_change_no_answer(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_ids, "_CHUNK", 7)
    rng = random.Random(seed)
    known, forgetful = tmp_path / "known.gpkg", tmp_path / "forgetful.gpkg"
    releases = {"acled.csv": acled_rows(seed), "partner.csv": partner_rows(seed)}
    n_unchanged = 0
    for number in range(7):
        name = rng.choice(list(releases))
        if number and rng.random() < 0.7:
            releases[name] = released(releases[name], rng)
        file = csv_file(tmp_path / name, releases[name])
        read = ReadOptions(date_order="dmy", repeated_rows=rng.choice(("keep", "keep", "keep", "once")))
        options = ImportOptions(rng.choice(("auto", "all", "none")), accept_good_rows=rng.random() < 0.9)
        if forgetful.exists():
            forget_fingerprints(forgetful)
        outcomes = [imported(path, file, read, options) for path in (known, forgetful)]
        assert answer(outcomes[0]) == answer(outcomes[1])
        assert outcomes[1].findings.unchanged == 0
        n_unchanged += outcomes[0].findings.unchanged
        if not known.exists():
            continue
        assert stored(known) == stored(forgetful)
        if rng.random() < 0.15 and store.workspace_at(known).describe().releases:
            for path in (known, forgetful):
                store.workspace_at(path).undo_last()
    assert n_unchanged > 10


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_rows_are_known_whatever_ends_their_lines(ends: str, encoding: str, tmp_path: Path) -> None:
    rows = acled_rows(1)
    text = csv_file(tmp_path / "rows.csv", rows).read_bytes().decode().replace("\r\n", ends)
    other = tmp_path / "again.csv"
    other.write_bytes(text.encode(encoding))
    workspace = tmp_path / "w.gpkg"
    first = imported(workspace, tmp_path / "rows.csv", ReadOptions(), ImportOptions(accept_good_rows=True))
    again = imported(workspace, other, ReadOptions(), ImportOptions(accept_good_rows=True))
    assert again.findings.unchanged > 0
    assert (again.report.unchanged, again.findings.rejected) == (first.report.added, first.findings.rejected)
    assert not again.report.has_changes


def test_a_stored_id_may_hold_any_text(tmp_path: Path) -> None:
    ids = ['a"b', "c,d", "e\\f", "g\x1fh", "i\u200fj", ""]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE incidents (fid INTEGER PRIMARY KEY, incident_id, fingerprint, source)")
        rows = [(key, f"mark {i}" if i else "", "acled" if i % 2 else "own") for i, key in enumerate(ids)]
        connection.executemany("INSERT INTO incidents (incident_id, fingerprint, source) VALUES (?, ?, ?)", rows)
        connection.execute("UPDATE incidents SET fid = -5 WHERE fid = 2")
        connection.execute("UPDATE incidents SET fid = 4_000_000 WHERE fid = 3".replace("_", ""))
        found = stored_ids.read_stored_ids(connection, "acled")
    assert found.by_fingerprint == {f"mark {i}": key for i, key in enumerate(ids) if i}
    assert (found.unseen, found.others, found.last_fid) == (set(ids), set(ids[::2]), 4_000_000)
