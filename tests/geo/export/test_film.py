"""Films as files: whole or not at all, with their record, refused where they would need too much."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.draw.film.options import FilmOptions
from geo.errors import ExportFailed
from geo.export import film, film_video
from geo.export.film_gif import write_gif
from geo.export.film_video import ffmpeg_program, write_video
from geo.export.request import ExportRequest, hand_over
from geo.export.sharing.profile import AS_IS
from tests.geo.draw.page.pages import NOVEMBER, snapshot_of

SHAPE = (64, 48)


class Cancelled(Exception):
    """What a progress callback raises to end the work."""


def request(**chosen: object) -> ExportRequest:
    made = datetime(2026, 11, 27, tzinfo=UTC)
    options = FilmOptions(size="720p", **chosen)  # type: ignore[arg-type]
    return replace(hand_over(snapshot_of(NOVEMBER, colour_by="killed"), AS_IS, made=made), film=options)


def frames(count: int = 4) -> Iterator[np.ndarray]:
    """One buffer, which each frame overwrites."""
    buffer = np.full((SHAPE[1], SHAPE[0], 4), 255, np.uint8)
    for k in range(count):
        buffer[:, :, :3] = 255
        buffer[10:20, 12 * k : 12 * k + 10, :3] = (200, 30, 30)
        yield buffer


def test_a_gif_has_a_frame_for_each_step_holds_the_last_one_and_has_its_record(tmp_path: Path) -> None:
    path = film.write_film(tmp_path / "a.gif", request(step="week", seconds=0.2, hold=2))
    with Image.open(path) as picture:
        assert (picture.n_frames, picture.size) == (5, (1280, 720))
        record = json.loads(picture.info["comment"])
        times = []
        for k in range(picture.n_frames):
            picture.seek(k)
            times.append(picture.info["duration"])
    assert times == [200, 200, 200, 200, 2200]
    assert (record["film"]["step"], record["shown"], record["of"]) == ("week", 13, 261)
    assert "not_drawn" not in record["film"]
    assert path.stat().st_size < 400_000


def test_frames_of_a_gif_that_share_a_buffer_differ(tmp_path: Path) -> None:
    sample = next(frames())
    path = write_gif(tmp_path / "a.gif", frames(), sample, [0.1] * 4, "")
    with Image.open(path) as picture:
        found = []
        for k in range(picture.n_frames):
            picture.seek(k)
            red = np.asarray(picture.convert("RGB"))[15, :, 1] < 128
            found.append(np.flatnonzero(red)[0])
    assert found == [0, 12, 24, 36]


@pytest.mark.skipif(ffmpeg_program() is None, reason="no ffmpeg")
@pytest.mark.parametrize("ending", [".mp4", ".webm"])
def test_a_video_has_its_frames_and_metadata(tmp_path: Path, ending: str) -> None:
    path = write_video(tmp_path / f"a{ending}", frames(), SHAPE, (0.2, 1.0), {"title": "T $(x) = 'y'"})
    said = subprocess.run([str(ffmpeg_program()), "-i", str(path)], capture_output=True, text=True, check=False).stderr
    assert "64x48" in said
    assert "T $(x) = 'y'" in said
    assert "Duration: 00:00:01.8" in said
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(ffmpeg_program() is None, reason="no ffmpeg")
@pytest.mark.parametrize("ending", [".gif", ".mp4"])
def test_work_that_is_ended_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"before")

    def stop(share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        film.write_film(path, request(step="week"), stop)
    assert path.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 1


def test_without_ffmpeg_a_message_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_video, "ffmpeg_program", lambda: None)
    with pytest.raises(ExportFailed, match="extra `video`"):
        film.write_film(tmp_path / "a.mp4", request())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(ffmpeg_program() is None, reason="no ffmpeg")
def test_a_program_that_fails_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="ffmpeg could not write the video"):
        write_video(tmp_path / "a.mp4", frames(), (63, 47), (0.2, 0), {})  # such sides cannot be halved
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("ending", "frames_", "said"), [(".gif", 500, "1.0 GB as a GIF"), (".mp4", 6_000, " min,")])
def test_a_film_that_needs_gigabytes_is_refused_with_the_figure(ending: str, frames_: int, said: str) -> None:
    with pytest.raises(ExportFailed, match=said):
        film._require_size(frames_, FilmOptions(), is_gif=ending == ".gif")


def test_the_place_is_checked_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="could not be written"):
        film.write_film(tmp_path / "no such folder" / "a.gif", request())
