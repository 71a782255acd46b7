"""One thing on a page each: `show(...)` draws it and returns what the reader chose."""
