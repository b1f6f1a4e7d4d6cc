"""What incidents are counted by: places, names of types, actors and sources, and times.

Each kind gives its groups and what none of them holds; `geo.analysis.groupings.registry` names the kinds.
`geo.analysis.counts` counts by one of them, `geo.analysis.crossing` by two at once.
"""
