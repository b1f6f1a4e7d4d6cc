"""Counts and sums of incidents.

Callers name what they count by; whether cumulative sums or rows are read is decided in `geo.tally.sums` alone.
"""
