"""From a question to a ranking: parse, encode, look up, filter, fuse."""
