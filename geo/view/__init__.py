"""What the user asked for and which rows answer it."""
