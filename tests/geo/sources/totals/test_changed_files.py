"""Files of totals that were cut, blanked and mixed up at random: refused or read, never a crash or a lost row."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.sources.read_options import PERIOD_UNITS, REPEATED_TOTALS, ReadOptions
from geo.sources.totals.file import TotalsFile, holds_totals
from tests.geo.sources.totals.files import ACLED_WEEKLY, HAPI, HDX_MONTHLY

FILES = {
    "ACLED": ACLED_WEEKLY,
    "HDX": HDX_MONTHLY,
    "HAPI": HAPI,
    "office": "Month,District,Type,No. of incidents,Killed\nNov 2024,Bannu,IED,12,20\nNov 2024,Tank,Ambush,3,4\n",
    "months": "District,Jan-24,Feb-24,Mar-24\nBannu,5,3,2\nTank,0,0,1\n",
    "types": "Year,Week,District,IED,Ambush\n2024,5,Bannu,4,2\n2024,6,Tank,0,1\n",
}
CELLS = (
    "", "-", "nan", "inf", "1e5", "2024-13-45", "2024-W99", "\ud800", "Pakistan", "Total", "=1+1", "#event+num",
    "9" * 30, "0", "-1", "1.5", "Q9 2024", "01/02/2024", "x" * 500, "Bannu", "KP", "FATA", "بنوں", "2024", "Nov",
    "Jan 2024", "#", "999999999", "5+", "1-7 Jan 2024", "\u202eabc",
)  # fmt: skip
HEADINGS = (*CELLS, "Events", "No. of incidents", "Week", "Month", "District", "Province", "Date")
Table = list[list[str]]


def drop_column(rng: random.Random, table: Table) -> None:
    at = rng.randrange(len(table[0]) or 1)
    for record in table:
        del record[at : at + 1]


def change_cell(rng: random.Random, table: Table) -> None:
    record = rng.choice(table[1:] or table)
    if record:
        record[rng.randrange(len(record))] = rng.choice(CELLS)


def change_heading(rng: random.Random, table: Table) -> None:
    if table[0]:
        table[0][rng.randrange(len(table[0]))] = rng.choice(HEADINGS)


def change_column(rng: random.Random, table: Table) -> None:
    at = rng.randrange(len(table[0]) or 1)
    for record in table[1:]:
        record[at : at + 1] = [rng.choice(CELLS)] * len(record[at : at + 1])


def repeat_row(rng: random.Random, table: Table) -> None:
    table.append(list(rng.choice(table[1:] or table)))


def drop_row(rng: random.Random, table: Table) -> None:
    if len(table) > 2:
        del table[rng.randrange(1, len(table))]


def cut_row(rng: random.Random, table: Table) -> None:
    del rng.choice(table)[-1:]


CHANGES: tuple[Callable[[random.Random, Table], None], ...] = (
    drop_column, change_cell, change_heading, change_column, repeat_row, drop_row, cut_row,
)  # fmt: skip


def changed(rng: random.Random, content: str) -> bytes:
    table = list(csv.reader(io.StringIO(content)))
    for _ in range(rng.randrange(1, 5)):
        rng.choice(CHANGES)(rng, table)
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue().encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused_asked_about_or_read_with_every_row_accounted_for(tmp_path: Path, name: str) -> None:
    rng, path, n_read = random.Random(name), tmp_path / "field office.csv", 0
    for _ in range(30):
        path.write_bytes(changed(rng, FILES[name]))
        options = ReadOptions(
            keep_totals=True, repeated_totals=rng.choice(("", *REPEATED_TOTALS)),
            row_period=rng.choice(("", "", *PERIOD_UNITS)), date_order=rng.choice(("", "dmy")),
        )  # fmt: skip
        with suppress(FileRefused):
            holds_totals(path, options)
            file = TotalsFile(path, options)
            if file.questions:
                continue
            result = file.read()
            n_read += 1
            findings = result.findings
            parts = findings.accepted + findings.rejected + sum(findings.left_out.values())
            assert findings.accepted >= 0
            assert parts == findings.rows_read
            for at, total in enumerate(result.totals):
                assert total.date_start <= total.date_end
                assert total.events >= 0
                assert not any(total.what == other.what and total.overlaps(other) for other in result.totals[:at])
    assert n_read > 5
