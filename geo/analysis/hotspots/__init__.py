"""Where incidents cluster: local statistics, emerging hot spots, permutation scan, near repeats, kernel density.

Every function takes a snapshot and returns a `geo.analysis.hotspots.result.HotSpots`: method, parameters, seed, what
was used and left out, and a class and a sentence for each row. The methods are described in ``docs/hotspots.md``.
"""
