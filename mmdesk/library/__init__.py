"""The gate: all that windows and commands may ask of the house."""

from mmdesk.library.library import Library
from mmdesk.models.registry import ListedModel, Purpose

__all__ = ["Library", "ListedModel", "Purpose"]
