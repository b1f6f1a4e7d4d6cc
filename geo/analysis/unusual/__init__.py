"""Unusual for this district: the count of a window against each place's own past, with published error rates.

`look` gives a verdict for every district and each province, with a sentence, from a snapshot. The count model is
negative binomial with a dispersion pooled over districts; given the total of window and past it is beta-binomial, by
which the error of the estimated mean is in the tail. The false discovery rate is controlled over all places looked at.
"""

from geo.analysis.unusual.details import DETAILS_METHOD, Details, details
from geo.analysis.unusual.first_seen import FirstSeen, first_seen, first_seen_words
from geo.analysis.unusual.looking import look
from geo.analysis.unusual.rates import Comparison, poisson_test
from geo.analysis.unusual.result import Look, Notes, PlaceLook, Verdict
from geo.analysis.unusual.settings import Settings
from geo.analysis.unusual.since_when import Level, SinceWhen, since_when
from geo.analysis.unusual.spread import Spread, spread

__all__ = [
    "DETAILS_METHOD",
    "Comparison",
    "Details",
    "FirstSeen",
    "Level",
    "Look",
    "Notes",
    "PlaceLook",
    "Settings",
    "SinceWhen",
    "Spread",
    "Verdict",
    "details",
    "first_seen",
    "first_seen_words",
    "look",
    "poisson_test",
    "since_when",
    "spread",
]
