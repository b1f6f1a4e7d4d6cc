"""Times of day within a date, and what a time zone does to the day: the incidents are counted by Pakistan's (UTC+5)."""

from __future__ import annotations

import re

__all__ = ["Unreadable", "day_shift", "without_time"]

_HERE_MIN = 5 * 60
_DAY_MIN = 24 * 60
_FURTHEST_MIN = 14 * 60
_TIME = (
    r"(?:(?P<h>\d{1,2}):(?P<m>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:hrs?|hours?)\b\.?)?"
    r"|(?P<h2>\d{1,2})(?:\.(?P<m2>\d{2}))?\s*(?P<half2>[ap])\.?m\b\.?"
    r"|(?P<h3>\d{1,2})\.?(?P<m3>\d{2})\s*(?:hrs?|hours?)\b\.?"
    r"|(?<=t)(?P<h4>\d{2})(?P<m4>\d{2})(?:\d{2})?)"
)
_ANY_TIME = re.sub(r"\?P<\w+>", "?:", _TIME)
_NAMED = r"(?P<zone>z|utc|gmt|ut|pkt)\b"
_OFFSET = r"(?P<offset>\+\d{1,2}(?::?\d{2})?|-\d{4})(?!\d)"
_AFTER = rf"(?:\s*{_NAMED}(?:\s?(?P<from_utc>[+-]\d{{1,2}}(?::?\d{{2}})?))?|\s*{_OFFSET})?"
_CLOCK = re.compile(
    rf"(?:(?<=\d)t|(?<![\w:.])){_TIME}(?:(?P<to>\s*[-–]\s*|\s*to\s+)(?P<until>{_ANY_TIME}))?{_AFTER}", re.ASCII
)
_HOUR_AND_MINUTE = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_MARK = re.compile(r":|\d\s*[ap]\.?m|\d\s*h|\dt\d", re.ASCII)
"""Something of this stands in every time of day: the search for one is ten times as fast."""

_ZONE_NAMES = re.compile(r"\(?\bpakistan(?: standard)? time\b\)?|\(pkt\)|\[asia/karachi\]")


class Unreadable(Exception):
    """A text is no date."""


def day_shift(clock: str, zone: str) -> int:
    """By how many days the day in Pakistan differs from the one of a time (``20:30``) in a zone (``Z``, ``+05:30``)."""
    hours, minutes = clock.split(":")[:2]
    return (int(hours) * 60 + int(minutes) - _offset_min(zone) + _HERE_MIN) // _DAY_MIN


def without_time(plain: str) -> tuple[str, int | None]:
    """A folded text without its times of day, and the days that their zone adds in Pakistan (None without a zone).

    Raises `Unreadable` for a time that no clock shows, and for several times with a zone.
    """
    matches = list(_CLOCK.finditer(plain)) if _MARK.search(plain) else []
    if not matches:
        return plain, None
    shifts = [_shift(match) for match in matches]
    with_zone = [shift for shift in shifts if shift is not None]
    if len(matches) > 1 and with_zone:
        raise Unreadable
    return _ZONE_NAMES.sub(" ", _CLOCK.sub(" ", plain)), with_zone[0] if with_zone else None


def _shift(match: re.Match[str]) -> int | None:
    hours = int(match["h"] or match["h2"] or match["h3"] or match["h4"])
    minutes = int(match["m"] or match["m2"] or match["m3"] or match["m4"] or 0)
    half = match["half"] or match["half2"]
    if half and hours <= 12:
        hours = hours % 12 + 12 * (half == "p")
    if hours * 60 + minutes > _DAY_MIN or minutes > 59:
        raise Unreadable
    if (
        match["to"] == "-"
        and (end := _HOUR_AND_MINUTE.match(match["until"]))
        and int(end[1]) * 60 + int(end[2]) <= (hours * 60 + minutes)
    ):
        raise Unreadable  # 20:30-05:00 may be a zone, with which the day is another one
    zone = match["from_utc"] or match["zone"] or match["offset"]
    return day_shift(f"{hours}:{minutes}", zone) if zone else None


def _offset_min(zone: str) -> int:
    """Minutes that a zone is ahead of UTC; raises `Unreadable` for an offset that no zone has."""
    if zone[0] not in "+-":
        return _HERE_MIN if zone.casefold() == "pkt" else 0
    hours, minutes = zone[1:].replace(":", "")[:-2], zone[-2:]
    if len(zone) <= 3:
        hours, minutes = zone[1:], "0"
    offset = int(hours) * 60 + int(minutes)
    if offset > _FURTHEST_MIN or int(minutes) > 59:
        raise Unreadable
    return -offset if zone[0] == "-" else offset
