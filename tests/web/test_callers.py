"""Who asks the server: names, origins, and whether the reader is alone with this machine."""

from __future__ import annotations

import pytest
import streamlit

from dashboard.screens import component
from dashboard.web.callers import Company, Names, host_name, keeps, local, this_machine

ALONE = [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:8501"), (b"user-agent", b"a browser")]


def company(*more: tuple[bytes, bytes], address: str | None = "127.0.0.1") -> Company:
    """Whoever is seen when one request with these headers comes from this address."""
    names = [name for name, _ in more]
    seen = Company()
    seen.see(address, [*(header for header in ALONE if header[0] not in names), *more])
    return seen


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST", "127.0.0.1", "127.0.0.2", "::1", "[::1]", "::ffff:127.0.0.1"]
)
def test_addresses_that_mean_this_machine_only(name: str) -> None:
    assert this_machine(name)
    assert local(name, Company(), {})


@pytest.mark.parametrize(
    "name",
    ["", "0.0.0.0", "::", "[::]", "0", "::ffff:0.0.0.0", "10.0.0.5", "192.168.1.5", "fe80::1", "news.example.org", "localhost.example.org", "mylocalhost", "127.0.0.1.example.org"],
)  # fmt: skip
def test_an_address_that_others_reach_is_not_this_machines(name: str) -> None:
    assert not this_machine(name)
    assert not local(name, Company(), {})


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::", "192.168.1.5", None])
def test_the_page_is_not_local_where_the_server_listens_beyond_this_machine(address: str | None) -> None:
    before = streamlit.get_option("server.address")
    try:
        streamlit.config.set_option("server.address", "127.0.0.1")
        assert component.listens_locally()
        streamlit.config.set_option("server.address", address)
        assert not component.listens_locally()
        assert not component.may_keep()
    finally:
        streamlit.config.set_option("server.address", before)


def test_a_browser_on_this_machine_is_alone_by_whatever_address_of_it() -> None:
    seen = Company()
    for address in ("127.0.0.1", "::1", "127.0.0.1", "::ffff:127.0.0.1"):
        seen.see(address, ALONE)
    assert not seen.seen
    assert local("127.0.0.1", seen, {})


@pytest.mark.parametrize(
    "header",
    [
        b"X-Forwarded-For", b"x-forwarded-for", b"X-Forwarded-Proto", b"X-Forwarded-Host", b"X-Forwarded", b"Forwarded", b"X-Real-IP",
        b"Via", b"X-Client-IP", b"CF-Connecting-IP", b"True-Client-IP", b"X-Cluster-Client-IP", b"X-ProxyContextPath",
        b"X-Original-URI", b"Fastly-Client-IP", b"X-Envoy-External-Address",
    ],
)  # fmt: skip
def test_a_header_of_a_proxy_ends_being_alone(header: bytes) -> None:
    seen = company((header, b"127.0.0.1"))
    assert seen.seen
    assert not local("127.0.0.1", seen, {})


@pytest.mark.parametrize(
    "header",
    [
        (b"host", b"news.example.org"),
        (b"host", b"10.0.0.5:8501"),
        (b"origin", b"https://news.example.org"),
        (b"origin", b"null"),
    ],
)
def test_another_name_than_this_machines_ends_being_alone(header: tuple[bytes, bytes]) -> None:
    assert company(header).seen


def test_another_address_ends_being_alone_and_it_stays_so() -> None:
    seen = company(address="10.0.0.7")
    assert seen.seen
    seen.see("127.0.0.1", ALONE)
    assert not local("localhost", seen, {})
    assert company(address=None).seen, "an address that is not known is nobody's own"


@pytest.mark.parametrize(
    "header", [b"user-agent", b"cookie", b"accept-language", b"x-xsrftoken", b"sec-fetch-site", b"x-client-data"]
)
def test_headers_of_a_browser_are_no_proxys(header: bytes) -> None:
    assert not company((header, b"x")).seen


def test_settings_can_only_make_it_less() -> None:
    assert not local("127.0.0.1", Company(), {"DASHBOARD_SHARED": " Yes "})
    assert local("127.0.0.1", Company(), {"DASHBOARD_SHARED": "no"})
    assert not local("0.0.0.0", Company(), {"DASHBOARD_SHARED": "no"})
    assert keeps({})
    assert keeps({"DASHBOARD_KEEP": "yes"})
    assert not any(keeps({"DASHBOARD_KEEP": word}) for word in ("no", "NO", "0", "false", "off"))


# --- names and origins -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "name"),
    [("localhost:8501", "localhost"), ("LocalHost", "localhost"), ("[::1]:8501", "::1"), ("example.org.", "example.org"), ("127.0.0.1:80", "127.0.0.1"),
     ("", ""), ("a b", ""), ("user@localhost", ""), ("localhost/x", ""), ("localhost:x", ""), ("localhost:", ""), ("a" * 300, ""), ("localhost\x00", ""), ("::1", ""), ("[::1", "")],
)  # fmt: skip
def test_the_name_in_a_host_header(host: str, name: str) -> None:
    assert host_name(host) == name


def test_by_itself_the_server_answers_to_this_machines_names_and_its_own() -> None:
    names = Names.of([], [], ["192.168.1.5", "", "dashboard.example.org/path"])
    assert all(names.host_allowed(host) for host in ("localhost:1", "127.0.0.1", "[::1]:8501", "192.168.1.5:8501"))
    assert not any(
        names.host_allowed(host) for host in ("evil.example.org", "", "0.0.0.0:8501", "localhost.evil.example.org")
    )
    assert not any(Names.of([], [], [every]).host_allowed("0.0.0.0:8501") for every in ("0.0.0.0", "::", ""))


def test_named_hosts_are_all_there_are() -> None:
    names = Names.of(["News.example.org", "*.maps.example.org", "[::1]"], [])
    assert all(
        names.host_allowed(host)
        for host in ("news.example.org:443", "NEWS.EXAMPLE.ORG.", "a.maps.example.org", "[::1]:1")
    )
    assert not any(names.host_allowed(host) for host in ("localhost", "maps.example.org", "evilmaps.example.org"))
    assert Names.of(["*"], []).host_allowed("whatever.example.org")
    assert not Names.of(["*"], []).host_allowed("no host")


def test_only_the_servers_own_origin_and_named_ones() -> None:
    names = Names.of([], ["https://news.example.org/", "http://127.0.0.1:9000"])
    host = "localhost:8501"
    assert names.origin_allowed("http://localhost:8501", host)
    assert names.origin_allowed("https://localhost:8501", host), "behind a proxy that ends TLS"
    assert names.origin_allowed("https://NEWS.example.org", host)
    assert names.origin_allowed("http://127.0.0.1:9000", host)
    assert names.origin_allowed("https://example.org", "example.org:443")
    for origin in ("http://localhost:8502", "http://localhost", "http://127.0.0.1:8501", "null", "", "file://", "http://news.example.org",
                   "https://news.example.org:8443", "https://news.example.org.evil.org", "http://localhost:8501.evil.org", "ws://localhost:8501"):  # fmt: skip
        assert not names.origin_allowed(origin, host), origin
