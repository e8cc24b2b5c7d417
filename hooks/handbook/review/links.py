"""The project's outside addresses → those that no longer lead anywhere.

Politely: each address once, `HEAD` before `GET`, one after the other within a host with a pause, few hosts at a time.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from handbook.model import Site
from handbook.render.references import writing
from handbook.review.words import say
from handbook.sources import markdown

HOSTS = 8  # at a time
HOPS = 5
TRIES = 3
REFUSED = frozenset({401, 403, 405, 406, 418, 429, 451, 999})  # answers that robots get; a person may get another
GONE = frozenset({404, 410})
FOREVER = frozenset({301, 308})  # moved, and will stay there
RESOLVER = "https://doi.org/"  # its redirect says that the DOI is registered: publishers' own pages refuse robots

Uses = Mapping[str, Sequence[str]]  # address → where it stands


class Manners(NamedTuple):
    """How to ask."""

    agent: str
    timeout: float = 20  # seconds, as the others
    pause: float = 1  # between two requests to a host
    patience: float = 10  # before another try


class Answer(NamedTuple):
    """What became of one address."""

    url: str
    state: str  # `well`, `gone`, `moved`, `failing`, `refused`: a word of `words.toml`
    detail: str = ""  # status, reason, or the new address


def uses(site: Site) -> Uses:
    """Collect the addresses of pages, references and the ledger, each with the places where it stands."""
    found: dict[str, list[str]] = {}
    for url, place in _all(site):
        if url.startswith("https://"):
            found.setdefault(urldefrag(url).url, []).append(place)
    return found


def ask(urls: Iterable[str], manners: Manners) -> list[Answer]:
    """Ask for every address, hosts side by side."""
    listed = sorted(urls, key=lambda url: (_host(url), url))
    queues = [list(queue) for _, queue in groupby(listed, _host)]
    with ThreadPoolExecutor(HOSTS) as pool:
        return [answer for answers in pool.map(lambda queue: _one_by_one(queue, manners), queues) for answer in answers]


def show(answers: Sequence[Answer], uses: Uses) -> str:
    """Write what has to be done in Markdown; empty when all is well."""
    parts = []
    for state in ("gone", "failing", "moved"):
        rows = [
            f"- [ ] <{one.url}> · {one.detail} · {', '.join(f'`{place}`' for place in sorted({*uses[one.url]}))}"
            for one in answers
            if one.state == state
        ]
        parts += [f"### {say('links', state)}", "\n".join(rows)] if rows else []
    if not parts:
        return ""
    refused = sum(one.state == "refused" for one in answers)
    last = [say("links", "refused", n=refused)] if refused else []
    return "\n\n".join([f"## {say('links', 'title')}", *parts, *last]) + "\n"


def _all(site: Site) -> Iterator[tuple[str, str]]:
    for page in site.pages.values():
        document = markdown.scan(page)
        for link in (*document.addresses, *document.definitions):
            yield link.destination.strip(), f"{page.source}:{page.place(link.offset).line}"
    for entry in site.entries.values():
        if entry["doi"]:
            yield writing.doi_url(writing.doi(entry)), f"references.bib:{entry.line}"
        yield entry["url"], f"references.bib:{entry.line}"
    for fact in site.facts.values():
        yield fact.url, f"{fact.place.path}:{fact.place.line}"


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _one_by_one(queue: Sequence[str], manners: Manners) -> list[Answer]:
    answers = []
    for number, url in enumerate(queue):
        time.sleep(manners.pause if number else 0)
        answers.append(_patiently(url, manners))
    return answers


def _patiently(url: str, manners: Manners) -> Answer:
    """Ask again, later and later, where the fault may be a passing one."""
    answer = _follow(url, manners)
    for number in range(1, TRIES):
        if answer.state != "failing":
            break
        time.sleep(manners.patience * number)
        answer = _follow(url, manners)
    return answer


def _follow(url: str, manners: Manners) -> Answer:
    """Follow redirects; only those that are meant to last are worth a change of the address."""
    here, lasting = url, True
    try:
        for _ in range(HOPS):
            status, location = _status(here, manners)
            if not location or url.startswith(RESOLVER):
                break
            here, lasting = urljoin(here, location), lasting and status in FOREVER
        else:
            return Answer(url, "failing", f"> {HOPS} ↪")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(url, "failing", str(getattr(error, "reason", error)) or type(error).__name__)
    if status in GONE:
        return Answer(url, "gone", str(status))
    if status in REFUSED:
        return Answer(url, "refused", str(status))
    if status >= 400:
        return Answer(url, "failing", str(status))
    return Answer(url, "moved", f"<{here}>") if lasting and here != url else Answer(url, "well")


def _status(url: str, manners: Manners) -> tuple[int, str]:
    """Ask for one address; return its status and where it sends on. What `HEAD` refuses, `GET` may give."""
    status, location = _request("HEAD", url, manners)
    if status < 400 or (url.startswith(RESOLVER) and status in GONE):
        return status, location
    time.sleep(manners.pause)
    return _request("GET", url, manners)


def _request(method: str, url: str, manners: Manners) -> tuple[int, str]:
    request = urllib.request.Request(url, headers={"User-Agent": manners.agent, "Accept": "*/*"}, method=method)  # noqa: S310
    try:
        with OPENER.open(request, timeout=manners.timeout) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, error.headers.get("Location", "") if 300 <= error.code < 400 else ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Tell of a redirect and don't follow it."""

    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(_Stay)
