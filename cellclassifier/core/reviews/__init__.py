"""Blinded reviews: drawn, sealed, answered, opened and compared."""
