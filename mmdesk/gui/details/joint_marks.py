"""The marks of one item or of many, as one value: what all have, and what only some have."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

from PySide6.QtCore import Qt

from mmdesk.core.listings import Marks


@dataclass(frozen=True, slots=True)
class JointMarks:
    """The marks of `count` items. Each method gives the marks as they are after that change."""

    count: int
    favourites: int = 0
    """How many of them are favourites."""
    ratings: frozenset[int] = frozenset({0})
    """Every rating that one of them has."""
    tags: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """How many of them have each tag."""

    @classmethod
    def of(cls, marks: Iterable[Marks]) -> Self:
        """The marks of these items together."""
        each = list(marks)
        tags = Counter(tag for one in each for tag in one.tags)
        return cls(
            len(each),
            sum(one.favourite for one in each),
            frozenset(one.rating for one in each) or frozenset({0}),
            MappingProxyType(dict(sorted(tags.items(), key=lambda tag: tag[0].casefold()))),
        )

    @property
    def favourite(self) -> Qt.CheckState:
        """Whether all, some or none are favourites."""
        if self.favourites == 0:
            return Qt.CheckState.Unchecked
        all_are = self.favourites == self.count
        return Qt.CheckState.Checked if all_are else Qt.CheckState.PartiallyChecked

    @property
    def rating(self) -> int | None:
        """The rating that all have; None where they differ."""
        return next(iter(self.ratings)) if len(self.ratings) == 1 else None

    def as_favourites(self, on: bool) -> Self:
        """All of them favourites, or none."""
        return replace(self, favourites=self.count if on else 0)

    def rated(self, stars: int) -> Self:
        """All with the same rating."""
        return replace(self, ratings=frozenset({stars}))

    def tagged(self, tag: str) -> Self:
        """All with this tag."""
        return replace(self, tags=MappingProxyType({**self.tags, tag: self.count}))

    def untagged(self, tag: str) -> Self:
        """None with this tag."""
        left = {each: count for each, count in self.tags.items() if each != tag}
        return replace(self, tags=MappingProxyType(left))
