from __future__ import annotations

import json

import pytest

from app.map.calls import call_text


@pytest.mark.parametrize("text", ["</script>", "`${x}`", '"); x("', "\u2028", "\u2029", "خیبر", "\\", "\0"])
def test_a_call_carries_text_as_json_in_ascii(text: str) -> None:
    call = call_text("showCard", [text])
    assert call.isascii()
    start = call.index("[")
    assert json.loads(call[start : call.rindex("]") + 1]) == [text]


def test_a_call_with_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        call_text("apply", [float("nan")])
