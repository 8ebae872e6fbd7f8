"""Opens the event files that analysts already hold: a file comes in, one table of events and a report come out.

read          bytes → rows of text, or typed columns
layout        where in the file its table stands
formats       the published formats, one module each; tables of somebody's own
convert       cells → the canonical columns, and why a row is listed
opening       all of it, in that order
process       the same in a process of its own, with limits of memory and time
keep          what stays on this machine after a file was open
file_columns  the canonical table → the columns that are filtered
file_record   one row as a reader sees it

"""

from dashboard.sources.files.convert.canonical_columns import COLUMNS, COLUMNS_MEAN, SCHEMA
from dashboard.sources.files.convert.column_forms import questions
from dashboard.sources.files.convert.mapping import FIELDS, Mapping, fitted, header_key, proposal_reasons, propose
from dashboard.sources.files.convert.row_report import LISTED, Report, to_csv
from dashboard.sources.files.keep.kept_copies import Cache, Kept
from dashboard.sources.files.keep.recent_files import Recent
from dashboard.sources.files.keep.remembered_mappings import Known, Remembered
from dashboard.sources.files.layout.layout_choices import Choices, Layout, SheetSeen
from dashboard.sources.files.opening import Opened, open_file, preview
from dashboard.sources.files.process.apart import open_apart, warm
from dashboard.sources.files.read.contents import TABLE_SUFFIXES
from dashboard.sources.files.read.size_limits import Limits

__all__ = [
    "COLUMNS",
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
