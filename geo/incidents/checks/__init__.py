"""The checks of a draft, one module for each group of columns; `geo.incidents.validation` runs them in order."""
