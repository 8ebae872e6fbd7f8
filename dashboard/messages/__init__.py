"""Every message between Python and the page, declared once: what a key means, and of which type its value is.

answers          what the page asks of the server, and what it gets
controls         what each control of the page is given, and what it tells Python
desk             what the desk is given, where an article is coded, and what it tells Python
desk_choices     what the desk offers for each sentence, and all that its forms choose among
map_layer        what the map's layer is given and told, and what it tells Python
events_file      the events that the page ships, with their cards and places, and the marks over the slider
packed_file      the header of an EVC1 file: events as columns
checked_message  whether something from outside is a message
typescript       the declarations as TypeScript, for the scripts

A message is a dict as JSON has it; its type is a TypedDict. ``python -m dashboard.messages`` writes the declarations
for the scripts, browser/protocol.d.ts, anew; a test compares. Days are whole days since 1970-01-01 everywhere.
"""
