"""The text of a saved web page: scripts, styles and navigation are left out, nothing is run or fetched."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import FileRefused
from geo.intake.readers import linked_data
from geo.intake.readers.head import day_of
from geo.intake.readers.report_text import LONGEST_TEXT, ReportText, line_of, report_text
from geo.sources.files.encoding import decoded_lines, encoding_of
from geo.sources.files.table import require_regular

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["LARGEST_PAGE", "page_text", "read_page"]

LARGEST_PAGE = 30 * 2**20
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_DROPPED = [
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "svg", "iframe",
    "object", "embed", "canvas", "audio", "video", "head", "dialog", "menu",
]  # fmt: skip
_HIDDEN = (
    "[hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=contentinfo], "
    "[style*='display:none'], [style*='display: none'], [style*='visibility:hidden']"
)
_BLOCKS = (
    "address, article, blockquote, dd, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, header, hr, main, ol, "
    "p, pre, section, table, tr, ul, li"
)
_TAG = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|td|th|tr|track|wbr)\b)[a-z]",
    re.IGNORECASE,
)
"""The tags that open and close an element; others need no end, or have none."""

_DEEPEST, _MOST_ATTRIBUTES, _LONG_TAG = 3_000, 2_000, 10_000
_TAG_NAME, _QUOTED = re.compile(r"<[A-Za-z]"), re.compile(r"\"[^\"]*\"|'[^']*'")
_LINK_HOLDERS = frozenset(("li", "div", "p", "td", "dd", "h2", "h3", "h4", "h5", "h6"))
_BREAK = "\u2029"
_LINE = "\u2028"
_DATES = (
    "meta[property='article:published_time']", "meta[name='article:published_time']", "meta[itemprop=datePublished]",
    "meta[name='parsely-pub-date']", "meta[name='dc.date']", "meta[name='DC.date']", "meta[name='dc.date.issued']",
    "meta[name='DC.date.issued']", "meta[name=pubdate]", "meta[name='publish-date']", "meta[name=date]",
)  # fmt: skip
_PUBLISHERS = ("meta[property='og:site_name']", "meta[name='dc.publisher']", "meta[name='DC.publisher']",
               "meta[name='application-name']")  # fmt: skip


def read_page(path: Path) -> ReportText:
    """The text of a saved page; raises `FileRefused` for one that is too large or holds no text."""
    size = require_regular(path)
    if size > LARGEST_PAGE:
        raise FileRefused(
            f"{path.name} is a page of {size / 2**20:,.0f} MB; at most {LARGEST_PAGE // 2**20} MB are read."
        )
    encoding = encoding_of(path, _charset(path))
    source = "".join(decoded_lines(path, encoding))
    found = page_text(source, path.name)
    return found.noting(f"{path.name}: {encoding.note}.") if encoding.note and "chosen" not in encoding.note else found


def page_text(source: str, name: str) -> ReportText:
    """The text of the source of a page; raises as `read_page`."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    _require_shallow(source, name)
    _require_few_attributes(source, name)
    try:
        page = LexborHTMLParser(source)
        found = _about(page)
        text = _main_text(page)
    except (SelectolaxError, ValueError) as fault:
        raise FileRefused(f"{name} is no page that can be read ({fault}). Save its text as a text file.") from fault
    if not text.strip():
        raise FileRefused(f"{name} is a page without text: its content may be made by scripts, which are not run. Copy "
                          "the text from the browser instead.")  # fmt: skip
    return report_text(text, name, found)


def _require_shallow(source: str, name: str) -> None:
    """Refuse elements in elements without end: the time that parsing takes grows with the square of their depth."""
    depth = 0
    for match in _TAG.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            raise FileRefused(f"{name} nests more than {_DEEPEST:,} elements: it is no page that people read.")


def _require_few_attributes(source: str, name: str) -> None:
    """Refuse an element with attributes without end, for the same reason."""
    for chunk in _without_scripts(source).split(">"):
        start = _TAG_NAME.search(chunk) if len(chunk) > _LONG_TAG else None
        if start and len(_QUOTED.sub("", chunk[start.start() :]).split()) > _MOST_ATTRIBUTES:
            raise FileRefused(f"{name} has an element with too many attributes: it is no page that people read.")


def _without_scripts(source: str) -> str:
    """The source without its scripts, in which anything may stand."""
    parts, lower, at = [], source.lower(), 0
    while (start := lower.find("<script", at)) >= 0 and (end := lower.find("</script", start)) >= 0:
        parts.append(source[at:start])
        at = end
    return "".join((*parts, source[at:]))


def _charset(path: Path) -> str:
    """The encoding that the page names, if there is one of that name and the page fits it."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    match = _CHARSET.search(head)
    if match is None or head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return ""
    named = match[1].decode("ascii", "ignore")
    try:
        is_plain = codecs.lookup(named).encode("<a>", "strict")[0] == b"<a>"
        encoding_of(path, named)
    except (LookupError, UnicodeError, FileRefused):
        return ""
    return named if is_plain else ""


def _about(page: LexborHTMLParser) -> ReportText:
    data = linked_data.article_of(node.text() for node in page.css("script[type='application/ld+json']"))
    title = (
        data.title or _content(page, ["meta[property='og:title']"]) or _text_of(page, "h1") or _text_of(page, "title")
    )
    times = (node.attributes.get("datetime") for node in page.css("time[datetime]")[:1])
    stated = (data.published, *(_content(page, [selector]) for selector in _DATES), *times)
    link = page.css_first("link[rel=canonical]")
    url = (link.attributes.get("href") if link else None) or _content(page, ["meta[property='og:url']"]) or data.url
    return ReportText(
        "",
        title=line_of(title),
        publisher=line_of(data.publisher or _content(page, _PUBLISHERS)),
        published=next((day for text in stated if (day := day_of(text))), None),
        url=line_of(url) if url and url.lower().startswith(("http://", "https://")) else None,
    )


def _content(page: LexborHTMLParser, selectors: list[str] | tuple[str, ...]) -> str | None:
    nodes = (page.css_first(selector) for selector in selectors)
    return next((text for node in nodes if node is not None and (text := node.attributes.get("content"))), None)


def _text_of(page: LexborHTMLParser, selector: str) -> str | None:
    node = page.css_first(selector)
    return node.text() if node is not None else None


def _main_text(page: LexborHTMLParser) -> str:
    """The text of the article, or of the whole page if none is marked; a paragraph a line, empty lines between them."""
    page.strip_tags(_DROPPED)
    for node in page.css(_HIDDEN):
        node.decompose()
    _remove_links_alone(page)
    for node in page.css("br"):
        node.replace_with(_LINE)
    for node in page.css("td, th"):
        node.insert_after(" | ")
    for node in page.css(_BLOCKS):
        mark = _LINE if node.tag in ("li", "tr") else _BREAK
        node.insert_before(mark)
        node.insert_after(mark)
    articles = sorted(map(_whole_text, page.css("article")), key=len)
    main = _whole_text(page.css_first("main, [role=main]"))
    whole = _whole_text(page.body)
    best = next((text for text in (*articles[::-1], main) if len(text) > 0.2 * len(whole)), whole)
    return _arranged(best[: 4 * LONGEST_TEXT])


def _remove_links_alone(page: LexborHTMLParser) -> None:
    """Remove what is nothing but a link: menus, and headlines of other reports."""
    for link in page.css("a"):
        around = link.parent
        while around is not None and around.tag == "span":
            around = around.parent
        if around is not None and around.tag in _LINK_HOLDERS and around.text().strip() == link.text().strip():
            link.decompose()


def _whole_text(node: LexborNode | None) -> str:
    return node.text() if node is not None else ""


def _arranged(marked: str) -> str:
    paragraphs = []
    for block in marked.split(_BREAK):
        lines = [" ".join(line.split()).strip("| ") for line in block.split(_LINE)]
        if paragraph := "\n".join(filter(None, lines)):
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
