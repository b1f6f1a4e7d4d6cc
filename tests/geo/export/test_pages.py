"""Pages as files: written completely or not at all, reproducible, with metadata of the view."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from geo.analysis.hotspots.methods import answer, question
from geo.analysis.hotspots.settings import LocalSettings
from geo.briefing import briefing_of
from geo.briefing.imprint import Imprint
from geo.briefing.reopening import state_of
from geo.draw.page import PageOptions
from geo.draw.style.house import HouseStyle
from geo.draw.style.logo import logo_of
from geo.errors import ExportFailed, InputError
from geo.export.file_format import format_of
from geo.export.formats import PAGES
from geo.export.page_record import is_page, page_in
from geo.export.pages import VIEW_KEY, PageRequest, sheet_path
from geo.places.border_bands import BorderZone
from geo.places.target import target_named
from geo.query import Listed, Query, Within
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import MapView, State
from tests.geo.draw.page.pages import MADE, NOVEMBER, snapshot_of
from tests.geo.draw.style.test_house_file import PATH, SVG

OPTIONS = PageOptions(dpi=60, made=MADE)
FORMATS = ("png", "pdf", "svg")
BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-", "svg": b"<?xml"}


def save(query: Query, path: Path, options: PageOptions = OPTIONS) -> Path:
    return format_of(path, PAGES).write(path, PageRequest(snapshot_of(query), options))


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The page in a format; each is drawn when it is first asked for."""
    directory = tmp_path_factory.mktemp("pages")
    return cache(lambda ending: save(NOVEMBER, directory / f"page.{ending}").read_bytes())


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_of_the_name_selects_the_page_format(page: Callable[[str], bytes], ending: str) -> None:
    content = page(ending)
    assert content.startswith(BEGINNINGS[ending])
    assert len(content) > 20_000


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_snapshot_gives_the_same_bytes(page: Callable[[str], bytes], tmp_path: Path, ending: str) -> None:
    again = save(NOVEMBER, tmp_path / f"again.{ending}")
    assert again.read_bytes() == page(ending)


def view_in(content: bytes, ending: str) -> dict[str, object]:
    if ending == "svg":
        items = ElementTree.fromstring(content).iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
        text = next(item.text for item in items if (item.text or "").startswith("{"))
    elif ending == "png":
        text = png_texts(content)[VIEW_KEY]
    else:
        raw = re.search(rb"/Keywords \((.*?)\)\n?/|/Keywords \((.*)\)", content, re.DOTALL)
        assert raw is not None
        text = re.sub(rb"\\([()\\])", rb"\1", raw[1] or raw[2]).decode()
        text = text[: text.rindex("}") + 1]
    view: dict[str, object] = json.loads(text or "")
    return view


def png_texts(content: bytes) -> dict[str, str]:
    texts, offset = {}, 8
    while offset < len(content):
        length, kind = int.from_bytes(content[offset : offset + 4]), content[offset + 4 : offset + 8]
        data = content[offset + 8 : offset + 8 + length]
        if kind == b"tEXt":
            key, _, text = data.partition(b"\0")
            texts[key.decode()] = text.decode("latin-1")
        elif kind == b"iTXt":
            key, _, rest = data.partition(b"\0")
            text = rest[2:].split(b"\0", 2)[2]
            texts[key.decode()] = (zlib.decompress(text) if rest[0] else text).decode()
        offset += 12 + length
    return texts


@pytest.mark.parametrize("ending", FORMATS)
def test_the_view_is_written_into_the_file(page: Callable[[str], bytes], ending: str) -> None:
    view = view_in(page(ending), ending)
    query = view["query"]
    assert isinstance(query, dict)
    assert (query["first"], query["last"]) == ("2024-11-01", "2024-11-30")
    assert set(query) == set(Query.__slots__)
    assert (view["shown"], view["of"]) == (13, 261)


def test_title_source_and_period_are_written_into_the_file(page: Callable[[str], bytes]) -> None:
    texts = png_texts(page("png"))
    assert texts["Title"] == "Reported incidents in Khyber Pakhtunkhwa and Balochistan"
    assert "1–30 Nov 2024 · No filters" in texts["Description"]
    assert "curated sample" in texts["Source"]
    for ending in ("pdf", "svg"):
        assert b"Reported incidents in Khyber Pakhtunkhwa" in page(ending)


def test_an_svg_contains_no_script_and_no_external_resource(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> ]]> &amp; \"'"
    content = save(NOVEMBER, tmp_path / "a.svg", PageOptions(title=title, dpi=60)).read_bytes()
    root = ElementTree.fromstring(content)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not names & {"script", "foreignObject", "image", "a", "animate"}
    links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
    assert all(link.startswith("#") for link in links)
    assert not [k for e in root.iter() for k in e.attrib if k.startswith("on")]
    assert title in [e.text for e in root.iter()]
    assert set(re.findall(rb"url\(([^#)][^:)]*:[^;]*)", content)) == {b"data:font/ttf"}


URDU = "حملے اور Bannu (2024)"


def test_the_text_of_an_svg_is_text_in_fonts_of_its_own(page: Callable[[str], bytes], tmp_path: Path) -> None:
    drawn, urdu = page("svg"), save(NOVEMBER, tmp_path / "a.svg", urdu_options()).read_bytes()
    for content, title, families in (
        (drawn, "Reported incidents in Khyber Pakhtunkhwa and Balochistan", {b"Noto Sans"}),
        (urdu, URDU, {b"Noto Sans", b"Noto Naskh Arabic"}),
    ):
        texts = ["".join(e.itertext()).strip() for e in ElementTree.fromstring(content).iter(SVG_TEXT)]
        assert {title, "Legend", "Peshawar"} <= set(texts)
        assert set(re.findall(rb"@font-face\{font-family:'([^']+)'", content)) == families


SVG_TEXT = "{http://www.w3.org/2000/svg}text"


def urdu_options() -> PageOptions:
    return PageOptions(title=URDU, dpi=60, made=MADE)


def test_a_pdf_has_urdu_as_it_is_written_and_no_citation_as_its_author(tmp_path: Path) -> None:
    """Its letters are shaped and so stand in the order of reading; what is copied is the text beside them."""
    content = save(NOVEMBER, tmp_path / "a.pdf", urdu_options()).read_bytes()
    streams = [inflated(stream) for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)]
    (page,) = [stream for stream in streams if b"/ActualText" in stream]
    said = [bytes.fromhex(text.decode()).decode("utf-16") for text in re.findall(rb"<(FEFF[0-9A-F]*)>", page)]
    assert said[0] == URDU
    assert "BALOCHISTAN" in said
    assert page.count(b"BDC") == page.count(b"EMC") == len(said)
    for shown in re.findall(rb"/Span <</ActualText <FEFF[0-9A-F]*>>> BDC(.*?)EMC", page, re.DOTALL):
        assert shown.count(b"BT") == shown.count(b"ET") >= 1
        assert b" q\n" not in shown
    fonts = [stream for stream in streams if stream.startswith(b"\0\1\0\0")]
    assert len(fonts) > 2
    assert not [tag for font in fonts for tag in (b"GDEF", b"GPOS", b"GSUB") if tag in font[:400]]
    assert b"/Author" not in content
    assert b"/Lang (en)" in content
    assert b"/DisplayDocTitle true" in content


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


CHOSEN = State(
    query=Query(
        first=date(2024, 11, 1), last=date(2024, 11, 30), types=frozenset({"Battles"}),
        within=Within(target_named("Peshawar", bundled().gazetteer, ()), 200.0), border=BorderZone("Afghanistan", 150),
        listed=Listed("chosen", frozenset(bundled().incidents.texts["incident_id"])),
    ),
    layers=frozenset({"incidents", "former_fata", "labels"}), colour_by="killed", size_by="same", district="Khyber",
    view=MapView(70.5, 33.0, 7.0), selected=("a", "b"), current="b", compare=True,
)  # fmt: skip


@pytest.mark.parametrize("ending", FORMATS)
def test_a_page_is_made_again_from_its_own_record(tmp_path: Path, ending: str) -> None:
    options = PageOptions(
        title=URDU, dpi=50, made=MADE, extent=(69.0, 32.0, 73.0, 36.0), theme="dark", inset=(70.0, 33.0, 71.0, 34.0),
        imprint=Imprint(message="(a) {b} \\", boundaries="neutral"), incident_list="sheet", graticule=True,
        callouts=True,
        style=HouseStyle(Imprint(author="A"), {"dark": (("accent", "#ffd0e0"),)}, logo_of(SVG % PATH)),
    )  # fmt: skip
    write = format_of(tmp_path / f"a.{ending}", PAGES).write
    first = write(tmp_path / f"a.{ending}", PageRequest(resolve(bundled(), CHOSEN), options))
    assert is_page(first)
    state, again = page_in(first)
    assert (state, again) == (CHOSEN, options)
    if ending == "png":
        second = write(tmp_path / "b.png", PageRequest(resolve(bundled(), state), again))
        assert second.read_bytes() == first.read_bytes()
        assert sheet_path(second, 2).read_bytes() == sheet_path(first, 2).read_bytes()


def test_the_hot_spots_of_a_page_are_asked_for_again() -> None:
    asked = question("gistar", LocalSettings(permutations=19, seed=3))
    snapshot = resolve(bundled(), replace(CHOSEN, colour_by="", hot_spots=asked))
    assert answer(snapshot) is not None
    record = json.loads(briefing_of(snapshot).record.view)
    assert state_of(record) == snapshot.state
    for method, settings in (("gistar", {"permutations": -1}), ("gistar", {"colour": 1}), ("none", {})):
        with pytest.raises(InputError, match="no complete record"):
            state_of(record | {"hot_spots": {"method": method, "settings": settings}})


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\x89PNG\r\n\x1a\n", "no page"), (b"%PDF-1.4 /Keywords ({)", "no page"),
     (b"<?xml <rdf:li>{}</rdf:li>", "no page"),
     (b'%PDF-1.4\n/Keywords ({"query": 1, "format": 99})', "another version"),
     (b'%PDF-1.4\n/Keywords ({"query": {}, "format": 2})', "no complete record")],
)  # fmt: skip
def test_a_file_without_a_whole_record_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    endings = {b"\x89": "png", b"%": "pdf", b"<": "svg"}
    path = tmp_path / f"a.{endings[content[:1]]}"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        page_in(path)


@pytest.mark.parametrize("name", ["page.gif", "page", "page.png.exe"])
def test_an_unknown_format_is_rejected(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportFailed, match="\\.png, \\.pdf or \\.svg"):
        save(NOVEMBER, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_matplotlib_settings_of_the_user_are_ignored(page: Callable[[str], bytes], tmp_path: Path) -> None:
    import matplotlib

    with matplotlib.rc_context(
        {"text.usetex": True, "savefig.bbox": "tight", "font.size": 30, "axes.facecolor": "red"}
    ):
        again = save(NOVEMBER, tmp_path / "again.png")
    assert again.read_bytes() == page("png")


def test_nothing_is_drawn_for_a_folder_that_is_missing_and_no_other_file_is_replaced(tmp_path: Path) -> None:
    request: Any = None  # it would fail if anything were drawn
    write = format_of(tmp_path / "a.png", PAGES).write
    with pytest.raises(ExportFailed, match="could not be written"):
        write(tmp_path / "none" / "a.png", request)
    other = tmp_path / "a-2.png"
    other.write_bytes(b"a picture of somebody else")
    with pytest.raises(ExportFailed, match=r"a-2\.png is another file"):
        save(NOVEMBER, tmp_path / "a.png", replace(OPTIONS, incident_list="sheet"))
    assert [path.name for path in tmp_path.iterdir()] == ["a-2.png"]
    assert other.read_bytes() == b"a picture of somebody else"
