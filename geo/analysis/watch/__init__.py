"""Rules of the watch list: filters and a threshold with a name, run on the data, and what of it is new.

`run_rule` says which places reach the threshold of a rule. A finding is new until it is acknowledged; what was
acknowledged stays quiet until it gets worse or half a year has passed.
"""

from geo.analysis.watch.rule import THRESHOLDS, Rule, rule_of, rule_text, threshold_of
from geo.analysis.watch.running import Finding, Outcome, acknowledge, run_rule, run_rules
from geo.analysis.watch.state import Acknowledged, state_of, state_text

__all__ = [
    "THRESHOLDS",
    "Acknowledged",
    "Finding",
    "Outcome",
    "Rule",
    "acknowledge",
    "rule_of",
    "rule_text",
    "run_rule",
    "run_rules",
    "state_of",
    "state_text",
    "threshold_of",
]
