"""The settings, the welcome and the description model."""
