"""One module a suite: from a case and an answer to scores."""
