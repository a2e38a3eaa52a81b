"""Clumps as pixels alone: where they are in a tile, and a tile without them."""
