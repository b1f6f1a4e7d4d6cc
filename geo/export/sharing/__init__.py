"""The sharing guard: what of the incidents leaves the program, decided before any writer sees them."""
