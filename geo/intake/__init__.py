"""From the text of a report to candidate incidents, for a person to confirm; nothing is stored here."""
