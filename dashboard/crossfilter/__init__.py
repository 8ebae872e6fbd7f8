"""Which events are shown: a filter in; events, counts beside each choice and a histogram of days out.

    codes        which values stand in which row, as small integers
    columns      events as columns: days, facets, numbers, texts
    filter       what a reader has chosen, also from JSON that anyone may have sent
    remembered   what was asked before
    naming       a facet's values as they are typed
    passing      which events pass one filter
    together     several facets counted in one pass
    bins         events per day, or per bin of days
    stacked      the same by classes of events
    engine       the answer
    opened       the table of an opened file → columns
    curated      the coded events of data/ → columns

A facet is a property by which a reader filters. An event may have several values of one facet (two actors, several
claimants); within a facet choices widen the selection, across facets they narrow it. No choice means no filter.
"""

from dashboard.crossfilter.bins import Histogram
from dashboard.crossfilter.codes import Lists, Places
from dashboard.crossfilter.columns import UNKNOWN, EventColumns, Facet, Value
from dashboard.crossfilter.curated import BOTH_SIDES, NO_ATTACK, NOT_STATED, attacker_choice, from_tables
from dashboard.crossfilter.engine import Answer, Crossfilter, Engine, Found
from dashboard.crossfilter.filter import Filter
from dashboard.crossfilter.opened import from_events
from dashboard.crossfilter.stacked import Classes

__all__ = [
    "BOTH_SIDES",
    "NOT_STATED",
    "NO_ATTACK",
    "UNKNOWN",
    "Answer",
    "Classes",
    "Crossfilter",
    "Engine",
    "EventColumns",
    "Facet",
    "Filter",
    "Found",
    "Histogram",
    "Lists",
    "Places",
    "Value",
    "attacker_choice",
    "from_events",
    "from_tables",
]
