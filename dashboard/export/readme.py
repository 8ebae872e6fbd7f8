"""What the zip of the tables says of itself, for whoever unpacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.export.extract import Extract
from dashboard.sources.dossier.evidence import claim_view, source_name
from dashboard.words.sentences import say, say_count


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
    yield say("## The articles are not here")
    yield ""
    yield (
        say(
            "An export carries quotes, never an article. Each quote stands in `data/quotes.csv` with its place in the "
            "article; each article is known by the SHA-256 of its bytes. Whoever has the articles puts them at the "
            "paths below, seen from `data/` or from the folder around it, and can prove every row again with "
            "`python -m dashboard.sources.dossier.tables data`. Without them it lists them as missing and withholds the rows "
            "that rest on them."
        )
    )
    yield ""
    for row in extract.rows("sources"):
        copy = source_name(extract.tables, row["source_id"])
        yield say("- {copy}: `{file}`, SHA-256 `{digest}`", copy=copy, file=row["file"], digest=row["sha256"])
        if share := _share(extract, row["source_id"]):
            note = row["licence_note"]
            yield f"  {say('The quotes here are {share} of its characters. {licence}', share=share, licence=note)}"
    yield ""
    yield say("## Where it comes from")
    yield ""
    yield say("- SHA-256 of the data: `{digest}`", digest=told.data_sha256)
    for sentence in (told.licence, told.attribution):
        if sentence:
            yield f"- {sentence}"
    yield ""
    yield say(
        "That hash is the one of the lines that `sha256sum` prints for the tables of the whole data folder, in the order of their names."
    )
    yield ""
    yield "## Files"
    yield ""
    yield from (f"- `{name}`" for name in files)


def _scope(extract: Extract, *, whole: bool) -> Iterator[str]:
    if whole:
        yield say(
            "{scope} Every file in `data/` is the one of the project, byte for byte.", scope=extract.provenance.scope
        )
        return
    if extract.everything:
        yield _with_faults(extract)
        return
    yield say(
        "{scope} Each table has the same columns and only the rows that go with these events; `data/datapackage.json` lists "
        "them. Claims that are tied to no event go along; statements do not.",
        scope=extract.provenance.scope,
    )
    if extract.left_out:
        yield ""
        yield say(
            "Joint figures that cover other events too are left out: a joint figure says nothing of one of its events alone."
        )
        yield ""
        for claim in (claim_view(extract.tables, claim_id) for claim_id in extract.left_out):
            yield say(
                "- {claim} ({claimants}; {claim_id}), for {events} together",
                claim=claim.line,
                claimants=claim.said_by,
                claim_id=claim.claim_id,
                events=", ".join(claim.events),
            )


def _with_faults(extract: Extract) -> str:
    """How many faults the checks found, and how many rows of which tables are left out for them."""
    scope, faults, tables = extract.provenance.scope, len(extract.tables.faults), extract.tables
    lost = [say("{number} of {table}.csv", number=count, table=name) for name, count in tables.withheld.items()]
    if not lost:
        return say_count(
            faults,
            one="{scope} The checks of the data found {number} fault. Rows that have one, and rows that hang on them, are "
            "left out.",
            other="{scope} The checks of the data found {number} faults. Rows that have one, and rows that hang on them, "
            "are left out.",
            scope=scope,
        )
    return say_count(
        faults,
        one="{scope} The checks of the data found {number} fault. Rows that have one, and rows that hang on them, are left "
        "out: {lost}.",
        other="{scope} The checks of the data found {number} faults. Rows that have one, and rows that hang on them, are "
        "left out: {lost}.",
        scope=scope,
        lost=", ".join(lost),
    )


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
