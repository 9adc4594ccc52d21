"""The catalogue's parts behind one door."""

from contextlib import AbstractContextManager
from pathlib import Path

from mmdesk.catalogue.database import Database
from mmdesk.catalogue.embeddings import Embeddings
from mmdesk.catalogue.files import Files
from mmdesk.catalogue.items import Items
from mmdesk.catalogue.jobs import Jobs
from mmdesk.catalogue.listings import Listings
from mmdesk.catalogue.marks import MarkTable
from mmdesk.catalogue.roots import Roots
from mmdesk.catalogue.searches import Searches
from mmdesk.catalogue.segments import Segments
from mmdesk.catalogue.spoken import Spoken
from mmdesk.catalogue.stills import Stills
from mmdesk.catalogue.texts import Texts
from mmdesk.catalogue.transcripts import Transcripts
from mmdesk.catalogue.watched import Watched


class Catalogue:
    """One library's catalogue. See the parts for what can be asked and written."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self.roots = Roots(self._database)
        self.files = Files(self._database)
        self.items = Items(self._database)
        self.texts = Texts(self._database)
        self.segments = Segments(self._database)
        self.transcripts = Transcripts(self._database, self.segments)
        self.spoken = Spoken(self._database)
        self.watched = Watched(self._database, self.segments)
        self.embeddings = Embeddings(self._database)
        self.jobs = Jobs(self._database)
        self.stills = Stills(self._database, self.jobs)
        self.listings = Listings(self._database)
        self.marks = MarkTable(self._database)
        self.searches = Searches(self._database)

    @property
    def id(self) -> str:
        """What tells this catalogue from every other one; caches made for it carry it."""
        return self._database.id

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: all writes inside it happen, or none does."""
        return self._database.writing()

    def check(self) -> str | None:
        """What SQLite's integrity check finds wrong; None when all is well."""
        return self._database.check()

    def close(self) -> None:
        """Close every connection; reading or writing afterwards is a bug."""
        self._database.close()
