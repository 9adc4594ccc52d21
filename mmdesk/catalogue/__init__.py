"""The truth about the library, in SQLite; the only package that speaks SQL.

`Catalogue` is the way in. Its parts share one database: any thread may read, one process writes,
and what is written inside `with catalogue.writing():` happens whole or not at all.
"""

from mmdesk.catalogue.catalogue import Catalogue

__all__ = ["Catalogue"]
