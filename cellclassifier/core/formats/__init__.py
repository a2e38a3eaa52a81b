"""Readers of image files, one module a kind, and what only they share."""
