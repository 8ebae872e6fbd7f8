"""Which events are shown: a filter in; ids, counts beside each choice and a histogram of days out.

engine      what can be asked of a set of events, whichever engine answers
event_set   a set of events: an engine, the records of its events, and what else it has
in_memory   the engine over NumPy arrays

A facet is a property by which a reader filters. An event may have several values of one facet (two actors, several
claimants). The rule by which an event passes a filter stands in dashboard.model.filter.
"""
