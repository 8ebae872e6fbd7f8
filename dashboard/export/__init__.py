"""Take it with you: the chosen events, and what hangs on them, as the bytes of one file.

    provenance   what every file says of itself: the hash of the data, whose the words are, what figures are not
    extract      the chosen events → the rows of each table that go with them
    edtf         days as ISO 8601-2 writes them
    geometry     where an event was, no more exactly than reported
    facts        one event as values and plain text, the same in every format
    archive      the tables themselves, zipped, with their descriptor
    readme       what that zip says of itself
    spreadsheet  one row an event, safe to open in a spreadsheet
    geojson      GeoJSON (RFC 7946)
    kml          KML 2.2
    annotations  W3C Web Annotations of the evidence
    formats      the list of formats: the page's menu and the command's choices come from it
    choice       what the command line asks for → event ids

Same data and same events give the same bytes: no file holds the time at which it was written.
"""

from dashboard.export.extract import Extract, extract
from dashboard.export.formats import FORMATS, Format, export
from dashboard.export.provenance import CAUTION, Provenance, data_hash

__all__ = ["CAUTION", "FORMATS", "Extract", "Format", "Provenance", "data_hash", "export", "extract"]
