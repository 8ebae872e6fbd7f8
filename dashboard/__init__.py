"""Reported events on a map that can be checked against the words they rest on."""
