"""The embedded map: the page, the scheme that serves it, the bridge back and the panel that shows it."""
