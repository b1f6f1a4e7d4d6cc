"""Tables that nobody described: which column is what, by a person's word, by an earlier answer, or by a guess."""
