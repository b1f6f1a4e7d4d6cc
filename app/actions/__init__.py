"""Every user action: the table of them, and what they do, by area."""
