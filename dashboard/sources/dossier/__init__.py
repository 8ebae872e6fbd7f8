"""A dossier: coded articles and their tables.

tables            the gate: a folder's files → valid tables, or listed faults
store             a dossier as one SQLite file, changed step by step
evidence          what a reader is shown of an event, claim or statement
dossier_columns   the coded events of a dossier → columns in memory
dossier_set       a dossier as a set of events
"""
