"""Evals: cases, scorers, suites, gates and baselines; plain functions, no framework."""
