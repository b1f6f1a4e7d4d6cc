"""Where incidents come from, and the way they come in; `geo.sources.importing` is its door."""
