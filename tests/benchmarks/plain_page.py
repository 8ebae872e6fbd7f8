"""What one writes first: a folium.Marker with a popup for each event, the map built anew on each move.

Leaflet and folium's other scripts come from the same origin, so that no page waits for another host.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from dashboard.map.event_layer import ROOT
from dashboard.sources.dossier.tables import load
from dashboard.web.routes import assets_version

LOCAL = f"{ROOT}assets/{assets_version()}/leaflet/"
folium.Map.default_js = [("leaflet", LOCAL + "leaflet.js")]
folium.Map.default_css = [("leaflet_css", LOCAL + "leaflet.css")]

tables = st.cache_resource(load)()
events = tables.events[tables.events["place_id"].notna()]
days = sorted({*events["date_start"], *events["date_end"]})
day = st.select_slider("Day", ["All", *days])
night = st.pills("Time of day", ["night", "unknown"])
world = folium.Map(location=(33, 68.5), zoom_start=6, tiles=None)
shown = 0
for event_id in events.index:
    event = tables.row("events", event_id)
    if day != "All" and not event["date_start"] <= day <= event["date_end"]:
        continue
    if night and event["time_of_day"] != night:
        continue
    place = tables.row("places", event["place_id"])
    # A div icon: folium's default marker asks a picture of another host. Text is shown as text by escaping it.
    folium.Marker(
        (place["latitude"], place["longitude"]),
        icon=folium.DivIcon(html='<b class="plain">o</b>'),
        tooltip=event["title"],
    ).add_to(world)
    shown += 1
st_folium(world, use_container_width=True, height=600, returned_objects=[])
st.write(f"shown:{shown}")
