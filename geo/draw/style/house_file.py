"""The file of a house style: TOML, checked line by line, with a remedy for each fault.

`docs/pages.md` describes it, with an example.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from geo.briefing.imprint import Imprint
from geo.draw.style.contrast import LEAST, contrast, readable
from geo.draw.style.house import GROUND_COLOURS, THEME_COLOURS, HouseFont, HouseStyle
from geo.draw.style.logo import Logo, logo_of
from geo.draw.style.theme import THEMES
from geo.errors import InputError, did_you_mean

__all__ = ["read_style"]

_WORDS = ("organisation", "author", "handling", "disclaimer")
_KEYS: dict[str, tuple[str, ...]] = {
    "": (*_WORDS, "logo", "fonts", "colours"),
    "fonts": ("regular", "bold"),
    "colours": tuple(THEMES),
    **{f"colours.{theme}": (*THEME_COLOURS, *GROUND_COLOURS) for theme in THEMES},
}
_MOST_BYTES, _MOST_FONT_BYTES = 100_000, 20_000_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNDER_TEXT = ("paper", "land", "country", "abroad")
_TRUE_TYPE = (b"\x00\x01\x00\x00", b"true")


def read_style(path: Path) -> HouseStyle:
    """The house style of a file; logo and fonts are looked for beside it.

    Raises
    ------
    InputError
        If the file cannot be read or has faults: all of them, each with its line and what to do.
    """
    text = _text_of(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name} is no TOML file: {error}.") from None
    reading = _Reading(path, text)
    reading.check_keys(values, "")
    style = reading.style(values)
    if reading.faults:
        raise InputError("\n".join(reading.faults))
    return style


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name} is too large to be a house style.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"The house style {path.name} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not in UTF-8. Save it as UTF-8.") from None


class _Reading:
    """Reads the values of a file and collects its faults."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines, self.faults = path, text.splitlines(), list[str]()

    def _fault(self, key: str, words: str) -> None:
        self.faults.append(f"{self.path.name}, line {self._line(key)}: {words}")

    def _line(self, key: str) -> int:
        """The line of a dotted key, counted from 1; of a key that no line names alone the first line."""
        section = ""
        for number, line in enumerate(self.lines, 1):
            if head := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
                section = re.sub(r"[\s\"']", "", head[1])
                if section == key:
                    return number
            elif (found := re.match(r"\s*([^=#]+?)\s*=", line)) and _dotted(section, found[1]) == key:
                return number
        return 1

    def check_keys(self, values: Mapping[str, Any], section: str) -> None:
        """Note keys that are not known, and tables that are none."""
        for key, value in values.items():
            name = _dotted(section, key)
            if key not in _KEYS[section]:
                near = did_you_mean(key, _KEYS[section])
                self._fault(name, f"{key!r} is not known: choose {', '.join(_KEYS[section])}.{near}")
            elif name in _KEYS:
                if isinstance(value, dict):
                    self.check_keys(value, name)
                else:
                    self._fault(name, f"{key!r} is a section: write [{name}] and its keys below.")
            elif not isinstance(value, str):
                self._fault(name, f"{key!r} has to be a text in quotation marks.")

    def style(self, values: Mapping[str, Any]) -> HouseStyle:
        """The style, without what is at fault."""
        words = {name: self._word(name, values) for name in _WORDS if isinstance(values.get(name), str)}
        colours = dict(self._colours(values.get("colours")))
        return HouseStyle(Imprint(**words), colours, self._logo(values.get("logo")), self._font(values.get("fonts")))

    def _word(self, name: str, values: Mapping[str, Any]) -> str:
        try:
            return str(getattr(Imprint(**{name: values[name]}), name))
        except InputError as error:
            self._fault(name, str(error))
            return ""

    def _colours(self, values: Any) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        for theme, given in values.items() if isinstance(values, dict) else ():
            if theme in THEMES and isinstance(given, dict):
                known = {name: text for name, text in given.items() if name in _KEYS[f"colours.{theme}"]}
                found = dict(self._colour(f"colours.{theme}", name, text) for name, text in known.items())
                colours = tuple((name, colour) for name, colour in found.items() if colour)
                self._check_contrast(theme, dict(colours))
                yield theme, colours

    def _colour(self, section: str, name: str, text: Any) -> tuple[str, str]:
        if isinstance(text, str) and _COLOUR.fullmatch(text.strip()):
            return name, text.strip().lower()
        if isinstance(text, str):
            self._fault(f"{section}.{name}", f'{text!r} is no colour: write six digits, as in "#14507a".')
        return name, ""

    def _check_contrast(self, theme: str, colours: Mapping[str, str]) -> None:
        """Note text that could not be read on what lies under it."""
        drawn = HouseStyle(colours={theme: tuple(colours.items())}).theme(theme)
        for name in THEME_COLOURS:
            under = _UNDER_TEXT if name in ("text", "muted") else ("paper",)
            grounds = {each: getattr(drawn.ground, each) for each in under}
            colour: str = getattr(drawn, name)
            low = {each: contrast(colour, ground) for each, ground in grounds.items()}
            worst = min(low, key=lambda each: low[each])
            if low[worst] < LEAST and ({name, worst} & set(colours)):
                at = name if name in colours else worst
                better = readable(colour, tuple(grounds.values()))
                remedy = f'for example {name} = "{better}"' if better else "choose colours further apart"
                self._fault(
                    f"colours.{theme}.{at}",
                    f"{name} {colour} has a contrast of {low[worst]:.1f} to 1 on {worst} {grounds[worst]}: "
                    f"at least {LEAST} is needed; {remedy}.",
                )

    def _logo(self, name: Any) -> Logo | None:
        if not isinstance(name, str) or (content := self._bytes("logo", name)) is None:
            return None
        try:
            return logo_of(content)
        except InputError as error:
            self._fault("logo", f"the logo {name} is not taken: {error}.")
            return None

    def _font(self, values: Any) -> HouseFont | None:
        if not isinstance(values, dict) or not values:
            return None
        if missing := [name for name in _KEYS["fonts"] if not isinstance(values.get(name), str)]:
            self._fault("fonts", f"the fonts need {' and '.join(missing)} too: a file each.")
            return None
        found = [self._font_bytes(name, values[name]) for name in _KEYS["fonts"]]
        if any(content is None for content in found):
            return None
        sums = [hashlib.sha256(content or b"").hexdigest() for content in found]
        paths = [str(self._beside(values[name])) for name in _KEYS["fonts"]]
        return HouseFont(paths[0], paths[1], (sums[0], sums[1]))

    def _font_bytes(self, key: str, name: str) -> bytes | None:
        content = self._bytes(f"fonts.{key}", name)
        if content is not None and not content.startswith(_TRUE_TYPE):
            self._fault(f"fonts.{key}", f"{name} is no TrueType font: give a file that ends with .ttf.")
            return None
        return content

    def _bytes(self, key: str, name: str) -> bytes | None:
        try:
            path = self._beside(name)
            if path.stat().st_size > _MOST_FONT_BYTES:
                self._fault(key, f"{name} is too large.")
                return None
            return path.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            self._fault(key, f"{name} cannot be read: {reason}. It is looked for in the folder of {self.path.name}.")
            return None

    def _beside(self, name: str) -> Path:
        return self.path.resolve().parent / name


def _dotted(section: str, key: str) -> str:
    parts: Iterable[str] = (section, re.sub(r"[\s\"']", "", key))
    return ".".join(filter(None, parts))
