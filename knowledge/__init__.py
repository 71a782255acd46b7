"""Curated content, its schema and its loading; the lowest layer, which imports nothing of ours."""
