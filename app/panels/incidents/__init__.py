"""The list of incidents, and the model of its rows."""
