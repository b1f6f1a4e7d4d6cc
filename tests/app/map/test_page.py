from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from app.map.page import RequestFilter


@pytest.mark.parametrize(
    ("address", "passes"),
    [
        ("app://map/index.html", True),
        ("app://map/probe", False),
        ("app://map/other", False),
        ("app://else/index.html", False),
        ("http://127.0.0.1/index.html", False),
        ("file:///index.html", False),
        ("data:image/png;base64,AA", True),
        ("data:text/html,x", False),
        ("qrc:///index.html", False),
        ("blob:app://map/1", False),
        ("", False),
    ],
)
def test_the_filter_allows_only_the_names(address: str, passes: bool) -> None:
    assert RequestFilter({"index.html", "probe"}).allows(QUrl(address)) is passes
