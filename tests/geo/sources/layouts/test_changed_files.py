"""Files in the columns of a known layout, changed at random: no error but a refusal, and nothing lost or made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.incidents.findings import Findings
from geo.sources.incident_file import IncidentFile
from tests.geo.sources.layouts.changed_files import ROWS, ChangedFile, changed_file, is_accounted_for

FILES = 100
TODAY = date(2026, 6, 20)


def check(file: ChangedFile, path: Path) -> str:
    """Read a file and compare it with what it says; what became of it: refused, asked, or the number of stored rows."""
    path.write_text(file.text(), encoding="utf-8", newline="")
    try:
        opened = IncidentFile(path, today=TODAY)
    except FileRefused:
        return "refused"
    if opened.questions:
        return "asked"
    findings = Findings()
    incidents = []
    for part in opened.parts():
        findings.add(part)
        incidents += list(part.incidents)
    assert is_accounted_for(findings), (file.changes, findings.problems)
    for incident in incidents:
        (row,) = [row for row in range(ROWS) if f"Record {row}" in f"{incident.notes} {incident.extra}"] or [-1]
        if row < 0:
            continue
        told = f"{file.changes} {file.header} {file.records[row]}"
        if (day := file.days[row]) is not None:
            assert incident.date_start.isoformat() == day, told
        if (point := file.points[row]) is not None and incident.lon is not None:
            assert (incident.lon, incident.lat) == pytest.approx(point, abs=1e-6), told
        if (killed := file.killed[row]) is not None:
            assert incident.killed_best in (killed, None), told
    return str(len(incidents))


@pytest.mark.parametrize("group", range(10))
def test_a_changed_file_is_read_as_it_says_or_refused(tmp_path: Path, group: int) -> None:
    for seed in range(group * FILES // 10, (group + 1) * FILES // 10):
        check(changed_file(seed), tmp_path / f"export {seed}.csv")
