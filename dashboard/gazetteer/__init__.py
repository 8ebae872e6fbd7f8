"""The world's ground: from a name to places, outlines, borders and time zones. Nothing is read before the first question.

names              a name as printed → the key under which its spellings are equal
places             data/gazetteer.csv, one row a place
geocoder           the same behind geopy's interface
towns              data/world/towns.parquet, the world's towns of 500 and more people
outlines           the first-order units of every country
borders            the line that two countries share
compass_regions    "northern Mali", cut from an outline; approximate
curated_shapes     a reference such as "regions.geojson#ID" → the shape of that feature
time_zones         the zone of a town, a province, a country
world_gazetteer    gazetteer.csv with the rest of the world behind it, for the geocoding of a dossier anywhere
place_candidates   one place that a name may mean
place_search       the door to all of these: search as you type, candidates of a name, shapes
"""

from dashboard.gazetteer.geocoder import GazetteerGeocoder
from dashboard.gazetteer.names import compact_key, name_key
from dashboard.gazetteer.place_candidates import PlaceCandidate
from dashboard.gazetteer.place_search import PlaceSearch
from dashboard.gazetteer.places import GAZETTEER, LEVELS, Entry, Gazetteer, Match, Proposal
from dashboard.gazetteer.world_gazetteer import WorldGazetteer

__all__ = [
    "GAZETTEER",
    "LEVELS",
    "Entry",
    "Gazetteer",
    "GazetteerGeocoder",
    "Match",
    "PlaceCandidate",
    "PlaceSearch",
    "Proposal",
    "WorldGazetteer",
    "compact_key",
    "name_key",
]
