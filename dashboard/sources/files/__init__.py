"""Opens the event files that analysts already hold: a file comes in, one table of events and a report come out.

read              bytes → rows of text, or typed columns
layout            where in the file its table stands
formats           the published formats, one module each; tables in no published format
convert           cells → the canonical columns, and why a row is listed
sheet_reading     a file of any kind → its sheet, and how it was read
column_questions  what the columns of a sheet mean, and what only a person can say
opening           all of it, in that order
opened            one opened file
process           the same in a process of its own, with limits of memory and time
keep              what stays on this machine after a file was open
file_columns      the canonical table → the columns that are filtered
file_record       one row as its record
file_citation     how a row of an opened file is cited
file_set          an opened file as a set of events
"""

from dashboard.sources.files.convert.canonical_columns import COLUMNS, COLUMNS_MEAN, SCHEMA
from dashboard.sources.files.convert.column_forms import questions
from dashboard.sources.files.convert.mapping import FIELDS, Mapping, fitted, header_key
from dashboard.sources.files.convert.mapping_proposal import proposal_reasons, propose
from dashboard.sources.files.convert.row_report import LISTED, RowReport, to_csv
from dashboard.sources.files.formats.published_formats import is_published, labels_of
from dashboard.sources.files.keep.kept_copies import KeptCopies, KeptCopy
from dashboard.sources.files.keep.recent_files import RecentFiles
from dashboard.sources.files.keep.remembered_mappings import RememberedMapping, RememberedMappings
from dashboard.sources.files.layout.layout_choices import Layout, LayoutChoices, SheetSeen
from dashboard.sources.files.opened import Opened
from dashboard.sources.files.opening import open_file, preview
from dashboard.sources.files.process.apart import open_apart, warm
from dashboard.sources.files.read.file_suffixes import FILES as FILE_SUFFIXES
from dashboard.sources.files.read.size_limits import Limits

__all__ = [
    "COLUMNS",
    "COLUMNS_MEAN",
    "FIELDS",
    "FILE_SUFFIXES",
    "LISTED",
    "SCHEMA",
    "KeptCopies",
    "KeptCopy",
    "Layout",
    "LayoutChoices",
    "Limits",
    "Mapping",
    "Opened",
    "RecentFiles",
    "RememberedMapping",
    "RememberedMappings",
    "RowReport",
    "SheetSeen",
    "fitted",
    "header_key",
    "is_published",
    "labels_of",
    "open_apart",
    "open_file",
    "preview",
    "proposal_reasons",
    "propose",
    "questions",
    "to_csv",
    "warm",
]
