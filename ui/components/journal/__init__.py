"""Parts of the Journal page, and what other pages show of the journal: each draws one thing and returns a choice."""
