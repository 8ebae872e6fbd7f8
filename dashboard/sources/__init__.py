"""Where events come from: a dossier of coded articles, or an event file that somebody opens."""
