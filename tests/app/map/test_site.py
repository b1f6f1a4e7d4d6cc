from __future__ import annotations

import random

import pytest

from app.map.site import PIECES, NoSuchName, Site, piece_of
from geo.draw.web import files as webfiles


def test_the_site_serves_only_the_names_of_its_table() -> None:
    site = Site(lambda: {"index.html": ("text/html", b"x")}, {"mask.bin": lambda: ("application/octet-stream", b"\1")})
    assert site.answer("/index.html") == ("text/html", b"x")
    assert site.answer("/mask.bin")[1] == b"\1"
    assert site.answer("/NotoSans-Regular.ttf")[0] == "font/ttf"
    for path in (
        "/",
        "",
        "/../LICENSE",
        "//NotoSans-Regular.ttf",
        "/NotoSans-Regular.ttf/",
        "/probe",
        "/vendor/leaflet/leaflet.js",
        "/NOTOSANS-REGULAR.TTF",
    ):
        with pytest.raises(NoSuchName):
            site.answer(path)


def test_every_bundled_file_of_the_page_exists() -> None:
    for name in webfiles.FILES:
        media, content = webfiles.read(name)
        assert "/" in media
        assert content


@pytest.mark.parametrize("length", [0, 20, (1 << 18), (1 << 18) + 1, (1 << 18) + 2, 1_000_003])
def test_the_pieces_join_to_the_whole_file(length: int) -> None:
    whole = random.Random(1).randbytes(length)
    pieces = [piece_of(whole, k) for k in range(len(PIECES))]
    assert b"".join(pieces) == whole
    assert (len(pieces[0]) == length) == (length <= 1 << 18)
