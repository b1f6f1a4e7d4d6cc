"""A sketch of a text, by which another version of it is recognised without keeping its words.

The sketch holds, for each of 128 hash functions, the least hash over all runs of five words (Broder, "On the
resemblance and containment of documents", 1997). The share of equal positions of two sketches estimates the share of
runs that the texts have in common among all that occur in either, with a standard error of at most 0.044.
"""

from __future__ import annotations

import base64
import re
import zlib

import numpy as np
import numpy.typing as npt

__all__ = ["likeness", "sketch_of"]

_HASHES, _WORDS = 128, 5
_PRIME = np.uint64(2_147_483_647)
_WORD = re.compile(r"\w+")
_RANDOM = np.random.default_rng(19970601)
_FACTORS = _RANDOM.integers(1, int(_PRIME), _HASHES, np.uint64)
_SHIFTS = _RANDOM.integers(0, int(_PRIME), _HASHES, np.uint64)
_PART = 4_096


def sketch_of(text: str) -> str:
    """The sketch of a text, as ASCII; blank for one without words. Capitals and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    if not words:
        return ""
    runs = {" ".join(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))}
    hashes = np.fromiter((zlib.crc32(run.encode("utf-8", "replace")) for run in runs), np.uint64, len(runs)) % _PRIME
    least = np.full(_HASHES, _PRIME, np.uint64)
    for at in range(0, len(hashes), _PART):
        rows = hashes[at : at + _PART, None] * _FACTORS + _SHIFTS  # below 2**62: nothing overflows
        least = np.minimum(least, (rows % _PRIME).min(axis=0))
    return base64.b85encode(least.astype("<u4").tobytes()).decode("ascii")


def likeness(first: str, second: str) -> float:
    """How much two texts share by their sketches, from 0 to 1; 0 where one of them is no sketch."""
    one, other = _numbers(first), _numbers(second)
    return 0.0 if one is None or other is None else float(np.mean(one == other))


def _numbers(sketch: str) -> npt.NDArray[np.uint32] | None:
    try:
        content = base64.b85decode(sketch)
    except ValueError:
        return None
    return np.frombuffer(content, "<u4") if len(content) == 4 * _HASHES else None
