"""What the head of a column says: which field of ours it may be, and how its days are written.

Heads come in several languages, with units, brackets and numbering ("Latitude (N)", "No. killed", "#geo+lat"), and in
the forms of KoBo and ODK with the question before the field ("_Where did it happen?_latitude").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dashboard.sources.files.convert.canonical_columns import COLUMNS
from dashboard.sources.files.convert.day_columns import DAY_FIRST, MONTH_FIRST
from dashboard.sources.files.convert.plain_text import plain_name

_WORDS: dict[str, tuple[str, ...]] = {
    "date": (
        *("date", "event date", "date start", "start date", "first day", "day", "incident date", "date of event", "date of incident"),
        *("date of attack", "date of strike", "attack date", "strike date", "date occurred", "occurred on", "date time", "datetime"),
        *("date and time", "event date time", "incident day", "datum", "fecha", "fecha del evento", "fecha del incidente", "fecha del hecho"),
        *("fecha evento", "fecha incidente", "fecha inicio", "fecha de inicio", "date de l incident", "date de l evenement"),
        *("date incident", "date evenement", "date debut", "date de debut", "date des faits", "data", "data do evento", "tarih"),
        *("التاريخ", "تاريخ", "تاريخ الحادث", "تاريخ الحادثة", "تاريخ الحدث", "تاريخ الواقعة", "дата", "дата події", "дата інциденту"),
        *("дата початку", "дата события", "дата инцидента", "дата начала", "日期", "when", "from", "year month", "month", "year"),
    ),
    "date_end": (
        *("date end", "when last", "end date", "last day", "until", "date to", "fecha fin", "fecha final", "fecha de fin", "date de fin", "date fin"),
        *("تاريخ النهاية", "تاريخ الانتهاء", "дата завершення", "дата закінчення", "дата окончания", "enddatum"),
    ),
    "year": ("year", "iyear", "jahr", "annee", "ano", "yr", "año", "سنة", "السنة", "рік", "год"),
    "month": ("month", "imonth", "monat", "mois", "mes", "mon", "شهر", "الشهر", "місяць", "месяц"),
    "day": ("day", "iday", "tag", "jour", "dia", "day of month", "día", "يوم", "اليوم", "день"),
    "coordinates": (
        *("coordinates", "coords", "geometry", "geom", "wkt", "the geom", "lat lon", "latlon", "lat lng", "lat long", "latitude longitude"),
        *("gps", "gps coordinates", "gps point", "geolocation", "geopoint", "location coordinates", "point", "coordenadas", "coordonnees"),
        *("coordonnees gps", "koordinaten", "إحداثيات", "الإحداثيات", "координати", "координаты", "geo coordinates"),
    ),
    "latitude": (
        *("geometry latitude", "latitude", "lat", "y", "lat dd", "latitude dd", "decimal latitude", "latitude decimal", "gps latitude"),
        *("geo lat", "y coord", "ycoord", "point y", "latitud", "خط العرض", "دائرة العرض", "широта", "breitengrad", "enlem"),
        *("breite", "geographische breite", "geografische breite", "szerokosc", "szerokość", "szerokosc geograficzna"),
    ),
    "longitude": (
        *("geometry longitude", "longitude", "lon", "lng", "long", "x", "long dd", "lon dd", "longitude dd", "decimal longitude"),
        *("longitude decimal", "gps longitude", "geo lon", "geo lng", "x coord", "xcoord", "point x", "longitud", "خط الطول"),
        *("довгота", "долгота", "laengengrad", "langengrad", "boylam"),
        *("lange", "länge", "laenge", "geographische lange", "geografische lange", "dlugosc", "długość", "dlugosc geograficzna"),
    ),
    "location": (
        *("location", "place", "place name", "town", "city", "village", "settlement", "site", "where", "locality", "location name", "loc name"),
        *("community", "neighborhood", "neighbourhood", "toponym", "lieu", "lieu de l incident", "localite", "ville", "emplacement", "lugar"),
        *("lugar del hecho", "ubicacion", "localidad", "sitio", "ciudad", "ort", "local", "المكان", "الموقع", "مكان", "موقع", "البلدة"),
        *("القرية", "المدينة", "مكان الحادث", "місце", "місце події", "населений пункт", "місто", "село", "место", "место события"),
        *("населенный пункт", "город", "cidade", "yer"),
    ),
    "country": (
        *("country", "country name", "nation", "pays", "pais", "adm0", "admin0", "adm0 name", "land", "الدولة", "البلد", "країна", "страна"),
    ),
    "admin1": (
        *("admin1", "adm1", "admin 1", "province", "state", "governorate", "oblast", "region", "adm1 name", "adm 1", "admin1 name"),
        *("provincia", "departamento", "departement", "estado", "wilaya", "المحافظة", "محافظة", "الولاية", "ولاية", "область"),
        *("провінція", "провинция", "bundesland", "regiao"),
    ),
    "admin2": (
        *("admin2", "adm2", "admin 2", "district", "county", "raion", "adm2 name", "adm 2", "admin2 name", "municipality", "distrito"),
        *("municipio", "canton", "cercle", "arrondissement", "commune", "القضاء", "المديرية", "قضاء", "مديرية", "ناحية", "район"),
        *("громада", "kreis"),
    ),
    "event_type": (
        *("event type", "type", "category", "incident type", "kind", "attack type", "type of event", "type of incident", "type of attack"),
        *("event", "event category", "tipo", "tipo de evento", "tipo de incidente", "type d incident", "type d evenement"),
        *("type incident", "type evenement", "categorie", "categoria", "نوع الحادث", "نوع الحدث", "نوع الحادثة", "النوع", "тип події"),
        *("тип інциденту", "вид події", "тип", "тип события", "тип инцидента", "art des ereignisses", "typ"),
    ),
    "sub_event_type": ("sub event type", "subtype", "sub type", "subcategory", "weapon", "weapon type", "subtipo", "sous type", "підтип", "подтип"),
    "actor1": ("actor1", "actor", "actor 1", "side a", "party", "group", "armed group", "who", "acteur", "acteur 1", "actor armado", "groupe arme", "الجهة", "сторона"),
    "actor2": ("actor2", "actor 2", "side b", "target", "victim", "acteur 2", "cible", "objetivo", "الهدف", "ціль", "цель"),
    "attacker": (
        *("attacker", "perpetrator", "perpetrator name", "aggressor", "perpetrador", "agresor", "auteur", "auteur presume", "الفاعل"),
        *("الجهة المنفذة", "нападник", "виконавець", "нападавший"),
    ),
    "fatalities": (
        *("fatalities", "deaths", "killed", "dead", "deaths best", "best", "number killed", "fatality count", "casualties killed", "people killed"),
        *("persons killed", "total killed", "killed total", "total deaths", "deaths total", "total fatalities", "affected killed", "nkill"),
        *("muertos", "muertes", "fallecidos", "victimas mortales", "personas muertas", "morts", "mort", "deces", "tues", "personnes tuees"),
        *("victimes tuees", "mortos", "tote", "getotete", "olu", "القتلى", "قتلى", "عدد القتلى", "الوفيات", "عدد الوفيات", "الشهداء", "عدد الشهداء"),
        *("загиблі", "загиблих", "загинуло", "вбиті", "вбито", "убито", "погибшие", "погибло", "погибших"),
    ),
    "fatalities_low": (
        *("fatalities low", "deaths low", "low", "low estimate", "killed min", "min killed", "minimum deaths", "deaths min", "min deaths"),
        *("minimum killed", "killed minimum", "fatalities min", "min fatalities", "civilian deaths min", "civilians killed min", "muertos minimo", "morts minimum", "morts min"),
    ),
    "fatalities_high": (
        *("fatalities high", "deaths high", "high", "high estimate", "killed max", "max killed", "maximum deaths", "deaths max", "max deaths"),
        *("maximum killed", "killed maximum", "fatalities max", "max fatalities", "civilian deaths max", "civilians killed max", "muertos maximo", "morts maximum", "morts max"),
    ),
    "source": (
        *("source", "sources", "source name", "publisher", "reported by", "outlet", "source url", "url", "link", "fuente", "fuentes", "fonte"),
        *("quelle", "المصدر", "مصدر", "المصادر", "джерело", "джерела", "источник", "источники"),
    ),
    "headline": ("headline", "title", "source headline", "titre", "titulo", "titular", "العنوان", "заголовок"),
    "notes": (
        *("notes", "note", "description", "comment", "comments", "summary", "details", "remarks", "text", "narrative", "event description"),
        *("incident description", "descripcion", "notas", "observaciones", "resumen", "detalles", "remarques", "resume", "commentaires"),
        *("beschreibung", "descricao", "الوصف", "وصف", "ملاحظات", "تفاصيل", "التفاصيل", "опис", "опис події", "примітки", "коментар"),
        *("описание", "примечания", "комментарий"),
    ),
    "event_id": (
        *("event id", "id", "incident id", "identifier", "uid", "objectid", "fid", "event number", "incident number", "identifiant"),
        *("codigo", "المعرف", "رقم", "номер", "ідентифікатор", "идентификатор"),
    ),
    "where_prec": ("where prec", "place precision", "geo precision ucdp"),
    "date_prec": ("date prec", "date precision"),
}  # fmt: skip
#: The names by which each field goes, best first; ours is among them.
WORDS: Mapping[str, tuple[str, ...]] = _WORDS | {
    column.name: (column.name, *column.names) for column in COLUMNS if column.asked_as and column.name not in _WORDS
}
#: Heads of days that are not the event's: when a form was filled, a row written, a report published.
NOT_THE_EVENT = frozenset(
    (
        "start", "end", "today", "start time", "end time", "timestamp", "submission time", "created", "created at", "created on", "updated",
        "updated at", "updated on", "modified", "modified at", "last modified", "last updated", "last update", "date added", "dateadded", "date created",
        "creation date", "date updated", "date modified", "date entered", "entry date", "date of entry", "upload date", "editdate",
        "creationdate", "edit date", "date reported", "report date", "date of report", "reported date", "date published",
        "publication date", "published", "published at", "source date", "date of birth", "birth date", "date de publication",
        "fecha de publicacion", "fecha de reporte", "fecha de registro", "date de saisie", "дата публікації", "дата публикации",
    )
)  # fmt: skip
_OTHER_DAYS = frozenset(
    [
        "reported",
        "report",
        "published",
        "publication",
        "updated",
        "update",
        "created",
        "creation",
        "entered",
        "entry",
        "added",
        "modified",
        "submission",
        "upload",
        "birth",
        "end",
        "last",
        "final",
        "until",
        "to",
        "access",
        "accessed",
        "retrieved",
        "fin",
        "close",
        "closed",
    ]
)
_NUMBERING = re.compile(
    r"^(?:(?:no|nr|num|nb|nbr|n|number|count|total|sum|cantidad|numero|nombre|how many|кількість|количество|عدد)(?: of| de| d| des)? )+"
)
_BRACKET = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_SOUTH_OR_WEST = re.compile(r"[(\[{]\s*°?\s*(?:[swo]|south|west|sud|sur|ouest|oeste)\s*[)\]}]", re.I)
_D, _M = r"(?:dd?|tt?|jj?|дд?)", r"(?:mm?|мм?)"
_Y = r"(?:yy(?:yy)?|aa(?:aa)?|jj(?:jj)?|гг(?:гг)?|рр(?:рр)?)"
_DAY_FIRST = re.compile(rf"(?<![^\W_]){_D}[\W_]*{_M}[\W_]*{_Y}(?![^\W_])", re.I)
_MONTH_FIRST = re.compile(rf"(?<![^\W_]){_M}[\W_]*{_D}[\W_]*{_Y}(?![^\W_])", re.I)
_LIKE = 90.0


def plain_head(head: str) -> str:
    """A head in small letters without marks and accents, its words apart: "eventDate" and "Event-date" are one."""
    return plain_name(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head))


def order_in(head: str) -> str:
    """The order of day and month that a head states ("Date (DD/MM/YYYY)"), "" where it states none."""
    if _DAY_FIRST.search(head):
        return DAY_FIRST
    return MONTH_FIRST if _MONTH_FIRST.search(head) else ""


def not_the_event(head: str) -> bool:
    """Whether a head names another day than the event's."""
    return plain_head(head) in NOT_THE_EVENT


def likenesses(columns: Sequence[str], tags: Sequence[str] = ()) -> list[tuple[float, str, str]]:
    """How well each column fits a field by its head, or by its HXL tag: (score, field, column)."""
    scored = [
        (score, field, column) for column in columns if not not_the_event(column) for field, score in _scores(column)
    ]
    for column, tag in zip(columns, tags, strict=False):
        scored += [(score + 100, field, column) for field, score in _exact(plain_head(tag), 200.0)]
    scored += _pairs(columns)
    if not any(field == "date" for _, field, _ in scored):
        # In a form these two are when it was filled; where no other day stands, they may be the event's.
        spans = {"start": "date", "end": "date_end"}
        scored += [(100.0, spans[plain_head(column)], column) for column in columns if plain_head(column) in spans]
    return scored


def _pairs(columns: Sequence[str]) -> Iterator[tuple[float, str, str]]:
    """Columns such as "_Where did it happen?_latitude": the last word names the field, and the other half is there."""
    ends = {"latitude": "latitude", "lat": "latitude", "longitude": "longitude", "lon": "longitude"}
    ends |= {"lng": "longitude", "long": "longitude"}
    halves: dict[str, dict[str, str]] = {}
    for column in columns:
        before, _, last = plain_head(_BRACKET.sub(" ", column)).rpartition(" ")
        if before and last in ends and not _SOUTH_OR_WEST.search(column):
            halves.setdefault(before, {}).setdefault(ends[last], column)
    for pair in halves.values():
        if len(pair) == 2:
            yield from ((120.0, field, column) for field, column in pair.items())


_PLAIN: Mapping[str, tuple[str, ...]] = {field: tuple(map(plain_head, words)) for field, words in WORDS.items()}


def _scores(column: str) -> Iterator[tuple[str, float]]:
    from rapidfuzz import fuzz

    if _SOUTH_OR_WEST.search(column):  # degrees south or west: the sign would be wrong
        return
    name = plain_head(column)
    yield from _exact(name, 200.0)
    short = plain_head(_BRACKET.sub(" ", column))
    unnumbered = _NUMBERING.sub("", short)
    for other, score in ((short, 180.0), (unnumbered, 170.0)):
        if other and other != name:
            yield from _exact(other, score)
    words = short.split()
    if {"date", "fecha", "datum", "дата", "تاريخ"} & set(words) and not _OTHER_DAYS & set(words):
        yield "date", 110.0
    if len(name) > 4:
        for field, known in _PLAIN.items():
            ratios = (fuzz.ratio(name, word) - rank / 10 for rank, word in enumerate(known) if len(word) > 4)
            best = max(ratios, default=0.0)
            if best >= _LIKE:
                yield field, best


def _exact(name: str, score: float) -> Iterator[tuple[str, float]]:
    for field, known in _PLAIN.items():
        if name in known:
            yield field, score - known.index(name) / 2
