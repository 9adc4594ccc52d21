"""The truth about the library, in SQLite; the only package that speaks SQL."""
