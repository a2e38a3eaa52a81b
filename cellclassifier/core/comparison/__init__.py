"""Compares runs and data sets: boxes, curves, tests, verdicts, sentences, figures."""
