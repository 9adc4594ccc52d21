"""The results: model, view, painting, thumbnails."""
