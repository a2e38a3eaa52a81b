"""Reusable widgets; none of them knows the session."""
