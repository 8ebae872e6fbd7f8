"""Take it with you: the chosen events, and what hangs on them, as the bytes of one file.

    data_statement      what every file says of itself
    extract             the chosen events → the rows of each table that go with them
    edtf                days as ISO 8601-2 writes them
    event_geometry      where an event was, no more exactly than reported
    facts               one event as values and plain text, the same in every format
    tables_export       the tables themselves, zipped, with their descriptor
    readme              what that zip says of itself
    html_export         the map as one HTML file, with no server and no network
    html_document       what that HTML file says in words
    distant_base_map    the base map for that file: fewer points far from the events
    packed_lines        the lines of that base map as text
    excel_export        an Excel workbook, a sheet for each table
    csv_export          one row an event, safe to open in a spreadsheet
    geojson_export      GeoJSON (RFC 7946)
    kml_export          KML 2.2
    annotations_export  W3C Web Annotations of the evidence
    record_export       GeoJSON and CSV of any set of events, from its records
    opened_file_export  GeoJSON and CSV of an opened file, by whole columns
    export_formats      the list of formats: the page's menu and the command's choices come from it
    selection           what the command line asks for → event ids

Same data and same events give the same bytes: no file holds the time at which it was written.
"""

from dashboard.export.data_statement import CAUTION, Provenance
from dashboard.export.export_formats import FORMATS, Format, export
from dashboard.export.extract import Extract, extract
from dashboard.sources.dossier.tables.data_hash import data_hash

__all__ = ["CAUTION", "FORMATS", "Extract", "Format", "Provenance", "data_hash", "export", "extract"]
