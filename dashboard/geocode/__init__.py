"""The geocoding step: from the place names as printed in ``data/events.csv`` to ``data/places.csv``.

    python -m dashboard.geocode            resolve, compare with the coder's place_id, write places.csv
    python -m dashboard.geocode --check    compare only

``rows`` reads the coded tables, ``clues`` reads the words around a name, ``resolve`` decides, ``shapes``
looks the geometry up, ``places`` builds the table, ``report`` prints what was done; ``online`` asks Nominatim
for suggestions when the operator has turned it on.
"""
