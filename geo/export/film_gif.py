"""Frames to an animated GIF by Pillow: one palette, and of each frame only what differs from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geo.whole_file import whole_file

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["write_gif"]

Pixels = npt.NDArray[np.uint8]

_COLOURS = 255
_MOST_COMMENT = 60_000


def write_gif(path: Path, frames: Iterable[Pixels], sample: Pixels, seconds: Sequence[float], comment: str) -> Path:
    """Write frames as a GIF that repeats, whole or not at all; raises `ExportFailed`.

    Parameters
    ----------
    frames, sample
        Red, green, blue and opacity, shape (height, width, 4). The palette is that of the sample, which shows all
        colours. A frame may be overwritten once the next one is asked for.
    seconds
        How long each frame is shown.
    comment
        Written into the file.
    """
    from PIL import Image

    palette = _picture(sample).quantize(_COLOURS, method=Image.Quantize.MEDIANCUT)
    pictures = _quantized(frames, palette)
    first = next(pictures)
    with whole_file(path) as handle:
        first.save(
            handle, "GIF", save_all=True, append_images=pictures, duration=[round(one * 1000) for one in seconds],
            loop=0, disposal=1, optimize=True, comment=comment.encode("utf-8", "replace")[:_MOST_COMMENT],
        )  # fmt: skip
    return path


def _quantized(frames: Iterable[Pixels], palette: Image) -> Iterator[Image]:
    """The frames in the colours of a palette, each without dots of other colours."""
    from PIL.Image import Dither

    for frame in frames:
        yield _picture(frame).quantize(palette=palette, dither=Dither.NONE)


def _picture(pixels: Pixels) -> Image:
    from PIL.Image import fromarray

    return fromarray(np.ascontiguousarray(pixels[..., :3]))
