"""Airwars' incidents of civilian harm → the canonical columns.

Deaths are those of civilians, as a lowest and a highest figure; one figure only where both are the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from dashboard.sources.files.convert.canonical_columns import WORDS
from dashboard.sources.files.convert.cells import Numbers
from dashboard.sources.files.convert.draft import EventDraft
from dashboard.sources.files.convert.draft_columns import fill_deaths, fill_ids
from dashboard.sources.files.convert.sheet import FileSheet
from dashboard.sources.files.formats import drafting
from dashboard.sources.files.formats.format_labels import Attribution, DeathFigure, DeathFigures
from dashboard.sources.files.formats.published_format import CodebookLine, PublishedFormat
from dashboard.words.sentences import deferred

COLUMNS = (
    "code date date_end country region governorate location latitude longitude coordinates geolocation_accuracy "
    "civilian_deaths_min civilian_deaths_max civilian_injuries_min civilian_injuries_max militant_deaths_min "
    "militant_deaths_max belligerent strike_type strike_status civilian_harm_status description link"
)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("unique_reference_code", "incident_code", "reference_code", "airwars_code", "incident_id"),
    "date": ("incident_date", "date_of_incident", "start_date", "incident_start_date"),
    "date_end": ("incident_date_end", "end_date", "incident_end_date"),
    "location": ("location_name", "place", "city", "town"),
    "coordinates": ("geolocation", "geolocations", "lat/lon", "latitude/longitude", "coordinate"),
    "geolocation_accuracy": ("geolocation_accuracy_name", "accuracy", "geolocation_quality"),
    "civilian_deaths_min": ("civilian_non_combatants_killed_min", "civilians_killed_min", "civilian_deaths_minimum", "min_civilian_deaths", "minimum_civilian_deaths", "civcas_min", "civilians_reported_killed_min", "killed_min", "deaths_min"),
    "civilian_deaths_max": ("civilian_non_combatants_killed_max", "civilians_killed_max", "civilian_deaths_maximum", "max_civilian_deaths", "maximum_civilian_deaths", "civcas_max", "civilians_reported_killed_max", "killed_max", "deaths_max"),
    "belligerent": ("belligerents", "known_or_suspected_belligerent", "suspected_belligerent", "suspected_belligerents", "known_attacker", "suspected_attackers"),
    "strike_type": ("type_of_strike", "strike_type_name", "explosive_weapon"),
    "civilian_harm_status": ("grading", "airwars_grading", "airwars_civilian_harm_grading", "civilian_harm_status_name", "harm_status"),
    "strike_status": ("strike_status_name",),
    "description": ("airwars_assessment", "assessment", "summary"),
    "link": ("permalink", "url", "source_url"),
}  # fmt: skip
TELLTALES = (
    "code civilian_deaths_min civilian_deaths_max belligerent strike_type strike_status civilian_harm_status "
    "geolocation_accuracy"
)
KINDS: Mapping[str, str] = {
    "airstrike": "air_strike",
    "air strike": "air_strike",
    "drone strike": "drone_attack",
    "artillery": "shelling",
    "ground operation": "other",
    "airstrike and/or artillery": "other",
    "naval bombardment": "shelling",
    "counter-terrorism action (ground)": "security_operation",
}
#: ``geolocation_accuracy`` → ``where_prec``.
PLACES: Mapping[str, tuple[int, str]] = {
    "exact location": (1, deferred("the place itself")),
    "exact location (via airwars)": (1, deferred("the place itself")),
    "exact location (via coalition)": (1, deferred("the place itself")),
    "exact location (other)": (1, deferred("the place itself")),
    "within 100m (via coalition)": (1, deferred("the place itself")),
    "within 1km (via coalition)": (1, deferred("the place itself")),
    "nearby landmark": (1, deferred("in the town")),
    "street": (1, deferred("in the town")),
    "neighbourhood/area": (1, deferred("in the town")),
    "village": (1, deferred("the village")),
    "town": (1, deferred("the town")),
    "city": (1, deferred("the town")),
    "subdistrict": (3, deferred("somewhere in the district")),
    "sub-district": (3, deferred("somewhere in the district")),
    "district": (3, deferred("somewhere in the district")),
    "province/governorate": (4, deferred("somewhere in the province")),
    "province": (4, deferred("somewhere in the province")),
    "governorate": (4, deferred("somewhere in the province")),
    "country": (6, deferred("somewhere in the country")),
}
_OURS = {
    "actor1": "belligerent",
    "event_type": "strike_type",
    "sub_event_type": "civilian_harm_status",
    "country": "country",
    "location": "location",
    "source": "link",
    "notes": "description",
}


def draft_events(sheet: FileSheet, columns: Mapping[str, str], order: str = "") -> EventDraft:
    """The sheet's rows in our columns. ``order`` says what 3/4/2022 means, where the file leaves it open."""
    draft, cell = drafting.start(sheet, columns)
    province = "governorate" if "governorate" in columns else "region"
    drafting.fill_words(draft, cell, {**_OURS, "admin1": province})
    count = len(draft)
    start, end = (drafting.read_days(cell(name), order, count) for name in ("date", "date_end"))
    drafting.fill_days(draft, start, end, ("date", "date_end"), cell, exact=True)
    pair, empty = drafting.fill_point_or_pair(draft, cell, longitude_first=False)
    where = drafting.codes_by_word(
        draft, "geolocation_accuracy", cell("geolocation_accuracy"), {word: code for word, (code, _) in PLACES.items()}
    )
    draft.columns["where_prec"] = where.array(pa.int8())
    if pair is not None:
        drafting.mark_areas(draft, pair, empty)
    low = fill_deaths(draft, "fatalities_low", "civilian_deaths_min", cell("civilian_deaths_min"))
    high = fill_deaths(draft, "fatalities_high", "civilian_deaths_max", cell("civilian_deaths_max"))
    same = low.known & high.known & (low.values == high.values)
    draft.columns["fatalities"] = Numbers(low.values, same, low.wrong).array(pa.int32())
    fill_ids(draft, "code", cell("code"))
    draft.columns["kind"] = drafting.kinds_by_word(draft, cell("strike_type"), KINDS)
    return draft


FORMAT = PublishedFormat(
    key="airwars",
    title=deferred("Airwars incidents"),
    attribution=Attribution(
        deferred("Airwars, airwars.org. State the day on which you downloaded the file."),
        deferred("Airwars' terms of use hold; the file does not state them"),
        None,
    ),
    deaths=DeathFigures(
        (
            DeathFigure("fatalities_low", "lowest", "civilian_deaths_lowest", deferred("deaths of civilians, the lowest figure")),
            DeathFigure("fatalities", deferred("one figure"), "civilian_deaths", deferred("deaths of civilians, where the lowest and the highest figure are the same")),
            DeathFigure("fatalities_high", "highest", "civilian_deaths_highest", deferred("deaths of civilians, the highest figure")),
        ),
        lead=deferred("Deaths, of civilians"),
    ),
    columns=tuple(COLUMNS.split()),
    header_groups=(
        frozenset({"date"}),
        frozenset({"code"}),
        frozenset({"civilian_deaths_min", "civilian_harm_status"}),
        frozenset({"latitude", "coordinates"}),
    ),
    telltales=frozenset(TELLTALES.split()),
    telltales_needed=3,
    column_types={
        **dict.fromkeys(COLUMNS.split(), WORDS),
        "code": pa.string(),
        "description": pa.string(),
        "latitude": pa.float64(),
        "longitude": pa.float64(),
    },
    date_columns=("date", "date_end"),
    draft=draft_events,
    other_names=OTHER_NAMES,
    missing_columns={"geolocation_accuracy": deferred("exactness of places unknown"), "belligerent": deferred("belligerents unknown")},
    cautions=(deferred("Deaths are those of civilians alone, the lowest and the highest figure that sources gave."),),
    codebook=(
        *(CodebookLine("geolocation_accuracy", word, f"where_prec {code}", means) for word, (code, means) in PLACES.items()),
        *(CodebookLine("strike_type", word, f"kind {kind}", "") for word, kind in KINDS.items()),
        CodebookLine("belligerent", "", "actor1", "known or suspected; attacker not stated"),
        CodebookLine("civilian deaths min, max", "", "fatalities_low, fatalities_high", "civilians alone; fatalities where both are the same"),
        CodebookLine("civilian_harm_status", "", "sub_event_type", "Airwars' grading of the reports"),
    ),
)  # fmt: skip
