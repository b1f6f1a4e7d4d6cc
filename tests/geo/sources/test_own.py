"""Files in the project's own columns: imported, partly imported, or rejected with one message."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geo import store
from geo.briefing import briefing_of
from geo.errors import ExportFailed, FileRefused
from geo.export import incidents_csv
from geo.export.incidents_csv import write_csv
from geo.incidents import Incident
from geo.incidents.columns import COLUMN_NAMES
from geo.incidents.terms import Terms
from geo.places.boundaries import load_districts
from geo.places.measure import distance_km
from geo.query import Query
from geo.sources.bundled import bundled
from geo.sources.importing import import_files
from geo.sources.incident_file import IncidentFile
from geo.sources.placenames import bundled_places
from geo.view.snapshot import resolve
from geo.view.state import State
from tests.geo.checked_files import read_file

TODAY = date(2026, 6, 20)
HEADER = "incident_id,date_start,event_type,district,notes"
ROW = "own:1,2024-11-18,Battles,Bannu,a note"


def file_with(folder: Path, content: str | bytes) -> Path:
    path = folder / "incidents.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def notes_of(path: Path) -> list[str]:
    checked = read_file(path, today=TODAY)
    assert checked.problems == []
    return [row.notes for row in checked.incidents]


ACCEPTED: dict[str, str | bytes] = {
    "plain": f"{HEADER}\n{ROW}\n",
    "without a last line break": f"{HEADER}\n{ROW}",
    "Windows line breaks": f"{HEADER}\r\n{ROW}\r\n",
    "old Macintosh line breaks": f"{HEADER}\r{ROW}\r",
    "byte order mark": f"\ufeff{HEADER}\n{ROW}\n",
    "semicolons": f"{HEADER}\n{ROW}\n".replace(",", ";"),
    "tabs": f"{HEADER}\n{ROW}\n".replace(",", "\t"),
    "bars": f"{HEADER}\n{ROW}\n".replace(",", "|"),
    "quoted header": '"incident_id","date_start","event_type","district","notes"\n' + ROW,
    "blank lines": f"\n{HEADER}\n\n{ROW}\n\n",
    "header in capitals": f"{HEADER.upper()}\n{ROW}\n",
    "header with spaces": f"{HEADER.replace('_', ' ')}\n{ROW}\n",
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=list(ACCEPTED))
def test_a_table_is_read_in_every_text_dialect(tmp_path: Path, content: str | bytes) -> None:
    assert notes_of(file_with(tmp_path, content)) == ["a note"]


def test_quoted_line_breaks_separators_and_quotes_are_part_of_a_cell(tmp_path: Path) -> None:
    path = file_with(
        tmp_path, f'{HEADER}\nown:1,2024-11-18,Battles,Bannu,"one\ntwo, ""three"""\nown:2,x,Battles,Bannu,'
    )
    checked = read_file(path, today=TODAY)
    assert checked.incidents[0].notes == 'one\ntwo, "three"'
    assert [(p.row, p.line, p.column) for p in checked.problems] == [(2, 4, "date_start")]


def test_urdu_text_is_read_unchanged(tmp_path: Path) -> None:
    assert notes_of(file_with(tmp_path, f"{HEADER}\n{ROW.replace('a note', 'بنوں میں دھماکا')}")) == ["بنوں میں دھماکا"]


def test_a_cell_of_millions_of_characters_is_read_quickly(tmp_path: Path) -> None:
    assert len(notes_of(file_with(tmp_path, f"{HEADER}\n{ROW.replace('a note', 'x' * 3_000_000)}"))[0]) == 3_000_000


@pytest.mark.parametrize("junk", ["(" * 100_000, ";" * 100_000, "a " * 100_000, "=" * 100_000, "'" * 100_000])
@pytest.mark.parametrize("position", range(5))
def test_long_cells_are_checked_quickly(tmp_path: Path, junk: str, position: int) -> None:
    cells = ROW.split(",")
    cells[position] = f'"{junk}"'
    checked = read_file(file_with(tmp_path, f"{HEADER}\n{','.join(cells)}\n"), today=TODAY)
    assert len(checked.incidents) + checked.rejected == 1


REJECTED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "is empty"),
    "only white space": (b"\n \n\t", "is empty"),
    "neither encoding": (HEADER.encode() + b"\n\x81\xff", "is 0x81"),
    "cut in a character": (HEADER.encode() + b"\n\xd8", "not encoded as UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
    "Excel": (b"PK\x03\x04" + b"\0" * 30, "damaged archive or workbook"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cannot be read as a workbook"),
    "PDF": (b"%PDF-1.7\n", "PDF document"),
    "gzip": (b"\x1f\x8b\x08\0", "compressed. Unpack it first"),
    "open quote": (f'{HEADER}\n{ROW}\nown:2,2024-11-18,Battles,Bannu,"open\n{ROW}\n'.encode(), "line 3: a quoted"),
    "text after a quote": (f'{HEADER}\nown:2,2024-11-18,Battles,Bannu,"closed" and on\n'.encode(), "line 2: a quoted"),
    "cut-off SQLite": (b"SQLite format 3\0", "cut off"),
    "SQLite of zeros": (b"SQLite format 3\0" + b"\0" * 4096, "not a database"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), REJECTED.values(), ids=list(REJECTED))
def test_a_file_that_is_not_a_table_is_rejected_with_one_message(tmp_path: Path, content: bytes, words: str) -> None:
    path = file_with(tmp_path, content)
    with pytest.raises(FileRefused) as refusal:
        read_file(path)
    assert words in str(refusal.value)
    assert path.name in str(refusal.value)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def missing(folder: Path) -> Path:
    return folder / "missing.csv"


def a_folder(folder: Path) -> Path:
    return folder


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def dangling(folder: Path) -> Path:
    (folder / "link.csv").symlink_to(folder / "nowhere")
    return folder / "link.csv"


def null_in_name(folder: Path) -> Path:
    return folder / "a\0b.csv"


def file_as_folder(folder: Path) -> Path:
    return file_with(folder, ROW) / "incidents.csv"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing, "No such file"),
        (a_folder, "is a folder"),
        (a_pipe, "a device or a pipe"),
        (dangling, "No such file"),
        (null_in_name, "null"),
        (file_as_folder, "Not a directory"),
        (lambda _: Path("/dev/zero"), "a device or a pipe"),
    ],
)
def test_a_path_that_is_not_a_regular_file_is_rejected(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    with pytest.raises(FileRefused, match=words):
        read_file(make(tmp_path))


# writing


def test_the_bundled_incidents_pass_all_checks_and_round_trip(tmp_path: Path) -> None:
    dataset = bundled()
    rows = list(dataset.incidents.rows())
    write_csv(tmp_path / "out.csv", rows, dataset.claims)
    checked = read_file(tmp_path / "out.csv")
    assert (checked.problems, checked.repairs, checked.rejected) == ([], [], 0)
    assert checked.incidents == rows
    assert sorted(map(repr, checked.claims)) == sorted(repr(c) for group in dataset.claims.values() for c in group)


def test_citation_licence_and_caveat_survive_export_and_import(tmp_path: Path) -> None:
    first, dataset = bundled().releases[0], bundled()
    for name in ("once", "twice"):
        snapshot = resolve(dataset, State(Query(first=date(2024, 11, 18), last=date(2024, 11, 24))))
        path = incidents_csv.FORMAT.write(tmp_path / f"{name}.csv", snapshot)
        workspace = store.workspace_at(tmp_path / f"{name}.gpkg")
        _, is_good = import_files([IncidentFile(path)], workspace)
        dataset = workspace.load()
        (release,) = dataset.releases
        assert is_good
        assert (release.citation, release.licence) == (first.citation, first.licence)
        assert dataset.caveat == bundled().caveat
    page = briefing_of(resolve(dataset, State()))
    assert (first.citation in page.record.source, first.licence in page.record.view) == (True, True)
    assert page.caveat == bundled().caveat
    assert workspace.load_as_of(release.name).caveat == f"State of {release.imported_at[:10]} · {bundled().caveat}"


def test_terms_of_several_imports_are_kept_each_and_cited_once(tmp_path: Path) -> None:
    terms = ["=A,CC BY 4.0,rough", "'=A,CC BY 4.0,rough", "B,,"]
    rows = [f"own:{n},2024-11-18,Battles,Bannu,a note,{each}" for n, each in enumerate(terms)]
    file = IncidentFile(file_with(tmp_path, "\n".join((f"{HEADER},citation,licence,caveat", *rows, ""))))
    assert not [problem for part in file.parts() for problem in part.problems]
    assert file.terms == Terms("=A; B", "CC BY 4.0", "rough")


def test_no_exported_cell_starts_a_formula(tmp_path: Path) -> None:
    texts = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1", "'=already", "''@twice", "'tis", "\t=1"]
    path = tmp_path / "out.csv"
    write_csv(path, [an_incident(i, text) for i, text in enumerate(texts)])
    with path.open(encoding="utf-8-sig", newline="") as handle:
        cells = [row["notes"] for row in csv.DictReader(handle)]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r\n＝"]
    assert cells[7] == "'tis"
    assert [row.notes for row in read_file(path).incidents] == [text.strip() for text in texts]


def an_incident(number: int, notes: str) -> Incident:
    day = date(2024, 11, 18)
    return Incident(
        incident_id=f"own:{number}", date_start=day, date_end=day, event_type="Battles", province="Balochistan",
        place_precision="province", notes=notes,
    )  # fmt: skip


def test_the_exported_file_has_all_columns_in_order_and_a_byte_order_mark(tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", [])
    expected = ",".join((*COLUMN_NAMES, "claims"))
    assert (tmp_path / "out.csv").read_bytes() == f"\ufeff{expected}\r\n".encode()


def test_a_failed_export_keeps_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("before")

    def rows() -> object:
        yield an_incident(1, "a note")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportFailed, match="No space left"):
        write_csv(tmp_path / "out.csv", rows())  # type: ignore[arg-type]
    assert (tmp_path / "out.csv").read_text() == "before"
    assert list(tmp_path.iterdir()) == [tmp_path / "out.csv"]


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="Choose another folder or name"):
        write_csv(tmp_path / "no" / "out.csv", [])


# the lookup of places


def test_the_usual_name_of_each_district_resolves_to_itself() -> None:
    places = bundled_places()
    for district in bundled().gazetteer.districts:
        assert places.district(district.name).name == district.name


def test_a_point_in_quetta_is_located_and_compared_with_the_name() -> None:
    places = bundled_places()
    districts = places.locate([67.0014, 77.0], [30.1841, 30.0])
    assert [district and district.name for district in districts] == ["Quetta", None]
    assert places.distances_km([67.0014], [30.1841], [places.district("Quetta")]) == [0.0]
    corners = load_districts().set_index("name").geometry["Bannu"].boundary.segmentize(0.01).coords
    geodesic = min(distance_km(67.0014, 30.1841, *zip(*corners, strict=True)))
    assert places.distances_km([67.0014], [30.1841], [places.district("Bannu")]) == pytest.approx([geodesic], rel=0.005)
