"""The texts of the page: their fonts are there with the first picture, and further letters when they are shown."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.map.rest import is_blank
from tests.web.driver import Driver, columns, wait_for

FACES = "return [...document.fonts].filter((face) => face.family.includes('Sans')).map((face) => face.status)"


def first_picture(driver: Driver) -> QImage:
    """The first frame that the window has of a complete page: where processors are busy, a little later."""
    while is_blank(picture := driver.panel.grab().toImage()):
        QApplication.processEvents()
    return picture


def test_the_first_picture_that_is_complete_has_names(driver: Driver) -> None:
    driver.show(columns([{}]))
    driver.fit()
    driver.panel.retry()
    wait_for(driver.panel.completed)
    image = first_picture(driver).convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    names = driver.run("return atlas.page.labels.boxes()")
    assert "Afghanistan" in [text for text, *_ in names]
    for text, *box in names:
        left, top, right, bottom = (round(side * driver.panel.devicePixelRatio()) for side in box)
        assert np.ptp(pixels[top:bottom, left:right].astype(int)) > 60, text


def test_the_whole_fonts_are_read_only_for_letters_that_the_latin_parts_lack(driver: Driver) -> None:
    driver.panel.retry()
    wait_for(driver.panel.completed)
    assert sorted(driver.run(FACES)) == ["loaded", "loaded", "unloaded", "unloaded"]
    driver.run("""
      window.written = 0;
      const { labels } = atlas.page, paint = labels.paint;
      labels.paint = (...values) => { window.written += 1; return paint.apply(labels, values); };
      await document.fonts.load("400 12px 'Atlas Sans'", "\\u0416");
    """)
    driver.until("window.written === 1")
    assert sorted(driver.run(FACES)) == ["loaded", "loaded", "loaded", "unloaded"]
    driver.run("delete atlas.page.labels.paint")
