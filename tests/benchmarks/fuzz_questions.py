"""Asks the server questions that were damaged in random ways, and says which of them it did not answer as it should.

    .venv/bin/python tests/benchmarks/fuzz_questions.py [--questions 20000] [--seconds 60] [--seed 1]
    .venv/bin/python tests/benchmarks/fuzz_questions.py --seed 1 --case 17

Each case is one request to one of our routes, of the coded events or of an invented opened file: a question as the page
asks it, then parts of it replaced, nested, lengthened, or its bytes flipped; or an address of that kind. The same seed
and number give the same request on every machine. A fault is any exception, a status of 500 or more, an answer 200 that
is no JSON object, more than --patience seconds, or a plain question that is answered otherwise afterwards than before.
Exit code 1 if there was a fault, and the number of the case with its request.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pyarrow as pa
from starlette.applications import Starlette

from dashboard.map.packed_columns import PackedEvents, pack
from dashboard.messages.answers import CardMessage, ListLine
from dashboard.model.event_ids import EventIds
from dashboard.query.in_memory.in_memory_engine import InMemoryEngine
from dashboard.sources.dossier.dossier_columns import from_tables
from dashboard.sources.dossier.tables import load
from dashboard.sources.files.convert.canonical_columns import SCHEMA
from dashboard.sources.files.file_columns import from_events
from dashboard.web import questions, routes
from dashboard.web.callers import Company
from dashboard.web.guard import Guard

ROWS = 60
UPSETTING: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, -(2**31) - 1, 2**63, 10**19, 10**300, -(10**4000), 0.5, -0.0, 1e308, float("inf"), float("nan"),
    "", " ", "\x00", "\ud800", "\U0001f1e6", "x" * 300, "x" * 20_000, "\u202e", "%", "_", "\\", "'", '"', "..", "__class__", "actor", "attacker",
    [], {}, [[]], [None], [1, 2], [2, 1], ["actor"], {"actor": "actor"}, [float("nan"), 1], [[], {}], ["\ud800"], list(range(2000)),
)  # fmt: skip
NAMES = (
    "days",
    "choices",
    "ranges",
    "text",
    "find",
    "list",
    "neighbours",
    "bins",
    "stack",
    "facet",
    "",
    "__proto__",
    "\ud800",
)


class InventedFile:
    """An opened file that says something of each event."""

    def __init__(self, ids: EventIds) -> None:
        self.ids = ids

    def card(self, event_id: str) -> CardMessage:
        self.ids.row_of(event_id)
        return {"title": f"event {event_id}", "lines": ["\ud800"]}

    def lines(self, event_ids: Sequence[str]) -> list[ListLine]:
        return [(event_id, "a day", "an act", "a place", None) for event_id in event_ids]


@dataclass(frozen=True)
class Case:
    """One request."""

    method: str
    path: str
    body: bytes = b""

    def __str__(self) -> str:
        return f"{self.method} {self.path[:200]} {self.body[:400]!r}"


class Desk:
    """The routes behind their guard, with two data sets to ask about."""

    def __init__(self) -> None:
        tables = load(strict=True)
        mapped = tables.events[tables.events["place_id"].notna()]
        self.coded = questions.offer("0123456789abcdef", InMemoryEngine(from_tables(tables, mapped)))
        self.opened = _opened()
        self.offers = (self.coded, self.opened)
        self.app = Guard(Starlette(routes=routes.routes()), company=Company())
        self.plain = [asyncio.run(self.ask(Case("POST", f"/answers/{one.key}", b"{}"))) for one in self.offers]

    async def ask(self, case: Case) -> tuple[int, bytes]:
        """The status and the body of an answer."""
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": case.body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope: dict[str, Any] = {
            "type": "http", "http_version": "1.1", "method": case.method, "scheme": "http", "path": case.path, "raw_path": b"",
            "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
            "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        }  # fmt: skip
        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        packed = (b"content-encoding", b"gzip") in sent[0]["headers"]
        return sent[0]["status"], gzip.decompress(body) if packed else body

    def fault(self, case: Case, patience: float) -> str:
        """What is wrong with the answer to a case; empty if nothing is."""
        began = time.monotonic()
        try:
            status, body = asyncio.run(self.ask(case))
        except Exception:
            return traceback.format_exc()
        if time.monotonic() - began > patience:
            return f"it took {time.monotonic() - began:.1f} seconds"
        if status >= 500:
            return f"status {status}"
        if status == 200 and case.path.startswith("/answers/"):
            try:
                content = json.loads(body)
            except ValueError as error:
                return f"no JSON: {error}"
            if not isinstance(content, dict):
                return "no JSON object"
        return ""

    def changed(self) -> bool:
        """Whether plain questions are answered otherwise than in the beginning."""
        again = [asyncio.run(self.ask(Case("POST", f"/answers/{one.key}", b"{}"))) for one in self.offers]
        return again != self.plain


def _opened() -> questions.Offer:
    start = [date(2020, 1, 1) + timedelta(days=n) for n in range(ROWS)]
    texts = {"actor1": "Actor", "event_type": "Type", "headline": "words", "notes": "a note", "source": "A; B"}
    given: dict[str, list[Any]] = {
        "row": list(range(2, ROWS + 2)),
        "date_start": start,
        "date_end": start,
        "date_prec": [1] * ROWS,
        "where_prec": [1] * ROWS,
        "fatalities": list(range(ROWS)),
        **{name: [*(float(n % 50) for n in range(ROWS - 1)), None] for name in ("latitude", "longitude")},
        **{name: [f"{word} {n % 30}" for n in range(ROWS)] for name, word in texts.items()},
    }
    table = pa.table({field.name: pa.array(given.get(field.name, [None] * ROWS), field.type) for field in SCHEMA})
    columns = from_events(table)
    engine = InMemoryEngine(columns)
    return questions.offer_packed("invented", engine, PackedEvents(engine, pack(columns)), InventedFile(columns.ids))


def cases(desk: Desk, seed: int) -> Iterator[tuple[int, Case]]:
    """Requests without end, each from its own number."""
    number = 0
    while True:
        yield number, case_of(desk, seed, number)
        number += 1


def case_of(desk: Desk, seed: int, number: int) -> Case:
    """The request of this number."""
    dice = random.Random(f"{seed}-{number}")
    one = dice.choice(desk.offers)
    if dice.random() < 0.15:
        return _address(dice, one)
    question = _question(dice, one)
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        question = _damaged(dice, question, 0)
    body = _written(dice, question)
    for _ in range(dice.choice((0, 0, 0, 1, 3))):
        body = _flipped(dice, body)
    return Case("POST", f"/answers/{one.key}", body)


def _question(dice: random.Random, one: questions.Offer) -> Any:
    """A question as the page asks it."""
    described = one.engine.describe()
    facet = dice.choice(described.facets)
    value = dice.choice(facet.values) if facet.values else None
    first, last = described.span or (0, 0)
    question: dict[str, Any] = {"days": dice.choice((None, [first, last], [first, first]))}
    question["choices"] = {facet.name: [value]} if dice.random() < 0.6 else {}
    question["ranges"] = {number.name: [0, dice.randrange(100)] for number in described.numbers if dice.random() < 0.5}
    question["text"] = dice.choice(("", "note", "a"))
    more = dice.randrange(6)
    if more == 0:
        question["find"] = {"facet": facet.name, "text": dice.choice(("a", "Actor", ""))}
    elif more == 1:
        question["list"] = dice.randrange(80)
    elif more == 2:
        question["neighbours"] = dice.randrange(first - 5, last + 5)
    elif more == 3:
        question |= {"bins": dice.randrange(1200), "stack": facet.name}
    return question


def _damaged(dice: random.Random, part: Any, depth: int) -> Any:
    """The part with something in it replaced, added, nested or left out."""
    if isinstance(part, dict) and part and depth < 6 and dice.random() < 0.75:
        name = dice.choice(list(part))
        how = dice.randrange(4)
        if how == 0:
            return {other: content for other, content in part.items() if other != name}
        if how == 1:
            return {**part, dice.choice((*NAMES, *part)): dice.choice(UPSETTING)}
        return {**part, name: _damaged(dice, part[name], depth + 1)}
    if isinstance(part, list) and part and depth < 6 and dice.random() < 0.6:
        at = dice.randrange(len(part))
        return [*part[:at], _damaged(dice, part[at], depth + 1), *part[at + 1 :]]
    how = dice.randrange(6)
    if how == 0:
        return [part] * dice.choice((0, 1, 2, 200))
    if how == 1:
        nested = part
        for _ in range(dice.choice((1, 5, 400))):
            nested = [nested] if dice.random() < 0.5 else {dice.choice(NAMES): nested}
        return nested
    return dice.choice(UPSETTING)


def _written(dice: random.Random, question: Any) -> bytes:
    how = dice.randrange(12)
    if how == 0:
        deep = dice.choice((b"[", b'{"a":', b'{"days":[')) * dice.choice((10, 2_000, 9_000))
        return deep[: routes.MOST_ASKED + 10]
    if how == 1:
        return b'{"list":' + b"9" * dice.choice((20, 4_300, 5_000, 60_000)) + b"}"
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(question, ensure_ascii=dice.random() < 0.5).encode(errors="surrogatepass")
    finally:
        sys.set_int_max_str_digits(limit)


def _flipped(dice: random.Random, body: bytes) -> bytes:
    at, how = dice.randrange(len(body) + 1), dice.randrange(4)
    if how == 0:
        return body[:at]
    if how == 1:
        return body[:at] + bytes([dice.randrange(256)]) + body[at + 1 :]
    if how == 2:
        return (
            body[:at]
            + dice.choice((b"[", b"]", b"{", b"}", b'"', b"\\ud800", b"1e999", b"NaN", b"\xff", b"-", b","))
            + body[at:]
        )
    return body[:at] + body[dice.randrange(len(body) + 1) :]


def _address(dice: random.Random, one: questions.Offer) -> Case:
    odd = (
        "", "0", "-1", "1" * 5000, "9" * 9, "9" * 10, "٣", "²", "1.0", "1e3", "..", "%00", "\x00", "\ud800".encode(errors="replace").decode(),
        "a" * 8000, "core", "rest", quote("../core"), "+1", "1_0", one.key, one.key[:-1], one.key.upper(),
    )  # fmt: skip
    path = dice.choice(
        (
            "/event/{a}/{b}.json",
            "/columns/{a}/{b}.bin",
            "/answers/{a}",
            "/ground/{b}.json",
            "/assets/{b}/{a}",
            "/{a}/{b}",
        )
    )
    key = one.key if dice.random() < 0.6 else dice.choice(odd)
    return Case(dice.choice(("GET", "GET", "POST", "HEAD", "PUT")), path.format(a=key, b=dice.choice(odd)), b"{}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask until the bound; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="ask this one only, and print it")
    parser.add_argument("--patience", type=float, default=5)
    options = parser.parse_args(arguments)
    desk = Desk()
    if options.case is not None:
        case = case_of(desk, options.seed, options.case)
        print(case, desk.fault(case, options.patience) or "no fault", sep="\n")
        return 0
    began, faults, statuses = time.monotonic(), 0, Counter[str]()
    asked = 0
    for number, case in cases(desk, options.seed):
        if asked >= options.questions or time.monotonic() - began > options.seconds:
            break
        fault = desk.fault(case, options.patience)
        statuses[case.path.split("/")[1][:8] or "/"] += 1
        asked += 1
        if fault:
            faults += 1
            print(f"seed {options.seed}, case {number}: {case}\n{fault}", file=sys.stderr)
    if desk.changed():
        faults += 1
        print(f"seed {options.seed}: plain questions are answered otherwise than before", file=sys.stderr)
    print(
        f"{asked:,} questions in {time.monotonic() - began:.0f} s, seed {options.seed}: {faults} faults ({dict(statuses.most_common(6))})"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
