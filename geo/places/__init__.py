"""Where things are: boundaries, the names of districts and towns, measuring, and which district a point lies in."""
