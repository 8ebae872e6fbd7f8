"""Everything that this package raises on purpose.

DashboardError
├── DataError            the tables or shapes in data/ have faults (all of them listed)
├── FileError            a file that somebody opened was not taken in
│   ├── FileRefused          it cannot be read: what is wrong and what to do
│   ├── MappingNeeded        its columns are not known; somebody has to say what they mean
│   └── Cancelled            somebody stopped it
├── ReportRefused        the text of a report cannot be read: what is wrong and what to do
├── FormRefused          a form of a coded sentence lacks something, or holds what cannot stand (each field named)
├── DossierError         what was asked of a dossier's file cannot be done
│   ├── DossierNotOpened     (ValueError) it is no dossier that can be read or written: what is wrong and what to do
│   ├── Refused              a change has faults (all of them listed); nothing was saved
│   ├── ChangedMeanwhile     somebody else changed the same rows: both versions
│   └── HasDependents        a step cannot be taken back before later ones are
├── NothingSelected      an export without a single event: no file is written
└── GeocodingError       a name could not be turned into a place
    ├── PlaceNotFound        (LookupError) no place has that name
    ├── AmbiguousPlace       (LookupError) several places fit equally well
    ├── PlaceMismatch        the resolved place is not the one the coder typed
    ├── OnlineNotConfigured  the operator has not turned the online geocoder on
    └── OnlineStopped        the online service refused; stop until the operator acts
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.words.sentences import deferred, say, say_list


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one file: where it stands, what was expected and what to do.

    ``row`` is the line in the file (the header is line 1), 0 where the whole file is meant. ``column`` is the
    column's name, empty where the whole row is meant.
    """

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        return f"{place} {self.column}: {self.message}" if self.column else f"{place}: {self.message}"


class DashboardError(Exception):
    """The root: anything this package raises on purpose."""


class DataError(DashboardError):
    """The data folder has faults. ``faults`` lists all of them, in file and row order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ReportRefused(DashboardError):
    """The file of a report is no text that can be read. The message says what is wrong and what to do."""


@dataclass(frozen=True)
class FormFault:
    """What is wrong with one field of a form, in a sentence."""

    field: str
    message: str


class FormRefused(DashboardError):
    """A form cannot become rows. ``faults`` names each field and says what to do."""

    def __init__(self, faults: Sequence[FormFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.field}: {fault.message}" for fault in faults))


class DossierError(DashboardError):
    """What was asked of a dossier's file cannot be done. The message says why and what to do."""


class DossierNotOpened(DossierError, ValueError):
    """The file is no dossier that can be read or written here. ``wrong`` says why, ``advice`` what to do.

    ``cause`` is the program's own word for it, for the log, empty if there is none.
    """

    def __init__(self, file: str, wrong: str, advice: str, cause: str = "") -> None:
        self.file, self.wrong, self.advice, self.cause = file, wrong, advice, cause
        super().__init__(f"{file}: {wrong}; {advice}")


@dataclass(frozen=True, order=True)
class FieldFault:
    """One thing wrong in one row of a dossier: its table, its key, its column (empty: the whole row), and what.

    ``key`` is empty where a file or the whole table is meant.
    """

    table: str
    key: str
    column: str
    message: str

    def __str__(self) -> str:
        return f"{' '.join(filter(None, (self.table, self.key, self.column)))}: {self.message}"


class Refused(DossierError):
    """A change was not accepted: the gate finds ``faults`` that were not there before. Nothing was saved."""

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class RowOfTwo:
    """One row that two people changed: what stands there now and what was to be saved; None for a row that is gone.

    ``version`` is the step that made theirs, 0 where the row is gone; ``who`` saved that step, as far as it is known.
    """

    table: str
    key: str
    theirs: Mapping[str, str] | None
    yours: Mapping[str, str] | None
    version: int
    who: str


class ChangedMeanwhile(DossierError):
    """Somebody else changed the same ``rows`` since they were read. Nothing was saved; a person chooses."""

    def __init__(self, rows: Sequence[RowOfTwo]) -> None:
        self.rows = tuple(rows)
        named = ", ".join(f"{row.table} {row.key}" for row in self.rows)
        super().__init__(
            say("{named}: somebody else changed it meanwhile; choose between the two versions", named=named)
        )


class HasDependents(DossierError):
    """A step cannot be taken back, or back in, before the ``steps`` (by number) that stand in the way are."""

    def __init__(self, step: int, steps: Sequence[int], message: str) -> None:
        self.step, self.steps = step, tuple(steps)
        super().__init__(message)


class NothingSelected(DashboardError):
    """An export was asked for, but no event is in it. An empty file would look like an answer, so none is written."""

    def __init__(
        self, message: str = deferred("no event is selected, so there is nothing to export; choose fewer filters")
    ) -> None:
        super().__init__(message)


class FileError(DashboardError):
    """An event file was not opened. ``file`` is its name as given."""

    def __init__(self, file: str, message: str) -> None:
        self.file = file
        super().__init__(message)


class FileRefused(FileError, ValueError):
    """The file cannot be read. ``wrong`` says what is wrong with it, ``advice`` what to do; ``cause`` is the program's
    own word for it, for the log, empty if there is none.
    """

    def __init__(self, file: str, wrong: str, advice: str, cause: str = "") -> None:
        self.wrong, self.advice, self.cause = wrong, advice, cause
        super().__init__(file, f"{file}: {wrong}; {advice}")

    def __reduce__(self) -> tuple[type[FileRefused], tuple[str, str, str, str]]:
        """Pickled by its parts: a file is opened in another process."""
        return FileRefused, (self.file, self.wrong, self.advice, self.cause)


class MappingNeeded(FileError):
    """A table whose columns have to be explained before it can be shown.

    ``columns`` are its columns, ``sample`` its first rows as text, ``proposal`` what the names and values suggest
    (a :class:`dashboard.sources.files.Mapping`), ``questions`` the codes (:mod:`dashboard.sources.files.convert.open_questions`) of what only a person
    can answer. ``layout`` (a :class:`dashboard.sources.files.Layout`) says how the bytes were read, ``rows`` on which line of
    the file each row of the sample stands, ``shape`` what the file was recognised as ("table" if as nothing else).
    """

    def __init__(
        self,
        file: str,
        columns: Sequence[str],
        sample: Sequence[Sequence[str]],
        proposal: object,
        questions: Sequence[str],
        layout: object = None,
        rows: Sequence[int] = (),
        shape: str = "table",
    ) -> None:
        self.layout, self.rows, self.shape = layout, tuple(rows), shape
        self.columns, self.sample, self.proposal = tuple(columns), tuple(map(tuple, sample)), proposal
        self.questions = tuple(questions)
        super().__init__(
            file,
            say("{file}: say which columns hold {questions}", file=file, questions=say_list(questions))
            if questions
            else say("{file}: say which columns hold what", file=file),
        )

    def __reduce__(self) -> tuple[type[MappingNeeded], tuple[object, ...]]:
        """Pickled by its parts: a file is opened in another process."""
        asked = (self.file, self.columns, self.sample, self.proposal, self.questions)
        return MappingNeeded, (*asked, self.layout, self.rows, self.shape)


class Cancelled(FileError):
    """The reader who asked for the opening stopped it; nothing was kept."""

    def __init__(self, file: str) -> None:
        super().__init__(file, say("{file}: opening was cancelled; nothing of it is shown", file=file))

    def __reduce__(self) -> tuple[type[Cancelled], tuple[str]]:
        """Pickled by its parts: a file is opened in another process."""
        return Cancelled, (self.file,)


class GeocodingError(DashboardError):
    """A name as printed could not be turned into a place. ``toponym`` is that name."""

    def __init__(self, toponym: str, message: str) -> None:
        self.toponym = toponym
        super().__init__(message)


class PlaceNotFound(GeocodingError, LookupError):
    """No place has that name. ``suggestions`` may hold near spellings that a person has to confirm."""

    def __init__(self, toponym: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        message = (
            say(
                'no place is named "{toponym}"; near spellings to check by hand: {suggestions}',
                toponym=toponym,
                suggestions=", ".join(suggestions),
            )
            if suggestions
            else say('no place is named "{toponym}"', toponym=toponym)
        )
        super().__init__(toponym, message)


class AmbiguousPlace(GeocodingError, LookupError):
    """Several places fit a name equally well. ``candidates`` lists their ids; nothing is chosen."""

    def __init__(self, toponym: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(
            toponym, say('"{toponym}" may be any of: {candidates}', toponym=toponym, candidates=", ".join(candidates))
        )


class PlaceMismatch(GeocodingError):
    """The name resolves to another place than the coder typed."""

    def __init__(self, toponym: str, typed: str, resolved: str) -> None:
        self.typed, self.resolved = typed, resolved
        super().__init__(
            toponym,
            say(
                '"{toponym}" resolves to {resolved}, the table says {typed}',
                toponym=toponym,
                resolved=resolved,
                typed=typed,
            ),
        )


class OnlineNotConfigured(GeocodingError):
    """The operator has not turned the online geocoder on. ``missing`` names the settings that lack."""

    def __init__(self, toponym: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(toponym, say("the online geocoder is off; set {missing}", missing=", ".join(missing)))


class OnlineStopped(GeocodingError):
    """The online service refused or could not answer. ``retry_after`` is in seconds, None if not said."""

    def __init__(self, toponym: str, message: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(toponym, message)
