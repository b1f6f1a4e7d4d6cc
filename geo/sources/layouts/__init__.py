"""From tables of known layouts to our columns: one module a source."""
