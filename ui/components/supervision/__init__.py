"""Parts of the Supervision page: each draws one thing and returns what the writer chose."""
