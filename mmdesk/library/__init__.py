"""The gate: all that windows and commands may ask of the house."""

from mmdesk.library.library import Library

__all__ = ["Library"]
