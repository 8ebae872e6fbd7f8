"""Krippendorff's alpha of two coders, for classes (nominal) and for days (interval).

alpha = 1 - D_o / D_e: the disagreement that was seen over the one to be expected if the values were dealt out by chance
(K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011). 1 is perfect agreement, 0 is chance; below 0 the
coders disagree more than chance would. The package of that name is under the GPL, so the few lines stand here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction


def nominal_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Alpha of classes: one pair of values a unit. None where it is undefined: no unit, or one value only."""
    counts = Counter(value for pair in pairs for value in pair)
    seen = sum(first != second for first, second in pairs)
    values = 2 * len(pairs)
    # Pairs of values, drawn without putting the first back, that differ.
    differing = values * values - sum(count * count for count in counts.values())
    return _alpha(seen, len(pairs), differing, values)


def interval_alpha(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Alpha of whole numbers such as days: a difference counts by its square. None where it is undefined."""
    numbers = [number for pair in pairs for number in pair]
    seen = sum((first - second) ** 2 for first, second in pairs)
    values = len(numbers)
    differing = 2 * (values * sum(number * number for number in numbers) - sum(numbers) ** 2)
    return _alpha(seen, len(pairs), differing, values)


def _alpha(seen: int, units: int, differing: int, values: int) -> float | None:
    if not differing:
        return None
    return float(1 - Fraction(seen, units) / Fraction(differing, values * (values - 1)))
