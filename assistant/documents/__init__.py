"""An agenda as a page: Markdown and plain text here, Word and PDF in the adapters."""
