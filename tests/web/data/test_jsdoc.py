"""JSDoc types of the exports, public methods and public fields of the page's scripts."""

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
    "ArrayBuffer", "CanvasPattern", "CanvasRenderingContext2D", "Error", "Float32Array", "Float64Array", "Function",
    "Element", "HTMLButtonElement", "HTMLCanvasElement", "HTMLElement", "HTMLElementTagNameMap", "Int16Array",
    "Int32Array", "Map", "Node", "Object", "Omit", "OffscreenCanvas", "OffscreenCanvasRenderingContext2D", "Partial",
    "Path2D", "Generator", "Promise", "Response", "Set", "Uint16Array", "Uint32Array", "Uint8Array", "ArrayLike",
    "WeakMap",
}  # fmt: skip
LAYERS = ["data", "paint", "panels", "map", "offline", ""]

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
def test_exports_methods_and_fields_are_typed(path: str) -> None:
    assert SCRIPTS[path].faults() == []


def test_the_parser_finds_all_exports_and_methods() -> None:
    exports = [member.name for script in SCRIPTS.values() for member in script.exports]
    text = "".join(script.text for script in SCRIPTS.values())
    assert len(exports) == len(re.findall(r"^export ", text, re.MULTILINE)) > 80
    methods = {member.name for script in SCRIPTS.values() for member in script.members() if "." in member.name}
    assert {"Store.constructor", "Store.grid", "Page.start", "Heat.at", "Legend.fold"} <= methods
    assert len(methods) > 150


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_removed_comment_is_reported(path: str) -> None:
    text = SCRIPTS[path].text
    for member in SCRIPTS[path].members():
        above = text[: member.at]
        without = Script(path, above[: above.rindex("/**")].rstrip(" ") + text[member.at :])
        assert f"{path}: {member.name}: no comment" in without.faults()


@pytest.mark.parametrize("path", SCRIPTS)
def test_type_names_are_defined(path: str) -> None:
    assert SCRIPTS[path].used_types - SCRIPTS[path].known_types - BROWSER == set()


def test_typedefs_are_unique() -> None:
    shapes = Counter(name for script in SCRIPTS.values() for name in script.typedefs)
    assert {"Frame", "Painter", "PageState", "Config", "Point", "CardText", "Description"} <= set(shapes)
    assert [name for name, count in shapes.items() if count > 1] == []


def test_type_imports_name_an_existing_type_of_the_same_or_a_lower_layer() -> None:
    for path, script in SCRIPTS.items():
        for source, name in script.imported_types:
            owner = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
            defined = {*SCRIPTS[owner].typedefs, *(one.name for one in SCRIPTS[owner].exports if one.kind == "class")}
            assert name in defined, f"{path}: {owner} does not define {name}"
            assert LAYERS.index(posixpath.dirname(owner)) <= LAYERS.index(posixpath.dirname(path)), f"{path}: {name}"


def test_a_fully_typed_script_passes() -> None:
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
def test_a_missing_type_is_reported(line: str, fault: str) -> None:
    assert SAMPLE.count(f"{line}\n") == 1
    assert f"sample.js: {fault}" in faults(SAMPLE.replace(f"{line}\n", ""))


def test_a_wrong_parameter_name_is_reported() -> None:
    assert faults(SAMPLE.replace("{Spot[]} spots", "{Spot[]} places")) == ["sample.js: names: places documents spots"]
