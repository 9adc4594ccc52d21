"""What can be done with photos: open, copy, find similar, trash."""
