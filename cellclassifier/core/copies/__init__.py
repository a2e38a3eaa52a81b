"""The search for copies of tiles: what `leakage` is made of."""
