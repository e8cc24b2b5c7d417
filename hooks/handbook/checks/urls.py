"""What an address on the web must be like (RFC 3986, RFC 6068, ISO 26324); the policy is data in mkdocs.yml."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from handbook.sources.nearest import nearest

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)[:：]")
HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})")
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What a typist's full-width keyboard or a sentence leaves in an address: never part of one unless percent-encoded.
ALIEN = re.compile(r"[\s，。；：、！？（）【】《》“”‘’「」『』…—～＃％＆＠／．\u200b-\u200f\u2060\ufeff<>\"\\^`{}]")
BALANCED = re.compile(r"（[^（）]*）|《[^《》]*》")  # may stand in the address of a page with a Chinese title
ENDING = re.compile(r"[,;:]$")
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
BARE = re.compile(r"(?:www\.|(?:dx\.)?doi\.org/|10\.\d{4,9}/)", re.IGNORECASE)
MAIL = re.compile(r"[^@\s,;:<>()\[\]]+@([^@\s?]+?)(?:\?.*)?$")
TELEPHONE = re.compile(r"\+?[0-9][0-9\-.()\s]{2,}(?:;.*)?$")
NEVER = frozenset({"localhost", "127.0.0.1", "0.0.0.0"})  # noqa: S104  addresses to refuse, none to bind


class Fault(NamedTuple):
    """A rule that an address breaks, and what fills its message."""

    code: str
    values: dict[str, str]


class Policy(NamedTuple):
    """`extra.handbook.links` of mkdocs.yml."""

    schemes: tuple[str, ...] = ("https", "mailto", "tel")
    http: tuple[str, ...] = ()  # hosts that have no https
    ports: bool = False  # whether an address may name a port


def policy(given: object) -> Policy:
    """Read the policy; what isn't given or isn't as it should be is as it is here."""
    fields = given if isinstance(given, dict) else {}
    lists = {name: tuple(map(str, fields[name])) for name in ("schemes", "http") if isinstance(fields.get(name), list)}
    return Policy(**lists, ports=fields.get("ports") is True)


def scheme(url: str) -> str:
    """Return the scheme in lower case; "" for an address within the site."""
    found = SCHEME.match(url)
    return found[1].lower() if found else ""


def faults(url: str, policy: Policy) -> Iterator[Fault]:
    """Yield what is wrong with an absolute address."""
    name = scheme(url)
    if url.startswith("//"):
        yield Fault("LNK013", {"found": url, "near": f"https:{url}"})
    elif name in {"mailto", "tel"}:
        rest = url[len(name) + 1 :]
        found = (MAIL if name == "mailto" else TELEPHONE).match(rest)
        if found is None or (name == "mailto" and not HOST.fullmatch(_ascii(found[1]))):
            yield Fault("LNK019", {"found": url})
    elif name not in policy.schemes and name != "http":
        near, allowed = nearest(name, policy.schemes, "https"), ", ".join(policy.schemes)
        yield Fault("LNK014", {"scheme": name, "allowed": allowed, "near": near})
    else:
        yield from _web(url, policy)


def is_web(url: str) -> bool:
    """Tell whether an address may be followed: http or https, and nothing that hides what it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", url)


def doi(url: str) -> str | None:
    """Return what stands behind the resolver in a DOI link, decoded; None where it is no DOI link."""
    found = re.match(r"https?://(?:dx\.|www\.)?doi\.org/?(.*)", url, re.IGNORECASE)
    return unquote_to_bytes(found[1]).decode("utf-8", "replace") if found else None


def percent(url: str) -> Iterator[Fault]:
    """Yield percent-encoding that stands for nothing."""
    if found := BAD_PERCENT.search(url):
        yield Fault("LNK018", {"found": url[found.start() : found.start() + 3]})
        return
    try:
        unquote_to_bytes(url).decode()
    except UnicodeDecodeError:
        yield Fault("LNK018", {"found": "".join(re.findall(r"(?:%[0-9A-Fa-f]{2})+", url)[:1])})


def _web(url: str, policy: Policy) -> Iterator[Fault]:
    if found := ALIEN.search(BALANCED.sub("", url)) or ENDING.search(url):
        yield Fault("LNK017", {"found": found[0], "point": f"U+{ord(found[0]):04X}", "url": url})
        return
    match = re.match(r"[a-z][a-z0-9+.-]*://([^/?#]*)", url, re.IGNORECASE)
    authority = match[1] if match else ""
    login, _, place = authority.rpartition("@")
    host, colon, _ = place.partition(":")
    if login or (colon and not policy.ports):
        yield Fault("LNK016", {"found": authority, "near": url.replace(authority, host, 1)})
    elif not HOST.fullmatch(_ascii(host)) or _address(host) or host.lower() in NEVER:
        yield Fault("LNK015", {"found": authority or url})
    elif url[:5].lower() == "http:" and host.lower() not in policy.http:
        yield Fault("LNK013", {"found": url, "near": f"https{url[4:]}"})
    elif (name := doi(url)) is not None and (host.lower() != "doi.org" or not DOI.fullmatch(name)):
        near = DOI.search(name)
        yield Fault(
            "LNK020", {"found": url, "near": f"https://doi.org/{near[0]}" if near else "https://doi.org/10.…/…"}
        )
    yield from percent(url)


def _ascii(host: str) -> str:
    """Return an internationalised host as punycode, in lower case; "" where it can't be one."""
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return ""


def _address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
