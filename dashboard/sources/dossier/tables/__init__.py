"""The one gate: the files of a dossier come in, a valid set of tables or listed faults come out.

contents       what a dossier is read from: a folder, or bytes in memory
folders        where dossiers lie, and where each keeps its articles
descriptor     what a datapackage.json declares
csv_table      one CSV file → typed rows, and a fault for each cell that does not fit
keys           ids that repeat, references that lead nowhere
shape_files    the GeoJSON files: read, validated, looked up by "file.geojson#id"
proof          every row against the words it rests on
named_actors   the actors in a cell against the words that name them
day_words      words that give a day → the days that they mean
dating         the stored days against the words that give them
rules          what is left of a row: kind, place, figures, roles, how well it is supported
tying          what ties a claim to events, and what contradicts it
placing        points and shapes of the places
unmapped       mentions of places that were read and left off the map
checks         runs the checks over tables that are read, in this order
load           runs all of these in this order; rows with faults are withheld, the rest is sound
report         what the gate says, in lines for a terminal
data_hash      one hash for all tables of a dossier, named by citations and exports
dictionary     the data dictionary (data/README.md), written from the descriptor
"""

from dashboard.sources.dossier.tables.contents import Contents, FolderContents, MemoryContents
from dashboard.sources.dossier.tables.descriptor import Descriptor, Field, Resource
from dashboard.sources.dossier.tables.folders import SHIPPED, dossier_folders
from dashboard.sources.dossier.tables.load import TableRow, Tables, load, load_contents
from dashboard.sources.dossier.tables.shape_files import Shapes

__all__ = [
    "SHIPPED",
    "Contents",
    "Descriptor",
    "Field",
    "FolderContents",
    "MemoryContents",
    "Resource",
    "Shapes",
    "TableRow",
    "Tables",
    "dossier_folders",
    "load",
    "load_contents",
]
