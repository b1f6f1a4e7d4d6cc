"""Saving a table: whether small counts leave is asked first."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.window import Window
from geo.analysis.table_sheet import sheet
from tests.app.samples import Answers


@pytest.mark.parametrize(("button", "hidden"), [("Hide counts below 5", True), ("Write all counts", False)])
def test_a_table_is_saved_with_or_without_small_counts(
    qtbot: Any, window: Window, tmp_path: Path, button: str, hidden: bool
) -> None:
    def answer(dialog: Any) -> None:
        if isinstance(dialog, QFileDialog):
            dialog.selectFile(str(tmp_path / "t.csv"))
            dialog.accept()
        elif isinstance(dialog, QMessageBox):
            next(each for each in dialog.buttons() if each.text() == button).click()

    from app.actions.tables import _save

    with Answers(answer):
        _save(window.host, sheet(window.session.snapshot, "district"))
        qtbot.waitUntil(lambda: window.notice.text.startswith("Written: "), timeout=20_000)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as handle:
        counts = [row[1] for row in csv.reader(handle) if len(row) > 2]
    assert ("<5" in counts) is hidden
    assert ("1" in counts) is not hidden
