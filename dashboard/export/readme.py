"""What the zip of the tables says of itself, for whoever unpacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.export.extract import Extract
from dashboard.sources.dossier.evidence import claim_view, source_name
from dashboard.sources.dossier.tables import Tables


def readme(extract: Extract, files: Sequence[str], *, whole: bool) -> bytes:
    """README.md of the zip.

    Args:
        extract: what is exported.
        files: the other files of the zip, by their names in it.
        whole: whether they are the files of the data folder, byte for byte.
    """
    return ("\n".join(_lines(extract, files, whole=whole)).rstrip() + "\n").encode()


def _lines(extract: Extract, files: Sequence[str], *, whole: bool) -> Iterator[str]:
    told = extract.provenance
    yield f"# {told.title}"
    yield ""
    yield from _scope(extract, whole=whole)
    yield ""
    yield told.caution
    yield ""
    yield "## The articles are not here"
    yield ""
    yield (
        "An export carries quotes, never an article. Each quote stands in `data/quotes.csv` with its place in the "
        "article; each article is known by the SHA-256 of its bytes. Whoever has the articles puts them at the "
        "paths below, seen from `data/` or from the folder around it, and can prove every row again with "
        "`python -m dashboard.sources.dossier.tables data`. Without them it lists them as missing and withholds the rows "
        "that rest on them."
    )
    yield ""
    for row in extract.rows("sources"):
        yield f"- {source_name(extract.tables, row['source_id'])}: `{row['file']}`, SHA-256 `{row['sha256']}`"
        if share := _share(extract, row["source_id"]):
            yield f"  The quotes here are {share} of its characters. {row['licence_note']}"
    yield ""
    yield "## Where it comes from"
    yield ""
    yield f"- SHA-256 of the data: `{told.data_sha256}`"
    for sentence in (told.licence, told.attribution):
        if sentence:
            yield f"- {sentence}"
    yield ""
    yield "That hash is the one of the lines that `sha256sum` prints for the tables of the whole data folder, in the order of their names."
    yield ""
    yield "## Files"
    yield ""
    yield from (f"- `{name}`" for name in files)


def _scope(extract: Extract, *, whole: bool) -> Iterator[str]:
    if whole:
        yield f"{extract.provenance.scope} Every file in `data/` is the one of the project, byte for byte."
        return
    if extract.everything:
        yield (
            f"{extract.provenance.scope} The checks of the data found {len(extract.tables.faults)} faults. "
            f"Rows that have one, and rows that hang on them, are left out{_withheld(extract.tables)}."
        )
        return
    yield (
        f"{extract.provenance.scope} Each table has the same columns and only the rows that go with these events; "
        "`data/datapackage.json` lists them. Claims that are tied to no event go along; statements do not."
    )
    if extract.left_out:
        yield ""
        yield "Joint figures that cover other events too are left out: a joint figure says nothing of one of its events alone."
        yield ""
        for claim in (claim_view(extract.tables, claim_id) for claim_id in extract.left_out):
            yield f"- {claim.line} ({claim.said_by}; {claim.claim_id}), for {', '.join(claim.events)} together"


def _withheld(tables: Tables) -> str:
    """How many rows of which tables, behind a colon; nothing where none was left out."""
    counts = ", ".join(f"{count} of {name}.csv" for name, count in tables.withheld.items())
    return f": {counts}" if counts else ""


def _share(extract: Extract, source_id: str) -> str:
    """How much of an article the quotes are, in per cent; empty where its text is not at hand."""
    text = extract.tables.texts.get(source_id)
    if not text:
        return ""
    quoted = {
        position
        for quote in extract.rows("quotes")
        if quote["source_id"] == source_id
        for position in range(quote["start"], quote["end"])
    }
    return f"{len(quoted) / len(text):.0%}"
