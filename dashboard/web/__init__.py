"""What the browser asks of the server and what it gets: routes, questions, packed columns, the guard before them.

callers            who asks the server
guard              the guard before every request, Streamlit's own included
packed_columns     events as columns → two small binary files that the page reads as typed arrays
questions          data sets that the page may ask about, and the answers to what it asks
response_headers   what a browser is told that a page of ours may load, run and be framed by
routes             what the page fetches from the same origin
"""
