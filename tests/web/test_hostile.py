"""Hostile text is shown unchanged and runs nothing, wherever the page shows text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.driver import Driver

CANARY = "window.__canary = 1"
ELEMENTS = "script:not([src]), iframe, object, form, svg, img, video"
"""None of these is part of the page."""
PAYLOADS = [
    f"<script>{CANARY}</script>",
    f"</script><script>{CANARY}</script>",
    f"<ScRiPt >{CANARY}</sCrIpT>",
    f'<img src=x onerror="{CANARY}">',
    f"<img src=x onerror={CANARY.replace(' ', '')}>",
    f'<svg onload="{CANARY}">',
    f"<svg><script>{CANARY}</script></svg>",
    f'<iframe srcdoc="<script>parent.{CANARY.split(".")[1]}</script>"></iframe>',
    f'<iframe src="javascript:{CANARY}"></iframe>',
    f'<a href="javascript:{CANARY}">link</a>',
    f'<body onload="{CANARY}">',
    f'<details open ontoggle="{CANARY}">x</details>',
    f'<input autofocus onfocus="{CANARY}">',
    f'<video><source onerror="{CANARY}"></video>',
    f'<math><mtext><img src=x onerror="{CANARY}"></mtext></math>',
    f'<object data="data:text/html,<script>{CANARY}</script>"></object>',
    f'<style>@import "x";*{{background:url("javascript:{CANARY}")}}</style>',
    f'<link rel=stylesheet href="data:text/css,*{{}}"><img src=x onerror="{CANARY}">',
    f'<meta http-equiv=refresh content="0;url=javascript:{CANARY}">',
    f'<form action="javascript:{CANARY}"><button>x</button></form>',
    f'" onmouseover="{CANARY}" x="',
    f"' onmouseover='{CANARY}' x='",
    f'"><img src=x onerror="{CANARY}">',
    f"'); {CANARY}; ('",
    f'"); {CANARY}; ("',
    f"`); {CANARY}; (`",
    f"${{{CANARY}}}",
    f"`${{{CANARY}}}`",
    f"\\`${{{CANARY}}}",
    f"\\'; {CANARY}; //",
    f'\\"; {CANARY}; //',
    f"-->{CANARY}<!--",
    f"]]>{CANARY}<![CDATA[",
    f"javascript:{CANARY}",
    f"{{{{ '{CANARY}' }}}}",
    "{{ 7 * 7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% for x in (1,2) %}{{ x }}{% endfor %}",
    "{% if True %}yes{% endif %}",
    "{% raw %}{{ x }}",
    "{# comment #}",
    "{{ cycler.__init__.__globals__.os.popen('touch CANARY_FILE').read() }}",
    "{% set x = cycler.__init__.__globals__.os.system('touch CANARY_FILE') %}",
    "&lt;script&gt;&amp;#x27;&nbsp;",
    "&#60;script&#62;",
    "O`Brien’s \\ $100 %s {0} %(name)s",
    "line one\nline two\u2028line three\u2029end",
    "\u202egnihtemos\u202c",
    "خیبر پختونخوا <b>بلوچستان</b>",
    "\ufeff\u200b<b>\u0007bold</b>",
    "a" * 5000,
]


@pytest.fixture
def canary(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    monkeypatch.chdir(tmp_path)
    driver.run("delete window.__canary; window.__elements = document.querySelectorAll('*').length")
    return driver


def assert_inert(driver: Driver, tmp_path: Path) -> None:
    assert driver.run("return window.__canary ?? null") is None
    assert list(tmp_path.iterdir()) == []
    assert driver.run(f"return document.querySelectorAll('{ELEMENTS}').length") == 0
    assert driver.errors == []


def test_there_are_forty_different_payloads() -> None:
    assert len(set(PAYLOADS)) >= 40


SHOWN = """
const page = atlas.page, of = page.basemap.districts.map(() => 0), found = [], { towns } = page.labels.data;
const colours = { light: ["#ff0000"], dark: ["#ff0000"] };
for (const text of TEXTS) {
  const seen = {};
  atlas.call("showCard", [{ title: text, date: text, place: text, lines: [text, text] }]);
  seen.card = Array.from(page.pointer.card.box.children, (child) => child.textContent);
  const classes = { classes: [text], from: [text], counts: [text], none_text: text, none_at: 1 };
  const areas = { title: text, ...classes, note: text, none: 0, unknown: 0, of, colours };
  seen.failed = atlas.call("apply", [{ areas, notice: { text, offers_reset: true } }, -1]).failed ?? null;
  const legend = page.legend.body;
  seen.legend = ["h2", ".atlas-legend-note", ".atlas-legend-count", ".atlas-legend-name"].map((name) =>
    legend.querySelector(name).textContent);
  seen.notice = page.notice.text.textContent;
  const item = page.tray._item(text, "province", 3, 3, 0);
  page.tray.list.append(item);
  seen.tray = item.querySelector(".atlas-tray-name").textContent;
  seen.trayLabel = item.querySelector("button").getAttribute("aria-label").startsWith(text);
  page.tray.box.hidden = false;
  page.labels.data.towns = [{ name: text.slice(0, 12), at: [64, 30.2], rank: 1, inside: true }];
  page.paintNames();
  seen.label = page.labels.boxes()[0][0];
  document.body.offsetHeight;
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go, 0)));
  seen.canary = window.__canary ?? null;
  seen.elements = document.querySelectorAll("ELEMENTS").length;
  item.remove();
  found.push(seen);
}
page.labels.data.towns = towns;
atlas.call("apply", [{ areas: null, notice: { text: "", offers_reset: true } }, -1]);
page.pointer.card.hide();
return found;
"""


def test_text_is_shown_unchanged(canary: Driver, tmp_path: Path) -> None:
    canary.resize((640, 480))
    found = canary.run(SHOWN.replace("TEXTS", json.dumps(PAYLOADS)).replace("ELEMENTS", ELEMENTS))
    for text, shown in zip(PAYLOADS, found, strict=True):
        label = text[:12] if text.isascii() else shown["label"]
        assert shown == {
            "card": [text, f"{text} · {text}", text, text], "failed": None, "legend": [text] * 4, "notice": text,
            "tray": text, "trayLabel": True, "label": label, "canary": None, "elements": 0,
        }  # fmt: skip
    assert_inert(canary, tmp_path)


def test_the_card_of_the_row_under_the_cursor_is_requested(canary: Driver, tmp_path: Path) -> None:
    from tests.web.driver import columns

    canary.panel.set_card_provider(lambda rows: {"title": PAYLOADS[rows[0]], "date": "1 May 2024"})
    canary.show(columns([{}, {"start": 2, "lon": 66.0, "lat": 29.0}]))
    canary.run("atlas.page.pointer.hover(atlas.page.map.latLngToContainerPoint([34.01, 71.58]))")
    canary.until("!atlas.page.pointer.card.box.hidden")
    assert canary.run("return Array.from(atlas.page.pointer.card.box.children, (child) => child.textContent)") == [
        PAYLOADS[0],
        "1 May 2024",
    ]
    canary.run("atlas.page.pointer.hover({ x: 5, y: 300 })")
    assert canary.run("return atlas.page.pointer.card.box.hidden")
    assert_inert(canary, tmp_path)


def test_text_inserted_as_markup_runs_nothing(canary: Driver) -> None:
    canary.run(f"""
      const box = document.createElement("div");
      document.body.append(box);
      box.innerHTML = {json.dumps("".join(PAYLOADS[:20]))};
      const script = document.createElement("script");
      script.textContent = {json.dumps(CANARY)};
      document.body.append(script);
      try {{ eval({json.dumps(CANARY)}); }} catch (error) {{ /* the policy forbids it */ }}
      await new Promise((go) => setTimeout(go, 50));
      box.remove();
      script.remove();
    """)
    assert canary.run("return window.__canary ?? null") is None


def test_a_place_of_900_letters_stays_within_the_card(canary: Driver) -> None:
    sizes = canary.run("""
      const text = "a".repeat(900);
      atlas.call("showCard", [{ title: text, date: "1 May 2024", place: text, lines: [text, text, text, text, text] }]);
      const { box } = atlas.page.pointer.card;
      const high = Array.from(box.children, (child) => child.getBoundingClientRect().height);
      const map = atlas.page.map.getContainer().getBoundingClientRect();
      const card = box.getBoundingClientRect();
      const within = card.top >= map.top && card.bottom <= map.bottom && card.right <= map.right;
      atlas.page.pointer.card.hide();
      return { high, within, wide: card.width };
    """)
    assert sizes["within"]
    assert sizes["wide"] <= 300
    assert max(sizes["high"]) < 80


def test_the_place_of_a_card_does_not_turn_its_date(canary: Driver) -> None:
    lefts = canary.run("""
      const place = "\u0628\u0646\u0648\u06ba";
      atlas.call("showCard", [{ title: "x", date: "18 Nov 2024", place, lines: [] }]);
      const parts = atlas.page.pointer.card.box.querySelectorAll("bdi");
      const lefts = Array.from(parts, (part) => part.getBoundingClientRect().left);
      atlas.page.pointer.card.hide();
      return lefts;
    """)
    assert lefts == sorted(lefts)
    assert len(lefts) == 2
