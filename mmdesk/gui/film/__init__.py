"""Videos in the window: on their tiles, in the preview, and along their time in the details."""
