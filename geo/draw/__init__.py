"""How incidents look: classes, the web map and the printed page."""
