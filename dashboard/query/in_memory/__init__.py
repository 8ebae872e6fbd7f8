"""The engine over NumPy arrays.

in_memory_engine     a filter in; counts, bars, names and ids out, kept for the next question
tally                the counts of one filter in one go
mask                 which events pass one part of a filter
joint_counts         several facets counted in one pass over the rows
histogram            how many events fall into each bar of days
histogram_by_class   the same, stacked by the values of a facet
grouping             events and their deaths by the values of a facet or by spans of days
label_search         labels found as they are typed
map_cells            how many events stand in each square of the map
memo                 results that were asked for before
"""
