"""The details of the selected incident, or a summary of what is shown."""
