"""Frames to a video by ffmpeg, which is another program: the one of the extra ``video``, else that of the system."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from geo.errors import ExportFailed
from geo.whole_file import whole_file

__all__ = ["HOW_TO_GET", "ffmpeg_program", "write_video"]

HOW_TO_GET = (
    "A video needs the program ffmpeg, which is not here. Install the extra `video` of Incident Atlas "
    "(imageio-ffmpeg brings one), or ffmpeg for the whole system; or write a .gif, which needs neither."
)

Pixels = npt.NDArray[np.uint8]

_CODECS: dict[str, tuple[str, ...]] = {
    ".mp4": ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-movflags", "+faststart", "-f", "mp4"),
    ".webm": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-crf", "32",
              "-b:v", "0", "-f", "webm"),
}  # fmt: skip
_LEAST_RATE = 5.0
"""Fewer frames a second do not play everywhere: they are repeated."""

_MOST_COMMENT = 60_000


def ffmpeg_program() -> str | None:
    """The path of ffmpeg; ``None`` if there is none."""
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return shutil.which("ffmpeg")


def write_video(
    path: Path, frames: Iterable[Pixels], shape: tuple[int, int], times: tuple[float, float], record: dict[str, str]
) -> Path:
    """Write frames as a video, whole or not at all.

    Parameters
    ----------
    path
        Ends with ``.mp4`` or ``.webm``.
    frames
        Red, green, blue and opacity, shape (height, width, 4); each may be overwritten once the next one is asked for.
    shape
        Width and height in pixels.
    times
        The seconds of a frame, and those that the last one stays beyond them.
    record
        Metadata by name.

    Raises
    ------
    ExportFailed
        If there is no ffmpeg, it fails, or the file cannot be written.
    """
    program = ffmpeg_program()
    if program is None:
        raise ExportFailed(HOW_TO_GET)
    with tempfile.TemporaryDirectory(prefix="incident-atlas-") as folder:
        made = Path(folder) / f"film{path.suffix}"
        _encode([program, *_arguments(path.suffix.casefold(), shape, times, record), str(made)], frames)
        with whole_file(path) as handle, made.open("rb") as video:
            shutil.copyfileobj(video, handle)
    return path


def _arguments(
    ending: str, shape: tuple[int, int], times: tuple[float, float], record: dict[str, str]
) -> Sequence[str]:
    seconds, hold = times
    rate = 1 / seconds
    picture = f"tpad=stop_mode=clone:stop_duration={hold:g}" if hold else "null"
    texts = {name: text for name, text in record.items() if len(text) <= _MOST_COMMENT}
    metadata = [part for name, text in texts.items() for part in ("-metadata", f"{name}={text}")]
    return (
        "-v", "error", "-nostdin", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{shape[0]}x{shape[1]}",
        "-framerate", f"{rate:g}", "-i", "-", "-an", "-vf", picture, "-r", f"{max(rate, _LEAST_RATE):g}",
        "-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags:v", "+bitexact", *metadata, *_CODECS[ending],
    )  # fmt: skip


def _encode(command: Sequence[str], frames: Iterable[Pixels]) -> None:
    """Run ffmpeg over the frames; it is stopped if they end early."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as process,
    ):
        assert process.stdin is not None
        try:
            is_whole = _fed(process.stdin, frames)
        except BaseException:
            process.kill()
            raise
        if process.wait() or not is_whole:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:] or ["it says nothing"]
            raise ExportFailed(f"ffmpeg could not write the video: {last[0][:200]}.")


def _fed(pipe: IO[Any], frames: Iterable[Pixels]) -> bool:
    """Write all frames to a program and close its input; whether it has taken them."""
    try:
        for frame in frames:
            pipe.write(np.ascontiguousarray(frame).data)
        pipe.close()
    except BrokenPipeError:
        return False
    return True
