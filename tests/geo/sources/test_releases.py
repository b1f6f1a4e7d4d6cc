"""The record of an import."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from geo.sources.incident_file import IncidentFile
from geo.sources.releases import release_of

UCDP_HEADER = "id,type_of_violence,side_a,side_b,date_start,date_end,best,where_prec,country,adm_1,code_status"


def test_a_release_records_the_file_its_hash_and_its_column_mapping(tmp_path: Path) -> None:
    content = "date;type;district\n2024-11-18;clash;Bannu\n"
    path = tmp_path / "partner.csv"
    path.write_text(content, encoding="utf-8")
    file = IncidentFile(path)
    release = release_of(file, file.origin.sha256())
    assert (release.source, release.file_name, release.rows) == ("partner", "partner.csv", 0)
    assert release.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert release.name == f"partner.csv {release.imported_at}"
    assert release.imported_at.endswith("Z")
    assert file.column_mapping is not None
    options = json.loads(release.options)
    assert options == {"layout": "mapped", "encoding": "utf-8-sig", "mapping": file.column_mapping.text}
    assert (release.citation, release.licence) == ("", "")


def test_a_release_of_a_known_layout_is_credited(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    row = "1,1,Government of Pakistan,TTP,2024-11-18,2024-11-18,2,1,Pakistan,Khyber Pakhtunkhwa,Clear"
    path.write_text(f"{UCDP_HEADER}\n{row}\n", encoding="utf-8")
    release = release_of(IncidentFile(path), "")
    assert release.source == "ucdp-ged"
    assert "Sundberg and Melander" in release.citation
    assert release.licence == "CC BY 4.0"
