"""temporary"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from dashboard.sources.dossier.store.dossier_file import DossierFile
from dashboard.sources.dossier.store.new_dossier import slug
from dashboard.sources.files.keep.user_folders import user_folder


@dataclass(frozen=True)
class ShelvedDossier:
    path: Path
    title: str


class DossierShelf:
    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_folder() / "dossiers"

    def _free(self, title):
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = slug(title, "-") or "dossier"
        n = 1
        path = self.folder / f"{stem}.dossier"
        while path.exists():
            n += 1
            path = self.folder / f"{stem}-{n}.dossier"
        return path

    def entries(self):
        return [self._entry(p) for p in sorted(self.folder.glob("*.dossier"))]

    def _entry(self, p):
        return ShelvedDossier(p, DossierFile.open(p).descriptor().name)

    def new(self, title, parties, languages, who):
        path = self._free(title)
        DossierFile.create(path, title, parties, languages, who)
        return self._entry(path)

    def add(self, contents, who):
        path = self._free(contents.name)
        DossierFile.from_contents(path, contents, who)
        return self._entry(path)

    def rename(self, path, title, who):
        DossierFile.open(path).describe({"title": title, "x-headline": title, "x-name": title}, who, "Renamed")
        return self._entry(path)

    def duplicate(self, path, title, who):
        new = self._free(title)
        DossierFile.from_contents(new, DossierFile.open(path).contents(), who)
        return self.rename(new, title, who)

    def remove(self, path):
        b = self.folder / "bin"
        b.mkdir(exist_ok=True)
        shutil.move(path, b / path.name)

    def binned(self):
        return [self._entry(p) for p in sorted((self.folder / "bin").glob("*.dossier"))]

    def restore(self, path):
        new = self.folder / path.name
        shutil.move(path, new)
        return self._entry(new)
