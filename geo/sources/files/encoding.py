"""The encoding of a text file: proved where that is possible, else detected by a library, and always reported."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo.errors import FileRefused

__all__ = [
    "ARABIC_AS_LATIN",
    "MIXED",
    "SURROGATES",
    "UTF8_AS_LATIN",
    "Encoding",
    "decoded_lines",
    "encoding_of",
    "opened_lines",
    "opened_raw_lines",
    "restored_letters",
    "stored_as_latin",
]

MIXED = "utf-8 with windows-1252 lines"
ARABIC_AS_LATIN = "windows-1256 stored as latin letters"
UTF8_AS_LATIN = "utf-8 stored as latin letters"
SURROGATES = "utf-8 with surrogates"
"""Names of readings that no codec has: see `decoded_lines`."""

TOLD = {
    SURROGATES: "characters that some program had split in two (surrogates) put together where both halves are there",
    MIXED: "lines that are not UTF-8 decoded as Windows-1252",
    ARABIC_AS_LATIN: "Arabic or Urdu letters restored that a program had stored as Latin ones (Windows-1256); look "
    "whether names are right, and choose another encoding if they are not",
    UTF8_AS_LATIN: "letters restored that a program had stored as several Latin ones (UTF-8 read as Windows-1252); "
    "look whether names are right, and choose another encoding if they are not",
}
_BLOCK = 1 << 20
_SAMPLE = 1 << 18
_LINE_BUFFER = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHARE = 0.8
_LEAST_HIGH = 4
_ENOUGH = 20
"""Fewer signs beyond ASCII tell nothing of an encoding that is not the usual one."""
_FEW_NULLS = 0.05
_MOST = 0.95
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_USUAL_SIGNS = frozenset(" \t\r\n,;|.:-/\"'()[]+#&@!?%*=_<>\u060c\u061b\u06d4\u200c\u200f\u200e\ufeff")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_FOREIGN_RUN = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff]{2,}(?![A-Za-z\x80-\xff])")
_LATIN_RUN = re.compile(r"(?<![A-Za-z])[^\x00-\x7f]{2,}(?![A-Za-z])")
_TWICE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}")
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
        disguised = stored_as_latin(head.decode("utf-8", "ignore"))
        return Encoding(disguised, TOLD[disguised]) if disguised else Encoding("utf-8-sig")
    return _not_utf8(path, wrong)


def _chosen(path: Path, chosen: str) -> Encoding:
    if chosen in TOLD:
        return Encoding(chosen, TOLD[chosen])
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
    if head.count(0) <= _FEW_NULLS * len(head) and not _CONTROLS.search(head):
        return _encoding_with_nulls(path)
    for name in ("utf-16-le", "utf-16-be"):
        if _reads_well(head[: len(head) // 2 * 2], name):
            return Encoding(name, f"decoded as {name.upper()}")
    position = head.find(b"\0")
    raise FileRefused(f"{path.name} is not a text file (byte {position} is null). Choose a table of incidents.")


def _encoding_with_nulls(path: Path) -> Encoding:
    """The encoding of a text with a few null characters, which the checks remove."""
    wrong = _first_not_utf8(path)
    return Encoding("utf-8-sig") if wrong is None else _not_utf8(path, wrong)


def _reads_well(head: bytes, name: str) -> bool:
    """Whether bytes are a table of letters in an encoding of two bytes."""
    text = head.decode(name, "ignore")
    usual = sum(letter.isalnum() or letter in _USUAL_SIGNS for letter in text)
    has_cells = any(sign in text for sign in ",;\t|") and ("\n" in text or "\r" in text)
    return has_cells and usual >= _MOST * len(text) and sum(letter < "\u0700" for letter in text) >= _MOST * len(text)


def _first_not_utf8(path: Path) -> int | None:
    """The position of the first byte that is not UTF-8; None if all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    at = 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            try:
                if not block.isascii() or decoder.getstate()[0]:
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

    if _is_surrogate(path, wrong):
        return Encoding(SURROGATES, TOLD[SURROGATES])
    with path.open("rb") as handle:
        handle.seek(max(0, wrong - _SAMPLE // 2))
        sample = handle.read(_SAMPLE)
    if _utf8_characters(sample):
        _require_western(path, sample)
        return Encoding(MIXED, TOLD[MIXED])
    is_long = sum(byte > 127 for byte in sample) >= _ENOUGH
    likely = [match.encoding for match in from_bytes(sample)] if is_long else []
    guessed = next((name for name in likely if name in _USUAL), "")
    name = "cp1256" if _is_arabic(sample) else "cp1252" if _is_western(sample) else guessed
    if not name or _ends_early(path, wrong):
        raise FileRefused(
            f"{path.name} is not encoded as UTF-8 (byte {wrong} is 0x{_byte_at(path, wrong):02x}), and no other "
            "encoding surely fits, or it is cut off there. Save it as UTF-8 (in Excel: “CSV UTF-8”)."
        )
    return Encoding(name, f"decoded as {_USUAL[name]}, which it seems to be; look whether names are right")


def _is_surrogate(path: Path, position: int) -> bool:
    """Whether half of a character is encoded there, as if it were one, and all else is UTF-8."""
    with path.open("rb") as handle:
        handle.seek(position)
        if not _SURROGATE.match(handle.read(3)):
            return False
    try:
        with path.open(encoding="utf-8", errors="surrogatepass") as text:
            for _block in iter(lambda: text.read(_BLOCK), ""):
                pass
    except UnicodeDecodeError:
        return False
    return True


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


def _is_arabic(sample: bytes) -> bool:
    """Whether it can be Windows-1256: whole words of letters beyond ASCII, which are Arabic ones in that encoding."""
    high = sum(byte > 127 for byte in sample)
    runs = b" ".join(_FOREIGN_RUN.findall(sample))
    in_words = sum(byte > 127 for byte in runs)
    if high < _LEAST_HIGH or in_words < _SHARE * high:
        return False
    letters = [letter for letter in runs.decode("cp1256", "ignore") if ord(letter) > 127]
    return bool(letters) and sum("\u0600" <= letter <= "\u06ff" for letter in letters) >= _MOST * len(letters)


def stored_as_latin(text: str) -> str:
    """The reading of a text whose Latin letters stand for the bytes of other ones; blank for a sound text."""
    strange = [letter for letter in text if ord(letter) > 127] if not text.isascii() else []
    if len(strange) < _LEAST_HIGH:
        return ""
    twice = sum(map(len, _TWICE.findall(text)))
    lines = text.splitlines()
    if twice >= _SHARE * len(strange) and any(restored_letters(line, UTF8_AS_LATIN) != line for line in lines):
        return UTF8_AS_LATIN
    runs = " ".join(_LATIN_RUN.findall(text))
    if len([letter for letter in runs if ord(letter) > 127]) < _SHARE * len(strange):
        return ""
    raw = b"".join(map(_latin_byte, runs))
    return ARABIC_AS_LATIN if _is_arabic(raw) else ""


def _latin_byte(letter: str) -> bytes:
    """The byte that a letter has in Windows-1252 (or, where it has none there, in Latin-1); a space if in neither."""
    for name in ("cp1252", "latin-1"):
        try:
            return letter.encode(name)
        except UnicodeEncodeError:
            continue
    return b" "


def restored_letters(line: str, how: str) -> str:
    """A line with the letters that it had before a program stored their bytes as Latin letters."""
    if line.isascii() or any(ord(letter) > 127 and _latin_byte(letter) == b" " for letter in line):
        return line
    raw = b"".join(map(_latin_byte, line))
    try:
        return raw.decode("utf-8" if how == UTF8_AS_LATIN else "cp1256")
    except UnicodeDecodeError:
        return line


def _byte_at(path: Path, position: int) -> int:
    with path.open("rb") as handle:
        handle.seek(position)
        return (handle.read(1) or b"\0")[0]


@contextmanager
def opened_lines(path: Path, encoding: Encoding) -> Iterator[Iterator[str]]:
    """The lines of a text file with their ends, as ``open(newline="")`` gives them; the file is closed at the end."""
    if encoding.name in _READINGS:
        with closing(_READINGS[encoding.name](path, encoding.name)) as lines:
            yield lines
        return
    with path.open(encoding=encoding.name, newline="") as text:
        yield text  # itself: a generator around it would take as long as reading


@contextmanager
def opened_raw_lines(path: Path, encoding: Encoding) -> Iterator[Iterator[bytes]]:
    """The lines of a text file in UTF-8 with their ends, without a byte order mark; the file is closed at the end.

    They end with a line feed. One may hold others that end with a carriage return, unless all lines of the file do.
    """
    if encoding.name != "utf-8-sig" or _has_returns_alone(path):
        with opened_lines(path, encoding) as lines:
            yield (line.encode("utf-8", "surrogatepass") for line in lines)
        return
    with path.open("rb", buffering=_LINE_BUFFER) as raw:
        if raw.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            raw.seek(0)
        yield raw


def _has_returns_alone(path: Path) -> bool:
    """Whether the first lines end with a carriage return alone, as those of old programs for the Mac."""
    with path.open("rb") as handle:
        head = handle.read(_SAMPLE)
    return head.count(b"\r", 0, -1) > head.count(b"\r\n")


def decoded_lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """The lines of `opened_lines`; the file is closed after the last one."""
    with opened_lines(path, encoding) as lines:
        yield from lines


def _restored_lines(path: Path, name: str) -> Generator[str]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        for line in text:
            yield restored_letters(line, name)


def _joined_halves(path: Path, _name: str) -> Generator[str]:
    with path.open(encoding="utf-8", errors="surrogatepass", newline="") as text:
        for line in text:
            yield line if line.isascii() else line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _mixed_lines(path: Path, _name: str) -> Generator[str]:
    with path.open("rb") as handle:
        for raw in handle:
            try:
                yield raw.decode("utf-8")
            except UnicodeDecodeError:
                yield raw.decode("cp1252")


_READINGS: Mapping[str, Callable[[Path, str], Generator[str]]] = {
    ARABIC_AS_LATIN: _restored_lines,
    UTF8_AS_LATIN: _restored_lines,
    SURROGATES: _joined_halves,
    MIXED: _mixed_lines,
}
