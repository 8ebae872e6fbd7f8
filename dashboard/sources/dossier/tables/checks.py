"""Every check of the gate over tables that are read already, in the order in which one may rely on another."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.sources.dossier.tables.csv_table import Sheet
from dashboard.sources.dossier.tables.dating import check_days
from dashboard.sources.dossier.tables.descriptor import Descriptor
from dashboard.sources.dossier.tables.keys import check_keys
from dashboard.sources.dossier.tables.named_actors import check_names
from dashboard.sources.dossier.tables.placing import check_places
from dashboard.sources.dossier.tables.proof import Proof, prove
from dashboard.sources.dossier.tables.rules import check_rules
from dashboard.sources.dossier.tables.shape_files import Shapes
from dashboard.sources.dossier.tables.tying import check_ties
from dashboard.sources.dossier.tables.unmapped import check_unmapped


def check_all(sheets: Mapping[str, Sheet], descriptor: Descriptor, texts: dict[str, str], shapes: Shapes) -> None:
    """Add a fault to every row that repeats a key, leads nowhere, or says what the words it rests on do not.

    Args:
        sheets: the tables by name.
        descriptor: what they are declared to hold.
        texts: the text of each source by source_id, as far as it could be read.
        shapes: the shapes that places refer to.
    """
    check_keys(sheets, descriptor)
    proof = Proof(sheets, descriptor, texts)
    prove(proof)
    check_names(proof)
    check_days(proof)
    check_rules(proof)
    check_ties(proof)
    check_places(proof, shapes)
    check_unmapped(proof)
