"""Coordinates inside texts: a note, an address of a map or a claim may state the point that its columns hide."""

from __future__ import annotations

import re

from geo.places.coordinates import LAT_SPAN, LON_SPAN

__all__ = ["REMOVED", "without_coordinates"]

REMOVED = "[coordinates removed]"

_NUMBER = re.compile(r"(?<![\d.])[-+]?(\d{2})[.,٫](\d{2,})(?!\d)")
_WRITTEN = re.compile(
    r"""\d{1,3}(?:[.,٫]\d+)?\s*(?:°|º|˚|\bdeg(?:rees?)?\b)(?:\s*\d{1,2}(?:[.,]\d+)?\s*['’′m])?(?:\s*\d{1,2}(?:[.,]\d+)?\s*["”″s])?\s*[NSEW]?\b
      | \b\d{1,3}(?:[-:\s]\d{1,2}){1,2}(?:[.,]\d+)?\s?[NSEW]\b
      | \b\d{2,3}[.,٫]\d+\s?[NSEW]\b
      | \b\d{4,7}(?:[.,]\d+)?\s?[NSEW]\b
      | \b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?\d{1,5}\s?\d{1,5}\b
      | \b\d{6,7}(?:\.\d+)?\s*(?:m?[EN])?[\s,;/]+\d{6,7}(?:\.\d+)?(?:\s*m?[EN])?(?!\d|\.\d)
      | \b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b
    """,
    re.VERBOSE,
)
"""Degrees with their sign, minutes or a side; references of MGRS; pairs of UTM; plus codes."""


def without_coordinates(text: str) -> str:
    """The text with `REMOVED` in place of what may be coordinates in or near the two provinces.

    It errs on the side of removing: a figure such as 34.55 that is none is removed as well.
    """
    if not any(c.isdigit() for c in text):
        return text
    return _WRITTEN.sub(REMOVED, _NUMBER.sub(_checked, text))


def _checked(match: re.Match[str]) -> str:
    degrees = float(f"{match[1]}.{match[2]}")
    is_near = any(low <= degrees <= high for low, high in (LAT_SPAN, LON_SPAN))
    return REMOVED if is_near else match[0]
