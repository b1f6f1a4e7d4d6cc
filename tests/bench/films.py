"""A film of 60 weeks, 1,920×1,080, as MP4, plain and coloured, against matplotlib's ``FuncAnimation`` with ffmpeg.

Both draw the same data: districts, provinces and neighbours below, the incidents of each week as symbols by type with
their number, the week as title, and bars of all weeks with the present one marked. The peer draws no marks, names,
legend, hatching, districts by class or heat. Both encode with the same program and codec. The time is from the snapshot
in memory to the file.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

FRAMES, ROWS, RUNS = 60, 10_000, 3
FIRST = date(2023, 1, 2)
SECONDS = 0.2
LEAST, LEAST_IN_COLOUR = 3.0, 1.5
"""Of the film that the peer draws, and of one with districts by class and heat, which the peer does not have."""
MOST_GIF_MB = 5.0


def run() -> list[dict[str, Any]]:
    """Rows: seconds of the video against the peer, plain and in colour, and megabytes of a GIF of 720p."""
    from geo.draw.film.options import FilmOptions
    from geo.export.film import write_film
    from geo.export.request import hand_over
    from geo.export.sharing.profile import AS_IS
    from geo.query import Query
    from geo.view.snapshot import resolve
    from geo.view.state import State
    from tests.bench.time_step import generate_dataset

    query = Query(first=FIRST, last=FIRST + timedelta(days=7 * FRAMES - 1))
    snapshot = resolve(generate_dataset(ROWS), State(query=query))
    request = hand_over(snapshot, AS_IS)
    options = FilmOptions(seconds=SECONDS, hold=0)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, gif = (Path(folder) / name for name in ("ours.mp4", "theirs.mp4", "ours.gif"))
        film = replace(request, film=options)
        write_film(ours, film)  # so that libraries are read in both
        peer(theirs, snapshot, frames=1)
        times = [median(lambda: write_film(ours, film)), median(lambda: peer(theirs, snapshot))]
        state = State(query=query, colour_by="change", layers=State().layers | {"heat"})
        coloured = replace(hand_over(resolve(snapshot.dataset, state), AS_IS), film=options)
        in_colour = median(lambda: write_film(ours, coloured))
        write_film(gif, replace(request, film=replace(options, size="720p")))
        size = gif.stat().st_size / 1e6
    ratio, ratio_in_colour = times[1] / times[0], times[1] / in_colour
    return [
        {"name": f"film of {FRAMES} weeks, 1080p, MP4", "ours": times[0], "other": times[1], "ratio": ratio,
         "target": LEAST, "met": ratio >= LEAST},
        {"name": "the same with districts by change and heat", "ours": in_colour, "other": times[1],
         "ratio": ratio_in_colour, "target": LEAST_IN_COLOUR, "met": ratio_in_colour >= LEAST_IN_COLOUR},
        {"name": f"the same as GIF of 720p: size, against {MOST_GIF_MB:g} MB", "ours": size, "other": MOST_GIF_MB,
         "ratio": size / MOST_GIF_MB, "target": 1.0, "limit": "at most", "unit": "MB", "met": size <= MOST_GIF_MB},
    ]  # fmt: skip


def median(work: Callable[[], object]) -> float:
    """Seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def peer(path: Path, snapshot: Any, frames: int = FRAMES) -> None:
    """The film as a script for matplotlib writes it."""
    import matplotlib
    from matplotlib.animation import FFMpegWriter, FuncAnimation
    from matplotlib.collections import PolyCollection
    from matplotlib.figure import Figure

    from geo.calendar.days import day_number
    from geo.draw.basemap import load_basemap
    from geo.draw.style import TYPE_STYLES
    from geo.export.film_video import ffmpeg_program
    from geo.taxonomy import EVENT_TYPES

    matplotlib.rcParams["animation.ffmpeg_path"] = str(ffmpeg_program())
    incidents, rows = snapshot.dataset.incidents, snapshot.rows
    kinds = incidents.coded["event_type"].recode(EVENT_TYPES, 0)
    colours = np.array([style.light for style in TYPE_STYLES])
    first = day_number(FIRST)
    weeks = (incidents.start[rows] - first) // 7
    figure = Figure(figsize=(1920 / 144, 1080 / 144), dpi=144)
    ground, bars = figure.add_axes((0.02, 0.2, 0.96, 0.72)), figure.add_axes((0.02, 0.06, 0.96, 0.1))
    data = load_basemap()
    for name, face in (("neighbours", "#eeeeea"), ("provinces", "#f9f7f2"), ("districts", "none")):
        rings = [np.reshape(ring, (-1, 2)) for area in data[name] for ring in area["rings"]]
        ground.add_collection(PolyCollection(rings, facecolor=face, edgecolor="#888888", linewidth=0.5))
    ground.set_xlim(58, 78)
    ground.set_ylim(24, 37.5)
    ground.set_aspect(1.15)
    bars.bar(np.arange(FRAMES), np.bincount(weeks[(weeks >= 0) & (weeks < FRAMES)], minlength=FRAMES))
    cursor = bars.axvspan(0, 1, alpha=0.3)
    symbols = ground.scatter([], [], s=20)
    title = ground.set_title("")

    def draw(week: int) -> tuple[Any, ...]:
        here = rows[(weeks == week) & incidents.has_point[rows]]
        symbols.set_offsets(np.column_stack((incidents.lon[here], incidents.lat[here])))
        symbols.set_color(colours[kinds[here]])
        title.set_text(f"{FIRST + timedelta(days=7 * week):%d %b %Y}: {int((weeks == week).sum())} incidents")
        cursor.set_x(week - 0.5)
        return symbols, title, cursor

    film = FuncAnimation(figure, draw, frames=frames, blit=False)
    arguments = ["-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"]
    film.save(path, writer=FFMpegWriter(fps=round(1 / SECONDS), codec="libx264", extra_args=arguments), dpi=144)
