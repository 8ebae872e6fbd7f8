"""What the codes of ACLED and UCDP GED mean in our own terms: the one published mapping.

Everything that opens or explains a file reads it from here. The meanings of ``where_prec`` and ``date_prec`` are
UCDP's (GED codebook, appendices 2 and 3), those of ``geo_precision`` and ``time_precision`` ACLED's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KINDS = (
    *("air_strike", "drone_attack", "shelling", "ground_clash"),
    *("cross_border_attack", "bombing", "security_operation", "other"),
)


@dataclass(frozen=True)
class Precision:
    """A code of theirs: our code (1-7 for places, 1-5 for days), the days to either side of the day, and why."""

    code: int
    days: int
    meaning: str


#: ACLED ``geo_precision`` → ``where_prec``.
ACLED_PLACES: Mapping[int, Precision] = {
    1: Precision(1, 0, "the town itself"),
    2: Precision(3, 0, "part of a region, coded to a town in it: drawn as an area, not as that town"),
    3: Precision(4, 0, "a larger region or province, coded to its capital: drawn as an area, never as that capital"),
}
#: ACLED ``time_precision`` → ``date_prec`` and the days around the day in the file. ACLED writes the middle of a week
#: or of a similar stretch, so a week reaches three days to either side. It writes the middle of a month, or its first
#: or last day where the report says so: 15 days to either side is a month in length and holds the day in the file,
#: but may reach into the next month.
ACLED_DAYS: Mapping[int, Precision] = {
    1: Precision(1, 0, "that day"),
    2: Precision(3, 3, "a week or weekend: the day in the file and three days to either side"),
    3: Precision(4, 15, "a month: the day in the file and 15 days to either side"),
}

#: UCDP ``where_prec`` and ``date_prec`` are ours as they are.
WHERE_PREC: Mapping[int, str] = {
    1: "exact town or city",
    2: "within about 25 km of the place",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "along a line or in a region, approximate",
    6: "somewhere in the country",
    7: "in international waters or airspace",
}
DATE_PREC: Mapping[int, str] = {
    1: "one day",
    2: "two to six days",
    3: "a week",
    4: "eight to thirty-one days, or a month",
    5: "longer than a month",
}

#: UCDP ``type_of_violence`` → its own words. Only one-sided violence states who attacked: side_a.
GED_TYPES: Mapping[int, str] = {1: "State-based", 2: "Non-state", 3: "One-sided violence"}
GED_ATTACKER_STATED = 3

#: ACLED ``event_type`` → ``sub_event_type`` → our kind. An "Air/drone strike" may be either: the sign is that of an air
#: strike, and ACLED's own words stand beside it.
ACLED_TYPES: Mapping[str, Mapping[str, str]] = {
    "Battles": {
        "Armed clash": "ground_clash",
        "Government regains territory": "ground_clash",
        "Non-state actor overtakes territory": "ground_clash",
    },
    "Explosions/Remote violence": {
        "Chemical weapon": "other",
        "Air/drone strike": "air_strike",
        "Suicide bomb": "bombing",
        "Shelling/artillery/missile attack": "shelling",
        "Remote explosive/landmine/IED": "bombing",
        "Grenade": "bombing",
    },
    "Violence against civilians": {
        "Sexual violence": "other",
        "Attack": "other",
        "Abduction/forced disappearance": "other",
    },
    "Protests": {
        "Peaceful protest": "other",
        "Protest with intervention": "other",
        "Excessive force against protesters": "other",
    },
    "Riots": {"Violent demonstration": "other", "Mob violence": "other"},
    "Strategic developments": {
        "Agreement": "other",
        "Arrests": "security_operation",
        "Change to group/activity": "other",
        "Disrupted weapons use": "security_operation",
        "Headquarters or base established": "other",
        "Looting/property destruction": "other",
        "Non-violent transfer of territory": "other",
        "Other": "other",
    },
}

#: ACLED's types before 2019, which had no sub-types → our kind. Remote violence was anything from mines to air strikes.
ACLED_OLD_TYPES: Mapping[str, str] = {
    "Battle-No change of territory": "ground_clash",
    "Battle-Non-state actor overtakes territory": "ground_clash",
    "Battle-Government regains territory": "ground_clash",
    "Headquarters or base established": "other",
    "Non-violent activity by a conflict actor": "other",
    "Non-violent transfer of territory": "other",
    "Remote violence": "other",
    "Riots/Protests": "other",
    "Strategic development": "other",
    "Violence against civilians": "other",
}

#: What is not known when a file lacks a column. Columns that change nothing here are not named.
MISSING_MEANS: Mapping[str, str] = {
    "event_id_cnty": "events are named by their row",
    "id": "events are named by their row",
    "time_precision": "exactness of days unknown",
    "date_prec": "exactness of days unknown",
    "event_date": "only the year is known",
    "date_start": "only the last day or the year is known",
    "date_end": "each event ends as late as the exactness of its first day allows",
    "geo_precision": "exactness of places unknown",
    "where_prec": "exactness of places unknown",
    "latitude": "no event can be put on the map",
    "longitude": "no event can be put on the map",
    "event_type": "types of event unknown",
    "sub_event_type": "kinds of act unknown",
    "type_of_violence": "types of event and attackers unknown",
    "actor1": "actors unknown",
    "actor2": "actors known on one side at most",
    "side_a": "actors known on one side at most",
    "side_b": "actors known on one side at most",
    "country": "countries unknown, and no point can be checked against one",
    "admin1": "provinces unknown",
    "adm_1": "provinces unknown",
    "location": "names of places unknown",
    "where_coordinates": "names of places unknown",
    "source": "sources unknown",
    "source_office": "sources unknown",
    "source_headline": "no headlines",
    "notes": "no notes, so no time of day either",
    "fatalities": "deaths unknown",
    "best": "best estimate of deaths unknown",
    "low": "low estimate of deaths unknown",
    "high": "high estimate of deaths unknown",
}


@dataclass(frozen=True)
class Attribution:
    """Whose data it is: the line to show, and what its terms allow. ``may_pass_on`` None: the file does not say."""

    line: str
    licence: str
    may_pass_on: bool | None


ATTRIBUTIONS: Mapping[str, Attribution] = {
    "ged": Attribution(
        "UCDP Georeferenced Event Dataset, Uppsala Conflict Data Program, Uppsala University. Sundberg, Ralph and "
        'Erik Melander (2013): "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50(4). '
        "State the release that you used.",
        "CC BY 4.0",
        True,
    ),
    "acled": Attribution(
        "Armed Conflict Location & Event Data (ACLED). State the day on which you downloaded the file.",
        "ACLED's terms of use restrict passing its rows on",
        False,
    ),
    "gtd": Attribution(
        "National Consortium for the Study of Terrorism and Responses to Terrorism (START), University of Maryland: "
        "Global Terrorism Database. State the release that you used.",
        "START's End User License Agreement restricts passing its rows on",
        False,
    ),
    "gdelt": Attribution(
        "The GDELT Project, gdeltproject.org. State the day on which you downloaded the file.",
        "free for any use, with a citation of the GDELT Project and a link to it",
        True,
    ),
    "viina": Attribution(
        'Zhukov, Yuri: "VIINA: Violent Incident Information from News Articles", github.com/zhukovyuri/VIINA. State '
        "the version that you used.",
        "Open Database License (ODbL)",
        True,
    ),
    "airwars": Attribution(
        "Airwars, airwars.org. State the day on which you downloaded the file.",
        "Airwars' terms of use hold; the file does not state them",
        None,
    ),
}
NOT_STATED = Attribution("", "the file does not state its terms", None)
