"""What a page says about itself in JSON-LD (schema.org): headline, publisher and day of publication of an article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

__all__ = ["Article", "article_of"]

_LONGEST = 500_000
_DEEPEST = 6
_TYPES = ("article", "report", "posting", "statement")


class Article(NamedTuple):
    """What is stated; None where nothing is."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def article_of(scripts: Iterable[str]) -> Article:
    """The first article among the scripts of a page; what is no JSON is passed over."""
    for script in scripts:
        for found in _objects(_parsed(script), 0):
            if _is_article(found):
                publisher = found.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                return Article(*map(_text, (found.get("headline"), name, found.get("datePublished"), found.get("url"))))
    return Article()


def _parsed(script: str) -> Any:
    if len(script) > _LONGEST:
        return None
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        value = value.get("@graph")
    if isinstance(value, list):
        for each in value[:100]:
            yield from _objects(each, depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower().endswith(_TYPES) for name in names)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
