"""The state that the user chose, and the snapshot: which rows match it."""
