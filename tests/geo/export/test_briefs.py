"""Briefs as files: native and measured shapes, plain text of the data, the record inside, templates, documents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Pt

from geo.briefing.brief import PARTS, BriefOptions, Text, brief_of
from geo.briefing.fact_table import FactTable
from geo.briefing.reopening import state_of
from geo.dataset import Dataset
from geo.draw.page import PageOptions
from geo.draw.page.flow import Look, PlacedTable, PlacedText, line, sheets_of
from geo.draw.page.fonts import drawable, wrapped
from geo.draw.page.laid_table import CELL_X, LaidTable
from geo.draw.page.paper import Box
from geo.errors import ExportFailed, InputError
from geo.export.briefs.request import BriefRequest
from geo.export.briefs.slides import slides_bytes
from geo.export.briefs.template import NO_TITLE, read_template
from geo.export.file_format import format_of
from geo.export.formats import BRIEFS
from geo.export.page_record import is_page, page_in, record_in
from geo.query import Query
from geo.sources.bundled import bundled
from tests.geo.draw.page.pages import MADE, NOVEMBER, dataset_of, incident, snapshot_of

WITHOUT_MAP = tuple(part for part in PARTS if part != "map")
HOSTILE = "=cmd|' /C calc'!A0 \x01\x0b </w:t> {{ 7*7 }} بنوں \ud800"


def request(
    query: Query = NOVEMBER, dataset: Dataset | None = None, parts: tuple[str, ...] = WITHOUT_MAP, **more: Any
) -> BriefRequest:
    options = BriefOptions(made=MADE, parts=parts, **more)
    return BriefRequest(snapshot_of(query, dataset), options, page=PageOptions(dpi=60, made=MADE))


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A whole brief of November in a format; each is written when it is first asked for."""
    folder = tmp_path_factory.mktemp("briefs")

    def written(ending: str) -> Path:
        path = folder / f"brief{ending}"
        return format_of(path, BRIEFS).write(path, request(parts=tuple(PARTS)))

    return cache(written)


def shapes(presentation: Any) -> Iterator[Any]:
    return (shape for slide in presentation.slides for shape in slide.shapes)


def slide_texts(presentation: Any) -> str:
    frames = [shape.text_frame.text for shape in shapes(presentation) if shape.has_text_frame]
    cells = [cell.text for shape in shapes(presentation) if shape.has_table for cell in shape.table.iter_cells()]
    return "\n".join((*frames, *cells))


def test_slides_have_native_titles_a_table_a_chart_and_a_described_picture(brief: Callable[[str], Path]) -> None:
    deck: Any = Presentation(str(brief(".pptx")))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in deck.slides)
    (chart,) = [shape for shape in shapes(deck) if shape.has_chart]
    content = brief_of(snapshot_of(NOVEMBER))
    trend, plot = content.tables["trend"], chart.chart.plots[0]
    assert {s.name: list(s.values) for s in plot.series} == {
        name: [row[n] for row in trend.rows] for n, name in enumerate(trend.header[1:-2], 1)
    }
    described = [s._element.xpath(".//p:cNvPr")[0] for s in shapes(deck) if not s.has_text_frame]
    assert all(one.get("descr") for one in described)
    assert content.map_text in [one.get("descr") for one in described]
    assert content.text in slide_texts(deck)
    assert "figures, row 1, Number]" in deck.slides[0].notes_slide.notes_text_frame.text


def test_no_text_of_a_slide_is_small_and_nothing_overlaps(brief: Callable[[str], Path]) -> None:
    deck: Any = Presentation(str(brief(".pptx")))
    sizes = [
        letters.get("sz") for slide in deck.slides for letters in slide._element.iter("{*}rPr") if letters.get("sz")
    ]
    assert sizes
    assert min(map(int, sizes)) >= 1200
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= deck.slide_width and b[3] <= deck.slide_height for b in boxes)
        meeting = [
            (one.name, other.name)
            for (one, a), (other, b) in combinations(zip(slide.shapes, boxes, strict=True), 2)
            if min(a[2], b[2]) - max(a[0], b[0]) > Pt(1) and min(a[3], b[3]) - max(a[1], b[1]) > Pt(1)
        ]
        assert meeting == []


LOOK = Look(Box(10, 30, 300, 145), 18, 14, 12, 12, 16, True)


def long_brief() -> Any:
    """A brief whose tables and texts need several sheets."""
    brief = brief_of(snapshot_of(NOVEMBER))
    words = "A sentence that goes on for longer than a line has room, and then some more words. "
    rows = tuple((f"District {n}", n, words * (n % 5)) for n in range(90))
    table = FactTable("long", "Long", ("District", "Number", "Words"), rows, ("A note.",))
    text = Text((words * 60, words), is_list=True)
    method = replace(brief.sections[-1], blocks=(text, table))
    return replace(brief, sections=(method,))


def test_long_tables_and_texts_go_on_at_the_next_sheet_and_fit_their_boxes() -> None:
    brief = long_brief()
    sheets = sheets_of(brief, LOOK)
    assert len(sheets) > 4
    assert [sheet.title for sheet in sheets[:2]] == ["Method and caveats", "Method and caveats (2)"]
    items = [item for sheet in sheets for item in sheet.items]
    assert all(item.box.bottom <= LOOK.area.bottom + 0.01 for item in items)
    tables = [item for item in items if isinstance(item, PlacedTable)]
    assert [row for item in tables for row in item.table.rows] == list(brief.sections[0].blocks[1].rows)
    for item in tables:
        assert sum(item.widths) <= LOOK.area.w + 0.01
        for texts, height in zip((list(item.table.header), *item.table.texts()), item.heights, strict=True):
            room = [width - 2 * CELL_X for width in item.widths]
            lines = max(len(wrapped(drawable(t), w, 12)) for t, w in zip(texts, room, strict=True))
            assert lines * line(12) < height
    for item in items:
        if isinstance(item, PlacedText):
            heights = [len(wrapped(drawable(t), item.box.w - 5, item.points)) * line(item.points) for t in item.texts]
            assert sum(heights) <= item.box.h + 0.01


def test_notes_and_single_rows_never_stand_alone_on_a_sheet() -> None:
    brief = brief_of(snapshot_of(NOVEMBER))
    for n in range(2, 60):
        table = FactTable("t", "T", ("District", "Number"), tuple((f"District {k}", k) for k in range(n)), ("A note.",))
        method = replace(brief.sections[-1], blocks=(table,))
        sheets = sheets_of(replace(brief, sections=(method,)), LOOK)
        parts = [[len(item.table.rows) for item in sheet.items if isinstance(item, PlacedTable)] for sheet in sheets]
        assert all(len(rows) == 1 and rows[0] > 1 for rows in parts), (n, parts)
        assert sum(rows[0] for rows in parts) == n


def test_a_table_that_is_too_wide_shares_its_width_among_long_columns() -> None:
    words = "word " * 80
    laid = LaidTable(FactTable("t", "T", ("Date", "What", "Why"), (("1 Nov 2024", words, words),)), 150, 12)
    assert sum(laid.widths) == pytest.approx(150)
    assert laid.widths[0] < 40
    assert laid.is_tight


@pytest.mark.parametrize("ending", [".pptx", ".docx", ".pdf"])
def test_the_record_is_in_the_file_and_shows_the_view_again(brief: Callable[[str], Path], ending: str) -> None:
    assert is_page(brief(ending))
    record = record_in(brief(ending))
    assert state_of(record).query == NOVEMBER
    assert record["brief"]["parts"] == list(PARTS)
    state, options = page_in(brief(ending))
    assert (state.query, options.made) == (NOVEMBER, MADE)


@pytest.mark.parametrize("ending", [".pptx", ".docx"])
def test_properties_name_nobody_and_the_bytes_are_the_same_again(tmp_path: Path, ending: str) -> None:
    parts = ("situation", "trend") if ending == ".pptx" else ("situation",)
    known = format_of(Path(f"a{ending}"), BRIEFS)
    one, other = (known.write(tmp_path / f"{n}{ending}", request(parts=parts)) for n in range(2))
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]
        core = package.read("docProps/core.xml").decode()
        everything = b"".join(package.read(name) for name in package.namelist())
        assert {info.date_time[:3] for info in package.infolist()} == {(1980, 1, 1)}
        for name in package.namelist():
            if name.endswith(".xlsx"):  # the numbers of the chart
                with zipfile.ZipFile(io.BytesIO(package.read(name))) as book:
                    assert f"{MADE.isoformat()}T" in book.read("docProps/core.xml").decode()
    assert f"{MADE.isoformat()}T00:00:00Z" in core
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core) == ["Incident Atlas"] * 2
    assert b"Canny" not in everything
    assert b"python-docx" not in everything


def hostile() -> Dataset:
    row = incident(1, date_start=date(2024, 11, 2), date_end=date(2024, 11, 2), district="Bannu", location=HOSTILE,
                   place_precision="district", killed_best=3, actor1=HOSTILE, sources=HOSTILE)  # fmt: skip
    return dataset_of(row)


@pytest.mark.parametrize("ending", [".pptx", ".docx"])
def test_texts_of_the_data_are_plain_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    format_of(path, BRIEFS).write(path, request(dataset=hostile(), parts=("situation", "incidents"), title=HOSTILE))
    if ending == ".pptx":
        text = slide_texts(Presentation(str(path)))
    else:
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join((*(p.text for p in document.paragraphs), *cells))
    assert "=cmd|' /C calc'!A0 </w:t> {{ 7*7 }} بنوں" in text
    with zipfile.ZipFile(path) as package:
        xml = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    assert "\x01" not in xml
    assert "HYPERLINK" not in xml


def test_a_paragraph_runs_from_right_to_left_if_it_begins_so(tmp_path: Path) -> None:
    row = incident(1, date_start=date(2024, 11, 2), date_end=date(2024, 11, 2), location="بنوں شہر", district="Bannu",
                   actor1="تحریک طالبان", place_precision="exact", killed_best=3)  # fmt: skip
    deck: Any = Presentation(io.BytesIO(slides_bytes(request(dataset=dataset_of(row), parts=("incidents",)))))
    (table,) = [shape.table for shape in shapes(deck) if shape.has_table]
    directions = [cell.text_frame.paragraphs[0]._p.get_or_add_pPr().get("rtl") for cell in table.rows[1].cells]
    assert directions[1:3] == ["1", None]  # the place, and "Battles: …"


def saved(tmp_path: Path, change: Callable[[Any], object]) -> Path:
    """A template of PowerPoint's usual layouts, changed."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    change(deck)
    path = tmp_path / "template.pptx"
    deck.save(str(path))
    return path


def without_placeholders(deck: Any) -> None:
    for layout in deck.slide_layouts:
        for holder in list(layout.placeholders):
            holder._element.getparent().remove(holder._element)


def test_a_template_gives_its_layouts_and_not_its_slides(tmp_path: Path) -> None:
    template = read_template(saved(tmp_path, lambda deck: None))
    assert template.notes == ()
    made = replace_template(request(parts=("situation", "unusual", "method")), template)
    deck: Any = Presentation(io.BytesIO(slides_bytes(made)))
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title and Content"}
    assert all(slide.shapes.title.text for slide in deck.slides)
    filled = [s.text_frame.text for slide in deck.slides for s in slide.placeholders if s.placeholder_format.idx == 1]
    assert "No district is compared with its past: the incidents are a sample" in " ".join(filled)


def replace_template(made: BriefRequest, template: Any) -> BriefRequest:
    return BriefRequest(made.snapshot, made.options, made.earlier, made.page, template)


def test_a_template_without_placeholders_is_used_with_text_boxes_and_says_so(tmp_path: Path) -> None:
    template = read_template(saved(tmp_path, without_placeholders))
    assert template.notes == (NO_TITLE,)
    deck: Any = Presentation(io.BytesIO(slides_bytes(replace_template(request(parts=("unusual",)), template))))
    (slide,) = deck.slides
    assert "Unusual districts" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_potx_is_a_template_and_other_files_are_refused(tmp_path: Path) -> None:
    path, kind = saved(tmp_path, lambda deck: None), b"presentationml.presentation.main+xml"

    def copied(name: str, other: bytes) -> Path:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / name, "w") as new:
            for member in old.namelist():
                new.writestr(member, old.read(member).replace(kind, other))
        return tmp_path / name

    assert read_template(copied("a.potx", b"presentationml.template.main+xml")).notes == ()
    refused = {
        "macros": copied("m.pptx", b"presentation.macroEnabled.main+xml"),
        "no presentation": copied("n.pptx", b"wordprocessingml.document.main+xml"),
        "cannot be read": tmp_path / "missing.pptx",
    }
    (tmp_path / "text.pptx").write_text("no package")
    for message, one in {**refused, "is no presentation": tmp_path / "text.pptx"}.items():
        with pytest.raises(InputError, match=message):
            read_template(one)


def test_a_document_has_headings_repeated_headers_and_a_described_picture(brief: Callable[[str], Path]) -> None:
    document = Document(str(brief(".docx")))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    content = brief_of(snapshot_of(NOVEMBER))
    assert headings == [section.title for section in content.sections]
    assert all(table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for table in document.tables)
    shown = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert shown == [list(content.tables["districts"].header), *content.tables["districts"].texts()]
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [content.map_text, content.chart_text]


def test_a_report_has_several_sheets_with_live_text(brief: Callable[[str], Path]) -> None:
    content = brief(".pdf").read_bytes()
    assert content.count(b"/Type /Page ") >= 3
    assert b"NotoSans" in content


def test_made_up_data_are_marked_on_every_slide() -> None:
    made_up = request(dataset=dataset_of(incident(1, date_start=date(2024, 11, 2), date_end=date(2024, 11, 2),
                                                  source="made-up")))  # fmt: skip
    deck: Any = Presentation(io.BytesIO(slides_bytes(made_up)))
    for slide in deck.slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert slide.shapes.title.text.startswith("Made up: ")
        assert any(text.startswith("Made up: no real incidents") for text in texts)


def test_a_brief_without_incidents_says_why(tmp_path: Path) -> None:
    nothing = request(Query(first=date(2015, 1, 1), last=date(2015, 2, 1)), bundled(), ("situation", "trend"))
    text = slide_texts(Presentation(io.BytesIO(slides_bytes(nothing))))
    assert "no figure is given" in text
    assert "none of 32 days is covered" in text


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken.docx").mkdir()
    with pytest.raises(ExportFailed, match="could not be written"):
        format_of(Path("a.docx"), BRIEFS).write(tmp_path / "taken.docx", request(parts=("unusual",)))
    assert [path.name for path in tmp_path.iterdir()] == ["taken.docx"]
