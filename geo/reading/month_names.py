"""Months and days of the week by their names in English, Roman Urdu and Urdu."""

from __future__ import annotations

from functools import cache

from geo.calendar.days import MONTHS
from geo.reading.letters import folded

__all__ = ["WEEKDAYS", "month_of", "weekday_of"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORTEST = 3
_MONTHS = (
    "janwari janvari janwary janury جنوری",
    "farwari farvari farwary febuary فروری",
    "maarch مارچ",
    "aprail aprel اپریل",
    "mai mayi maee مئی مئ می",
    "joon جون",
    "julai joolai julaai جولائی جولای جولائ",
    "agast aghast اگست",
    "sept sitambar sitamber satambar sitember ستمبر",
    "aktubar aktoobar aktobar oktober اکتوبر",
    "nawambar nawamber novambar نومبر",
    "disambar disamber dasambar desember دسمبر",
)
"""Further names of the months, in their order."""

_WEEKDAY_NAMES = (
    "monday mon peer pir somwar پیر سوموار",
    "tuesday tue tues mangal منگل",
    "wednesday wed weds budh بدھ",
    "thursday thu thur thurs jumerat jumairat jumeraat جمعرات",
    "friday fri juma jumma جمعہ",
    "saturday sat hafta ہفتہ",
    "sunday sun itwar atwar اتوار",
)


@cache
def month_of(word: str) -> int:
    """The number of a month by its folded name; an English one may be cut after its third letter. 0 if it is none."""
    if number := _names(_MONTHS).get(word):
        return number
    if len(word) < _SHORTEST or not word.isascii():
        return 0
    return next((number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), 0)


def weekday_of(word: str) -> int:
    """The number of a day of the week by its folded name, 1 for Monday; 0 if it is none."""
    return _names(_WEEKDAY_NAMES).get(word, 0)


@cache
def _names(lines: tuple[str, ...]) -> dict[str, int]:
    return {folded(name): number for number, line in enumerate(lines, 1) for name in line.split()}
