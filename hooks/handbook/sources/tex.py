"""TeX as it is written in bibliographies → Unicode text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

QUICK = {"{": "", "}": "", "~": " ", "---": "—", "--": "–", "``": "“", "''": "”"}
SPECIAL = re.compile(r"[\\${}~]|--|``|''")
PLAIN = re.compile(r"\{|\}|~|---?|``|''|\\([&%_#$])")
COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
ACCENTS = frozenset("'`\"^~=.cHkbdruv")
ESCAPED = frozenset("&%_#$")
FORMATS = frozenset(
    """emph textrm textit textbf textsc textsl text mathrm mathit mathbf ensuremath em it bf sc
    mbox textup textnormal texttt textsf textsuperscript textsubscript""".split()  # noqa: SIM905 - words read better so
)
DROPPED = re.compile(r"\\(?:mbox|textup|textnormal|texttt|textsf)\s*(?=\{)|\\(?:em|it|bf|sc)(?![A-Za-z])\s*")
TEXT_SCRIPT = re.compile(r"\\text(super|sub)script\{([0-9+\-−=()n]+)\}")
# As in pandoc: a formula has no space inside its dollars and no digit after them; every other dollar is money.
FORMULA = re.compile(r"(?<!\\)\$(?=\S)((?:\\.|[^$\\])+?)(?<=\S)\$(?!\d)")
SCRIPT = re.compile(r"([\^_])(?:\{([0-9+\-−=()n]+)\}|([0-9+\-−n]))")
SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
SUBSCRIPT = str.maketrans("0123456789+-−=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ")
# Byte-order marks, and the characters with which `render.references` marks titles and links.
UNSEEN = dict.fromkeys((0xFEFF, *range(0xE000, 0xE005)))


def decode(value: str) -> str:
    """Turn TeX into text: accents, ligatures, escapes; braces that only guard capitals go, spaces are made single.

    A value with a command that isn't known stays as it is, so that nothing vanishes.
    """
    if SPECIAL.search(value):
        rest = PLAIN.sub("", value)
        if ("\\" in rest or "$" in rest) and not unknown(value):
            value = _converter().latex_to_text(_prepared(value))
        else:
            value = PLAIN.sub(lambda match: match[1] or QUICK.get(match[0], ""), value)
    return " ".join(value.translate(UNSEEN).split())


def verbatim(value: str) -> str:
    """Read an address or identifier: only escapes are undone, because `%` and `_` are part of it."""
    value = re.sub(r"^\\url\{(.*)\}$", r"\1", " ".join(value.split()))
    value = value.replace("\\textasciitilde{}", "~").replace("\\textasciitilde", "~").replace("{\\_}", "_")
    return re.sub(r"\\([&%_#$~{}])", r"\1", value).translate(UNSEEN).strip()


def unknown(value: str) -> list[str]:
    """Name the TeX commands that have no place in a bibliography, in the order in which they stand."""
    if "\\" not in value:
        return []
    return [name for name in COMMAND.findall(value) if name not in ESCAPED and name not in _known()]


@cache
def _known() -> frozenset[str]:
    """Accents, escapes, formats, and every command that stands for one character."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - most files need it not

    context = get_default_latex_context_db()
    symbols = {
        spec.macroname
        for spec in context.iter_macro_specs()
        if isinstance(spec.simplify_repl, str) and "%" not in spec.simplify_repl
    }
    return frozenset({*symbols, *FORMATS, *ACCENTS, *ESCAPED, " ", ",", ";", "/", "-", "\\"} - {"today", "input"})


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415

    return LatexNodes2Text(math_mode="text", keep_braced_groups=False, strict_latex_spaces=False)


def _prepared(value: str) -> str:
    """Guard what the converter would take for a comment or a formula; set small figures high or low."""
    value = re.sub(r"(?<!\\)%", r"\\%", DROPPED.sub("", value))
    value = TEXT_SCRIPT.sub(lambda match: match[2].translate(SUPERSCRIPT if match[1] == "super" else SUBSCRIPT), value)
    parts: list[str] = []
    position = 0
    for match in FORMULA.finditer(value):
        parts.append(re.sub(r"(?<!\\)\$", r"\\$", value[position : match.start()]))
        parts.append("$" + SCRIPT.sub(_script, match[1]) + "$")
        position = match.end()
    parts.append(re.sub(r"(?<!\\)\$", r"\\$", value[position:]))
    return "".join(parts)


def _script(match: re.Match[str]) -> str:
    return (match[2] or match[3]).translate(SUPERSCRIPT if match[1] == "^" else SUBSCRIPT)
