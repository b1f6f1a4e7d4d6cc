"""The implementation of a workspace in one GeoPackage file; `geo.store.geopackage.file` is its door."""
