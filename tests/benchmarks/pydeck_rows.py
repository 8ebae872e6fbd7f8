"""The usual alternative for a file of events: st.pydeck_chart with a scatter layer, sent anew on each move.

BENCHMARK_FILE names a CSV in the shape of UCDP GED.
"""

import os

import pandas as pd
import pydeck
import streamlit as st

COLUMNS = ["date_start", "latitude", "longitude", "side_a", "side_b", "type_of_violence"]

events = st.cache_data(lambda path: pd.read_csv(path, usecols=COLUMNS))(os.environ["BENCHMARK_FILE"])
days = events["date_start"].str[:10]
ends = list(days.sort_values().iloc[[(len(days) - 1) * tenth // 10 for tenth in range(3, 11)]])
last = st.select_slider("Up to", ends, value=ends[-1])
kinds = st.pills("Type", [1, 2, 3], selection_mode="multi")
shown = events[days <= last]
shown = shown[shown["type_of_violence"].isin(kinds)] if kinds else shown
layer = pydeck.Layer("ScatterplotLayer", shown, get_position=["longitude", "latitude"], get_radius=9000, pickable=True)
view = pydeck.ViewState(latitude=25, longitude=50, zoom=2)
st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_style=None))
st.write(f"shown:{len(shown)}")
