"""Authored training data, and the scripts that turn it into weights. Nothing here runs in the app."""
