"""Context events beside the map: what happened, when, and the incidents before and after."""
