"""The screens: Streamlit, one file a part of the page. Nothing outside this folder and app.py knows Streamlit.

The page
    page          the order of the parts: the table of contents of the page
    head          what the page covers and until when; faults of the data; the foot
    navigation    map, claims or sources; where an event, claim, statement or quote is opened
    address       the view as the page's query string, and back
    component     our own controls in the page, from static/

What is shown
    data          the coded articles, read once and shared by all sessions
    sets          the data sets that are open in this session
    data_sets     the choice among them
    opening       opening event files, with a bar and a way to stop
    incoming      one file on its way in, read in a thread of its own
    settled       what the reader said of a table's columns, asked once
    mapping       what the columns of an own table mean
    filters       the filters, in the side bar
    days          the day slider

Map, list and what is open
    view          the map and what is open
    events        the coded events as a list, those without a place included
    panel         the evidence of the event that is open
    figures       the figures at a glance, each a claim
    file_events   an opened file: its list, one event in full, what happened to its rows
    take          what is shown as a file to take away

Claims and sources
    claims_table  claims side by side
    statements    what was said besides
    reader        an article with every quote marked
    copies        the copies of one story compared
    provenance    where each source comes from
    passages      quotes with the way to their place in the article
    links         buttons inside our HTML
    text          text from outside as HTML or as a widget's label, escaped
"""
