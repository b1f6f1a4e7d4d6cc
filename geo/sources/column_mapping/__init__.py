"""Tables with an unknown layout: which column is what, as the user decided, as it was read before, or as proposed."""
