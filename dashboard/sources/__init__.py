"""Where events come from: a dossier of coded articles, or an event file that somebody opens.

dossier   coded articles and their tables
files     event files that somebody opens
"""
