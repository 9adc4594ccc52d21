"""The field on top: what is typed, dropped and pasted becomes the query."""
