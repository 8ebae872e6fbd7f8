"""Prints how right ``dashboard.propose`` is on the reports of ``tests/propose/reports``, and how fast.

``python tests/benchmarks/propose.py [--wrong] [--no-country]``. ``--wrong`` lists what went wrong in the tuning half; the
held-out half is only ever shown as totals.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "propose"))

from report_scoring import coded, score


def main() -> None:
    country = "--no-country" not in sys.argv
    halves = {half: score(half, country=country) for half in ("tuning", "held out")}
    print(f"{'measure':28}" + "".join(f"{half:>22}" for half in halves))
    for measure in sorted({measure for one in halves.values() for measure in one.asked}):
        cells = [f"{one.right[measure]}/{one.asked[measure]} {one.share(measure):7.1%}" for one in halves.values()]
        print(f"{measure:28}" + "".join(f"{cell:>22}" for cell in cells))
    if "--wrong" in sys.argv:
        for measure, notes in halves["tuning"].wrong.items():
            print(f"\n{measure}")
            for note in notes:
                print("  ", note)
    speed()


def speed() -> None:
    """The time for 2,000 and for 20,000 words, the names already read."""
    from dashboard.propose.proposal import Report
    from dashboard.propose.report_reading import propose

    texts = [text for half in ("tuning", "held out") for _, text, _ in coded(half)]
    joined = "\n\n".join(texts)
    list(propose(texts[0], Report(date(2026, 3, 11))))
    for words in (2_000, 20_000):
        text = "\n\n".join([joined] * (words // len(joined.split()) + 1))
        text = text[: text.index("\n\n", int(len(text) * words / len(text.split())))]
        start = time.process_time()
        count = len(list(propose(text, Report(date(2026, 3, 11)))))
        print(f"{len(text.split()):,} words, {count} sentences: {time.process_time() - start:.2f} s of processor time")


if __name__ == "__main__":
    main()
