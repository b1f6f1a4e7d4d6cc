from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from app.widgets.symbols import SIDE_PX, symbol_icon
from geo.draw.style import TYPE_STYLES


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("mode", list(QIcon.Mode), ids=lambda mode: mode.name)
def test_a_symbol_has_the_colour_of_its_type_in_selected_and_disabled_rows_too(
    qapp: QApplication, themed: None, mode: QIcon.Mode, dark: bool
) -> None:
    for number, style in enumerate(TYPE_STYLES):
        image = symbol_icon(number, dark=dark).pixmap(SIDE_PX, mode).toImage()
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert middle == QColor(style.colour("dark" if dark else "light"))
