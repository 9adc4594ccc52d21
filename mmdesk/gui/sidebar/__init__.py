"""Folders, favourites, saved and recent searches."""
