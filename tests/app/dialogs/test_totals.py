"""The table of totals beside the incidents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.dialogs.totals import HEADER, TotalsDialog
from geo.incidents.totals import Total
from tests.geo.tables import KP, dataset_of, incident

BANNU = Total("office", "r", date(2024, 1, 1), date(2024, 1, 31), KP, "Bannu", KP, "Bannu", "", "", 9, None)


def table_of(qtbot: Any, *totals: Total) -> tuple[TotalsDialog, list[list[str]]]:
    dataset = replace(dataset_of(incident(1, district="Bannu", killed_best=2)), totals=totals)
    dialog = TotalsDialog(dataset)
    qtbot.addWidget(dialog)
    model = dialog.table.model()
    rows = [[model.index(r, c).data() for c in range(len(HEADER))] for r in range(model.rowCount())]
    return dialog, rows


def test_each_row_has_the_source_and_what_is_stored(qtbot: Any) -> None:
    province = replace(BANNU, district="", events=1200, killed=40)
    own_type = replace(BANNU, event_type="<b>kites</b>", events=3)
    dialog, rows = table_of(qtbot, BANNU, province, own_type)
    assert rows == [
        ["office", "Bannu", "1–31 Jan 2024", "<b>kites</b>", "3", "–", "–", "–"],
        ["office", f"{KP}, province", "1–31 Jan 2024", "all events", "1,200", "40", "0", "0"],
        ["office", "Bannu", "1–31 Jan 2024", "all events", "9", "–", "1", "2"],
    ]
    texts = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert "not single incidents" in texts
    assert "Totals of office: 9 events in 1 district, 1–31 Jan 2024 (not on the map)." in texts


def test_tooltips_name_the_types_and_what_is_not_known(qtbot: Any) -> None:
    types = [replace(BANNU, event_type=name) for name in ("Battles", "Riots")]
    dialog, rows = table_of(qtbot, *types)
    tips = [dialog.table.model().index(0, c).data(Qt.ItemDataRole.ToolTipRole) for c in range(len(HEADER))]
    assert (rows[0][3], tips[3]) == ("2 types", "Battles\nRiots")
    assert tips[5] == "The source does not state it."


def test_many_sums_are_cut_with_their_number(qtbot: Any, tmp_path: Path) -> None:
    dialog, _ = table_of(qtbot, *(replace(BANNU, source=f"office {n}") for n in range(9)))
    assert any("… and 3 more" in each.text() for each in dialog.findChildren(QLabel))
