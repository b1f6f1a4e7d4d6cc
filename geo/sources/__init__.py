"""Where incidents come from, and the way they come in; `geo.sources.bringing` is its door."""
