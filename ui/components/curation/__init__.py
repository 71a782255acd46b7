"""Parts of the curation page: each draws one thing and returns what the curator chose."""
