"""What only a person can decide before a file is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Question", "questions_text"]


@dataclass(frozen=True, slots=True)
class Question:
    """A reading of a file that has several answers of equal standing, or none. Nothing is stored until it is decided.

    Attributes
    ----------
    about
        The column of ours that it concerns (``date_start``), or ``place`` or ``source``.
    text
        One sentence without a full stop: the candidates, and why the file does not decide between them.
    option
        The option of the command line that decides it, with a value that would work.
    candidates
        The columns of the file, or the readings, to choose from; none if nothing fits.
    """

    about: str
    text: str
    option: str
    candidates: tuple[str, ...] = ()


def questions_text(questions: Iterable[Question]) -> str:
    """All questions in words, without a full stop; blank if there are none."""
    return "; ".join(question.text for question in questions)
