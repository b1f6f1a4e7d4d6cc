"""One module a source of incidents."""
