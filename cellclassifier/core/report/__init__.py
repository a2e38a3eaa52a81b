"""The report of a study: one file that opens anywhere, and what must stand in it."""
