"""The example with made-up data: some 6,000 invented incidents over five years, in a workspace of many releases.

`make_example` writes it. What is planted in it, and what its numbers are taken from, stands in
`geo.sources.example.recipe`.
"""

from geo.sources.example.workspace import make_example

__all__ = ["make_example"]
