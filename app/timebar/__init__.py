"""The time bar: incidents over time, the window that is looked at, and playing through it."""
