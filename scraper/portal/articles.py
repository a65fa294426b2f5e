"""Placeholder"""
from __future__ import annotations
from scraper.portal.article import Article
NEW: frozenset[str] = frozenset()
def articles() -> tuple[Article, ...]:
    return ()
