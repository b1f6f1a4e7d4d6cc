"""The offline map: what is in the file, that it asks for nothing, and that it can be made again."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from geo.calendar.days import day_number
from geo.draw.web import files as webfiles
from geo.draw.web import offline_code
from geo.export.offline_html import FORMAT
from geo.export.page_record import is_page, page_in
from geo.export.request import hand_over
from geo.export.sharing.profile import AS_IS, CAREFUL, Profile
from geo.query import Query
from geo.view.snapshot import Snapshot, resolve
from geo.view.state import State
from tests.app.samples import PAYLOADS, hostile
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of

MADE = datetime(2026, 11, 27, 12, tzinfo=UTC)


def written(path: Path, snapshot: Snapshot, profile: Profile = AS_IS) -> str:
    FORMAT.write(path, hand_over(snapshot, profile, made=MADE))
    return path.read_text(encoding="utf-8")


def files_in(html: str) -> dict[str, bytes]:
    """What the page unpacks."""
    found = re.search(r'id="atlas-files">([^<]*)</script>', html)
    assert found is not None
    return {name: gzip.decompress(base64.b64decode(text)) for name, text in json.loads(found[1]).items()}


def texts_of(column: dict[str, Any]) -> list[str]:
    return [column["words"][number] for number in column["of"]]


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offline") / "november.html"
    written(path, snapshot_of(NOVEMBER))
    return path


def test_the_file_names_nothing_outside_itself(november: Path) -> None:
    html = november.read_text(encoding="utf-8")
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|form)\b", html)
    assert not re.search(r"<script[^>]*\bsrc=|\bhref=|url\(|@import|\bimport\(", html)
    assert "eval(" not in offline_code.script()
    assert not re.search(
        r"\bfetch\((?!name)", offline_code.script()
    )  # that of served.js gets its answers from the file


def test_its_policy_allows_its_own_scripts_and_style_by_their_hashes_alone(november: Path) -> None:
    html = november.read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found is not None
    policy = dict(part.split(" ", 1) for part in found[1].split("; "))
    texts = re.findall(r"<(?:script|style)>(.*?)</", html, re.DOTALL)
    style, boot = (f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts)
    script = f"'sha256-{base64.b64encode(hashlib.sha256(files_in(html)['script.js']).digest()).decode()}'"
    assert policy["default-src"] == policy["connect-src"] == "'none'"
    assert policy["script-src"] == f"{boot} {script}"
    assert policy["style-src"] == style


def test_only_what_the_filters_let_through_is_in_the_file(november: Path) -> None:
    snapshot = snapshot_of(NOVEMBER)
    files = files_in(november.read_text(encoding="utf-8"))
    content, about, state = (json.loads(files[name]) for name in ("incidents.json", "about.json", "state.json"))
    ids = snapshot.dataset.incidents.texts["incident_id"]
    assert texts_of(content["facts"]["Id"]) == [ids[row] for row in snapshot.rows]
    assert state["points"]["rows"] == len(snapshot.rows) == 13
    assert about["of"] == "13 of 261 incidents"
    parts = dict(about["parts"])
    assert "Left out: 248 outside the period" in parts["Counted"]
    assert "GeoNames (CC BY 4.0)" in parts["Base map"]
    assert "do not imply endorsement" in parts["Borders"]
    assert sum(figure or 0 for figure in content["killed"]) == snapshot.figures.killed_best


def test_the_guard_leaves_no_true_point_note_or_id_in_the_file(tmp_path: Path) -> None:
    snapshot = snapshot_of(NOVEMBER)
    files = files_in(written(tmp_path / "a.html", snapshot, CAREFUL))
    incidents = snapshot.dataset.incidents
    everything = b"".join(files.values()).decode("utf-8", "replace")
    for row in snapshot.rows.tolist():
        assert not incidents.texts["notes"][row] or incidents.texts["notes"][row] not in everything
        assert incidents.texts["incident_id"][row] not in everything
    assert not re.search(r"\(\d\d\.\d{4}° N", files["incidents.json"].decode())


def test_the_same_view_gives_the_same_bytes_and_is_made_again_from_the_file(november: Path, tmp_path: Path) -> None:
    assert is_page(november)
    state, options = page_in(november)
    assert (state.query.first, options.theme) == (NOVEMBER.first, "light")
    again = tmp_path / "again.html"
    assert run(["recreate", str(november), "--out", str(again)]) == 0
    assert again.read_bytes() == november.read_bytes()


def test_a_table_in_html_is_no_offline_map(tmp_path: Path) -> None:
    path = tmp_path / "table.html"
    path.write_text("<!DOCTYPE html><table><tr><td>1</td></tr></table>")
    assert not is_page(path)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    html = written(tmp_path / "a.html", resolve(hostile(), State()))
    assert html.count("<script") == html.count("</script>") == 3
    texts = texts_of(json.loads(files_in(html)["incidents.json"])["heads"]["notes"])
    assert len(texts) == len(PAYLOADS)
    assert PAYLOADS[1] in texts
    assert PAYLOADS[1] not in html


@pytest.mark.parametrize("path", webfiles.script_paths(), ids=lambda path: path.name)
def test_no_text_of_a_script_spans_lines(path: Path) -> None:
    """Else the squeezed script would differ from it."""
    code = offline_code.squeezed(path.read_text(encoding="utf-8"))
    assert [line for line in code.splitlines() if line.replace("\\`", "").count("`") % 2] == []


def test_days_beyond_the_data_are_said_to_have_none(tmp_path: Path) -> None:
    beyond = Query(first=date(2030, 1, 1), last=date(2030, 3, 1))
    files = files_in(written(tmp_path / "a.html", snapshot_of(beyond)))
    assert json.loads(files["state.json"])["notice"]["text"] == "No data for this period."
    about = json.loads(files["about.json"])
    assert about["of"] == "0 of 261 incidents"
    assert about["covered"][-1][1] < day_number(date(2030, 1, 1))
    nothing = files_in(written(tmp_path / "b.html", snapshot_of(Query(text="no such words"))))
    assert json.loads(nothing["state.json"])["notice"]["text"] == "No incident passes these filters."
