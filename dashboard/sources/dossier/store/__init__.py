"""A dossier as one SQLite file: made, changed step by step, undone, handed over.

dossier_file     DossierFile: what a page or a command does with such a file
importing        the files of a dossier → a new SQLite file
new_dossier      the descriptor and the empty tables of a new one
database         the tables of the SQLite file; opening it, and telling it from the file of another program
changes          what is saved: changes, steps, drafts
stored_rows      rows as they are stored, typed as the gate takes them, and found by what they refer to
rendering        stored rows → the CSV files that the gate of a folder reads
affected         which rows may be judged otherwise after a change
surroundings     which rows the checks of a row look at
partial_gate     the gate over the rows that a change affects
live_tables      the tables through the gate, kept up with the steps
removal          a row that is taken out, and what goes with it
replacements     what is asked for → what is replaced in each row and file
saving           replacements → one step, or the faults that refuse it
undoing          a step taken back, or what depends on it
history          the log of a dossier that was written to files → its steps again
work             drafts and log, as files that go along with a dossier
drafts           forms that nobody accepted yet
step_log         the steps, filtered, and as JSON Lines
folder_form      a dossier as a folder, fit for git
hand_over        a dossier as one zip to give away, and such a zip opened
dossier_storage  a dossier in whichever form it lies
merging          two copies of a dossier, coded apart → one, and what differs
dossier_shelf    the dossiers of this user: made, listed, put into a bin and back
"""

from dashboard.sources.dossier.store.changes import Change, Draft, FileChange, Step, StoredRow
from dashboard.sources.dossier.store.dossier_file import DossierFile
from dashboard.sources.dossier.store.new_dossier import NewParty

__all__ = ["Change", "DossierFile", "Draft", "FileChange", "NewParty", "Step", "StoredRow"]
