"""A dossier: coded articles and their tables. ``tables`` is the gate, ``evidence`` is what a reader is shown.

dossier_columns   the coded events of data/ → columns in memory
"""
