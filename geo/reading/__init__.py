"""Readers of dates, figures and cells of a fixed kind, shared by imports and by the intake of texts."""
