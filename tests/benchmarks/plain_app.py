"""A page of others with our routes, so that its Leaflet comes from the same origin: plain_page.py, or BENCHMARK_PAGE."""

import os

import streamlit as st

from dashboard.web.routes import routes

app = st.App(os.environ.get("BENCHMARK_PAGE", "plain_page.py"), routes=routes())
