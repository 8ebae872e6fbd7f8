"""What every part speaks of: columns of events, what a filter chooses, days, quotes.

codes     which values of a facet stand in which row, as small integers
columns   events as columns
days      words that give a day → the earliest and latest day they may mean
filter    what a reader has chosen
quotes    quotes: passages of a source by offsets, and the words inside them that carry a role
"""
