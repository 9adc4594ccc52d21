"""The words, errors, events, settings and paths that every room shares; standard library only."""
