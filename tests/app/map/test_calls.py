from __future__ import annotations

import json

import pytest

from app.map.calls import call_text


@pytest.mark.parametrize("text", ["</script>", "`${x}`", '"); x("', "\u2028", "\u2029", "خیبر", "\\", "\0"])
def test_arguments_are_passed_as_ascii_json(text: str) -> None:
    call = call_text("showCard", [text])
    assert call.isascii()
    start = call.index("[")
    assert json.loads(call[start : call.rindex("]") + 1]) == [text]


def test_an_argument_that_is_not_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        call_text("apply", [float("nan")])
