"""The version of the program, as files that leave it state it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["program_version"]

_PACKAGE = "incident-atlas"


def program_version() -> str:
    """The version that is installed; where the sources are run as they are, the one that they give themselves."""
    from importlib import metadata  # a tenth of the whole start-up

    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:
        return _version_of_sources(Path(__file__).parents[2] / "pyproject.toml")


def _version_of_sources(path: Path) -> str:
    import tomllib

    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8"))["project"]["version"])
    except (OSError, ValueError, KeyError):
        return "unknown"
