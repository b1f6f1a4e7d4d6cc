"""The application itself; says when its map stands with all incidents on it, and ends when its input closes.

With the name of a workspace the map stands only when the page holds the rows of that workspace.
"""

from __future__ import annotations

import sys

from app.desktop import make_window, show

ASKED_EVERY_MS = 5

application, window = make_window(sys.argv[1:])


def told() -> None:
    print("interactive", flush=True)


def look_again() -> None:
    """Ask the page how many rows it shows, until it shows those of the workspace."""
    if window.is_furnished:
        window.map.request(
            "describe", lambda found: told() if is_all(found) else QTimer.singleShot(ASKED_EVERY_MS, look_again)
        )
    else:
        QTimer.singleShot(ASKED_EVERY_MS, look_again)


def is_all(found: object) -> bool:
    rows = len(window.session.dataset.incidents)
    return isinstance(found, dict) and found.get("rows") == rows and rows > 0


from PySide6.QtCore import QSocketNotifier, QTimer  # noqa: E402

window.map.ready.connect(look_again if sys.argv[1:] else told)
show(window)
ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ending.activated.connect(lambda: (window.close(), application.quit()))
sys.exit(application.exec())
