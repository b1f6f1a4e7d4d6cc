"""The application object and its window, or the same view as a picture where there is no screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.window import Window

__all__ = ["has_screen", "open_window"]

PICTURE = Path("incident-atlas.png")
LONGEST_MS = 60_000
SETTLE_MS = 700


def has_screen(platform: str, environ: dict[str, str]) -> bool:
    """Whether a window can be seen: on Linux and the like only with a display server, elsewhere always."""
    if environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal", "vnc"):
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_window(names: Sequence[str]) -> int:
    """Open the window with these files and run until it is closed; returns the exit status.

    Where there is no screen, the window is drawn out of sight and written to `PICTURE` in the working folder.
    """
    on_screen = has_screen(sys.platform, dict(os.environ))
    if not on_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application, window = make_window()
    paths = [Path(name) for name in names]
    if not on_screen:
        return _picture_instead(application, window, paths)
    show(window, paths)
    return application.exec()


def make_window() -> tuple[QApplication, Window]:
    """The application object and its window, whose map has begun to load; call once in a process."""
    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    from PySide6.QtWidgets import QApplication

    application = QApplication([sys.argv[0]])
    application.setApplicationName("incident-atlas")
    application.setStyle("Fusion")
    from app.settings import Settings
    from app.theme import load_fonts
    from app.window import Window

    load_fonts(application)
    return application, Window(Settings())


def show(window: Window, paths: Sequence[Path] = ()) -> None:
    """Show the window at once and furnish it in the first turn of the event loop."""
    from PySide6.QtCore import QTimer

    window.show()
    QTimer.singleShot(0, lambda: window.furnish(paths))


def _picture_instead(application: QApplication, window: Window, paths: list[Path]) -> int:
    from PySide6.QtCore import QTimer

    print("There is no screen here, so no window can be opened; drawing the same view to a picture.", file=sys.stderr)

    def write() -> None:
        target = PICTURE.absolute()
        written = window.grab().save(str(target), "PNG")
        if written:
            print(f"Written: {target}")
        else:
            print(f"The picture could not be written to {target}: is the folder writable?", file=sys.stderr)
        window.close()
        application.exit(0 if written else 1)

    def give_up() -> None:
        print("The map did not come up in time. Try again, or write a page with: snapshot --out F.png", file=sys.stderr)
        application.exit(1)

    window.resize(1600, 1000)
    window.show()
    window.furnish(paths)
    window.map.ready.connect(lambda: QTimer.singleShot(SETTLE_MS, write))
    QTimer.singleShot(LONGEST_MS, give_up)
    return application.exec()
