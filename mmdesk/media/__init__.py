"""Reading the user's files: formats, pictures, facts, thumbnails; and the worker processes for it."""
