"""Access to bundled files."""

from __future__ import annotations

import pytest

from geo import assets
from geo.errors import AssetMissing


def test_a_missing_asset_raises_an_error_with_a_remedy() -> None:
    with pytest.raises(AssetMissing, match=r"incidents/none\.csv is missing .* Install the application again"):
        assets.path("incidents", "none.csv")


def test_text_and_bytes_come_from_the_same_file() -> None:
    parts = ("places", "README.md")
    assert assets.read_bytes(*parts).decode() == assets.read_text(*parts)


def test_a_table_is_read_as_text_by_column() -> None:
    rows = assets.read_table("incidents", "claims.csv")
    assert rows[0]["incident_id"] == "curated:20210103-01"
    assert {type(value) for row in rows for value in row.values()} == {str}
