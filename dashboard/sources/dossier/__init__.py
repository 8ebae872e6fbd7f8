"""A dossier: coded articles and their tables. ``tables`` is the gate, ``evidence`` is what a reader is shown.

dossier_columns   the coded events of a dossier → columns in memory
dossier_set       a dossier as a set of events
"""
