"""Invented tables after the published forms of several data sets; nothing in them happened."""

from __future__ import annotations

import calendar
import json
import random
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.sources.files.formats.gdelt import NAMES_57, NAMES_58, NAMES_61

FIRST = date(2014, 1, 1)


def _day(rng: random.Random) -> date:
    return FIRST + timedelta(days=rng.randrange(3000))


def _place(rng: random.Random) -> tuple[float, float]:
    return round(rng.uniform(44, 52), 4), round(rng.uniform(23, 40), 4)


def gtd(count: int, seed: int = 1) -> pd.DataFrame:
    """GTD: some months and days 0, some deaths a share, some unknown, some incidents of several days."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        day, (north, east) = _day(rng), _place(rng)
        month = 0 if rng.random() < 0.05 else day.month
        long = rng.random() < 0.1
        rows.append(
            {
                "eventid": 201401010000 + number,
                "iyear": day.year,
                "imonth": month,
                "iday": 0 if not month or rng.random() < 0.05 else day.day,
                "approxdate": "",
                "extended": int(long),
                "resolution": (day + timedelta(days=3)).isoformat() if long else "",
                "country_txt": "Ukraine",
                "provstate": rng.choice(["North", "Unknown"]),
                "city": rng.choice(["Alpha", "Unknown"]),
                "latitude": north if rng.random() > 0.05 else "",
                "longitude": east,
                "specificity": rng.choice([1, 2, 3, 4, 5]),
                "vicinity": rng.choice([0, 1, -9]),
                "summary": "An invented incident, with a comma.",
                "doubtterr": 0,
                "attacktype1": 3,
                "attacktype1_txt": rng.choice(["Bombing/Explosion", "Armed Assault", "Unknown"]),
                "targtype1_txt": "Military",
                "gname": rng.choice(["Example Front", "Unknown"]),
                "guncertain1": rng.choice([0, 1, ""]),
                "weaptype1_txt": "Explosives",
                "nkill": rng.choice([0, 1, 7, 2.5, ""]),
                "nwound": rng.choice([0, 3, ""]),
                "dbsource": "invented",
            }
        )
    return pd.DataFrame(rows).replace({"latitude": {"": None}})


def gdelt(count: int, width: int = 61, seed: int = 2) -> pd.DataFrame:
    """GDELT: 57, 58 or 61 columns."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        day, (north, east) = _day(rng), _place(rng)
        code = rng.choice(["190", "193", "195", "1952", "183", "173", "043"])
        placed = rng.choice([0, 1, 2, 3, 4, 5])
        row: dict[str, Any] = dict.fromkeys(NAMES_61, "")
        row |= {
            "GlobalEventID": 1035000001 + number,
            "SQLDATE": day.strftime("%Y%m%d"),
            "MonthYear": day.strftime("%Y%m"),
            "Year": day.year,
            "FractionDate": f"{day.year}.1507",
            "Actor1Code": "EXA",
            "Actor1Name": "EXAMPLELAND",
            "Actor2Name": rng.choice(["EXAMPLE FRONT", ""]),
            "IsRootEvent": 1,
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": 4,
            "GoldsteinScale": -10.0,
            "NumMentions": 10,
            "NumSources": 1,
            "NumArticles": 10,
            "AvgTone": -5.2,
            "ActionGeo_Type": placed,
            "ActionGeo_FullName": "Alpha, North, Ukraine" if placed else "",
            "ActionGeo_CountryCode": "UP" if placed else "",
            "ActionGeo_Lat": north if placed else "",
            "ActionGeo_Long": east if placed else "",
            "DATEADDED": day.strftime("%Y%m%d"),
            "SOURCEURL": f"https://example.org/{number}",
        }
        rows.append(row)
    names = {57: NAMES_57, 58: NAMES_58, 61: NAMES_61}[width]
    return pd.DataFrame(rows, dtype=object)[list(names)]


def viina(count: int, seed: int = 3) -> pd.DataFrame:
    """VIINA: reports joined with their labels."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        (north, east), day = _place(rng), _day(rng)
        rows.append(
            {
                "viina_version": "bert_20260101000000",
                "event_id": 500 + number,
                "event_id_1pd": 90 + number,
                "date": day.strftime("%Y%m%d"),
                "time": "04:05",
                "geonameid": 1,
                "feature_code": "PPL",
                "asciiname": "Alpha",
                "ADM1_NAME": "North",
                "ADM2_NAME": "Old district",
                "longitude": east,
                "latitude": north,
                "GEO_PRECISION": rng.choice(["STREET", "ADM3", "ADM2", "ADM1"]),
                "GEO_API": "Example",
                "source": "examplewire",
                "url": "https://example.org/a",
                "text": "Invented words of a report",
                "lang": "ua",
                **{
                    label: rng.choice([0, 0, 1])
                    for label in ("t_mil_b", "t_airstrike_b", "t_artillery_b", "t_property_b")
                },
            }
        )
    return pd.DataFrame(rows)


def airwars(count: int, seed: int = 4) -> pd.DataFrame:
    """Airwars: coordinates in one cell, a lowest and a highest figure."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        (north, east), day, low = _place(rng), _day(rng), rng.randrange(5)
        rows.append(
            {
                "Unique Reference Code": f"EX{number:04}",
                "Incident date": day.isoformat(),
                "Country": "Ukraine",
                "Location name": "Alpha",
                "Geolocation": f"{north}, {east}" if rng.random() > 0.1 else "",
                "Geolocation accuracy": rng.choice(["Village", "District", "Exact location", ""]),
                "Belligerent": "Example Air Force",
                "Strike type": rng.choice(["Airstrike", "Drone Strike", "Artillery", "Airstrike and/or Artillery"]),
                "Civilian harm status": "Fair",
                "Civilians killed min": low,
                "Civilians killed max": low + rng.randrange(3),
                "Description": "Invented.",
            }
        )
    return pd.DataFrame(rows)


def monthly(count: int, seed: int = 5) -> pd.DataFrame:
    """Counts of events a month and district, as the Humanitarian Data Exchange publishes them."""
    rng = random.Random(seed)
    months = list(calendar.month_name)[1:]
    rows = [
        {
            "Country": "Ukraine",
            "Admin1": "North",
            "Admin2": f"District {number}",
            "ISO3": "UKR",
            "Month": rng.choice(months),
            "Year": 2014 + rng.randrange(8),
            "Events": 1 + rng.randrange(40),
            "Fatalities": rng.randrange(90),
        }
        for number in range(count)
    ]
    return pd.DataFrame(rows)


def weekly(count: int, seed: int = 6) -> pd.DataFrame:
    """ACLED's weekly counts a province."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        north, east = _place(rng)
        rows.append(
            {
                "WEEK": (FIRST + timedelta(days=3 + 7 * number)).isoformat(),
                "REGION": "Europe",
                "COUNTRY": "Ukraine",
                "ADMIN1": "North",
                "EVENT_TYPE": "Battles",
                "SUB_EVENT_TYPE": "Armed clash",
                "EVENTS": 1 + rng.randrange(40),
                "FATALITIES": rng.randrange(90),
                "POPULATION_EXPOSURE": 1,
                "DISORDER_TYPE": "Political violence",
                "ID": 3000 + number % 3,
                "CENTROID_LATITUDE": north,
                "CENTROID_LONGITUDE": east,
            }
        )
    return pd.DataFrame(rows)


def timemap(count: int, seed: int = 7) -> bytes:
    """timemap's events: an array of objects, every value text."""
    rng = random.Random(seed)
    events = []
    for number in range(count):
        (north, east), day = _place(rng), _day(rng)
        events.append(
            {
                "id": str(number),
                "description": "Invented.",
                "date": day.strftime("%m/%d/%Y"),
                "time": "04:05",
                "location": "Alpha",
                "latitude": str(north),
                "longitude": str(east),
                "category": "shelling",
                "associations": ["filter a", "filter b"],
                "sources": ["src1"],
                "comments": "",
                "time_display": "",
            }
        )
    return json.dumps(events).encode()
