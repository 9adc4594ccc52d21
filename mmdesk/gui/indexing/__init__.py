"""What is being indexed, and the folders that are kept."""
