"""The only files that import vendors; a vendor's types never leave their file."""
