"""The text of a mail (.eml): its body, and messages attached to it; other attachments are named and not opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import cast

from geo.errors import FileRefused
from geo.intake.readers.page import page_text
from geo.intake.readers.report_text import ReportText, line_of, report_text
from geo.sources.files.table import require_regular
from geo.wording import plural

__all__ = ["read_mail"]

LARGEST_MAIL = 50 * 2**20
DEEPEST = 3
"""A message attached to a message attached to a message; what is below is left out, with a note."""

MOST_PARTS = 200
LONGEST_HEADER = 2_000
"""Characters; the time that the standard library takes for one grows with the square of its length."""

_MESSAGE = "message/rfc822"
_PAKISTAN = timezone(timedelta(hours=5))
_BROKEN = (MessageError, LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError)
"""What the standard library may raise for a message that is not well formed."""


def read_mail(path: Path) -> ReportText:
    """The text of a mail; raises `FileRefused` for one that is too large, broken or without text."""
    size = require_regular(path)
    if size > LARGEST_MAIL:
        raise FileRefused(f"{path.name} has {size / 2**20:,.0f} MB; at most {LARGEST_MAIL // 2**20} MB are read.")
    try:
        source = path.read_bytes()
        if source.count(b"multipart/") > MOST_PARTS:
            raise FileRefused(
                f"{path.name} holds more than {MOST_PARTS} mails in one. Open it and paste what is a report."
            )
        message = cast(EmailMessage, BytesParser(EmailMessage, policy=_ShortHeaders()).parsebytes(source))
        parts = _Parts(path.name)
        parts.take(message, 0)
        found = _about(message, parts.notes())
    except _BROKEN as fault:
        raise FileRefused(
            f"{path.name} is no mail that can be read. Open it in a mail program and paste its text."
        ) from fault
    return report_text("\n\n".join(parts.texts), path.name, found)


class _ShortHeaders(policy.EmailPolicy):
    """How a mail is parsed: of each header only the beginning, so that none takes long."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name of a header and the beginning of what it says."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


class _Parts:
    """The texts of a message and of those attached to it, and what is left out."""

    def __init__(self, name: str) -> None:
        self.texts: list[str] = []
        self._name = name
        self._left_out: list[str] = []
        self._too_deep = 0
        self._read = 0

    def take(self, message: EmailMessage, depth: int) -> None:
        """Take the body of a message and the messages attached to it."""
        self._read += 1
        if depth > DEEPEST or self._read > MOST_PARTS:
            self._too_deep += 1
            return
        if depth and (subject := line_of(str(message.get("Subject", "")))):
            self.texts.append(f"Attached message: {subject}")
        if message.get_content_type() == _MESSAGE:  # nothing but another one
            self._take_message(message, depth)
            return
        body = message.get_body(("plain", "html"))
        if body is not None:
            self._take_body(body)
        for part in _attached(message, body):
            if part.get_content_type() == _MESSAGE:
                self._take_message(part, depth)
            else:
                self._left_out.append(line_of(part.get_filename()) or part.get_content_type())

    def _take_message(self, part: MIMEPart, depth: int) -> None:
        inner = part.get_content()
        if isinstance(inner, EmailMessage):
            self.take(inner, depth + 1)

    def _take_body(self, body: MIMEPart) -> None:
        content = _content(body)
        if isinstance(content, str) and content.strip():
            is_page = body.get_content_subtype() == "html"
            self.texts.append(page_text(content, self._name).text if is_page else content.strip())

    def notes(self) -> tuple[str, ...]:
        """What is left out, in sentences."""
        notes = []
        if self._left_out:
            names = ", ".join(self._left_out[:5]) + (" …" if len(self._left_out) > 5 else "")
            notes.append(
                f"{plural(len(self._left_out), 'attachment')} left out ({names}): save and open what is a report."
            )
        if self._too_deep:
            notes.append(
                f"{plural(self._too_deep, 'attached message')} left out: too deep in other messages, or too many."
            )
        return tuple(notes)


def _content(body: MIMEPart) -> object:
    """What a part holds; in UTF-8 if it names an encoding that there is none of."""
    try:
        return body.get_content()
    except LookupError:
        raw = body.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _attached(message: MIMEPart, body: MIMEPart | None) -> Iterator[MIMEPart]:
    """The parts of a message that are neither containers nor its body nor another form of it."""
    if not message.is_multipart() or message.get_content_type() == _MESSAGE:
        return
    for part in message.iter_parts():
        if part is body or not isinstance(part, MIMEPart):
            continue
        if part.get_content_maintype() == "multipart":
            yield from _attached(part, body)
        elif part.is_attachment() or part.get_content_type() not in ("text/plain", "text/html"):
            yield part


def _about(message: EmailMessage, notes: tuple[str, ...]) -> ReportText:
    sender, address = parseaddr(str(message.get("From", "")))
    return ReportText(
        "",
        title=line_of(str(message.get("Subject", ""))),
        publisher=line_of(sender or address),
        published=_day(message),
        notes=notes,
    )


def _day(message: EmailMessage) -> date | None:
    """The day in Pakistan on which it was sent."""
    moment = getattr(message.get("Date"), "datetime", None)
    if not isinstance(moment, datetime):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_PAKISTAN).date()
    except (OverflowError, ValueError):
        return None
