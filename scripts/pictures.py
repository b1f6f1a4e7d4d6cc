"""Make the pictures of the documentation from the application itself: ``python -m scripts.pictures [NAME …]``.

Each picture is a `Scene`: a state to show, a panel or a dialog to open, and a file name in ``docs/``. The window is
drawn off screen with the bundled incidents, in the light theme unless the scene says otherwise. Files that a scene
imports are made here from the bundled incidents, so that nothing else is needed. Preferences of the user are not read.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.picture_samples import SampleFailed, sample_files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from app.window import Window

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SIZE = (1280, 800)
LARGEST_BYTES = 200_000
EXACT_COLOURS, FAR_COLOURS = 48, 64
SETTLE_MS = 500
POLL_MS = 50
PATIENCE_MS = 30_000

NOVEMBER = (date(2024, 11, 1), date(2024, 11, 30))
WINTER = (date(2024, 8, 1), date(2025, 3, 31))


class PictureFailed(Exception):
    """A picture could not be made; the message says which and why."""


@dataclass(frozen=True)
class Scene:
    """What one picture shows.

    ``query`` and ``shows`` are fields of the query and of the state; ``actions`` are names of actions that are
    triggered in order; ``drops`` is a file of `sample_files` that is dropped on the window. With ``dialog`` the dialog
    that comes up is drawn, with ``part`` a part of the window, else the window. ``near`` is a place and kilometres,
    ``selects`` a part of the place of the incident that is selected, ``view`` a centre (degrees) and a zoom level,
    ``size`` that of a dialog in pixels, if it is not its own.
    """

    name: str
    query: dict[str, Any]
    shows: dict[str, Any]
    actions: tuple[str, ...] = ()
    drops: str = ""
    dialog: bool = False
    part: str = ""
    near: tuple[str, float] | None = None
    selects: str = ""
    view: tuple[float, float, float] | None = None
    size: tuple[int, int] | None = None


def between(days: tuple[date, date], **more: Any) -> dict[str, Any]:
    """The fields of a query for a period."""
    return {"first": days[0], "last": days[1], **more}


KP = frozenset({"Khyber Pakhtunkhwa"})
SCENES = (
    Scene("window", between(WINTER), {}, ("show_incidents",), selects="Mandori", view=(70.9, 31.6, 6.0)),
    Scene("time-bar", between(WINTER), {}, ("toggle_sides",), part="time_bar"),
    Scene("filters", between(WINTER, types=frozenset({"Battles"}), provinces=KP), {}, ("show_incidents",)),
    Scene("districts", between(WINTER), {"colour_by": "per_100k"}, ("show_districts",), view=(70.9, 31.6, 6.0)),
    Scene("trend", between(NOVEMBER, provinces=KP), {}, ("show_trend",)),
    Scene("near", between(WINTER), {}, ("show_incidents",), near=("Mingora", 60.0), view=(72.36, 34.77, 8.5)),
    Scene("heat", {}, {}, ("theme_dark", "toggle_heat", "show_layers"), view=(71.6, 33.2, 7.0)),
    Scene("user-layer", {}, {}, drops="roads.geojson", dialog=True),
    Scene("columns", {}, {}, drops="partner.csv", dialog=True, size=(1080, 660)),
    Scene("problems", {}, {}, drops="faulty.csv", dialog=True, size=(1000, 460)),
    Scene("changes", {}, {}, ("show_changes",), drops="example.gpkg", dialog=True),
    Scene("duplicates", {}, {}, ("show_duplicates",), drops="example.gpkg", dialog=True),
)
PAGE = "page"


# --- The window ----------------------------------------------------------------------------------------------------


def wait(milliseconds: int) -> None:
    """Let the application run for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Let the application run until something holds.

    Raises
    ------
    PictureFailed
        If it does not come to hold within `PATIENCE_MS`.
    """
    for _ in range(PATIENCE_MS // POLL_MS):
        if holds():
            return
        wait(POLL_MS)
    raise PictureFailed(f"{what} did not come up within {PATIENCE_MS // 1000} s")


def settle(window: Window) -> None:
    """Wait until no job runs and the picture of the map is complete, and then for its frame."""
    from app.map.rest import MapRest

    wait(SETTLE_MS)
    reached: list[bool] = []
    rest = MapRest(window.map, lambda: window.jobs.is_busy)
    rest.reached.connect(lambda: reached.append(True))
    wait_until(lambda: bool(reached), "the newest state of the map")
    wait(SETTLE_MS)


def trigger(window: Window, name: str) -> None:
    """Trigger an action by its name."""
    from PySide6.QtGui import QAction

    action = window.findChild(QAction, name)
    if not isinstance(action, QAction):
        raise PictureFailed(f"{name}: there is no such action")
    action.trigger()


def drop(window: Window, path: Path) -> None:
    """Drop a file on the window."""
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, held, buttons, keys))


def show_state(window: Window, scene: Scene) -> None:
    """Show what a scene asks for, with the selection that it names."""
    from geo.places.target import target_named
    from geo.query import Query, Within
    from geo.view.state import State

    dataset = window.session.dataset
    query = Query(**scene.query)
    if scene.near:
        target = target_named(scene.near[0], dataset.gazetteer, dataset.user_layers)
        query = replace(query, within=Within(target, scene.near[1]))
    rows = dataset.incidents.rows(range(len(dataset.incidents)))
    selected = tuple(row.incident_id for row in rows if scene.selects and scene.selects in row.location)[:1]
    window.session.update(replace(State(), query=query, selected=selected, **scene.shows))


def draw(window: Window, scene: Scene, folder: Path) -> QPixmap:
    """Bring the window to what a scene shows, and draw it."""
    from geo.view.state import MapView

    if scene.drops.endswith(".gpkg"):
        drop(window, folder / scene.drops)
        settle(window)
    show_state(window, scene)
    trigger(window, "fit_everything")
    settle(window)
    if scene.view:
        window.session.update(replace(window.session.state, view=MapView(*scene.view)))
        settle(window)
    if scene.dialog:
        return draw_dialog(lambda: start_dialog(window, scene, folder), scene.size)
    for name in scene.actions:
        trigger(window, name)
        settle(window)
    part: QWidget = getattr(window, scene.part) if scene.part else window
    picture = part.grab()
    if "toggle_sides" in scene.actions:
        trigger(window, "toggle_sides")
    trigger(window, "theme_light")
    return picture


def start_dialog(window: Window, scene: Scene, folder: Path) -> None:
    """Do what opens the dialog of a scene."""
    if scene.actions:
        trigger(window, scene.actions[0])
    else:
        drop(window, folder / scene.drops)


def draw_dialog(start: Callable[[], None], size: tuple[int, int] | None = None) -> QPixmap:
    """Open a dialog, draw it and close it. Its event loop may run within ``start``, so a timer looks for it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QProgressDialog

    pictures: list[QPixmap] = []
    messages: list[str] = []
    timer = QTimer(interval=SETTLE_MS)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QMessageBox):
            messages.append(dialog.text())
            dialog.reject()
        elif isinstance(dialog, QDialog) and not isinstance(dialog, QProgressDialog):
            dialog.resize(*(size or dialog.size().toTuple()))
            pictures.append(dialog.grab())
            dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    start()
    wait_until(lambda: bool(pictures or messages), "a dialog")
    timer.stop()
    if messages:
        raise PictureFailed(f"a message came up in place of the dialog: {messages[0]}")
    return pictures[0]


def draw_scenes(scenes: Sequence[Scene], folder: Path) -> Iterator[tuple[str, QPixmap]]:
    """The picture of each scene, by its name."""
    from app.desktop import make_window, show

    application, window = make_window()
    window.resize(*SIZE)
    show(window)
    wait_until(lambda: window.is_furnished, "the window")
    trigger(window, "theme_light")
    for scene in scenes:
        print(f"drawing {scene.name} …", file=sys.stderr, flush=True)
        yield scene.name, draw(window, scene, folder)
        if scene.drops.endswith(".gpkg"):
            trigger(window, "open_bundled")
            settle(window)
    window.close()
    application.quit()


# --- Files of pictures ---------------------------------------------------------------------------------------------


def png_of(picture: QPixmap) -> bytes:
    """A drawn picture as PNG."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(held.data())


def small_png(png: bytes) -> bytes:
    """The same picture with a palette of 256 colours.

    Raises
    ------
    PictureFailed
        If it stays larger than `LARGEST_BYTES`.
    """
    import numpy as np
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("RGB")
    packed = np.asarray(picture).astype(np.int32) @ np.array((65536, 256, 1), np.int32)
    colours, at, counts = np.unique(packed.ravel(), return_inverse=True, return_counts=True)
    palette = palette_of(picture, colours[np.argsort(-counts, kind="stable")].tolist())
    parts = np.column_stack((colours >> 16, colours >> 8 & 255, colours & 255))
    nearest = [int(np.square(palette - part).sum(axis=1).argmin()) for part in parts]
    small = Image.frombytes("P", picture.size, np.array(nearest, np.uint8)[at].tobytes())
    small.putpalette(palette.ravel().tolist())
    held = io.BytesIO()
    small.save(held, "PNG", optimize=True)
    if held.tell() > LARGEST_BYTES:
        raise PictureFailed(f"it has {held.tell():,} bytes, more than {LARGEST_BYTES:,}")
    return held.getvalue()


def palette_of(picture: Image, by_frequency: Sequence[int]) -> NDArray[np.int64]:
    """The palette of a picture (shape 256, 3).

    It holds the colours that most pixels have (backgrounds stay exact), averages of all (soft shades), and colours
    that lie farthest apart (small symbols keep their hue). ``by_frequency`` are the colours as 0xRRGGBB.
    """
    import numpy as np
    from PIL.Image import Quantize

    parts = [part for colour in by_frequency[:EXACT_COLOURS] for part in colour.to_bytes(3, "big")]
    averaged = 256 - EXACT_COLOURS - FAR_COLOURS
    for size, method in ((averaged, Quantize.MEDIANCUT), (FAR_COLOURS, Quantize.MAXCOVERAGE)):
        parts += (picture.quantize(size, method).getpalette() or [])[: 3 * size]
    parts += parts[:3] * (256 - len(parts) // 3)
    return np.array(parts, np.int64).reshape(256, 3)


def page_png(folder: Path) -> bytes:
    """A briefing page, written by the command line."""
    from app.cli import run

    path = folder / f"{PAGE}.png"
    days = ["--from", NOVEMBER[0].isoformat(), "--to", NOVEMBER[1].isoformat()]
    if run(["snapshot", *days, "--dpi", "110", "--out", str(path)]):
        raise PictureFailed("the page was not written; its messages are above")
    return path.read_bytes()


def out_of_sight(folder: Path) -> None:
    """Draw off screen, with preferences and caches in a folder that goes away."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder)
    from PySide6.QtCore import QSettings

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def main(names: Sequence[str]) -> int:
    """Make the pictures with these names, or all of them."""
    known = [PAGE, *(scene.name for scene in SCENES)]
    if unknown := set(names) - set(known):
        print(f"No such picture: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    wanted = list(names) or known
    scenes = [scene for scene in SCENES if scene.name in wanted]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        out_of_sight(folder)
        if PAGE in wanted:
            save(PAGE, page_png(folder))
        if scenes:
            sample_files(folder)
            for name, picture in draw_scenes(scenes, folder):
                save(name, png_of(picture))
    return 0


def save(name: str, png: bytes) -> None:
    """Write a picture into ``docs/``."""
    path = DOCS / f"{name}.png"
    path.write_bytes(small_png(png))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (PictureFailed, SampleFailed) as failure:
        sys.exit(f"No picture: {failure}")
