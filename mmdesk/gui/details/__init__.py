"""What is known about the selected photos, and the marks that a person gives them."""
