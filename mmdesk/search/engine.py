"""From a query to a ranking: ask every sense that can answer, fuse, say why each hit is there.

What is asked lies in a file for each sense: words, sights, sounds, meaning. A new one is a file
beside them and a line here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mmdesk.catalogue import Catalogue
from mmdesk.catalogue.files import Place
from mmdesk.core.entities import Answer, Filters, Hit, Kind, Lane, Moments, Note, NoteKind, Query
from mmdesk.core.errors import ModelUnavailable
from mmdesk.models.registry import Purpose
from mmdesk.search import fusion, moments
from mmdesk.search.asking import Listed, Models, Question, Segments, best_spans
from mmdesk.search.examples import Examples
from mmdesk.search.meaning import Meaning
from mmdesk.search.moments import Told
from mmdesk.search.nearest import Nearest
from mmdesk.search.neighbours import Neighbours
from mmdesk.search.query import with_phrases
from mmdesk.search.sights import Sights
from mmdesk.search.sounds import Sounds
from mmdesk.search.words import Words

Places = dict[int, list[Place]]
"""Where each item lies."""
CANDIDATES = 100
"""How deep each list is read at least; deeper places hardly change the top of a fused ranking."""
MORE_VIDEOS = 2
"""How many times as many items as are asked for may be put in another order by agreement."""


class Engine:
    """Answers queries about one library; any thread may ask.

    `models` gives the models in use, or raises ModelUnavailable with the way to get one. None is
    loaded that has described nothing: a library of photos needs no model that hears. `as_now` says
    which of the places where hits lie can be reached now; without it, what scans noted counts.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        neighbours: Neighbours,
        examples: Examples,
        models: Models,
        as_now: Callable[[Places], Places] = lambda places: places,
    ) -> None:
        self._catalogue, self._examples, self._as_now = catalogue, examples, as_now
        nearest = Nearest(catalogue, neighbours)
        self._by_model = (
            Sights(nearest, examples, models),
            Meaning(catalogue, nearest, models),
            Sounds(nearest, examples, models),
        )
        self._senses = (Words(catalogue), *self._by_model)

    def search(self, query: Query, *, wait: bool = True) -> Answer:
        """The best `query.limit` hits, the best first; the newest where nothing is described.

        Where there are unwanted examples only, what is least like them. Without `wait` a model that
        is not loaded yet is left out, and a note says so. Raises FileUnreadable for an example that
        is no picture, sound or video.
        """
        query = with_phrases(query)
        if not (query.text or query.examples or query.without):
            return Answer(self._newest(query))
        question = self._question(query, wait)
        lists, fused = self._ranked(question)
        timed = any(listed.spans for listed in lists)  # a library of photos is asked for no video
        told = self._told(lists, fused[: MORE_VIDEOS * query.limit]) if timed else {}
        fused = fusion.by_agreement(fused, {item: told[item].agreement for item in told})
        notes = _of_use(question.notes, lists)
        return Answer(self._hits(fused[: query.limit], lists, query, told), notes)

    def moments(self, item: int, query: Query) -> Moments:
        """All moments of one video for a query, the best first, scored beside other videos.

        None where it does not pass the query's filters.
        Raises FileUnreadable for an example that cannot be one.
        """
        query = with_phrases(query)
        filters = replace(query.filters, kinds=frozenset({Kind.VIDEO}))
        segments = [segment for segment, *_ in self._catalogue.segments.of_items([item])]
        passes = self._catalogue.items.of_segments(segments, filters)
        if not passes or Kind.VIDEO not in (query.filters.kinds or Kind):
            return Moments(())
        question = self._question(replace(query, filters=filters), wait=True)
        lists, fused = self._ranked(question)
        others = [each for each in fused[: MORE_VIDEOS * query.limit] if each[0] != item]
        told = self._told(lists, [*others, (item, 0.0)])
        found = told[item].moments() if item in told else ()
        return Moments(found, _of_use(question.notes, lists))

    def _ranked(self, question: Question) -> tuple[list[Listed], list[tuple[int, float]]]:
        lists = [listed for sense in self._senses for listed in sense.lists(question)]
        return lists, fusion.fuse([each.ranking for each in lists])

    def _told(self, lists: Sequence[Listed], fused: Sequence[tuple[int, float]]) -> dict[int, Told]:
        """What is told of the videos among these."""
        videos = self._catalogue.items.of_kind(Kind.VIDEO, (item for item, _ in fused))
        return moments.told(lists, Segments.of(self._catalogue.segments.of_items(videos)))

    def models_needed(self) -> Iterator[Purpose]:
        """What the models are for that a text would be put to now."""
        for sense in self._by_model:
            try:
                if sense.needs_model():
                    yield sense.purpose
            except ModelUnavailable:
                continue  # the search that needs it says so

    def _newest(self, query: Query) -> tuple[Hit, ...]:
        items = self._catalogue.items.newest(query.filters, query.limit)
        reason = "among the newest" if query.filters == Filters() else "passes the filters"
        newest = Listed(fusion.Ranking(items, fusion.WORDS), dict.fromkeys(items, reason))
        return self._hits([(item, 1.0) for item in items], [newest], query, {})

    def _question(self, query: Query, wait: bool) -> Question:
        own = {self._examples.item(path) for path in (*query.examples, *query.without)}
        count = max(CANDIDATES, 2 * query.limit) + len(own)
        kinds = query.filters.kinds or frozenset(Kind)
        return Question(query, count, wait, kinds, {item for item in own if item is not None})

    def _hits(
        self,
        scored: Sequence[tuple[int, float]],
        lists: Sequence[Listed],
        query: Query,
        told: Mapping[int, Told],
    ) -> tuple[Hit, ...]:
        items = [item for item, _ in scored]
        places = self._as_now(self._catalogue.files.places(items, query.filters.folders))
        spans = best_spans(lists)
        return tuple(
            Hit(
                item=item,
                kind=place.kind,
                path=place.path,
                score=score,
                reasons=_reasons(lists, item, told.get(item)),
                online=place.online,
                start=best.start if best else None,
                end=best.end if best else None,
                moments=shown,
            )
            for item, score in scored
            if item in places
            for place in [_shown(places[item], query)]
            for shown in [told[item].moments(moments.SHOWN) if item in told else ()]
            for best in [shown[0] if shown else spans.get(item)]
        )


def _of_use(notes: Sequence[Note], lists: Sequence[Listed]) -> tuple[Note, ...]:
    """Each once; a model for sentences is missed where speech was found, or nothing was."""
    found = [each for each in lists if each.reasons]
    missed = not found or any(each.lane is Lane.SAID for each in found)
    once = dict.fromkeys(notes)
    return tuple(n for n in once if missed or n.kind is not NoteKind.SENTENCE_MODEL_MISSING)


def _shown(places: Sequence[Place], query: Query) -> Place:
    """The copy that the hit is shown by: where its folder is asked for, or its path says the words.

    One that can be reached comes before one that cannot; `places` begin with the wanted folders'.
    """
    if len(places) == 1 or query.filters.folders:
        return places[0]
    words = query.text.casefold().split()
    alike = [place for place in places if place.online] or places
    return max(alike, key=lambda place: sum(word in str(place.path).casefold() for word in words))


def _reasons(lists: Sequence[Listed], item: int, told: Told | None) -> tuple[str, ...]:
    """Why it is there; of a video, why its best moment is."""
    asked = [each for each in lists if told is None or each.lane is None]
    reasons = [each.reasons[item] for each in asked if item in each.reasons]
    return tuple(dict.fromkeys([*reasons, *(told.reasons if told else ())]))
