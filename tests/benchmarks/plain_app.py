"""plain_page.py with our routes, so that its Leaflet comes from the same origin."""

import streamlit as st

from dashboard.serve import ROUTES

app = st.App("plain_page.py", routes=ROUTES)
