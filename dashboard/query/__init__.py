"""Which events are shown: a filter in; events, counts beside each choice and a histogram of days out.

A facet is a property by which a reader filters. An event may have several values of one facet (two actors, several
claimants); within a facet choices widen the selection, across facets they narrow it. No choice means no filter.
"""
