"""The window around `geo`."""
