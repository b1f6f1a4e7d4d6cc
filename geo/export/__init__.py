"""Files that the application writes: one module a kind of file, all of them declared in `geo.export.formats`."""
