"""Suites, scorers and reports."""
