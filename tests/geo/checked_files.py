"""Whole files of incidents in memory, for tests; the application reads files in parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path

from geo.incidents.findings import Checked, Findings
from geo.incidents.placing import NameResolver
from geo.incidents.rows import Rows
from geo.sources.incident_file import IncidentFile
from geo.sources.read_options import ReadOptions


def read_file(
    path: Path, options: ReadOptions | None = None, names: NameResolver | None = None, today: date | None = None
) -> Checked:
    """The incidents of a file with every problem of every row."""
    return joined(IncidentFile(path, options, names, today).parts())


def joined(parts: Iterable[Checked]) -> Checked:
    """The parts of a file merged into one."""
    listed = list(parts)
    findings = Findings()
    for part in listed:
        findings.add(part)
    rows = [part.rows for part in listed]
    return Checked(
        Rows({name: list(chain.from_iterable(part.columns[name] for part in rows)) for name in rows[0].columns}),
        findings.problems, findings.repairs, findings.rejected,
        claims=list(chain.from_iterable(part.claims for part in listed)),
        has_claims=any(part.has_claims for part in listed),
        left_out=dict(findings.left_out),
        unchanged=list(chain.from_iterable(part.unchanged for part in listed)),
        refused_ids=list(chain.from_iterable(part.refused_ids for part in listed)),
        fingerprints=list(chain.from_iterable(part.fingerprints for part in listed)),
    )  # fmt: skip
