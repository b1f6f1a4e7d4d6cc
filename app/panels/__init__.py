"""The panels around the map: each shows a snapshot and asks the session for another; none knows a sibling."""
