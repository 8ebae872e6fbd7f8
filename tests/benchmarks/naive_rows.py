"""What one writes first for a file of events: a folium.Marker with a popup a row, the map built anew on each move.

BENCHMARK_FILE names a CSV in the shape of UCDP GED. Run by plain_app.py, so that Leaflet comes from the same origin.
"""

import os

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from dashboard.map.event_layer import ROOT
from dashboard.web.routes import assets_version

LOCAL = f"{ROOT}assets/{assets_version()}/leaflet/"
folium.Map.default_js = [("leaflet", LOCAL + "leaflet.js")]
folium.Map.default_css = [("leaflet_css", LOCAL + "leaflet.css")]
COLUMNS = ["date_start", "latitude", "longitude", "side_a", "side_b", "type_of_violence"]

events = st.cache_data(lambda path: pd.read_csv(path, usecols=COLUMNS))(os.environ["BENCHMARK_FILE"])
days = events["date_start"].str[:10]
ends = list(days.sort_values().iloc[[(len(days) - 1) * tenth // 10 for tenth in range(3, 11)]])
last = st.select_slider("Up to", ends, value=ends[-1])
kinds = st.pills("Type", [1, 2, 3], selection_mode="multi")
shown = events[days <= last]
shown = shown[shown["type_of_violence"].isin(kinds)] if kinds else shown
world = folium.Map(location=(25, 50), zoom_start=3, tiles=None)
for event in shown.itertuples():
    # A div icon: folium's default marker asks a picture of another host.
    folium.Marker(
        (event.latitude, event.longitude),
        icon=folium.DivIcon(html='<b class="plain">o</b>'),
        tooltip=f"{event.side_a} and {event.side_b}",
    ).add_to(world)
st_folium(world, use_container_width=True, height=600, returned_objects=[])
st.write(f"shown:{len(shown)}")
