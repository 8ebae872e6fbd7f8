"""What the browser asks of the server and what it gets: routes, questions, the guard before them.

callers            who asks the server
guard              the guard before every request, Streamlit's own included
handouts           files that a reader takes away, each under an address of its own
offered_sets       sets of events made ready for the page: packed, and offered under a key
questions          what the page may ask about a set, and the answers
response_headers   what a browser is told that a page of ours may load, run and be framed by
routes             what the page fetches from the same origin
"""
