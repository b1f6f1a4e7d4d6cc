from __future__ import annotations

import pytest

from geo.draw.web.modules import ModuleError, join_modules, modules_of

PAGE = {
    "page.js": 'import { area as size, Square } from "./shapes/square.js";\nwindow.answer = size(new Square(3));\n',
    "shapes/square.js": (
        'import { times } from "../numbers.js";\nconst side = 1;\nexport class Square {\n  constructor(n) {}\n}\n'
        "export const area = (square) => times(square.side, side);\n"
    ),
    "numbers.js": (
        "const side = 2;\nexport function times(a, b) {\n  return a * b;\n}\nexport async function later() {}\n"
    ),
}


def order(files: dict[str, str]) -> list[str]:
    return [module.path for module in modules_of("page.js", files.__getitem__)]


def test_a_module_follows_its_imports() -> None:
    assert order(PAGE) == ["numbers.js", "shapes/square.js", "page.js"]


def test_a_module_imported_twice_is_bundled_once() -> None:
    files = PAGE | {"page.js": 'import { times } from "./numbers.js";\n' + PAGE["page.js"]}
    assert order(files) == ["numbers.js", "shapes/square.js", "page.js"]


def test_each_module_has_its_own_scope_and_returns_its_exports() -> None:
    script = join_modules("page.js", PAGE.__getitem__)
    assert script.startswith('(() => {\n"use strict";\n')
    assert "const { times } = $numbers;" in script
    assert "const { area: size, Square } = $shapes_square;" in script
    assert "return { Square, area };" in script
    assert "return { times, later };" in script
    assert "import" not in script
    assert "export" not in script


def test_an_import_over_several_lines_is_parsed() -> None:
    files = PAGE | {"page.js": 'import {\n  times,\n  later,\n} from "./numbers.js";\ntimes(1, 2);\n'}
    assert "const { times, later } = $numbers;" in join_modules("page.js", files.__getitem__)


def test_an_import_cycle_is_rejected_with_its_path() -> None:
    files = {
        "page.js": 'import { a } from "./a.js";\n',
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(ModuleError, match=r"page\.js → a\.js → b\.js → a\.js"):
        order(files)


def test_an_import_of_a_name_that_is_not_exported_is_rejected() -> None:
    files = PAGE | {"page.js": 'import { side } from "./numbers.js";\n'}
    with pytest.raises(ModuleError, match=r"page\.js: numbers\.js does not export side"):
        order(files)


@pytest.mark.parametrize(
    "line",
    [
        "export default class {}",
        "export { side };",
        "export let side = 1;",
        'export * from "./numbers.js";',
        'import "./numbers.js";',
        'import * as all from "./numbers.js";',
        'import one from "./numbers.js";',
        'const found = await import("./numbers.js");',
        '  import { times } from "./numbers.js";',
    ],
)
def test_unsupported_import_syntax_is_rejected(line: str) -> None:
    with pytest.raises(ModuleError, match=r"page\.js: cannot read"):
        order(PAGE | {"page.js": f"{line}\n"})


@pytest.mark.parametrize(
    "comment",
    [
        '/** @typedef {import("./numbers.js").Side} Side */',
        '  /** @type {import("./numbers.js").Side} */',
        '/**\n * A side.\n * @param {import("./numbers.js").Side} side\n */',
        "/**\n * Lines of it may begin with any word:\n   import and\n   export as well.\n */",
    ],
)
def test_type_imports_in_comments_are_accepted(comment: str) -> None:
    assert comment.strip() in join_modules(
        "page.js", {"page.js": f"const n = 1;\n{comment}\nconst m = n;\n"}.__getitem__
    )


@pytest.mark.parametrize(
    "line",
    [
        '/** Now. */ const found = await import("./numbers.js");',
        'const found = await import("./numbers.js"); /** Then. */',
        '/** One. */\nconst found = import("./numbers.js");\n/** Two. */',
        '/**\n * One.\n */ import("./numbers.js");\n/** Two. */',
    ],
)
def test_code_beside_a_comment_is_checked(line: str) -> None:
    with pytest.raises(ModuleError, match=r"page\.js: cannot read"):
        order(PAGE | {"page.js": f"{line}\n"})


def test_an_export_defined_twice_is_rejected() -> None:
    files = PAGE | {
        "page.js": 'import { times } from "./numbers.js";\nimport { area as times } from "./shapes/square.js";\n'
    }
    with pytest.raises(ModuleError, match=r"page\.js: defined twice: times"):
        order(files)


def test_an_import_from_outside_the_page_is_rejected() -> None:
    with pytest.raises(ModuleError, match="not a relative path"):
        order(PAGE | {"page.js": 'import { a } from "https://example.org/a.js";\n'})
