"""A search for a place, as somebody types → the places that a form can choose, best first."""

from __future__ import annotations

from dashboard.coding.place_rows import FILES, candidate_of, label_point, place_search
from dashboard.gazetteer.place_candidates import PlaceCandidate
from dashboard.messages.desk import PlaceAnswer, ShapeAnswer
from dashboard.messages.desk_choices import PlaceOffer
from dashboard.words.sentences import say

# How many places are listed while somebody types, and the longest text that is looked up.
LISTED, LONGEST = 12, 120


def places_starting(typed: str) -> PlaceAnswer:
    """The places of that name, then those whose name starts so. Phrases such as "northern Mali" are read too."""
    search = place_search()
    typed = typed.strip()[:LONGEST]
    places = {
        place.place_id: place for place in [*search.candidates(typed)[:LISTED], *search.starting(typed, limit=LISTED)]
    }
    return {"places": [_offer(place) for place in places.values() if place.latitude is not None][:LISTED]}


def place_of(place_id: str) -> PlaceAnswer:
    """The place of this id, alone; none where no place has it."""
    place = candidate_of(place_id[:LONGEST])
    return {"places": [_offer(place)] if place else []}


def shape_of(place_id: str) -> ShapeAnswer:
    """The place of this id with its outline or its line, as the map draws it."""
    from shapely.geometry import mapping

    place = candidate_of(place_id[:LONGEST])
    if place is None or place.latitude is None or place.longitude is None:
        return {"place": None}
    shape = place_search().shape(place) if place.level in FILES else None
    return {
        "place": {
            "id": place.place_id,
            "name": place.name,
            "level": place.level,
            "at": label_point(shape, place.latitude, place.longitude) if shape else (place.latitude, place.longitude),
            "shape": mapping(shape) if shape else None,
        }
    }


def _offer(place: PlaceCandidate) -> PlaceOffer:
    search = place_search()
    own = say("its own name") if place.primary else say("also called so")
    return {
        "id": place.place_id,
        "name": place.name,
        "level": place.level,
        "country": search.countries_in_words(place.country),
        "admin1": search.admin1_name(place),
        "population": place.population,
        "latitude": place.latitude or 0.0,
        "longitude": place.longitude or 0.0,
        "why": search.remark(place) or own,
    }
