"""Schema changes of the databases, in order."""
