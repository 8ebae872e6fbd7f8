"""Two copies of a dossier, coded apart → one.

outcome         what comes of it: the files, what differs, which rows may be the same; what a person chose
likeness        when two rows say the same, and when one id stands for two things
row_pairs       which row of the second is which row of the first
incoming        the rows of the second under the ids that they get in the first
merged_files    articles, and shapes feature by feature
properties      what both say of themselves, property by property
merge           the order of these steps
"""

from dashboard.sources.dossier.store.merging.merge import as_contents, merge
from dashboard.sources.dossier.store.merging.outcome import AS_THEY_ARE, Choices, Conflict, Merged, Pair, Preferred

__all__ = ["AS_THEY_ARE", "Choices", "Conflict", "Merged", "Pair", "Preferred", "as_contents", "merge"]
