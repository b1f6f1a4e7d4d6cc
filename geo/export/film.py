"""The time bar as a film: GIF, MP4 or WebM, with date, count, legend, caveat and sources on each frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.briefing import briefing_of
from geo.calendar.period import Period
from geo.draw.film.options import FilmOptions, not_drawn, periods_of
from geo.errors import ExportFailed
from geo.export.file_format import FileFormat
from geo.export.request import ExportRequest
from geo.whole_file import require_writable
from geo.wording import plural

if TYPE_CHECKING:
    from geo.draw.film.painter import Painter

__all__ = ["FORMATS", "MOST_BYTES", "MOST_FRAMES", "write_film"]

MOST_FRAMES = 5_000
MOST_BYTES = 1_000_000_000
"""What the frames of a GIF, which are all needed at once, may take in memory; a byte for each of their pixels."""


def write_film(path: Path, request: ExportRequest, progress: Callable[[float], None] = lambda _share: None) -> Path:
    """Write a film, whole or not at all.

    ``progress`` is called with the share of frames that are painted; what it raises ends the work, and no file is left.

    Raises
    ------
    ExportFailed
        If the place is not writable, the frames would need too much, or there is no ffmpeg for a video.
    """
    options = request.film
    is_gif = path.suffix.casefold() == ".gif"
    require_writable(path)
    if not is_gif:
        _require_ffmpeg()
    _require_size(len(periods_of(request.snapshot.period, options)), options, is_gif=is_gif)
    from geo.draw.film.ground import FilmLook, days_of, film_ground
    from geo.draw.film.painter import Painter
    from geo.draw.film.scales import scales_of

    snapshot, days = request.snapshot, days_of(request.snapshot)
    periods = periods_of(days, options)
    scales = scales_of(request.among, periods, lambda: progress(0.0))
    ground = film_ground(snapshot, options, FilmLook(request.title, request.theme, request.made.date(), scales))
    painter = Painter(ground, snapshot, scales)
    frames = _frames(painter, periods, progress)
    record = _record(request)
    if is_gif:
        from geo.export.film_gif import write_gif

        seconds = [options.seconds] * (len(periods) - 1) + [options.seconds + options.hold]
        return write_gif(path, frames, _sample(painter, periods, days), seconds, record)
    from geo.export.film_video import write_video

    times = options.seconds, options.hold
    return write_video(path, frames, options.shape, times, {"title": request.title, "comment": record})


def _sample(painter: Painter, periods: list[Period], days: Period) -> Any:
    """Pixels that have all colours of a film: all of its time, and frames from different parts of it."""
    picked = dict.fromkeys((days, *(periods[round(k * (len(periods) - 1) / 3)] for k in range(4))))
    return np.concatenate([painter.frame(period)[::2, ::2] for period in picked])


def _frames(painter: Painter, periods: list[Period], progress: Callable[[float], None]) -> Iterator[Any]:
    for number, period in enumerate(periods):
        progress(number / len(periods))
        yield painter.frame(period)


def _require_ffmpeg() -> None:
    from geo.export.film_video import HOW_TO_GET, ffmpeg_program

    if ffmpeg_program() is None:
        raise ExportFailed(HOW_TO_GET)


def _require_size(frames: int, options: FilmOptions, *, is_gif: bool) -> None:
    """Refuse a film that would need gigabytes, with the figure."""
    width, height = options.shape
    need = frames * width * height
    if is_gif and need > MOST_BYTES:
        raise ExportFailed(
            f"{plural(frames, 'frame')} of {width}×{height} need {need / 1e9:.1f} GB as a GIF: choose a longer step, a "
            "shorter period, a smaller size, or .mp4."
        )
    if frames > MOST_FRAMES:
        minutes = frames * options.seconds / 60
        raise ExportFailed(
            f"{plural(frames, 'frame')} are a film of {minutes:,.0f} min, {4 * need / 1e9:,.0f} GB before they are "
            f"packed: choose a longer step or a shorter period, for at most {MOST_FRAMES:,}."
        )


def _record(request: ExportRequest) -> str:
    """The record of the view, with the settings of the film."""
    record = briefing_of(request.snapshot, request.title, request.made.date()).record
    view = json.loads(record.view) | {"shown": request.about["shown"], "of": request.about["of"]}
    profile = {"name": request.profile.name, **request.profile.choices}
    settings: dict[str, Any] = {
        "theme": request.theme,
        "made": request.made.isoformat(),
        "profile": profile,
        **asdict(request.film),
    }
    if left_out := not_drawn(request.snapshot.state):
        settings["not_drawn"] = left_out
    return replace(record, view=json.dumps(view)).with_settings("film", settings).view


def _write(path: Path, request: ExportRequest) -> Path:
    return write_film(path, request, request.progress)


_HOLDS = "the time bar as a film: a frame for each day, week or month"
FORMATS: tuple[FileFormat[ExportRequest], ...] = (
    FileFormat("Animated GIF", ".gif", _HOLDS, _write),
    FileFormat("MP4 video", ".mp4", f"{_HOLDS}; needs ffmpeg", _write),
    FileFormat("WebM video", ".webm", f"{_HOLDS}; needs ffmpeg", _write),
)
