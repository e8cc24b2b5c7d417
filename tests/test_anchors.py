"""What the checks know of generated blocks is what is rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handbook.model import Language, Place, Term
from handbook.render.blocks import RENDERERS
from handbook.sources import anchors


def test_every_block_is_known() -> None:
    assert set(anchors.GENERATED) == set(RENDERERS)


def test_ids_are_safe_and_the_same_in_both_languages() -> None:
    empty: Mapping[Language, Any] = MappingProxyType({})
    term = Term(MappingProxyType({"en": "Anti-HMGCR, (IgG)", "zh": "甲"}), empty, empty, "", "", "", Place("x"))
    assert anchors.term(term) == "term-anti-hmgcr-igg"
    assert anchors.work("mammen2011a") == "work-mammen2011a"
    assert re.fullmatch(r"work-[0-9a-f]{12}", anchors.work("Weird:Key.1"))
