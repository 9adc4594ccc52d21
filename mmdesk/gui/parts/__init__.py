"""Small widgets, icons and dialogs that several panels use."""
