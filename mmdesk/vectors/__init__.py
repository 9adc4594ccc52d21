"""Finding the nearest vectors; the only package that knows a vector engine."""
