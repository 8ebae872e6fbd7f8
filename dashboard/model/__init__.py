"""What every part speaks of: sets of events and their columns, what a filter chooses, days, quotes.

codes         which values of a facet stand in which row, as small integers
columns       events as columns in memory
days          days as numbers and in words
description   a set of events as a whole: what can be chosen
event_ids     from the id of an event to its row and back
filter        what a reader has chosen, and the rule by which an event passes
mercator      degrees → the projection of the map
number_names  numbers that English writes as words, and the least that its words for many say
quotes        quotes: passages of a source by offsets, and the words inside them that carry a role
record        what a reader is shown of one event: facts, figures, passages
stated_days   words that give a day → the earliest and latest day they may mean
"""
