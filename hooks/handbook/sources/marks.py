"""What the blocks of Python-Markdown, with this project's extensions, start with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.sources.document import Kind, Mark

INDENT = re.compile(r" {4}| {0,3}\t")
ATTRIBUTES = re.compile(r"[ ]+\{:?([^{}\n]*)\}[ ]*$")
ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*[#.][^\s{}]+(?:[ ]+[^\n{}]*)?\}|\{:?[ ]*[\w-]+=[^\n{}]*\}")
IDENTIFIER = re.compile(r"(?<=[\s{:])#([^\s{}]+)")
WRITTEN_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
HEADING = re.compile(r"(#{1,6})[ \t]*(.*?)[ \t]*$")
UNDERLINE = re.compile(r"(=+|-+)[ ]*$")
RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})$")
ITEM = re.compile(r"[ ]{0,3}(?:[*+-]|\d+\.)[ ]+")
SEPARATOR = re.compile(r"[ ]{0,3}(?=.*\|)[|:\- ]*-[|:\- ]*$")
REFERENCE = re.compile(r"[ ]{0,3}\[[^\[\]\n]*\]:[ ]*\S+(?:[ ]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]*$")
IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])[ ]*(?:\{[^}]*\})?$")
HTML = re.compile(
    r" {0,3}<(address|article|aside|blockquote|canvas|center|details|dialog|div|dl|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hgroup|hr|iframe|main|math|nav|noscript|object|ol|output|p|pre|script|section|style|table"
    r"|ul|video)\b",
    re.IGNORECASE,
)
# Blocks that hold what is indented below them, and may stand right below a paragraph.
CONTAINERS: dict[Kind, re.Pattern[str]] = {
    "admonition": re.compile(r'!!! ?(?P<name>[\w\-]+(?: +[\w\-]+)*)(?: +"(?P<argument>.*?)")? *$'),
    "details": re.compile(r'\?{3}\+? ?(?P<name>[\w\-]+(?: +[\w\-]+)*)?(?: +"(?P<argument>.*?)")? *$'),
    "tab": re.compile(r'={3}[+!]{0,2} +"(?P<name>.*?)" *$'),
    "footnote": re.compile(r"[ ]{0,3}\[\^(?P<name>[^\]\n]*)\]:[ ]*"),
    "definition": re.compile(r"[ ]{0,3}:[ ]{1,3}(?=\S)"),
    "block": re.compile(r"(?P<fence>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?)[ \t]*)?$"),
    "quote": re.compile(r"[ ]{0,3}>[ ]?"),
}


def interrupts(content: str) -> bool:
    """Tell whether a line ends the paragraph above it without a blank line."""
    return bool(
        content[0] in "#!?=[:/>_*- "
        and (
            HEADING.match(content)
            or RULE.match(content)
            or REFERENCE.match(content)
            or any(pattern.match(content) for pattern in CONTAINERS.values())
        )
    ) or bool(content.lstrip().startswith("<") and HTML.match(content))


def ids(bare: str) -> Iterator[Mark]:
    """Find the `#id` of attribute lists."""
    for listed in ATTRIBUTE_LIST.finditer(bare) if "{" in bare else ():
        for found in IDENTIFIER.finditer(bare, *listed.span()):
            yield Mark(found[1], found.start(1))
