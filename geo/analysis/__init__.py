"""Numbers from incidents, each with what it leaves out."""
