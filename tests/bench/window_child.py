"""The application itself; says when its map stands, and ends when its input closes."""

from __future__ import annotations

import sys

from app.desktop import make_window, show

application, window = make_window(sys.argv[1:])
window.map.ready.connect(lambda: print("interactive", flush=True))
show(window)

from PySide6.QtCore import QSocketNotifier  # noqa: E402

ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ending.activated.connect(lambda: (window.close(), application.quit()))
sys.exit(application.exec())
