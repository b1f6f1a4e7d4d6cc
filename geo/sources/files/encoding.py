"""The encoding of a text file: proved where that is possible, else detected by a library, and always reported."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import FileRefused

__all__ = ["MIXED", "Encoding", "decoded_lines", "encoding_of"]

MIXED = "utf-8 with windows-1252 lines"
_BLOCK = 1 << 20
_SAMPLE = 1 << 18
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH = 20
"""Fewer signs beyond ASCII tell nothing of an encoding that is not the usual one."""
_USUAL = {"cp1252": "Windows-1252", "cp1256": "Windows-1256 (Arabic, Urdu)"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding for Python, and a note for the import report; blank for UTF-8, which needs none."""

    name: str
    note: str = ""


def encoding_of(path: Path, chosen: str = "") -> Encoding:
    """The encoding of a text file; raises `FileRefused` for what is no text, or fits none or several."""
    if chosen:
        return _chosen(path, chosen)
    with path.open("rb") as handle:
        head = handle.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark) and name != "utf-8-sig":
            return Encoding(name, f"decoded as {name.upper()}")
    if b"\0" in head[:1000]:
        return _without_mark(path, head)
    wrong = _first_not_utf8(path)
    if wrong is None:
        return Encoding("utf-8-sig")
    return _not_utf8(path, wrong)


def _chosen(path: Path, chosen: str) -> Encoding:
    if chosen == MIXED:
        return Encoding(MIXED, "lines that are not UTF-8 decoded as Windows-1252")
    try:
        codecs.lookup(chosen)
    except LookupError:
        raise FileRefused(f"There is no encoding {chosen!r}. Among others there are utf-8, cp1252, utf-16.") from None
    decoder = codecs.getincrementaldecoder(chosen)()
    try:
        with path.open("rb") as handle:
            while block := handle.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeError as fault:
        raise FileRefused(f"{path.name} is not encoded as {chosen}: {fault}.") from None
    return Encoding("utf-8-sig" if codecs.lookup(chosen).name == "utf-8" else chosen, f"decoded as {chosen}, as chosen")


def _without_mark(path: Path, head: bytes) -> Encoding:
    """UTF-16 without its mark has a null in every other byte; anything else with nulls is no text."""
    even, odd = head[0:400:2].count(0), head[1:400:2].count(0)
    half = len(head[:400]) // 2
    is_long = half >= 10
    for name, nulls, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if is_long and nulls > 0.7 * half and others < 0.2 * half:
            return Encoding(name, f"decoded as {name.upper()}")
    position = head.find(b"\0")
    raise FileRefused(f"{path.name} is not a text file (byte {position} is null). Choose a table of incidents.")


def _first_not_utf8(path: Path) -> int | None:
    """The position of the first byte that is not UTF-8; None if all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    at = 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as fault:
                return at + fault.start - len(getattr(decoder, "buffer", b""))
            at += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        return at - len(fault.object)
    return None


def _not_utf8(path: Path, wrong: int) -> Encoding:
    from charset_normalizer import from_bytes

    with path.open("rb") as handle:
        handle.seek(max(0, wrong - _SAMPLE // 2))
        sample = handle.read(_SAMPLE)
    if _utf8_characters(sample):
        _require_western(path, sample)
        return Encoding(MIXED, "lines that are not UTF-8 decoded as Windows-1252")
    likely = [match.encoding for match in from_bytes(sample)]
    is_long = sum(byte > 127 for byte in sample) >= _ENOUGH
    name = "cp1252" if _is_western(sample) else next((name for name in likely if name in _USUAL and is_long), "")
    if not name or _ends_early(path, wrong):
        raise FileRefused(
            f"{path.name} is not encoded as UTF-8 (byte {wrong} is 0x{_byte_at(path, wrong):02x}), and no other "
            "encoding surely fits, or it is cut off there. Save it as UTF-8 (in Excel: “CSV UTF-8”)."
        )
    return Encoding(name, f"decoded as {_USUAL[name]}, which it seems to be; look whether names are right")


def _ends_early(path: Path, wrong: int) -> bool:
    """Whether what is not UTF-8 is the beginning of a character whose rest is missing."""
    with path.open("rb") as handle:
        handle.seek(wrong)
        try:
            handle.read(4).decode("utf-8")
        except UnicodeDecodeError as fault:
            return fault.start == 0 and fault.reason == "unexpected end of data"
    return False


def _utf8_characters(sample: bytes) -> bool:
    """Whether much of what is not ASCII is well-formed UTF-8: then the file is UTF-8 but for some lines."""
    sound = [character for character in sample.decode("utf-8", "ignore") if ord(character) > 127]
    strange = len(sample) - len(sample.decode("utf-8", "ignore").encode())
    return len(sound) >= 2 and len(sound) >= strange


def _require_western(path: Path, sample: bytes) -> None:
    for number, line in enumerate(sample.split(b"\n")):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            try:
                line.decode("cp1252")
            except UnicodeDecodeError:
                raise FileRefused(
                    f"{path.name} mixes encodings: some lines are UTF-8, others (near line {number + 1} of the part "
                    "looked at) are neither that nor Windows-1252. Save it again as UTF-8."
                ) from None


def _is_western(sample: bytes) -> bool:
    """Whether it can be Windows-1252, as Excel writes it, with few other signs than Latin letters."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [character for character in text if ord(character) > 127]
    letters = sum(character.isalpha() or character in "–—‘’“”…•°" for character in high)
    return letters >= 0.9 * len(high) and len(high) < 0.1 * len(text)


def _byte_at(path: Path, position: int) -> int:
    with path.open("rb") as handle:
        handle.seek(position)
        return (handle.read(1) or b"\0")[0]


def decoded_lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """The lines of a text file with their ends, as ``open(newline="")`` gives them."""
    if encoding.name != MIXED:
        with path.open(encoding=encoding.name, newline="") as text:
            yield from text
        return
    with path.open("rb") as handle:
        for line in handle:
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield line.decode("cp1252")
