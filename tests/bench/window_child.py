"""The application itself: prints a line when its map shows all incidents, and exits when its input closes.

Given the name of a workspace, it waits until the page holds the rows of that workspace.
"""

from __future__ import annotations

import sys

from app.desktop import make_window, show

POLL_MS = 5

application, window = make_window(sys.argv[1:])


def print_ready() -> None:
    print("interactive", flush=True)


def poll() -> None:
    """Ask the page how many rows it shows, until it shows those of the workspace."""
    if window.is_furnished:
        window.map.request(
            "describe",
            lambda description: print_ready() if shows_all(description) else QTimer.singleShot(POLL_MS, poll),
        )
    else:
        QTimer.singleShot(POLL_MS, poll)


def shows_all(description: object) -> bool:
    """Whether the page shows as many rows as the data has."""
    rows = len(window.session.dataset.incidents)
    return isinstance(description, dict) and description.get("rows") == rows and rows > 0


from PySide6.QtCore import QSocketNotifier, QTimer  # noqa: E402

window.map.ready.connect(poll if sys.argv[1:] else print_ready)
show(window)
input_closed = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
input_closed.activated.connect(lambda: (window.close(), application.quit()))
sys.exit(application.exec())
