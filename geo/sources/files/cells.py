"""Typed values of workbooks, layers and columns as texts."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

__all__ = ["text_of"]


def text_of(value: Any) -> str:
    """A value as text: days in ISO form, whole numbers without a point, nothing for what is missing."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | Decimal):
        return _number(float(value))
    if isinstance(value, date | time):
        return _moment(value) if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"({len(value)} bytes)" if isinstance(value, bytes) else str(value)


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ")
