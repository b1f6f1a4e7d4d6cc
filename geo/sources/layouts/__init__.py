"""Source layouts, one module each: a module here that defines ``LAYOUT`` is recognised, credited and offered.

The file name is the name of the layout on the command line. Nothing else has to be registered; see
`geo.sources.layout` for what a layout declares, and `geo.sources.layout_registry` for how the modules are found.
"""
