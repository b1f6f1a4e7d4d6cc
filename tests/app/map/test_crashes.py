from __future__ import annotations

from app.map.crashes import CrashLog


def test_three_crashes_within_a_minute_are_too_many() -> None:
    now = [0.0]
    log = CrashLog(clock=lambda: now[0])
    answers = []
    for now[0] in (0.0, 50.0, 61.0, 70.0):
        answers.append(log.add())
    assert answers == [True, True, True, False]
    log.clear()
    assert log.add()
