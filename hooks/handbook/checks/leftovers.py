"""PAR: words that were left in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.checks.naming import FORMS
from handbook.checks.pairing import Pair
from handbook.checks.twins import Twins
from handbook.model import Diagnostic, Language, Page
from handbook.sources import markdown, statements

HAN = re.compile(r"[一-鿿，。；：、（）]*[一-鿿][一-鿿，。；：、（）]*")
ANY_HAN = re.compile(r"[一-鿿]")
CLAUSE = re.compile(r"[一-鿿]{3}[，。；][一-鿿]{3}")
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
PLAIN = re.compile(r"[A-Za-z]++(?:['’-][A-Za-z]++)*+(?![-\d])")  # no part of a name that ends in a digit
QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"|「[^」]*」")
NOT_HAN = re.compile(r"[^一-鿿|]+")
HAN_FILLER = "一"
OWN_PAGE = re.compile(r"[\w./-]*\.md(?:#|\Z)|#")
TITLE = re.compile(r"^[A-Z][a-z]{2,}$|\b[A-Za-z][a-z]+[ ][a-z]{2,}")
SHOWN = ("title", "description")
NAME = re.compile(r"(?:mab|nib|mod|plan|statin|cept|cel)\Z")  # of a drug
NAME_LENGTH = 8  # English words in a row on a Chinese page: longer than any name


def check(page: Page) -> Iterator[Diagnostic]:
    """Yield every statement, heading and field of the front matter that is in the other language."""
    found = _english if page.language == "zh" else _chinese
    told = -1  # end of the statement named last: those that follow it without a blank line are not named again
    for statement in statements.of(page):
        if (place := found(statement.text)) is not None:
            if told < 0 or page.text.count("\n", told, statement.start) != 1:
                yield Diagnostic.at(page.place(statement.start + place[0]), "PAR021", text=_short(place[1]))
            told = statement.end
    document = markdown.scan(page)
    titles = [(heading.text, page.place(heading.offset)) for heading in document.headings]
    titles += [(link.text, page.place(link.start)) for link in document.links if OWN_PAGE.match(link.destination)]
    titles += [(str(page.meta[field]), page.line(line)) for field, line in page.meta_lines.items() if field in SHOWN]
    for text, where in titles:
        if _foreign(text, page.language):
            yield Diagnostic.at(where, "PAR021", text=_short(text))


def cells(twins: Twins, found: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield cells that hold, on both pages, the same words of one language: too short to be sure without the twin."""
    chinese, english = (0, 1) if twins.here.language == "zh" else (1, 0)
    pages = {page.language: page for page in (twins.here, twins.there)}
    for pair in found:
        rows = pair[chinese], pair[english]
        ours, theirs = (row.cells() for row in rows)
        if len(ours) != len(theirs) or len(ours) < 2 or _english(rows[0].text) or _chinese(rows[1].text):
            continue
        for mine, other in zip(ours, theirs, strict=True):
            here, there = mine.text.strip(), other.text.strip()
            if _untranslated(here, there):
                yield Diagnostic.at(pages["zh"].place(mine.start + mine.text.index(here)), "PAR023", text=_short(here))
            elif ANY_HAN.search(there) and not re.search("[a-z]{3}", there):
                yield Diagnostic.at(
                    pages["en"].place(other.start + other.text.index(there)), "PAR023", text=_short(there)
                )


def _untranslated(text: str, twin: str) -> bool:
    """Whether a text without Chinese has an English word, no name, and no word that its English twin hasn't."""
    words = {word.lower() for word in PLAIN.findall(text) if len(word) > 2 and word[1:].islower()}
    names = {word for word in words if NAME.search(word) or any(word in form.lower() for form in FORMS)}
    return bool(words - names) and not ANY_HAN.search(text) and words.issubset(map(str.lower, WORD.findall(twin)))


def _foreign(title: str, language: Language) -> bool:
    """Whether a title, a heading or the text of a link to a page is in the other language; a bare name is in either."""
    if language == "en":
        return bool(HAN.search(title)) and not re.search("[A-Za-z]{3}", title)
    return not HAN.search(title) and bool(TITLE.search(title))


def _english(text: str) -> tuple[int, str] | None:
    """Find English on a Chinese page: a sentence or cell without a Chinese character, or more words than a name has."""
    if len(WORD.findall(text)) < 4:
        return None
    bare = QUOTED.sub(lambda found: HAN_FILLER * len(found[0]), text)
    for run in NOT_HAN.finditer(bare):
        beside = "一" <= bare[run.start() - 1 : run.start()] <= "鿿" or "一" <= bare[run.end() : run.end() + 1] <= "鿿"
        least = NAME_LENGTH if beside else 4
        words = WORD.findall(run[0])
        if len(words) >= least and sum(word.islower() for word in words) >= least - 1:
            return run.start(), run[0].strip()
    return None


def _chinese(text: str) -> tuple[int, str] | None:
    """Find Chinese on an English page: a sentence without an English word, or more characters than a name has."""
    if not ANY_HAN.search(text):
        return None
    bare = QUOTED.sub(lambda found: " " * len(found[0]), text)
    runs = list(HAN.finditer(bare))
    if sum(len(run[0]) for run in runs) >= 4 and not re.search(r"[a-z]{2}", bare):
        return runs[0].start(), runs[0][0]
    return next(((run.start(), run[0]) for run in runs if len(run[0]) >= 12 or CLAUSE.search(run[0])), None)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
