"""Opens the event files that analysts already hold: a file comes in, one table of events and a report come out.

contents   a path or bytes → what kind of file it is, unpacked; what is no table is refused
unpacking  what is packed in a file, counted while it unpacks
extent     how far a workbook's cells reach, told before they are read
others     what a file that is no table is called, and what to do with it
encoding   text of any common encoding → UTF-8, or the encodings that a person has to choose from
readings   bytes that are no UTF-8 → the texts that they may be, best first
alphabets  how well a text reads in the letters that an encoding gives it
look       the first records of a text, and its delimiter
header_line  on which line the header stands, if there is one
widths     rows with more or fewer cells than the header: mended or listed
frame      the two together: where the rows begin, how wide they are, in which format
delimited  CSV and its kin → a sheet, by Arrow
lines      the same line by line, where Arrow gives up
workbook   Excel files → rows of text, of the sheet that holds events
merged     merged cells of a workbook, read for each of their rows
parquet    Parquet files → typed columns
broken_text  bytes in columns of words that are no text
json_text  JSON text → values, one document or one a line
rows       records with named members → rows of text
json_records  JSON values → such records: in any envelope
geojson    GeoJSON features → properties and a point for each geometry
kml        KML placemarks → the same, days as they are written
gis        GeoPackages and zipped shapefiles → the same, through GDAL
shapefiles  whether an archive holds a whole shapefile
geometry   a shape → a point on it, over the date line too
choices    how the bytes become rows: what a person said, what the reader used
asking     the questions that only a person can answer
sheet      rows and columns before anybody asks what they mean
published  what a published format is: how it is told, what is read, what its rows become
formats    the published formats
headers    the first records → one of them, or a table that has to be explained
terms      what their codes mean in our own: the published mapping
cells      columns → words and numbers
month_names  names of months in the languages of CLDR
day_forms  one cell → the days it names, in any common form
figures    counts of people → whole numbers, with low and high ones
coordinates  cells that hold a place → latitude and longitude
days       the dates in a column → first and last possible day
night      whether a row's text says night, in which words
outlines   the countries' outlines, from the base map
borders    points outside the country their row names
drafting   what the drafts of several formats do alike
acled      an ACLED export → the canonical columns
ged        a UCDP GED file → the canonical columns
gtd        the Global Terrorism Database → the canonical columns
gdelt      GDELT events → the canonical columns
viina      VIINA reports → the canonical columns
airwars    Airwars incidents → the canonical columns
timemap    timemap's events → the canonical columns
counts     tables of counts → the canonical columns, for all of their month or week
codebook   the published mapping as a document
heads      what the head of a column says
mapping    what the columns of another table mean: proposed, settled by a person, remembered
settling   the form of each column, by all of its cells, and what stays open
mapped     such a table → the canonical columns
toponyms   names of places without coordinates, through the gazetteer
canonical  the table that every file becomes
reasons    why a row is listed
report     what happened to every row
limits     how much is read
watch      progress, and the way to stop
opening    all of it, in that order
apart      the same in a process of its own, with limits of memory and time
reader_process  that process, seen from here: what it says, what it uses, how it ends
child      that process itself
messages   what the two say to each other
allowance  how much memory and time one file may take
scratch    private folders for what is made of a file while it is open
stored     an opened file as Arrow files in a folder
checksums  whether what was written down is still what was written
beside     folders that are written beside and moved into place
cache      copies that the user keeps: Parquet in the user's own folder
remembered  what the columns of tables mean, on this machine by their header
recent     what was opened from a path lately, to be opened again in a moment
"""

from dashboard.files.apart import open_apart, warm
from dashboard.files.cache import Cache, Kept
from dashboard.files.canonical import COLUMNS_MEAN, SCHEMA
from dashboard.files.choices import Choices, Layout, SheetSeen
from dashboard.files.contents import TABLE_SUFFIXES
from dashboard.files.limits import Limits
from dashboard.files.mapping import FIELDS, Mapping, fitted, header_key, proposal_reasons, propose
from dashboard.files.opening import Opened, open_file, preview
from dashboard.files.recent import Recent
from dashboard.files.remembered import Known, Remembered
from dashboard.files.report import LISTED, Report, to_csv
from dashboard.files.settling import questions

__all__ = [
    "COLUMNS_MEAN",
    "FIELDS",
    "LISTED",
    "SCHEMA",
    "TABLE_SUFFIXES",
    "Cache",
    "Choices",
    "Kept",
    "Known",
    "Layout",
    "Limits",
    "Mapping",
    "Opened",
    "Recent",
    "Remembered",
    "Report",
    "SheetSeen",
    "fitted",
    "header_key",
    "open_apart",
    "open_file",
    "preview",
    "proposal_reasons",
    "propose",
    "questions",
    "to_csv",
    "warm",
]
