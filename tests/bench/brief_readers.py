"""Briefs in real readers: LibreOffice opens, converts and saves them again; pdftotext and pdffonts read the report.

Skipped, with the reason, where these programs are absent. ``BRIEFS=FOLDER`` keeps the files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from geo.draw.page import PageOptions
from geo.export.briefs.request import BriefRequest
from geo.export.formats import BRIEFS
from geo.export.page_record import record_in
from geo.query import Query
from geo.sources.bundled import bundled
from geo.view.snapshot import resolve
from geo.view.state import State

PROGRAMS = ("soffice", "pdftotext", "pdffonts")


def converted(path: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice writes it in another or the same format."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    out = folder / f"by LibreOffice as {ending}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / f"{path.stem}.{ending}"


def slide_content(path: Path) -> dict[str, Any]:
    """What slides hold; LibreOffice writes the number of a slide in its own way, and describes pictures alone."""
    deck: Any = Presentation(str(path))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    return {
        "slides": len(deck.slides),
        "texts": sorted(_plain(s.text_frame.text) for s in shapes if s.has_text_frame and not _is_number(s)),
        "tables": [[_plain(cell.text) for cell in s.table.iter_cells()] for s in shapes if s.has_table],
        "chart": [[list(one.values) for one in s.chart.plots[0].series] for s in shapes if s.has_chart],
        "pictures": [
            s._element.xpath(".//p:cNvPr")[0].get("descr") for s in shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE
        ],
    }


def _described(shape: Any) -> Any:
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")


def _is_number(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER


def document_content(path: Path) -> dict[str, Any]:
    document = Document(str(path))
    return {
        "texts": [_plain(p.text) for p in document.paragraphs if p.text.strip()],
        "tables": [[_plain(cell.text) for row in table.rows for cell in row.cells] for table in document.tables],
        "described": [shape._inline.docPr.get("descr") for shape in document.inline_shapes],
    }


def _plain(text: str) -> str:
    return " ".join(text.split())


def lost(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What differs after LibreOffice has saved a file, by kind."""
    return ", ".join(name for name in before if before[name] != after[name]) or "nothing"


def checks(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """What was looked at, what was found, and whether it is as it should be."""
    snapshot = resolve(bundled(), State(query=Query()))
    request = BriefRequest(snapshot, page=PageOptions(dpi=100))
    files = {known.ending: known.write(folder / f"brief{known.ending}", request) for known in BRIEFS}
    for ending, content in ((".pptx", slide_content), (".docx", document_content)):
        again = converted(files[ending], ending[1:], folder)
        found = lost(content(files[ending]), content(again))
        yield f"{ending} saved again by LibreOffice: lost", found, found == "nothing"
        kept = record_in(again) == record_in(files[ending])
        yield f"{ending} saved again by LibreOffice: has its record", "", kept
        pdf = converted(files[ending], "pdf", folder)
        words = _plain(subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout)
        text = _plain(request.brief.text)[:60]
        yield f"{ending} as PDF: begins its paragraph", text, text in words
    report = files[".pdf"]
    words = _plain(subprocess.run(["pdftotext", str(report), "-"], check=True, capture_output=True, text=True).stdout)
    yield ".pdf: the whole paragraph is live text", "", _plain(request.brief.text) in words
    fonts = subprocess.run(["pdffonts", str(report)], check=True, capture_output=True, text=True).stdout.splitlines()[
        2:
    ]
    embedded = sum(" yes " in line for line in fonts)
    yield ".pdf: fonts embedded", f"{embedded} of {len(fonts)}", embedded == len(fonts)


def main() -> int:
    """Print what was found; 1 if something is not as it should be."""
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        print(f"Skipped: {', '.join(missing)} not installed.")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("BRIEFS", temporary))
        folder.mkdir(parents=True, exist_ok=True)
        found = list(checks(folder))
    for what, words, is_right in found:
        print(f"{'as it should be' if is_right else 'WRONG'}: {what} {words}".rstrip())
    return 0 if all(is_right for _, _, is_right in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
