"""What the checks know of generated blocks is what is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handbook.model import Language, Place, Term
from handbook.render import glossary, references
from handbook.render.blocks import RENDERERS
from handbook.sources import anchors


def test_every_block_is_known() -> None:
    assert set(anchors.GENERATED) == set(RENDERERS)


def test_ids_are_the_same() -> None:
    empty: Mapping[Language, Any] = MappingProxyType({})
    term = Term(MappingProxyType({"en": "Anti-HMGCR, (IgG)", "zh": "甲"}), empty, empty, "", "", "", Place("x"))
    assert anchors.term(term) == glossary.slug(term)
    for key in ("mammen2011a", "Weird:Key.1"):
        assert anchors.work(key) == references.anchor(key)
