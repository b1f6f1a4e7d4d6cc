"""Types of all that the scripts of the page export, as JSDoc."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

import pytest

from geo import assets
from tests.web.jsdoc import Script

WEB = assets.path("web")
SCRIPTS = {
    path.relative_to(WEB).as_posix(): Script(path.relative_to(WEB).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(WEB.rglob("*.js"))
    if "vendor" not in path.relative_to(WEB).parts
}
BROWSER = {
    "ArrayBuffer", "CanvasRenderingContext2D", "Error", "Float32Array", "Float64Array", "Function",
    "HTMLButtonElement", "HTMLCanvasElement", "HTMLElement", "HTMLElementTagNameMap", "Int16Array", "Int32Array", "Map",
    "Node", "Object", "OffscreenCanvas", "OffscreenCanvasRenderingContext2D", "Partial", "Path2D", "Promise",
    "Response", "Set", "Uint16Array", "Uint32Array", "Uint8Array", "ArrayLike",
}  # fmt: skip
LAYERS = ["data", "paint", "panels", "map", ""]

SAMPLE = """\
/** @typedef {{x: number}} Spot */

/** @type {number} The most. */
export const MOST = 3;

/**
 * Twice a number.
 * @param {number} n
 * @returns {number}
 */
export const twice = (n) => 2 * n;

/**
 * The names of spots.
 * @param {Spot[]} spots
 * @param {object} options
 * @returns {string[]}
 */
export function names(spots, { few, many = [1, 2] }) {
  return spots.map(String);
}

/**
 * A box.
 * @property {number} depth
 */
export class Box {
  /** @param {number} side */
  constructor(side) {
    this.side = side;
    this.depth = this.cache = null;
    /** @type {number[]} */
    this.rows = [];
    /** @type {Spot | null} */
    this.cache = null;
    this.count = 0;
    this._own = null;
  }

  /** Forget all. */
  clear() {
    this._own = null;
  }

  /**
   * The area.
   * @returns {number}
   */
  get area() {
    return this._area();
  }

  _area() {
    return this.side ** 2;
  }
}
"""


def faults(script: str) -> list[str]:
    return Script("sample.js", script).faults()


@pytest.mark.parametrize("path", SCRIPTS)
def test_all_that_a_script_exports_is_typed(path: str) -> None:
    assert SCRIPTS[path].faults() == []


def test_all_exports_and_methods_are_read() -> None:
    exports = [member.name for script in SCRIPTS.values() for member in script.exports]
    text = "".join(script.text for script in SCRIPTS.values())
    assert len(exports) == len(re.findall(r"^export ", text, re.MULTILINE)) > 80
    methods = {member.name for script in SCRIPTS.values() for member in script.members() if "." in member.name}
    assert {"Store.constructor", "Store.grid", "Page.start", "Heat.at", "Legend.fold"} <= methods
    assert len(methods) > 150


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_comment_that_is_removed_is_a_fault(path: str) -> None:
    text = SCRIPTS[path].text
    for member in SCRIPTS[path].members():
        above = text[: member.at]
        without = Script(path, above[: above.rindex("/**")].rstrip(" ") + text[member.at :])
        assert f"{path}: {member.name}: no comment" in without.faults()


@pytest.mark.parametrize("path", SCRIPTS)
def test_types_are_known(path: str) -> None:
    assert SCRIPTS[path].used_types - SCRIPTS[path].known_types - BROWSER == set()


def test_a_shape_is_defined_once() -> None:
    shapes = Counter(name for script in SCRIPTS.values() for name in script.typedefs)
    assert {"Frame", "Painter", "PageState", "Config", "Point", "CardText", "Description"} <= set(shapes)
    assert [name for name, count in shapes.items() if count > 1] == []


def test_types_come_from_where_they_are_defined_and_never_from_a_layer_above() -> None:
    for path, script in SCRIPTS.items():
        for source, name in script.imported_types:
            owner = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
            defined = {*SCRIPTS[owner].typedefs, *(one.name for one in SCRIPTS[owner].exports if one.kind == "class")}
            assert name in defined, f"{path}: {owner} does not define {name}"
            assert LAYERS.index(posixpath.dirname(owner)) <= LAYERS.index(posixpath.dirname(path)), f"{path}: {name}"


def test_a_typed_script_has_no_faults() -> None:
    assert faults(SAMPLE) == []
    assert Script("sample.js", SAMPLE).typedefs == ["Spot"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("/** @type {number} The most. */", "MOST: no comment"),
        (" * @param {number} n", "twice: no type"),
        (" * @param {Spot[]} spots", "names: 1 types for 2 parameters"),
        (" * @returns {string[]}", "names: no type of what it returns"),
        (" * @property {number} depth", "Box.depth: no type"),
        ("  /** @param {number} side */", "Box.constructor: no comment"),
        ("    /** @type {number[]} */", "Box.rows: no type"),
        ("    /** @type {Spot | null} */", "Box.cache: no type"),
        ("  /** Forget all. */", "Box.clear: no comment"),
        ("   * @returns {number}", "Box.area: no type of what it returns"),
    ],
)
def test_a_type_that_is_missing_is_a_fault(line: str, fault: str) -> None:
    assert SAMPLE.count(f"{line}\n") == 1
    assert f"sample.js: {fault}" in faults(SAMPLE.replace(f"{line}\n", ""))


def test_a_type_of_another_name_is_a_fault() -> None:
    assert faults(SAMPLE.replace("{Spot[]} spots", "{Spot[]} places")) == ["sample.js: names: places documents spots"]
