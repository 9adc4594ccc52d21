"""Finding the nearest vectors of a space; the only room that knows a vector engine.

`index` is what other rooms use. Below it lie `rows` (the vectors themselves), `scan` (the exact
engine), `hnsw` (the engine for large libraries) and `snapshot` (the files). All of it is a cache of
what the catalogue holds: deleted at any time, it is fed again.
"""
