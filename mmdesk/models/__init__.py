"""Encoders and the models behind them; the only package that imports torch, open_clip, transformers."""
