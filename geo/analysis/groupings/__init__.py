"""What incidents are counted by: `grouping` is what every kind gives, `registry` names the kinds.

The kinds are in `places`, `names` and `times`. `geo.analysis.counts` counts by one of them, `geo.analysis.crossing` by
two at once.
"""
