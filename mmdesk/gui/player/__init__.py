"""Sounds in the window: heard, seen as waveforms, read as transcripts, and recorded."""
