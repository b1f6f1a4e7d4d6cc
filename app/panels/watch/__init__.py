"""The watch list: districts and provinces by how unusual their number of incidents is, and saved rules."""
