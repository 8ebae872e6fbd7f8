"""The entry: ``streamlit run dashboard/app.py``."""

from __future__ import annotations

import streamlit as st

from dashboard.serve import ROUTES

app = st.App("screens/page.py", routes=ROUTES)
