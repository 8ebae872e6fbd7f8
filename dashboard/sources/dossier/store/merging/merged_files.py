"""The articles of both dossiers, and their shapes: a file of shapes is joined feature by feature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dashboard.sources.dossier.store.changes import DESCRIPTOR, FILES
from dashboard.sources.dossier.store.merging.incoming import Incoming
from dashboard.sources.dossier.store.merging.outcome import Choices, Conflict, Merged
from dashboard.sources.dossier.tables.contents import Contents
from dashboard.sources.dossier.tables.descriptor import Descriptor

Features = dict[str, Mapping[str, Any]]
_DIGEST, _SHAPE = "SHA-256", "shape"


def merge_files(
    descriptor: Descriptor, first: Contents, second: Contents, brought: Incoming, merged: Merged, choices: Choices
) -> None:
    """Add the files that are no tables to ``merged``."""
    tables = {resource.path for resource in descriptor.resources.values()} | {DESCRIPTOR}
    ours = {path: first.article(path) for path in first.paths() if path not in tables}
    theirs = {brought.path(path): second.article(path) for path in second.paths() if path not in tables}
    for path, content in theirs.items():
        if path not in ours:
            ours[path] = content
            merged.added.append(f"{FILES} {path}")
            continue
        features, other_features = _features(ours[path]), _features(content)
        if features is not None and other_features is not None:
            other_features = dict(_with_ids(feature, brought) for feature in other_features.values())
            ours[path] = _joined(path, ours[path], features, other_features, merged, choices)
        elif ours[path] != content:
            digests = [{_DIGEST: hashlib.sha256(side).hexdigest()} for side in (ours[path], content)]
            merged.conflicts.append(Conflict(FILES, path, digests[0], digests[1]))
            if choices.version(FILES, path, _DIGEST) == "second":
                ours[path] = content
    merged.files |= ours


def _features(content: bytes) -> Features | None:
    """The features of a GeoJSON file by their ids; None for another file, and for one whose features have none."""
    try:
        collection = json.loads(content)
        features = {feature["id"]: feature for feature in collection["features"]}
        whole = len(features) == len(collection["features"]) and all(type(key) is str for key in features)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return features if whole else None


def _with_ids(feature: Mapping[str, Any], brought: Incoming) -> tuple[str, Mapping[str, Any]]:
    """A feature of the second under the id of its place in the first."""
    key, properties = feature["id"], dict(feature.get("properties") or {})
    new = brought.ids.get(("places", key), key)
    if properties.get("place_id") == key:
        properties["place_id"] = new
    return new, feature if new == key else {**feature, "id": new, "properties": properties}


def _joined(path: str, content: bytes, first: Features, second: Features, merged: Merged, choices: Choices) -> bytes:
    """The file with the features that only the second has; the bytes of the first where there are none."""
    features = dict(first)
    for key, feature in second.items():
        if key not in features:
            features[key] = feature
            merged.added.append(f"{FILES} {path}#{key}")
        elif features[key].get("geometry") != feature.get("geometry"):
            name = f"{path}#{key}"
            shapes = [{_SHAPE: json.dumps(side.get("geometry"))} for side in (features[key], feature)]
            merged.conflicts.append(Conflict(FILES, name, shapes[0], shapes[1]))
            if choices.version(FILES, name, _SHAPE) == "second":
                features[key] = feature
    if features == first:
        return content
    collection = {**json.loads(content), "features": list(features.values())}
    return (json.dumps(collection, ensure_ascii=False) + "\n").encode("utf-8")
