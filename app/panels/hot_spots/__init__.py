"""Hot spots: a method with its settings, the answer as a ranked list, and the map."""
