"""The trend: bars of incidents and deaths over time."""
