"""What the gate finds wrong with a form, in the words of the form: at the field, with names, and with what to do.

The gate speaks of columns and ids, for whoever mends a file. Each cause is said once, however many rows it is found in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dashboard.coding.coded_row import Coded
from dashboard.errors import FieldFault, FormFault
from dashboard.model.days import span_in_words
from dashboard.sources.dossier.tables import Tables
from dashboard.words.sentences import Deferred, deferred, say, say_deferred, say_list

# The field of a form that a column of a table is filled from.
FIELDS: Mapping[str, str] = {
    "events.date_start": "days",
    "events.date_end": "days",
    "events.date_prec": "days",
    "events.date_basis": "days",
    "events.date_text": "days",
    "events.time_of_day": "days",
    "events.place_id": "place",
    "events.place_text": "place",
    "events.where_prec": "place",
    "events.attacker_text": "attacker",
    "events.target_text": "target",
    "events.target_claimant": "target_claimant",
    "events.claimant_text": "claimants",
    "events.sub_event_type": "kind",
    "events.event_type": "kind",
    "claims.n_text": "figure",
    "claims.n_min": "figure",
    "claims.n_max": "figure",
    "claims.claimant": "claimants",
    "claims.claimant_text": "claimants",
    "claims.claimant_role": "claimants",
    "claims.event_ids": "events",
    "statements.date": "day",
    "discrepancies.subject_ids": "subject",
    "discrepancies.field": "column",
    "contradictions.claim_a": "subject",
    "contradictions.claim_b": "other",
    "statements.speaker_text": "speaker",
}

#: What a column is called in the form, where no sentence of its own is given for a fault of it.
NAMES: Mapping[str, Deferred] = {
    "days": deferred("The day"),
    "day": deferred("The day"),
    "place": deferred("The place"),
    "kind": deferred("The kind"),
    "attacker": deferred("The attacker"),
    "target": deferred("The target"),
    "target_claimant": deferred("Who says what the target was"),
    "actors": deferred("Who took part"),
    "claimants": deferred("Who says so"),
    "speaker": deferred("Who speaks"),
    "figure": deferred("The figure"),
    "metric": deferred("What is counted"),
    "side": deferred("Whose people"),
    "events": deferred("What it is tied to"),
    "verification": deferred("The support"),
    "quotes": deferred("The words chosen"),
}
_ID = re.compile(r"\b(?:act|ev|cl|st|q|src|di)-[a-z0-9]+(?:-[a-z0-9]+)*\b")
_TIED = re.compile(r"no words in evidence\.csv \(role ties\)")


def form_faults(faults: Iterable[FieldFault], tables: Tables, coded: Coded) -> tuple[FormFault, ...]:
    """The faults of the gate as the form says them, each sentence once.

    Args:
        faults: what the gate found.
        tables: of the dossier as it is.
        coded: what the form codes: whoever is new in it has a name there.
    """
    all_faults, names = list(faults), _Names(tables, coded)
    tied = [fault for fault in all_faults if fault.column == "event_ids" and _TIED.search(fault.message)]
    sentences = [FormFault("events", _untied(tied, names))] if tied else []
    sentences += [FormFault(_field(fault), _sentence(fault, names)) for fault in all_faults if fault not in tied]
    return tuple(dict.fromkeys(sentences))


def _field(fault: FieldFault) -> str:
    if fault.table == "actors":
        return "claimants"
    if fault.table in ("quotes", "evidence", "sources"):
        return "quotes"
    if fault.table in ("places", "files"):
        return "place"
    return FIELDS.get(f"{fault.table}.{fault.column}", fault.column)


class _Names:
    """What ids are called: of the dossier, and of the form that is looked at."""

    def __init__(self, tables: Tables, coded: Coded) -> None:
        self.tables = tables
        self._new = {row.key[0]: row.cells for row in coded.rows if row.table in ("actors", "events")}

    def of(self, identifier: str) -> str:
        """The name of an actor, the title of an event; words for what has neither."""
        for table, column in (("actors", "name"), ("events", "title"), ("statements", "summary"), ("claims", "n_text")):
            row = self.tables.records[table].get(identifier)
            if row is not None:
                return str(row[column])
        cells = self._new.get(identifier, {})
        return cells.get("name") or cells.get("title") or say("this form")

    def within(self, text: str) -> str:
        """A text with names in place of ids."""
        return _ID.sub(lambda found: self.of(found[0]), text)

    def list_of(self, text: str) -> str:
        """The names of a list of ids."""
        return say_list([self.of(one.strip()) for one in text.split(",")])


def _untied(faults: Sequence[FieldFault], names: _Names) -> str:
    titles = [names.of(fault.message.partition(":")[0]) for fault in faults]
    return say(
        "The words that tie it do not name the place, the day or the act of {events}. Choose words that do: they may stand "
        "in the sentence before, as “Thursday night” does where this one says “the night strikes”. Or tie it to none.",
        events=say_list([say("“{title}”", title=title) for title in dict.fromkeys(titles)]),
    )


def _sentence(fault: FieldFault, names: _Names) -> str:
    for pattern, sentence in _SENTENCES:
        found = pattern.fullmatch(fault.message)
        if found:
            return sentence(found, names)
    field = _field(fault)
    message = names.within(fault.message.replace(" in evidence.csv", "").replace(" of evidence.csv", ""))
    name = say_deferred(NAMES[field]) if field in NAMES else fault.column.replace("_", " ") or fault.table
    return say("{field}: {message}", field=name, message=message)


def _days(start: str, end: str) -> str:
    return span_in_words(date.fromisoformat(start), date.fromisoformat(end))


def _not_those_days(found: re.Match[str], _: _Names) -> str:
    words, start, end, first, last = found.groups()
    return say(
        "“{words}” means {days}, and the form has {typed}. Take the days that the words mean, or choose other words.",
        words=words, days=_days(start, end), typed=_days(first, last),
    )  # fmt: skip


def _other_time(found: re.Match[str], names: _Names) -> str:
    said, typed = (names.tables.label("events.time_of_day", found[number]).lower() for number in (2, 3))
    return say(
        "“{words}” gives the time of day as “{said}”, and the form has “{typed}”.",
        words=found[1],
        said=said,
        typed=typed,
    )


def _no_day(found: re.Match[str], _: _Names) -> str:
    return say("No rule reads a day from “{words}”. Choose the words for the day alone, or none.", words=found[1])


def _no_word_of_kind(found: re.Match[str], _: _Names) -> str:
    words = say_list([say("“{word}”", word=word) for word in found[1].split(", ")])
    return say(
        "No word of the quote says so; one such as {words} would. Choose something else, or add the sentence that says it.",
        words=words,
    )


def _named_by_nothing(found: re.Match[str], names: _Names) -> str:
    return say("Choose the words that name {names}, or somebody else.", names=names.of(found[1]))


def _no_name_of(found: re.Match[str], names: _Names) -> str:
    words, ids = found.groups()
    return say(
        "“{words}” is no name of {names}. Choose other words, or who is meant by them.",
        words=words, names=names.list_of(ids),
    )  # fmt: skip


def _no_name_of_place(found: re.Match[str], names: _Names) -> str:
    row = names.tables.records["places"].get(found[2])
    return say(
        "“{words}” does not name {place}. Choose the words that name it, or another place.",
        words=found[1], place=str(row["name"]) if row else say("this place"),
    )  # fmt: skip


def _other_support(found: re.Match[str], names: _Names) -> str:
    support = names.tables.label("events.verification", found[1])
    return say(
        "“{support}” does not go with who says so ({names}). Leave the support open, and it follows from them.",
        support=support, names=names.list_of(found[2]),
    )  # fmt: skip


def _no_words_for(found: re.Match[str], names: _Names) -> str:
    return say("Choose the words that name {names}, or somebody else.", names=names.list_of(found[1]))


def _one_side(_: re.Match[str], __: _Names) -> str:
    return say("Two sides fight in a ground clash. Name both, or choose another kind.")


def _is_attacker(found: re.Match[str], names: _Names) -> str:
    return say("{name} is the attacker, and cannot be the target too.", name=names.of(found[1]))


_SENTENCES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], _Names], str]]] = (
    (re.compile(r'"(.+)" gives (\S+) to (\S+), the row (\S+) to (\S+)', re.DOTALL), _not_those_days),
    (re.compile(r'"(.+)" gives (night|day|unknown), the row (night|day|unknown)', re.DOTALL), _other_time),
    (re.compile(r'no rule turns "(.+)" into days', re.DOTALL), _no_day),
    (re.compile(r"no quote of the row has a word for it \((.+)\)", re.DOTALL), _no_word_of_kind),
    (re.compile(r"(\S+) is named by none of the row's \w+ words in evidence\.csv", re.DOTALL), _named_by_nothing),
    (re.compile(r"(\S+) is named by no quote of the row", re.DOTALL), _named_by_nothing),
    (re.compile(r'"(.+)" is not a name or alias of (.+)', re.DOTALL), _no_name_of),
    (re.compile(r'"(.+)" does not name (act-\S+)', re.DOTALL), _no_name_of),
    (re.compile(r'"(.+)" does not name (\S+)', re.DOTALL), _no_name_of_place),
    (re.compile(r"is (\w+), which does not go with (.+) or its evidence", re.DOTALL), _other_support),
    (re.compile(r"is empty; give the words that name (.+)", re.DOTALL), _no_words_for),
    (re.compile(r"are of one side; two sides fight in a ground_clash", re.DOTALL), _one_side),
    (re.compile(r"(\S+) is the attacker", re.DOTALL), _is_attacker),
)
