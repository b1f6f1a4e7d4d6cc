"""Days and periods of days: the one calendar of the application."""
