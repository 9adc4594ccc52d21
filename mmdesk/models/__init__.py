"""Encoders and the models behind them; the only package that imports torch and its kin."""
