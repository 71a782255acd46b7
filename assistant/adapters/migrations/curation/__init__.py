"""Schema of the curation store."""
