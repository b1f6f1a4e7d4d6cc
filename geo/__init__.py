"""Incidents as data, as statistics and as pictures. No Qt."""
