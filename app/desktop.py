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
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from app.window import Window

__all__ = ["has_screen", "open_window"]

PICTURE = Path("incident-atlas.png")
PICTURE_TIMEOUT_MS = 60_000
FRAME_MS = 250
"""Between two pictures of the window, which is written when both are equal."""
MAP_TIMEOUT_MS = 4_000
NAMES_TIMEOUT_MS = 2_000
"""So long the panels wait until the map is on the screen: this thread, which makes them, shows its frames."""
SWITCH_INTERVAL_S = 0.0005


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

    Where there is no screen, the window is rendered offscreen and written to `PICTURE` in the working folder.
    """
    on_screen = has_screen(sys.platform, dict(os.environ))
    if not on_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _log_qt_messages()
    paths = [Path(name).absolute() for name in names]
    if not on_screen:
        return _picture_instead(paths)
    application, window = make_window(names)
    show(window, paths)
    return application.exec()


def _log_qt_messages() -> None:
    """Send Qt's messages to the log: without a graphics card there are many that do not concern the user."""
    import logging

    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    log = logging.getLogger("qt")
    levels = {QtMsgType.QtCriticalMsg: logging.ERROR, QtMsgType.QtFatalMsg: logging.CRITICAL}
    qInstallMessageHandler(lambda kind, _context, text: log.log(levels.get(kind, logging.INFO), "%s", text))


def make_window(names: Sequence[str] = (), report: Callable[[str], None] | None = None) -> tuple[QApplication, Window]:
    """The application object and its window, whose map has begun to load; call once in a process.

    The page is loaded before anything else is created, because its process takes longest to start. The bundled
    incidents are sent to it from the cache of the last start, unless other files are named. ``report`` receives
    messages where nobody can answer a dialog.
    """
    gc.disable()  # until `show` furnishes the window: a collection frees nothing before and costs a tenth of the start
    from app.map.flags import apply_flags
    from app.map.scheme import register_scheme

    apply_flags(os.environ)
    register_scheme()
    from PySide6.QtWidgets import QApplication

    application = QApplication([sys.argv[0]])
    application.setApplicationName("incident-atlas")
    from app.map.panel import MapPanel
    from app.settings import Settings, cache_folder
    from app.widgets.theme_name import theme_name

    panel = MapPanel(cache_folder())
    settings = Settings(marks_tried=report is None)
    application.setStyle("Fusion")
    panel.set_theme(theme_name(settings.theme))  # the first frame of the page has it
    panel.start()
    if not (names or settings.workspace):
        from app.map.cached_points import CachedPoints

        CachedPoints(cache_folder()).show_on(panel)
    _import_window()
    from app.widgets.theme import load_fonts
    from app.window import Window

    load_fonts(application)
    return application, Window(settings, panel, report)


def _import_window() -> None:
    """Import the window's modules in another thread while this one runs the event loop.

    The page's process waits for the event loop at every step of its start; an import in this thread would block it.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()

    def import_modules() -> None:
        try:
            importlib.import_module("app.window")
        finally:
            loop.quit()

    thread = Thread(target=import_modules, name="import of the window")
    interval_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    QTimer.singleShot(0, thread.start)
    loop.exec()
    thread.join()
    sys.setswitchinterval(interval_s)


def show(window: Window, paths: Sequence[Path] = ()) -> None:
    """Show the window at once, and furnish it when the map is complete, has failed, or has not answered in time."""
    from PySide6.QtCore import QTimer

    def furnish() -> None:
        gc.enable()
        if not window.is_furnished:
            window.furnish(paths)

    window.show()
    patience = QTimer(window, singleShot=True, interval=MAP_TIMEOUT_MS)
    patience.timeout.connect(furnish)
    patience.start()
    window.map.ready.connect(lambda: patience.start(NAMES_TIMEOUT_MS))
    window.map.completed.connect(lambda: QTimer.singleShot(0, furnish))
    window.map.failed.connect(lambda _message: furnish())


def _picture_instead(paths: list[Path]) -> int:
    """Render the window offscreen and write it as a picture; 1 if it or a named file could not be shown.

    The picture is taken when the map is complete and two pictures in succession are the same: the page hands its frames
    over after it has drawn them.
    """
    from PySide6.QtCore import QTimer

    from app.map.rest import MapRest

    print("There is no screen here, so no window can be opened; drawing the same view to a picture.", file=sys.stderr)
    errors: list[str] = []

    def report(message: str) -> None:
        errors.append(message)
        print(message, file=sys.stderr)

    application, window = make_window([str(path) for path in paths], report)

    def write(before: QImage | None = None) -> None:
        picture = window.grab()
        if (image := picture.toImage()) != before:
            QTimer.singleShot(FRAME_MS, partial(write, image))
            return
        target = PICTURE.absolute()
        if picture.save(str(target), "PNG"):
            print(f"Written: {target}")
        else:
            report(f"The picture could not be written to {target}: is the folder writable?")
        application.exit(1 if errors else 0)

    def write_at_rest() -> None:
        rest = MapRest(window.map, lambda: window.jobs.is_busy)
        rest.reached.connect(write)

    def give_up() -> None:
        report("The map was not ready in time. Try again, or write a page with: snapshot --out F.png")
        application.exit(1)

    window.resize(1600, 1000)
    window.furnished.connect(write_at_rest)
    window.map.failed.connect(lambda _message: write())
    show(window, paths)
    QTimer.singleShot(PICTURE_TIMEOUT_MS, give_up)
    return application.exec()
