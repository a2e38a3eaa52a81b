"""Clumps: found in tiles, and what attribution and network make of them."""
