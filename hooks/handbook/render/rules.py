"""Every rule that is checked by machine, as readers of a finding look it up (`/// rules`)."""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import groupby

from handbook.model import Diagnostic, Page, Place, Site
from handbook.render.words import say
from handbook.report import Rule, hint, message, rules

CODE = re.compile(r"`([^`]+)`")


def block(site: Site, page: Page, argument: str) -> str:  # noqa: ARG001
    """Render the rules family by family; each has an anchor, its code in lower case, to which findings lead."""
    words = partial(say, page.language, "rule")
    found = rules().values()
    families = "".join(
        f'<section class="hb-rules"><h2 id="{family}">{escape(words(family))} ({family.upper()})</h2>'
        f"{''.join(_rule(rule, page) for rule in group)}</section>"
        for family, group in groupby(found, key=_family)
    )
    return f"<p>{words('count', n=len(found))}</p>{families}"


def _family(rule: Rule) -> str:
    return rule.code.rstrip("0123456789").lower()


def _rule(rule: Rule, page: Page) -> str:
    words = partial(say, page.language, "rule")
    name = rule.code.lower()
    nothing = Diagnostic(Place(""), rule.code)  # leaves an ellipsis in every slot
    examples = "".join(
        f"<dt>{words(kind)}</dt><dd><pre><code>{escape(text)}</code></pre></dd>"
        for kind, text in (("wrong", rule.wrong), ("right", rule.right))
        if text not in {"", "—"}
    )
    return (
        f'<article id="{name}" class="hb-rule"><h3><a href="#{name}">{rule.code}</a> '
        f'<span class="hb-{rule.severity}">{words(rule.severity)}</span></h3>'
        f"<p>{_text(message(nothing, page.language))}</p><p>{_text(hint(nothing, page.language))}</p>"
        f"{f'<dl>{examples}</dl>' if examples else ''}</article>"
    )


def _text(sentence: str) -> str:
    return CODE.sub(r"<code>\1</code>", escape(sentence))
