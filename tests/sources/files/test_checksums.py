"""The sums of files: what cannot be read is not what was written."""

from __future__ import annotations

from pathlib import Path

from dashboard.sources.files.keep import checksums


def test_a_file_that_is_gone_is_not_whole(tmp_path: Path) -> None:
    for name in ("events", "listed"):
        (tmp_path / name).write_bytes(name.encode())
    sums = checksums.of_folder(tmp_path)
    assert list(checksums.damaged(tmp_path, sums)) == []
    (tmp_path / "listed").unlink()
    assert checksums.is_whole(tmp_path / "events", sums["events"])
    assert not checksums.is_whole(tmp_path / "listed", sums["listed"])
    assert list(checksums.damaged(tmp_path, sums)) == ["listed"]
