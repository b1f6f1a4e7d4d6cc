"""The map as a web page: the door to folium, the data of the base map and the packed points."""
