"""The screens: Streamlit, one file a part of the page. Nothing outside this folder and app.py knows Streamlit.

page        the order of the parts: the table of contents of the page
data        the tables and the map's files, read once and shared by all sessions
head        what the page covers and until when; faults of the data; the foot
filters     the facets, in the side bar
days        the day slider
view        what is shown now, in words; the map
events      the list of events, those without a place included
panel       the evidence of the event that is open
claims      the figures and who says so
statements  what was said, and where the copies differ
text        text from outside as HTML or as a widget's label, escaped
"""
