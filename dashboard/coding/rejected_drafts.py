"""What was rejected or thrown away here is kept in mind, so that a merge with a copy that still has it does not bring it back.

It is a draft of a sort of its own, which no list shows: what was said, not under which number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dashboard.sources.dossier.store import DossierFile
from dashboard.sources.dossier.store.changes import Draft

REJECTED = "rejected"


def reject(file: DossierFile, draft: int, who: str) -> None:
    """Take a draft away for good; nothing where it was settled meanwhile."""
    kept = next((one for one in file.drafts() if one.id == draft), None)
    if kept is None:
        return
    # Noted first: whatever happens between the two, it does not come back.
    if dict(kept.form) not in [dict(one) for one in rejected(file.drafts())]:
        file.save_draft({"sort": REJECTED, REJECTED: dict(kept.form)}, who)
    file.discard_draft(draft)


def rejected(drafts: Iterable[Draft]) -> Iterator[Mapping[str, Any]]:
    """What was rejected, each as the draft was kept."""
    for draft in drafts:
        form = draft.form.get(REJECTED)
        if draft.form.get("sort") == REJECTED and isinstance(form, Mapping):
            yield form
