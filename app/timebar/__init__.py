"""The time bar: incidents over time, the period that is shown, and playing through it."""
