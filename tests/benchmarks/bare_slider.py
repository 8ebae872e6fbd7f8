"""The floor: a Streamlit slider that writes one line. What any page on this stack pays for a move."""

import streamlit as st

days = ["All", *(f"2026-02-{day}" for day in range(21, 28))]
st.write(f"value:{st.select_slider('Day', days)}")
choice = st.pills("Filter", ["a", "b"], selection_mode="multi", key="filter")
st.write(f"filter:{','.join(choice)}")
