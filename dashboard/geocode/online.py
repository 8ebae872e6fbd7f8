"""Suggestions from an online Nominatim for names that the gazetteer lacks; off unless the operator turns it on.

In comes a name, out come suggestions in words, each with its provenance; they are for a person to check and are
written to the user's own folder, never to ``data/``. The operator turns it on by three environment variables
(:data:`ENDPOINT`, :data:`USER_AGENT`, :data:`ACKNOWLEDGE`) after reading the usage policy, :data:`POLICY`.

One policy for everything that can go wrong, on top of geopy with its own retries switched off:

    403, 401, 407             stop until the operator acts (remembered across runs)
    429, 402                  stop; nobody asks again before Retry-After has passed (remembered across runs)
    timeout, no connection, 5xx  one retry, later; then stop
    no result, bad query      kept as "not found"
    anything else             stop: HTML, broken JSON, an answer without coordinates, other codes

The wait after a 429 is kept by not asking, not by sleeping: Retry-After may be an hour.

Raises OnlineNotConfigured and OnlineStopped. Only the bare name leaves the machine.
"""

from __future__ import annotations

import csv
import io
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NoReturn
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, RequestsAdapter, URLLibAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.location import Location

from dashboard.errors import OnlineNotConfigured, OnlineStopped
from dashboard.geocode.online_answers import Cache, Found, OnlineAnswer, Stop
from dashboard.words.sentences import deferred, say, say_deferred

ENDPOINT = "DASHBOARD_NOMINATIM_ENDPOINT"
USER_AGENT = "DASHBOARD_NOMINATIM_USER_AGENT"
ACKNOWLEDGE = "DASHBOARD_NOMINATIM_ACKNOWLEDGE"
POLICY = "https://operations.osmfoundation.org/policies/nominatim/"
ATTRIBUTION = deferred("© OpenStreetMap contributors, ODbL")
SUGGESTIONS = "suggestions.csv"
#: Seconds: how long one request may take, the pause before the one retry, the wait after a 429 that names none.
TIMEOUT, RETRY_PAUSE, DEFAULT_WAIT = 10.0, 5.0, 600.0
MOST = 5


def _perform(call: Callable[[], Any]) -> Any:
    return call()


#: One per process, whatever is asked and by whom: at most one request a second.
LIMITER = RateLimiter(_perform, min_delay_seconds=1, max_retries=0, swallow_exceptions=False)


@dataclass(frozen=True)
class Settings:
    """What the operator decided: the endpoint (``https://host/path``, without ``/search``) and the User-Agent."""

    endpoint: str
    user_agent: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The operator's settings.

        Raises:
            OnlineNotConfigured: a setting is missing or unusable; names each of them.
        """
        endpoint = environ.get(ENDPOINT, "").strip().rstrip("/").removesuffix("/search")
        user_agent = environ.get(USER_AGENT, "").strip()
        missing = []
        url = urlsplit(endpoint)
        if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
            missing.append(f"{ENDPOINT}=https://…")
        if "@" not in user_agent and "://" not in user_agent:
            missing.append(say("{USER_AGENT} with a contact, an e-mail address or a URL", USER_AGENT=USER_AGENT))
        if environ.get(ACKNOWLEDGE, "").strip().lower() != "yes":
            missing.append(say("{ACKNOWLEDGE}=yes after reading {POLICY}", ACKNOWLEDGE=ACKNOWLEDGE, POLICY=POLICY))
        if missing:
            raise OnlineNotConfigured("", missing)
        return cls(endpoint, user_agent)

    @property
    def host(self) -> str:
        """The endpoint's host, as provenance names it."""
        return urlsplit(self.endpoint).hostname or ""


class Suggestions:
    """The online geocoder under the policy above. After one stop it asks no more in its lifetime."""

    def __init__(
        self,
        settings: Settings,
        cache: Cache | None = None,
        *,
        timeout: float = TIMEOUT,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings, self.cache = settings, cache or Cache()
        self._now, self._sleep = now, sleep
        self._stopped = ""
        scheme, _, domain = settings.endpoint.partition("://")
        try:
            self._nominatim = Nominatim(
                user_agent=settings.user_agent,
                scheme=scheme,
                domain=domain,
                timeout=timeout,
                adapter_factory=_adapter(),
            )
        except ConfigurationError as error:
            raise OnlineNotConfigured("", [say("{USER_AGENT} of your own", USER_AGENT=USER_AGENT)]) from error

    @classmethod
    def from_environment(cls) -> Suggestions:
        """As the operator's environment says. Raises OnlineNotConfigured."""
        return cls(Settings.from_environment())

    def suggest(self, name: str) -> list[str]:
        """Places that the service knows by that name, in words with their provenance; empty when it knows none.

        Raises:
            OnlineStopped: the service refused or could not answer, now or earlier.
        """
        try:
            answer = self.cache.answer(self.settings.endpoint, name) or self._ask(name)
        except OnlineStopped as stopped:
            raise OnlineStopped(name, str(stopped), stopped.retry_after) from stopped
        return [
            say(
                '"{address}" at {latitude}, {longitude}, {provenance}',
                address=place.address,
                latitude=str(place.latitude),
                longitude=str(place.longitude),
                provenance=provenance(answer),
            )
            for place in answer.found
        ]

    def _ask(self, name: str) -> OnlineAnswer:
        """Ask the service and keep what it says, a not-found too."""
        self._refuse_if_stopped()
        locations = self._request(name)
        today = self._now().date().isoformat()
        answer = OnlineAnswer(self.settings.endpoint, name, today, tuple(map(self._found, locations)))
        self.cache.keep(answer)
        self.cache.write_beside(SUGGESTIONS, _suggestions(self.cache))
        return answer

    def _request(self, name: str) -> list[Location]:
        """One request, and one more after a pause when the service was slow, away or broken."""
        ask = partial(self._nominatim.geocode, name, exactly_one=False, limit=MOST, language="en")
        for last in (False, True):
            try:
                return LIMITER(ask) or []
            except GeocoderServiceError as error:
                if _is_bad_query(error):
                    return []
                if last or not _is_passing(error):
                    self._stop(error)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                # geopy expects a list of objects and trips over anything else.
                self._give_up(
                    say("answered with something that is no list of places ({error})", error=str(error)), error
                )
            self._sleep(RETRY_PAUSE)
        raise AssertionError("the second attempt either returns or stops")

    def _refuse_if_stopped(self) -> None:
        if self._stopped:
            raise OnlineStopped("", self._stopped)
        stop = self.cache.stop(self.settings.endpoint)
        if stop is None:
            return
        if stop.until:
            left = (datetime.fromisoformat(stop.until) - self._now()).total_seconds()
            if left > 0:
                raise OnlineStopped(
                    "", say("{reason}; not to be asked before {until}", reason=stop.reason, until=stop.until), left
                )
        elif stop.user_agent == self.settings.user_agent:
            remedy = say(
                "set another {ENDPOINT} or {USER_AGENT}, or delete {path}",
                ENDPOINT=ENDPOINT,
                USER_AGENT=USER_AGENT,
                path=str(self.cache.path),
            )
            raise OnlineStopped("", say("{reason}; stopped until you act: {remedy}", reason=stop.reason, remedy=remedy))

    def _stop(self, error: GeocoderServiceError) -> NoReturn:
        """Stop for good, for a while, or for this run, as the error says. Always raises OnlineStopped."""
        host, agent = self.settings.host, self.settings.user_agent
        if isinstance(error, (GeocoderInsufficientPrivileges, GeocoderAuthenticationFailure)):
            self.cache.keep_stop(
                self.settings.endpoint, Stop(agent, "", say("{host} refused: {error}", host=host, error=str(error)))
            )
            self._stopped = say("{host} refused, stopped until you act: {error}", host=host, error=str(error))
            raise OnlineStopped("", self._stopped) from error
        if isinstance(error, GeocoderQuotaExceeded):
            stated = getattr(error, "retry_after", None)
            until = self._now() + timedelta(seconds=DEFAULT_WAIT if stated is None else max(1.0, stated))
            when = until.isoformat(timespec="seconds")
            self.cache.keep_stop(
                self.settings.endpoint, Stop(agent, when, say("{host} was asked too often", host=host))
            )
            self._stopped = say("{host} was asked too often; not to be asked before {when}", host=host, when=when)
            raise OnlineStopped("", self._stopped, stated) from error
        if isinstance(error, GeocoderParseError):
            self._give_up(say("answered with something that is no JSON, perhaps a web page"), error)
        self._give_up(say("could not answer: {error}", error=_one_line(error)), error)

    def _give_up(self, what: str, error: Exception) -> NoReturn:
        """Ask no more in this run. Always raises OnlineStopped."""
        self._stopped = f"{self.settings.host} {what}"
        raise OnlineStopped("", self._stopped) from error

    def _found(self, location: Location) -> Found:
        """The location as we keep it. Stops on one without coordinates: geopy would put it at 0, 0."""
        raw = location.raw
        if not isinstance(raw, dict) or raw.get("lat") is None or raw.get("lon") is None:
            self._give_up(say("answered with a place without coordinates"), ValueError(repr(raw)))
        osm = "/".join(str(raw[key]) for key in ("osm_type", "osm_id") if key in raw)
        licence = str(raw.get("licence") or say_deferred(ATTRIBUTION))
        return Found(location.address, location.latitude, location.longitude, osm, licence)


def provenance(answer: OnlineAnswer) -> str:
    """Where a suggestion comes from: service, host, day (UTC) and the attribution that has to stay with it."""
    return say(
        "Nominatim, {host}, {day}, {attribution}",
        host=str(urlsplit(answer.endpoint).hostname),
        day=answer.asked_on,
        attribution=say_deferred(ATTRIBUTION),
    )


def _adapter() -> Callable[..., Any]:
    """An HTTP client that does not retry on its own. Without ``requests`` geopy's own has no retries to begin with."""
    return partial(RequestsAdapter, max_retries=0) if RequestsAdapter.is_available else URLLibAdapter


def _status(error: Exception) -> int:
    """The HTTP status behind geopy's error, 0 if there is none."""
    return error.__cause__.status_code if isinstance(error.__cause__, AdapterHTTPError) else 0


def _is_bad_query(error: GeocoderServiceError) -> bool:
    """Whether the service rejected this name. An error page with status 200 is no such verdict."""
    return isinstance(error, GeocoderQueryError) and _status(error) != 0


def _is_passing(error: GeocoderServiceError) -> bool:
    """Whether the same request may succeed later: a timeout, no connection, 408 or 5xx."""
    if isinstance(error, (GeocoderQueryError, GeocoderParseError, GeocoderQuotaExceeded)):
        return False
    return _status(error) in (0, 408) or _status(error) >= 500


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _suggestions(cache: Cache) -> str:
    """The text of suggestions.csv: everything found so far, one row per suggestion."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "address", "latitude", "longitude", "osm", "licence", "provenance"])
    for answer in cache.answers():
        for place in answer.found:
            row = [place.address, place.latitude, place.longitude, place.osm, place.licence, provenance(answer)]
            writer.writerow([answer.name, *row])
    return out.getvalue()
