"""Who asks the server: under which name, from a page of which origin, and whether it is this machine's reader alone.

Nothing here knows a web framework. Headers are (name, value) in bytes, as ASGI has them.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit

Headers = Iterable[tuple[bytes, bytes]]
SHARED, KEEP = "DASHBOARD_SHARED", "DASHBOARD_KEEP"
USUAL = {"http": ":80", "https": ":443"}
#: What a proxy adds to a request that it passes on. A caller who sends one himself is shown less, never more.
FORWARDED = re.compile(
    rb"forwarded|forwarded-for|via|x-forwarded(-.+)?|x-real-ip|x-proxy.*|x-original-.+|x-envoy-.+|x-appengine-.+"
    rb"|([a-z]+-)*(client|connecting)-ip|x-remote-(user|ip|addr)|remote-user|cdn-loop|x-amzn-.+"
)
#: Host as a browser sends it: a name or an address, and a port.
HOST = re.compile(
    r"(?:\[(?P<six>[0-9a-f:.]{2,45})\]|(?P<name>[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?))(?::[0-9]{1,5})?"
)


def host_name(host: str) -> str:
    """The name or address in a Host header, in small letters and without port; empty if it is none."""
    parts = HOST.fullmatch(host.strip().lower())
    return (parts["six"] or parts["name"]).rstrip(".") if parts else ""


def this_machine(name: str) -> bool:
    """Whether a name or an address can mean this machine only. An address that means every one ("", 0.0.0.0) does not."""
    name = name.strip().strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


@dataclass(frozen=True)
class Names:
    """Under which names the server may be asked, and from pages of which other origins.

    ``hosts`` are names or addresses without port, "*.example.org" is all names below one, "*" every name; ``origins`` are
    "https://news.example.org", with a port if it is not the usual one.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "::1")
    origins: tuple[str, ...] = ()

    @classmethod
    def of(cls, hosts: Iterable[str], origins: Iterable[str], own: Iterable[str] = ()) -> Names:
        """What the operator wrote; without hosts, this machine's names and ``own``, the addresses that it is set to."""
        written = tuple(host.strip().strip("[]").lower().rstrip(".") for host in hosts if host.strip())
        others = (host_name(address) or address.strip().lower() for address in own)
        by_itself = (*cls.hosts, *(name for name in others if name and name not in ("0.0.0.0", "::", "0")))
        return cls(written or by_itself, tuple(origin.strip().lower().rstrip("/") for origin in origins))

    def host_allowed(self, host: str) -> bool:
        """Whether the server answers to this Host header: a page of elsewhere may have let its own name lead here."""
        name = host_name(host)
        return bool(name) and any(
            allowed in ("*", name) or (allowed.startswith("*.") and name.endswith(allowed[1:]))
            for allowed in self.hosts
        )

    def origin_allowed(self, origin: str, host: str) -> bool:
        """Whether a page of this origin may open a session or send something: the server's own, or a named one.

        The scheme is not compared where host and port are the same: behind a proxy the server does not know it.
        """
        origin = origin.strip().lower()
        scheme, _, rest = origin.partition("://")
        same = scheme in USUAL and _with_port(rest, scheme) == _with_port(host, scheme)
        return same or origin in self.origins


def _with_port(host: str, scheme: str) -> str:
    """The host without the usual port: over https "example.org" and "example.org:443" are one place."""
    return host.strip().lower().removesuffix(USUAL[scheme])


class Company:
    """Whether anybody but this machine's reader has been seen since the server started. Once seen, it stays so."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._addresses: set[str] = set()
        self._proxied = False

    def see(self, address: str | None, headers: Headers) -> None:
        """Note one request: the address that it came from, as far as the server knows it, and its headers."""
        proxied = any(_elsewhere(name.lower(), value.decode("latin-1")) for name, value in headers)
        # All loopback addresses mean this machine. Of other addresses, one is enough to show that somebody else came.
        local = address is not None and this_machine(address)
        with self._lock:
            self._proxied |= proxied
            if not local and len(self._addresses) < 2:
                self._addresses.add(str(address))

    @property
    def seen(self) -> bool:
        """Whether a proxy, another machine, or a page under another name than this machine's has asked."""
        return self._proxied or bool(self._addresses)


def _elsewhere(name: bytes, value: str) -> bool:
    """Whether a header shows that the request did not come from a browser on this machine, straight to this server."""
    if name == b"host":
        return not this_machine(host_name(value))
    if name == b"origin":
        return not this_machine(urlsplit(value).hostname or "") if value != "null" else True
    return FORWARDED.fullmatch(name) is not None


#: Of this process: sessions ask it, the guard of every request tells it.
COMPANY = Company()


def local(address: str, company: Company = COMPANY, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the reader of the page owns the files on this machine.

    True only where the server listens on this machine's own address, nobody else has been seen, and the operator does
    not set DASHBOARD_SHARED=yes. The operator has to: the server cannot tell apart two people who use one tunnel.
    """
    return this_machine(address) and not company.seen and not _says(environment, SHARED, "yes")


def keeps(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether anything of an opened file may be written to this machine: unless DASHBOARD_KEEP=no."""
    return not _says(environment, KEEP, "no")


def _says(environment: Mapping[str, str], name: str, word: str) -> bool:
    words = {"yes": ("yes", "1", "true", "on"), "no": ("no", "0", "false", "off")}
    return environment.get(name, "").strip().lower() in words[word]
