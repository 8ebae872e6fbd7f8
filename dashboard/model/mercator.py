"""Degrees → Web Mercator, the projection of the map."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

# Where the Web Mercator square ends, in degrees.
LAST_LATITUDE = 85.0511287798066


def mercator(
    latitude: npt.NDArray[Any], longitude: npt.NDArray[Any]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Web Mercator as a share of the world, 0 … 1 from west to east and from north to south; about 2 m exact."""
    sine = np.sin(np.radians(np.clip(latitude, -LAST_LATITUDE, LAST_LATITUDE)))
    x = longitude / 360 + 0.5
    y = 0.5 - np.arctanh(sine) / (2 * np.pi)
    return x.astype(np.float32), np.clip(y, 0, 1).astype(np.float32)
