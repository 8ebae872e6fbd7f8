"""The screens: Streamlit, one file a part of the page. Nothing outside this folder and app.py knows Streamlit.

The page
    page                   the order of the parts: the table of contents of the page
    page_head              what the page covers and until when; faults of the data; the foot
    navigation             map, claims or sources; where an event, claim, statement or quote is opened
    address                the view as the page's query string, and back
    view_history           undo and redo of the view
    address_reading        one reading of that query string, which anyone may have written
    files_on_shelf         files that a reload finds again
    choice_in_a_row        one of a few, chosen in a row of buttons
    component              our own controls in the page, from browser/

What is shown
    shipped_data           the dossiers, read once and shared by all sessions
    open_sets              the sets of events that are open in this session
    opened_event           the event that is open in this session
    data_set_choice        the choice among the sets
    desk                   the desk: a person's own dossiers, and how a report becomes events in one of them
    open                   opening event files: the choice of a file, its columns, the bar and a way to stop
    filter_bar             the filters, in the side bar
    day_slider             the day slider

Map, list and what is open
    map_view               the map and what is open
    beside_map             the choice of what stands beside the map: the list or the charts
    charts                 events and deaths by time, who, where and what
    list_length            how many entries of a long list are drawn
    event_list             the events as a list, those without a place included
    record_panel           the record of the event that is open
    headline_figures       the figures at a glance, each a claim
    file_report            an opened file: what it is, and what happened to its rows
    export_menu            what is shown as a file to take away

Claims and sources
    claims_table           claims side by side
    statement_list         what was said besides
    article_reader         an article with every quote marked
    copies_compared        the copies of one story compared
    source_origins         where each source comes from
    quote_list             quotes with the way to their place in the article
    download_link          a link that downloads a file, also while the page is drawn anew
    open_links             buttons inside our HTML
    safe_text              text from outside as HTML or as a widget's label, escaped
"""
