"""The application object and its window, or the same view as a picture where there is no screen."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.window import Window

__all__ = ["has_screen", "open_window"]

PICTURE = Path("incident-atlas.png")
LONGEST_MS = 60_000
SETTLE_MS = 700
PATIENCE_MS = 4_000
SWITCH_S = 0.0005


def has_screen(platform: str, environ: dict[str, str]) -> bool:
    """Whether a window can be seen: on Linux and the like only with a display server, elsewhere always."""
    chosen = environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen in ("offscreen", "minimal"):
        return False
    if chosen in ("vnc", "eglfs", "linuxfb"):
        return True
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
    _log_quietly()
    paths = [Path(name).absolute() for name in names]
    if not on_screen:
        return _picture_instead(paths)
    application, window = make_window(names)
    show(window, paths)
    return application.exec()


def _log_quietly() -> None:
    """Hand what Qt says to the log; what a machine without a graphics card makes it say is no concern of a user."""
    import logging

    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    log = logging.getLogger("qt")
    levels = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}
    qInstallMessageHandler(lambda kind, _context, text: log.log(levels.get(kind, logging.INFO), "%s", text))


def make_window(names: Sequence[str] = (), tell: Callable[[str], None] | None = None) -> tuple[QApplication, Window]:
    """The application object and its window, whose map has begun to load; call once in a process.

    The page is asked for before anything else is made: the process that draws it takes longest to start. The bundled
    incidents are handed to it from what the last start kept, unless other files are to be shown. ``tell`` gets the
    messages where nobody can answer a dialog.
    """
    gc.disable()  # until the window is furnished: what is made by then stays, and looking through it costs a tenth
    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    from PySide6.QtWidgets import QApplication

    application = QApplication([sys.argv[0]])
    application.setApplicationName("incident-atlas")
    from app.map.panel import MapPanel
    from app.settings import Settings, cache_folder

    panel = MapPanel(cache_folder())
    settings = Settings()
    panel.start()
    if not (names or settings.workspace):
        from app.map.cached_points import CachedPoints

        CachedPoints(cache_folder()).show_on(panel)
    _answer_while_reading()
    application.setStyle("Fusion")
    from app.widgets.theme import load_fonts
    from app.window import Window

    load_fonts(application)
    return application, Window(settings, panel, tell)


def _answer_while_reading() -> None:
    """Answer what the page's process asks as it starts, while another thread reads the modules of the window.

    Chromium waits for this thread at every step of the start of that process; an import in it would hold it up.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    answering = QEventLoop()

    def read_modules() -> None:
        try:
            for name in ("app.window", "app.actions"):
                importlib.import_module(name)
        finally:
            answering.quit()

    reading = Thread(target=read_modules, name="modules of the window")
    interval_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    QTimer.singleShot(0, reading.start)
    answering.exec()
    reading.join()
    sys.setswitchinterval(interval_s)


def show(window: Window, paths: Sequence[Path] = ()) -> None:
    """Show the window at once, and furnish it when the map stands, or when it is clear that it does not come."""
    from PySide6.QtCore import QTimer

    def furnish() -> None:
        gc.enable()
        if not window.is_furnished:
            window.furnish(paths)

    window.show()
    window.map.ready.connect(lambda: QTimer.singleShot(0, furnish))
    window.map.failed.connect(lambda _message: furnish())
    QTimer.singleShot(PATIENCE_MS, furnish)


def _picture_instead(paths: list[Path]) -> int:
    """Draw the window out of sight; 1 if it, or a file that was named, could not be shown."""
    from PySide6.QtCore import QTimer

    print("There is no screen here, so no window can be opened; drawing the same view to a picture.", file=sys.stderr)
    troubles: list[str] = []

    def tell(message: str) -> None:
        troubles.append(message)
        print(message, file=sys.stderr)

    application, window = make_window([str(path) for path in paths], tell)

    def write(*, waited: bool = False) -> None:
        if window.jobs.is_busy or waited:  # what a job has brought is on the map a moment after it has ended
            QTimer.singleShot(SETTLE_MS, partial(write, waited=window.jobs.is_busy))
            return
        target = PICTURE.absolute()
        if window.grab().save(str(target), "PNG"):
            print(f"Written: {target}")
        else:
            tell(f"The picture could not be written to {target}: is the folder writable?")
        application.exit(1 if troubles else 0)

    def give_up() -> None:
        tell("The map did not come up in time. Try again, or write a page with: snapshot --out F.png")
        application.exit(1)

    window.resize(1600, 1000)
    window.furnished.connect(lambda: QTimer.singleShot(SETTLE_MS, write))
    show(window, paths)
    QTimer.singleShot(LONGEST_MS, give_up)
    return application.exec()
