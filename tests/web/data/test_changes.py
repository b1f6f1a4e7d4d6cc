"""Changes of the page's state: their order, and what happens when one of them cannot be applied."""

from __future__ import annotations

from dataclasses import fields

import pytest

from app.map.page_state import PageState, as_json
from tests.web.scripts import ScriptError, Scripts

RECORD = """
globalThis.log = [];
globalThis.part = (key, given = {}) => ({
  check: (value, contents) => {
    log.push(`check ${key} ${value} ${contents[key] || ""}`.trim());
    if (given.bad) throw new Error(given.bad);
  },
  apply: (page, value) => {
    log.push(`apply ${key} ${value}`);
    if (given.broken) throw given.broken;
    return given.dirty || [];
  },
});
"""


@pytest.fixture
def scripts() -> Scripts:
    engine = Scripts("data/changes.js")
    engine.run(RECORD)
    return engine


def test_keys_are_applied_in_a_fixed_order(scripts: Scripts) -> None:
    script = "return orderedKeys({ notice: 0, areas: 0, points: 0, user_layers: 0, period: 0, mask: 0 })"
    assert scripts.run(script) == ["user_layers", "points", "mask", "period", "areas", "notice"]


def test_every_part_of_the_state_is_in_the_order(scripts: Scripts) -> None:
    scripts.set_bytes("state", as_json(PageState()))
    sent = {part.name for part in fields(PageState) if part.compare}
    assert set(scripts.run("return ORDER")) == sent
    assert scripts.run("return ORDER.length") == len(sent)


def test_an_unknown_key_is_an_error(scripts: Scripts) -> None:
    with pytest.raises(ScriptError, match="colour: unknown key"):
        scripts.run("orderedKeys({ theme: 'dark', colour: 1 })")


def test_all_is_checked_before_anything_is_applied(scripts: Scripts) -> None:
    done = scripts.run("""
      const theme = part("theme", { dirty: ["all", "legend"] }), mask = part("mask", { dirty: ["rows", "all"] });
      const parts = { theme, mask };
      const dirty = applyParts(parts, { theme: "dark", mask: 7 }, { mask: "bytes" }, null);
      return [log, Array.from(dirty).sort()];
    """)
    assert done == [
        ["check mask 7 bytes", "check theme dark", "apply mask 7", "apply theme dark"],
        ["all", "legend", "rows"],
    ]


def test_nothing_is_applied_if_one_value_is_invalid(scripts: Scripts) -> None:
    with pytest.raises(ScriptError, match="period: not two day numbers"):
        scripts.run("""
          const parts = { theme: part("theme"), period: part("period", { bad: "not two day numbers" }) };
          applyParts(parts, { theme: "dark", period: 1 }, {}, null);
        """)
    assert scripts.run("return log") == ["check theme dark", "check period 1"]


def test_an_error_names_its_part_and_is_truncated(scripts: Scripts) -> None:
    with pytest.raises(ScriptError) as raised:
        scripts.run("""
          const parts = { theme: part("theme", { broken: new Error("x".repeat(5000)) }), notice: part("notice") };
          applyParts(parts, { theme: "dark", notice: 1 }, {}, null);
        """)
    assert "theme: xxx" in str(raised.value)
    assert len(str(raised.value)) < 250
    assert "apply notice 1" not in scripts.run("return log")


def test_a_thrown_string_is_an_error(scripts: Scripts) -> None:
    with pytest.raises(ScriptError, match="areas: nothing there"):
        scripts.run("""applyParts({ areas: part("areas", { broken: "nothing there" }) }, { areas: 1 }, {}, null)""")
