"""The geocoding step: from the place names as printed in ``data/events.csv`` to ``data/places.csv``.

    python -m dashboard.geocode            resolve, compare with the coder's place_id, write places.csv
    python -m dashboard.geocode --check    compare only

coded_places     the coded tables as this step needs them
clues            what the words around a name say about it
resolve          one name as printed → one place, or an error that lists the candidates
world_shapes     the shapes that a folder lacks, from the world's ground
named_shapes     the shapes in data/*.geojson by their name
places_table     every name resolved and compared with the coder's place_id; the rows of places.csv
printed_table    prints what each name became
file_replacing   replaces a file in one move
online           asks Nominatim for suggestions, when the operator has turned it on
online_answers   what Nominatim answered, kept in the user's own folder
"""
