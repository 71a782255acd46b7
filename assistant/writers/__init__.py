"""Ways to fill the same draft: guided (no model) and model."""
