"""PAR: words that were left in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.checks.naming import FORMS
from handbook.checks.pairing import Pair
from handbook.checks.twins import Twins
from handbook.checks.units import Unit
from handbook.model import Diagnostic, Language, Page
from handbook.sources import markdown, statements
from handbook.sources.pages import SHOWN

Left = tuple[Language, Unit, re.Match[str]]  # on which page, in what, and what was left
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
HAN_IN_SENTENCE = re.compile(r"(?<=[a-z] )[一-鿿]{2,}|[一-鿿]{2,}(?= [a-z])")
WORDS = re.compile(r"(?<![\w/@.\\-])[A-Za-z]+(?:[ '’-][A-Za-z]+)*(?![\w/@.\\-])")
# An English word that has not the ending of a drug, a protein or an enzyme, and is no Latin that Chinese text keeps.
ORDINARY = re.compile(
    r"rate|control|pain|skin|spine|line|alone|bone|none|side|again|main|certain|late|estimate|because|case"
    r"|(?!\w*(?:mab|nib|mod|plan|pan|statin|cept|cel|imus|in|ase|[a-z]i[n]e|ol|ide|one|ate|ose|ir|il|am|um|us)\b)"
    r"(?!novo|vitro|vivo|situ|versus|post|hoc)[a-z]{4,}"
)
FOUR_LETTERS = re.compile("[a-z]{4}")  # in every ordinary word
ASIDE = re.compile(rf"{QUOTED.pattern}|\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
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


def shared(twins: Twins, found: Sequence[Pair]) -> Iterator[Diagnostic]:
    """Yield words of one language that stand on both pages: too few to be sure without the twin."""
    chinese, english = (0, 1) if twins.here.language == "zh" else (1, 0)
    pages = {page.language: page for page in (twins.here, twins.there)}
    for pair in found:
        ours, theirs = pair[chinese], pair[english]
        if _english(ours.text) or _chinese(theirs.text):
            continue  # told already
        for language, unit, place in (*_cells(ours, theirs), *_runs(ours, theirs, twins.here)):
            text = place[0].strip()
            start = unit.start + place.start() + place[0].index(text)
            yield Diagnostic.at(pages[language].place(start), "PAR023", text=_short(text))


def _cells(ours: Unit, theirs: Unit) -> Iterator[Left]:
    """Find cells that read the same in both languages."""
    mine, others = ours.cells, theirs.cells
    if len(mine) != len(others) or len(mine) < 2:
        return
    for cell, twin in zip(mine, others, strict=True):
        if _untranslated(cell.text, twin.text):
            yield "zh", cell, _all(cell.text)
        elif ANY_HAN.search(twin.text) and not re.search("[a-z]{3}", twin.text):
            yield "en", twin, _all(twin.text)


def _runs(ours: Unit, theirs: Unit, page: Page) -> Iterator[Left]:
    """Find words of the other language within a sentence, outside brackets and quotation marks."""
    if page.for_contributors:  # names of buttons
        return
    sides: tuple[tuple[Language, Unit, re.Pattern[str], re.Pattern[str]], ...] = (
        ("zh", ours, FOUR_LETTERS, WORDS),
        ("en", theirs, ANY_HAN, HAN_IN_SENTENCE),
    )
    for language, unit, needed, pattern in sides:
        for statement in unit.statements:
            if not needed.search(statement.text):
                continue
            bare = ASIDE.sub(lambda found: "|" * len(found[0]), statement.text)
            for found in pattern.finditer(bare) if ANY_HAN.search(bare) else ():
                if language == "en" or any(map(_ordinary, found[0].split(" "))):
                    yield language, Unit.of([statement]), found


def _ordinary(word: str) -> bool:
    """Whether a word is none of the names that Chinese text keeps."""
    return ORDINARY.fullmatch(word) is not None and not any(word in form.lower() for form in FORMS)


def _all(text: str) -> re.Match[str]:
    return re.compile(r".*", re.DOTALL).match(text)  # type: ignore[return-value]  # matches any text


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
