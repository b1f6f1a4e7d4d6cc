"""The installed release of Qt for Python has no reference leak of None on this Python."""

from __future__ import annotations

import subprocess
import sys

SET_TEXT_OFTEN = """
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
print(label.text())
"""


def test_twenty_thousand_calls_that_return_nothing_do_not_abort() -> None:
    # PySide6 6.12.0 loses a reference to None at each such call and aborts Python 3.11 after some 5,000 of them.
    done = subprocess.run([sys.executable, "-c", SET_TEXT_OFTEN], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "19999\n"), done.stderr
