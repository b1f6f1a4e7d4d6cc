"""Rules of the architecture that no type checker checks: imports, access to libraries, sizes."""

from __future__ import annotations

import ast
import contextlib
import json
import pkgutil
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement

from geo.draw.web import offline_code
from geo.draw.web.files import ENTRY, read_script
from geo.draw.web.modules import modules_of

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([ROOT / "main.py", *(p for name in ("geo", "app", "scripts") for p in (ROOT / name).rglob("*.py"))])
APPLICATION = [path for path in SOURCES if "scripts" not in path.parts]
WEB = ROOT / "assets" / "web"
SCRIPTS = sorted(path for path in WEB.rglob("*.js") if "vendor" not in path.relative_to(WEB).parts)

DOORS = {
    "folium": ("geo/draw/web/folium_page.py",),
    "branca": (),
    "jinja2": (),
    "matplotlib": ("geo/draw/page/", "geo/draw/film/"),
    "PIL": ("geo/export/film_gif.py", "geo/draw/page/png.py"),
    "imageio_ffmpeg": ("geo/export/film_video.py",),
    "pyproj": ("geo/places/measure.py",),
    "geopandas": ("geo/places/",),
    "shapely": ("geo/places/",),
    "pyogrio": ("geo/sources/files/shapes.py", "geo/export/geopackage_layer.py"),
    "pyarrow": ("geo/sources/files/columnar.py",),
    "scipy": ("geo/analysis/", "geo/places/border_lines.py", "geo/tally/cells.py"),
    "docx": ("geo/export/", "geo/intake/readers/document.py"),
    "selectolax": ("geo/intake/readers/page.py",),
    "pypdf": ("geo/intake/readers/pdf.py",),
    "pptx": ("geo/export/",),
    "openpyxl": ("geo/sources/files/workbook.py", "geo/export/"),
    "python_calamine": ("geo/sources/files/workbook.py",),
    "defusedxml": ("geo/sources/files/placemarks.py", "geo/draw/style/svg_logo.py"),
    "fontTools": ("geo/draw/style/svg_logo.py", "geo/draw/page/pdf.py"),
    "charset_normalizer": ("geo/sources/files/encoding.py",),
    "cachetools": ("geo/dataset.py",),
    "sqlite3": ("geo/store/", "geo/tiles/mbtiles.py"),
    "pmtiles": ("geo/tiles/pmtiles.py",),
    "xyzservices": ("geo/tiles/online.py",),
    "PySide6": ("app/",),
    "shiboken6": ("app/",),
    "PySide6.QtNetwork": ("app/map/online.py",),
    "PySide6.QtWebEngineCore": ("app/map/",),
    "PySide6.QtWebEngineWidgets": ("app/map/",),
    "PySide6.QtWebEngineQuick": (),
    "PySide6.QtWebChannel": ("app/map/",),
}
"""The only files that may import an outside library: a file, or a folder (ends with a slash);
empty where none may."""

HEAVY = (
    "pandas",
    "geopandas",
    "shapely",
    "pyproj",
    "pyogrio",
    "folium",
    "branca",
    "jinja2",
    "matplotlib",
    "scipy",
    "mapclassify",
    "sklearn",
    "networkx",
    "pyarrow",
    "openpyxl",
)
"""Libraries that take 0.1 s and more to import, and are imported after the window is painted."""

PACKAGES_OF = {"PIL": "pillow", "docx": "python_docx", "fontTools": "fonttools", "pptx": "python_pptx"}
"""Packages whose modules have another name, by that name."""

FOLIUM_SINKS = (
    "Choropleth", "CircleMarker", "CustomIcon", "DivIcon", "FeatureGroup", "GeoJson", "GeoJsonPopup", "GeoJsonTooltip",
    "Html", "Icon", "IFrame", "Marker", "Popup", "TimestampedGeoJson", "Tooltip", "explore",
)  # fmt: skip
"""Parts of folium that render text as a template a second time: a cell of a file would run as code."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file, parsed once for all tests; nobody changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    """Drop the trees afterwards: they are 400 MB, through which later tests would look for garbage."""
    yield
    tree_of.cache_clear()
    nodes_of.cache_clear()


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of that tree, found once for all tests."""
    return tuple(ast.walk(tree_of(path)))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The dotted names of all modules and members that a file imports, at any depth."""
    return tuple(imported_names(nodes_of(path)))


def imported_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_of(imported: str, package: str) -> bool:
    return imported == package or imported.startswith(f"{package}.")


def forbidden_imports(doors: dict[str, tuple[str, ...]], files: list[Path]) -> list[str]:
    return [
        f"{relative(path)} imports {name}"
        for path in files
        for name in imports(path)
        for library, allowed in doors.items()
        if is_of(name, library) and not relative(path).startswith(allowed)
    ]


def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # It would disable all loggers of this process, and with them the tests that read what is logged.
    monkeypatch.setattr("logging.config.dictConfig", lambda _settings: None)
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_each_library_has_one_door() -> None:
    assert forbidden_imports(DOORS, APPLICATION) == []


@pytest.mark.parametrize(("library", "door"), [(name, door) for name, doors in DOORS.items() for door in doors])
def test_a_door_exists_and_is_used(library: str, door: str) -> None:
    behind = [path for path in APPLICATION if relative(path).startswith(door)]
    assert [path for path in behind if any(is_of(name, library) for name in imports(path))]


def test_a_forbidden_import_is_detected() -> None:
    assert forbidden_imports({"ast": ("geo/",)}, [Path(__file__)]) == ["tests/test_architecture.py imports ast"]


def module_name(path: Path) -> str:
    """The dotted name of a module, or of the package of an ``__init__.py``."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def import_graph(files: list[Path]) -> dict[str, set[str]]:
    """The modules that each module imports: at the top, in functions and for types only."""
    names = {module_name(path) for path in files}

    def target(imported: str) -> str:
        return imported if imported in names else imported.rpartition(".")[0]

    return {module_name(path): {target(name) for name in imports(path)} & names - {module_name(path)} for path in files}


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected components that hold an edge, largest first."""
    reachable = {node: set(others) for node, others in graph.items()}
    for middle in graph:
        for node in graph:
            if middle in reachable[node]:
                reachable[node] |= reachable[middle]
    groups = {frozenset(n for n in reachable[node] if node in reachable[n]) for node in graph}
    return sorted((sorted(group) for group in groups if group), key=len, reverse=True)


def test_no_import_cycles() -> None:
    assert cycles(import_graph(APPLICATION)) == []


def test_a_cycle_is_detected() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == [["b", "c"]]


def test_no_module_imports_main() -> None:
    assert [relative(p) for p in APPLICATION if p.name != "main.py" and any(is_of(n, "main") for n in imports(p))] == []


def test_imported_and_declared_packages_are_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = {name: lines for name, lines in project["optional-dependencies"].items() if name != "test"}
    lines = [*project["dependencies"], *(line for extra in optional.values() for line in extra)]
    declared = {Requirement(line).name.replace("-", "_") for line in lines}
    declared = {"PySide6" if name.startswith("PySide6") else name for name in declared}
    imported = {name.split(".")[0] for path in APPLICATION for name in imports(path)}
    outside = {PACKAGES_OF.get(name, name) for name in imported - {*sys.stdlib_module_names, "geo", "app", "main"}}
    # geopandas returns objects of pandas; shiboken6 is a part of PySide6.
    assert outside - {"shiboken6"} | {"pandas"} == declared


@pytest.mark.parametrize("folder", ["app/panels", "app/dialogs"])
def test_panels_and_dialogs_do_not_import_each_other(folder: str) -> None:
    package = folder.replace("/", ".")
    violations = []
    for path in (ROOT / folder).rglob("*.py"):
        own_package = f"{package}.{path.relative_to(ROOT / folder).parts[0].removesuffix('.py')}"
        if path.parent == ROOT / folder and path.name == "__init__.py":
            continue
        violations += [
            f"{relative(path)} imports {n}" for n in imports(path) if is_of(n, package) and not is_of(n, own_package)
        ]
    assert violations == []


@pytest.mark.parametrize("name", ["session", "jobs", "settings"])
def test_modules_without_widgets_import_only_qtcore(name: str) -> None:
    modules = [n for n in imports(ROOT / "app" / f"{name}.py") if is_of(n, "PySide6")]
    assert modules
    assert [n for n in modules if not is_of(n, "PySide6.QtCore")] == []


def loaded_by(module: str) -> set[str]:
    """The top-level packages in a new interpreter after one import."""
    code = f"import sys, json, {module}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", ["geo.view.snapshot", "app.session", "app.window"])
def test_nothing_heavy_is_imported_before_the_window_shows(module: str) -> None:
    assert loaded_by(module) & set(HEAVY) == set()


@pytest.mark.parametrize("module", ["geo.errors", "app.cli", "main"])
def test_the_command_line_starts_without_qt(module: str) -> None:
    assert loaded_by(module) & {*HEAVY, "PySide6"} == set()


def uses_of(path: Path, names: tuple[str, ...]) -> list[str]:
    """The uses of these names in a file, as attributes or imports."""
    used = [node.attr for node in nodes_of(path) if isinstance(node, ast.Attribute)]
    used += [name.rpartition(".")[2] for name in imports(path)]
    return [f"{relative(path)}: {name}" for name in used if name in names]


def test_no_part_of_folium_that_runs_text_is_used() -> None:
    doors = [path for path in APPLICATION if relative(path).startswith(("geo/draw/web/folium_page.py", "geo/places"))]
    assert len(doors) > 10
    assert [use for path in doors for use in uses_of(path, FOLIUM_SINKS)] == []


def test_no_page_or_text_is_set_as_html() -> None:
    rich = ("setHtml", "insertHtml", "setMarkdown", "RichText", "MarkdownText")
    assert [use for path in APPLICATION for use in uses_of(path, rich)] == []


def test_script_is_run_by_the_map_alone() -> None:
    used = {relative(path).rpartition("/")[0] for path in APPLICATION if uses_of(path, ("runJavaScript",))}
    assert used == {"app/map"}


FAR_AWAY = re.compile(
    r"unpkg|jsdelivr|cdnjs|bootstrapcdn|cloudflare|googleapis|gstatic|code\.jquery|rawgit|arcgisonline|mapbox\.com"
    r"|stadiamaps|cartocdn|opentopomap|tile\.|tiles\.|//[a-d]\.|//\{s\}\.|//cdn\.",
    re.IGNORECASE,
)


def test_nothing_names_a_tile_server_or_a_cdn() -> None:
    web = [path for path in WEB.rglob("*") if path.suffix in {".js", ".css", ".html", ".svg"}]
    assert len(web) > 10
    violations = [
        f"{relative(path)}: {match[0]}"
        for path in [*APPLICATION, *web]
        for match in re.finditer(r"https?:[^\s\"'<>)]+", path.read_text(encoding="utf-8"))
        if FAR_AWAY.search(match[0])
    ]
    assert violations == []


REGISTRIES = [
    words.replace(" ", ".")
    for words in ("pypi org", "pythonhosted org", "npmjs org", "npmjs com", "deb debian org", "security debian org")
]
MADE_BY_TOOLS = {".git", ".venv", "__pycache__", "node_modules", "build", "dist"}
TEXT = {".py", ".md", ".toml", ".txt", ".js", ".css", ".html", ".json", ".csv", ".geojson", ".svg", ".yml", ""}


def project_files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(part in MADE_BY_TOOLS or part.endswith("_cache") for part in parts):
            yield path


def test_no_file_names_a_package_registry() -> None:
    texts = {relative(p): p.read_text(encoding="utf-8") for p in project_files() if p.suffix in TEXT}
    assert [(name, host) for name, text in texts.items() for host in REGISTRIES if host in text] == []


@cache
def code_lines(path: Path) -> set[int]:
    """The numbers of the lines with code: no blank lines, comments or docstrings."""
    texts = path.read_text(encoding="utf-8").splitlines()
    lines = {number for number, text in enumerate(texts, 1) if text.strip() and not text.lstrip().startswith("#")}
    docstrings = set[int]()
    for node in nodes_of(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            docstrings |= lines_of(node)
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            lines |= lines_of(node)
    return lines - docstrings


def lines_of(node: ast.expr | ast.stmt) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def function_lengths(path: Path) -> dict[str, int]:
    """Code lines of the body of each function."""
    lines = code_lines(path)
    functions = (n for n in nodes_of(path) if isinstance(n, ast.FunctionDef))
    return {
        f"{relative(path)}:{f.lineno} {f.name}": len(lines & set(range(f.body[0].lineno, (f.end_lineno or 0) + 1)))
        for f in functions
    }


def test_functions_are_short() -> None:
    lengths = {name: n for path in SOURCES for name, n in function_lengths(path).items()}
    assert {name: n for name, n in lengths.items() if n > 40} == {}
    assert statistics.median(lengths.values()) <= 6
    assert sum(n <= 20 for n in lengths.values()) >= 0.9 * len(lengths)


SCRIPT_LAYERS = ("data", "paint", "panels", "map", "offline", "")
"""The folders of the page's scripts from the lowest: each imports from itself and from those before it."""


def script_layer(name: str) -> int:
    return SCRIPT_LAYERS.index(name.rpartition("/")[0])


def test_the_scripts_of_the_page_keep_to_their_layers() -> None:
    # Refuses cycles and names that are not exported; what replaces modules of the page is read in their place.
    replaced = {path: read_script(other) for path, other in offline_code.REPLACED.items()}
    offline = modules_of(offline_code.ENTRY, lambda path: replaced.get(path) or read_script(path))
    modules = [*modules_of(ENTRY, read_script), *offline]
    known = {module.path for module in modules} | {*offline_code.REPLACED.values(), offline_code.BOOT}
    assert known == {path.relative_to(WEB).as_posix() for path in SCRIPTS}
    upwards = [
        f"{module.path} imports {one.source}"
        for module in modules
        for one in module.imports
        if script_layer(one.source) > script_layer(module.path)
    ]
    assert upwards == []


def test_files_are_short() -> None:
    counts = {relative(p): len(p.read_text(encoding="utf-8").splitlines()) for p in [*SOURCES, *SCRIPTS]}
    assert len(counts) > 200
    assert {name: n for name, n in counts.items() if n > 400} == {}


def test_no_module_has_a_vague_name() -> None:
    vague_names = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc"}
    assert [
        relative(path) for path in SOURCES if vague_names & set(path.with_suffix("").parts[len(ROOT.parts) :])
    ] == []


def exists(dotted: str) -> bool:
    """Whether a dotted name is a module, or what a module defines; a field without a default is only annotated."""
    with contextlib.suppress(ImportError, AttributeError):
        pkgutil.resolve_name(dotted)
        return True
    owner, _, name = dotted.rpartition(".")
    with contextlib.suppress(ImportError, AttributeError):
        return name in getattr(pkgutil.resolve_name(owner), "__annotations__", {})
    return False


def quoted(pattern: str, paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """What stands between single backticks, as the docstrings and comments name code."""
    for path in paths:
        for name in re.findall(rf"(?<!`)`({pattern})(?:\(\))?`(?!`)", path.read_text(encoding="utf-8")):
            yield path, name


def test_a_module_that_a_docstring_names_exists() -> None:
    texts = [*SOURCES, *SCRIPTS, *(ROOT / "tests").rglob("*.py")]
    names = list(quoted(r"(?:geo|app)(?:\.\w+)+", texts))
    assert len(names) > 50
    assert [f"{relative(path)}: {name}" for path, name in names if not exists(name)] == []


def test_a_missing_name_would_be_seen() -> None:
    assert [name for name in ("geo.state", "geo.query.Nothing", "geo.query.Query.first") if not exists(name)] == [
        "geo.state",
        "geo.query.Nothing",
    ]


def test_a_name_in_a_docstring_is_one_of_the_code() -> None:
    known = {name for path in SOURCES for name in identifiers(path)}
    names = list(quoted(r"[A-Za-z_]\w*(?:\.\w+)*", SOURCES))
    assert len(names) > 200
    found = [(path, name) for path, name in names if not is_of(name, "geo") and not is_of(name, "app")]
    assert [f"{relative(path)}: {name}" for path, name in found if not known.issuperset(name.split("."))] == []


def identifiers(path: Path) -> Iterator[str]:
    """Every name that a module defines, imports or uses."""
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]
        elif isinstance(node, ast.Name | ast.Attribute):
            yield node.id if isinstance(node, ast.Name) else node.attr


def test_every_folder_of_modules_is_a_package() -> None:
    """Without ``__init__.py`` the import contracts do not see a folder."""
    folders = {path.parent for path in SOURCES if path.parent not in (ROOT, ROOT / "scripts")}
    assert [relative(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_main_is_thin() -> None:
    assert len(code_lines(ROOT / "main.py")) <= 60
