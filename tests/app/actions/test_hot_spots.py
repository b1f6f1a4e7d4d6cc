"""Hot spots from the panel to the map, the card of a district, and a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.map.cards import district_card
from app.window import Window


def test_an_answer_goes_to_the_map_the_card_and_a_file(
    qtbot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_by_name["show_hot_spots"].trigger()
    panel, session = window.sides.hot_spots, window.session
    assert panel.fields is not None
    assert panel.view is not None
    panel.fields.permutations.setValue(99)
    panel.run_button.click()
    qtbot.waitUntil(lambda: panel.view.found is not None, timeout=20_000)
    assert window.map.state.areas is not None
    assert window.map.state.areas["title"].startswith("Hot and cold spots (Gi*)")
    first = panel.view.found.rows[0]
    panel.view.view.selectRow(0)
    panel.view.view.clicked.emit(panel.view.model.index(0, 0))
    assert session.state.district == first.district
    number = [district.name for district in session.dataset.gazetteer.drawn].index(first.district)
    card = district_card(session.snapshot, number)
    assert card is not None
    assert first.sentence in card["lines"]
    path = tmp_path / "spots.geojson"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    panel.save_button.click()
    qtbot.waitUntil(path.exists, timeout=20_000)
    panel.clear_button.click()
    assert window.map.state.areas is None
    assert first.sentence not in district_card(session.snapshot, number)["lines"]  # type: ignore[index]
