"""Typed values of workbooks, layers and columns as texts."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

__all__ = ["REPLACED", "sound_text", "text_of"]

REPLACED = "\ufffd"
"""The character that stands for one that is no text."""

_ZONE = timedelta(hours=5)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16: JSON can name one, but no file and no database can hold it."""


def sound_text(text: str) -> str:
    """A text in which halves of characters are replaced by `REPLACED`."""
    return text if text.isascii() or not _LONE_SURROGATE.search(text) else _LONE_SURROGATE.sub(REPLACED, text)


def text_of(value: Any) -> str:
    """A value as text: days in ISO form, whole numbers without a point, nothing for what is missing."""
    if value is None or isinstance(value, str):
        return sound_text(value) if value else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | Decimal):
        return _number(float(value))
    if isinstance(value, date | time):
        return _moment(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, dict | list | tuple):
        return sound_text(json.dumps(value, ensure_ascii=False, default=str))
    return f"({len(value)} bytes)" if isinstance(value, bytes) else str(value)


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(value: datetime) -> str:
    """A day alone for midnight, unless its time zone is so far east that it is another day in Pakistan."""
    is_day = value.time() == time(0) and (value.utcoffset() or _ZONE) <= _ZONE
    return value.date().isoformat() if is_day else value.isoformat(sep=" ")
