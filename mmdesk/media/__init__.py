"""Reading the user's files: formats, pictures, facts, thumbnails, worker processes."""
