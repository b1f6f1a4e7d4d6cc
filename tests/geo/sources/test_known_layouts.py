"""Files in the columns of a known layout are read by the same rules as any other table."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from geo.errors import FileRefused
from geo.incidents.findings import Checked, Findings
from geo.sources.files.table import PART_ROWS
from geo.sources.incident_file import IncidentFile
from geo.sources.layouts.acled import COLUMNS as ACLED_COLUMNS
from geo.sources.layouts.gtd import COLUMNS as GTD_COLUMNS
from geo.sources.read_options import ReadOptions
from tests.geo.sources.layouts.test_layouts import ACLED, GTD, UCDP

TODAY = date(2026, 6, 20)


def written(folder: Path, rows: Sequence[dict[str, str]], header: Sequence[str] = (), separator: str = ",") -> Path:
    path = folder / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, delimiter=separator)
        if header is not None:
            writer.writerow(header or list(rows[0]))
        writer.writerows(list(row.values()) for row in rows)
    return path


def opened(path: Path, date_order: str = "") -> IncidentFile:
    return IncidentFile(path, ReadOptions(date_order=date_order), today=TODAY)


def read(file: IncidentFile) -> tuple[Checked, Findings]:
    findings = Findings()
    parts = list(file.parts())
    for part in parts:
        findings.add(part)
    return parts[0], findings


def days(*texts: str) -> list[dict[str, str]]:
    return [ACLED | {"event_id_cnty": f"PAK{at}", "event_date": text} for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("12/25/2023", "03/04/2024"), ["2023-12-25", "2024-03-04"]),
        (("25/12/2023", "03/04/2024"), ["2023-12-25", "2024-04-03"]),
        (("2024/03/04", "2024-05-06"), ["2024-03-04", "2024-05-06"]),
    ],
)
def test_the_order_of_days_is_that_of_the_whole_column(tmp_path: Path, texts: tuple[str], wanted: list[str]) -> None:
    checked, _ = read(opened(written(tmp_path, days(*texts))))
    assert [incident.date_start.isoformat() for incident in checked.incidents] == wanted


@pytest.mark.parametrize("texts", [("03/04/2024", "05/06/2024"), ("25/12/2023", "12/25/2023")])
def test_an_open_order_of_days_is_a_question_that_an_option_decides(tmp_path: Path, texts: tuple[str]) -> None:
    path = written(tmp_path, days(*texts))
    (question,) = opened(path).questions
    assert (question.about, question.candidates) == ("date_start", ("dmy", "mdy"))
    assert not opened(path, "mdy").questions
    first = read(opened(written(tmp_path, days("03/04/2024")), "mdy"))[0].incidents[0]
    assert first.date_start == date(2024, 3, 4)


@pytest.mark.parametrize("row", [ACLED | {"event_date": "12/25/2023"}, UCDP | {"date_start": "12/25/2023"}])
def test_a_day_that_does_not_fit_the_order_that_was_given_is_not_read_in_another(
    tmp_path: Path, row: dict[str, str]
) -> None:
    checked, _ = read(opened(written(tmp_path, [row]), "dmy"))
    assert checked.rejected == 1
    assert "12/25/2023" in [problem.value for problem in checked.errors]


def test_a_day_in_numbers_far_down_a_file_of_iso_days_is_not_assumed(tmp_path: Path) -> None:
    rows = days(*["2024-01-15"] * 10_001, "03/04/2024")
    _, findings = read(opened(written(tmp_path, rows)))
    assert [problem.value for problem in findings.problems if problem.severity == "error"] == ["03/04/2024"]


@pytest.mark.parametrize("row", [ACLED, UCDP, GTD], ids=["acled", "ucdp", "gtd"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_decimal_commas_are_read(tmp_path: Path, row: dict[str, str], separator: str) -> None:
    local = row | {name: row[name].replace(".", ",") for name in ("latitude", "longitude")}
    checked, _ = read(opened(written(tmp_path, [local], separator=separator)))
    assert (checked.incidents[0].lat, checked.incidents[0].lon) == (float(row["latitude"]), float(row["longitude"]))


@pytest.mark.parametrize(("row", "columns"), [(ACLED, ACLED_COLUMNS), (GTD, GTD_COLUMNS)], ids=["acled", "gtd"])
def test_a_file_without_a_header_is_read(tmp_path: Path, row: dict[str, str], columns: Sequence[str]) -> None:
    records = [{name: (row | changes).get(name, "") for name in columns} for changes in ({}, {"latitude": ""})]
    path = written(tmp_path, records[1:], list(records[0].values()))
    assert read(opened(path))[0].incidents


def test_a_file_without_a_header_and_with_open_days_is_asked_about(tmp_path: Path) -> None:
    record = [(ACLED | {"event_date": "03/04/2024"}).get(name, "") for name in ACLED_COLUMNS]
    path = written(tmp_path, [], record)
    assert [question.about for question in opened(path).questions] == ["date_start"]
    assert not opened(path, "dmy").questions


@pytest.mark.parametrize(("row", "name"), [(ACLED, "event_id_cnty"), (UCDP, "id"), (GTD, "eventid")])
def test_a_file_without_ids_is_read_and_that_is_said(tmp_path: Path, row: dict[str, str], name: str) -> None:
    rows = [{k: v for k, v in (row | {"latitude": lat}).items() if k != name} for lat in ("32.9", "32.91")]
    file = opened(written(tmp_path, rows))
    ids = [incident.incident_id for incident in read(file)[0].incidents]
    assert len(set(ids)) == 2
    assert all(text.startswith(f"{file.source}:") for text in ids)
    assert any(name in note for note in file.notes)


def test_one_coordinate_without_the_other_is_not_used(tmp_path: Path) -> None:
    row = {name: text for name, text in ACLED.items() if name != "longitude"}
    checked, findings = read(opened(written(tmp_path, [row])))
    assert checked.incidents[0].district == "Bannu"
    assert not findings.problems
    assert any("one coordinate" in repair.what for repair in findings.repairs)


@pytest.mark.parametrize("missing", [("event_date",), ("event_type", "sub_event_type")])
def test_a_file_that_lacks_what_every_row_needs_is_refused_with_that_column(
    tmp_path: Path, missing: tuple[str]
) -> None:
    row = {name: text for name, text in ACLED.items() if name not in missing} | {"geo_precision": "1"}
    with pytest.raises(FileRefused, match=missing[0]):
        opened(written(tmp_path, [row]))


def test_problems_name_the_column_of_the_file(tmp_path: Path) -> None:
    row = ACLED | {"latitude": "north"}
    header = ["sub_event_" if name == "sub_event_type" else f"{name}"[:10] for name in row]
    _, findings = read(opened(written(tmp_path, [row], header)))
    assert [(problem.column, problem.value) for problem in findings.problems] == [("latitude", "north")]
    cut_day = ACLED | {"fatalities": "many"}
    _, findings = read(opened(written(tmp_path, [cut_day], [*header[:-4], "Fatalitie", *header[-3:]])))
    assert ("Fatalitie", "many") in [(problem.column, problem.value) for problem in findings.problems]


def test_the_same_event_under_another_id_is_told(tmp_path: Path) -> None:
    rows = [
        ACLED,
        ACLED | {"event_id_cnty": "PAK2", "timestamp": "1732000009"},
        ACLED | {"event_id_cnty": "PAK3", "notes": "b"},
    ]
    checked, findings = read(opened(written(tmp_path, rows)))
    assert len(checked.incidents) == 3
    assert [(problem.row, problem.severity) for problem in findings.problems] == [(2, "warning")]


def test_the_same_event_in_a_later_part_is_told(tmp_path: Path) -> None:
    rows = [ACLED | {"event_id_cnty": f"PAK{at}", "notes": f"{at}"} for at in range(10_001)]
    rows.append(rows[0] | {"event_id_cnty": "PAKX"})
    _, findings = read(opened(written(tmp_path, rows)))
    assert [problem.row for problem in findings.problems] == [10_002]


@pytest.mark.parametrize("text", ["2.01506E+11", "2,01506E+11", "2.01506e+11", "2E+11"])
def test_an_id_that_a_spreadsheet_has_rounded_is_refused_with_the_cause(tmp_path: Path, text: str) -> None:
    rows = [GTD | {"eventid": text, "summary": "a"}, GTD | {"eventid": text, "summary": "b"}]
    checked, findings = read(opened(written(tmp_path, rows)))
    assert not checked.incidents
    assert all("rounded by a spreadsheet" in problem.message for problem in findings.problems)
    assert len(findings.problems) == 2


def test_an_id_that_only_looks_like_a_number_with_an_exponent_stays(tmp_path: Path) -> None:
    checked, findings = read(opened(written(tmp_path, [ACLED | {"event_id_cnty": "12E10"}])))
    assert checked.incidents[0].incident_id == "acled:12E10"
    assert not findings.problems


# figures


def acled_rows(*fatalities: str) -> list[dict[str, str]]:
    return [
        {**ACLED, "event_id_cnty": f"PAK{n}", "notes": f"note {n}", "fatalities": text}
        for n, text in enumerate(fatalities)
    ]


def test_three_zeros_behind_a_point_are_a_doubt_that_an_option_decides(tmp_path: Path) -> None:
    path = written(tmp_path, acled_rows("1.000", "2", "0"))
    for point, number, count in (("", None, 1), ("decimal", 1, 0), ("thousands", 1000, 0)):
        file = IncidentFile(path, ReadOptions(figure_point=point), today=TODAY)
        checked, _ = read(file)
        assert checked.incidents[0].killed_best == number
        assert sum("1 thousand" in problem.message for problem in checked.problems) == count


@pytest.mark.parametrize(("figure", "words"), [("3000", "far above"), ("999", "a code")])
@pytest.mark.parametrize("rows", [10, PART_ROWS])
def test_a_figure_is_held_against_those_of_the_whole_file(tmp_path: Path, rows: int, figure: str, words: str) -> None:
    path = written(tmp_path, acled_rows(*(str(n % 4) for n in range(rows)), figure))
    _, findings = read(IncidentFile(path, today=TODAY))
    (problem,) = (one for one in findings.problems if one.column == "fatalities")
    assert (problem.row, words in problem.message) == (rows + 1, True)


def test_high_figures_that_are_as_many_as_the_others_are_no_doubt(tmp_path: Path) -> None:
    _, findings = read(IncidentFile(written(tmp_path, acled_rows("3000", "2000", "1")), today=TODAY))
    assert not [one for one in findings.problems if one.column == "fatalities"]


@pytest.mark.parametrize("second", ["7", "3"])
def test_a_column_of_the_layout_that_is_there_twice_is_a_question_unless_it_says_the_same(
    tmp_path: Path, second: str
) -> None:
    rows = [{**row, "second": second} for row in acled_rows("3", "3")]
    path = written(tmp_path, rows, [*[*rows[0]][:-1], "fatalities"])
    questions = IncidentFile(path, today=TODAY).questions
    assert [(one.about, one.option) for one in questions] == [("fatalities", "--layout table")] * (second == "7")
    table = IncidentFile(path, ReadOptions(layout="table", source="desk"), today=TODAY)
    offered = [one.candidates for one in table.questions if one.about == "killed_best"]
    assert offered == [("fatalities", f"fatalities (column {len(rows[0])})")] * (second == "7")
