"""The moments of videos: lanes joined on one timeline, and what their agreement is worth."""

from itertools import pairwise

import pytest
from helpers.senses import Mixed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmdesk.core.entities import (
    Evidence,
    Filters,
    Hit,
    Kind,
    Lane,
    Moment,
    NoteKind,
    Phrase,
    Query,
    Span,
)
from mmdesk.models.registry import Purpose
from mmdesk.search.moments import ADJACENT, SHOWN, Found, Told, joined

TEXT = "dog barking"
DOG, OTHER, HARDLY = (1, 0, 0), (0, 1, 0), (0.5, 0.8, 0)
ONLY_VIDEOS = Filters(kinds=frozenset({Kind.VIDEO}))

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine takes its time."""

times = st.integers(0, 400).map(lambda tenth: tenth / 10)
spans = st.builds(lambda start, long: Span(start, start + long), times, times.filter(bool))
shares = st.floats(-1, 1)
likely = st.tuples(st.sampled_from(Lane), st.just(False))
why = st.just(("why",))
finds = st.lists(st.builds(Found, likely, spans, shares, why), min_size=1, max_size=12)
words = st.lists(
    st.builds(Found, st.just((Lane.SAID, True)), spans, shares, why), min_size=1, max_size=4
)


def moments(found: list[Found]) -> tuple[Moment, ...]:
    return Told(found, {each.voice for each in found}).moments()


@unhurried
@given(finds)
def test_moments_hold_all_that_was_found_and_nothing_else(found):
    evidence = {(each.lane, each.span) for moment in moments(found) for each in moment.evidence}
    assert evidence == {(each.lane, each.span) for each in found}
    for moment in moments(found):
        assert moment.start == min(each.span.start for each in moment.evidence)
        assert moment.end == max(each.span.end for each in moment.evidence)
        assert moment.start <= moment.at < moment.end


@unhurried
@given(finds)
def test_moments_never_touch_one_another(found):
    ordered = sorted(moments(found), key=lambda moment: moment.start)
    for before, after in pairwise(ordered):
        still = any(each.is_still for each in found)
        assert before.end + (-ADJACENT if still else ADJACENT) <= after.start


@unhurried
@given(finds)
def test_the_best_moment_comes_first_and_none_is_worth_more_than_one(found):
    scores = [moment.score for moment in moments(found)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)


@unhurried
@given(finds)
def test_what_was_joined_stays_joined_and_apart_as_it_is(found):
    for together in joined(found):
        assert joined(together) == [together]


@unhurried
@given(finds, finds)
def test_more_evidence_never_takes_a_moment_apart(found, more):
    covered = moments([*found, *more])
    for moment in moments(found):
        assert sum(each.start <= moment.start and moment.end <= each.end for each in covered) == 1


@unhurried
@given(words, finds)
def test_words_that_are_said_are_moments_of_their_own_whatever_is_like_them(said, found):
    told = moments([*said, *found])
    exact = [*said, *(each for each in found if each.lane is Lane.SEEN)]
    spans = {(each.start, each.end) for each in told}
    for each in moments(exact):
        assert (
            any(one.lane is Lane.SEEN for one in each.evidence) or (each.start, each.end) in spans
        )
    evidence = {(each.lane, each.span) for moment in told for each in moment.evidence}
    assert evidence == {(each.lane, each.span) for each in (*said, *found)}
    assert all(moment.start <= moment.at < moment.end for moment in told)


def test_what_is_heard_around_words_does_not_make_their_moment_longer():
    said = Found((Lane.SAID, True), Span(30, 40), 1.0, ("words",))
    heard = [Found((Lane.HEARD, False), Span(n, n + 10), 1.0, ("like it",)) for n in (22.5, 37.5)]
    [moment] = moments([said, *heard])
    assert (moment.start, moment.end, moment.at) == (30, 40, 30)
    assert {each.lane for each in moment.evidence} == {Lane.SAID, Lane.HEARD}


def test_what_is_heard_best_is_where_a_moment_is_shown():
    heard = [
        Found((Lane.HEARD, False), Span(n, n + 10), share, ("crow",))
        for n, share in ((37.5, 0.8), (45.0, 1.0))
    ]
    [moment] = moments(heard)
    assert (moment.start, moment.end, moment.at) == (37.5, 55, 45)


@pytest.mark.parametrize(("start", "count"), [(4.0, 1), (5.0, 1), (5.04, 1), (5.2, 2)])
def test_what_overlaps_or_adjoins_in_any_lane_is_one_moment(start, count):
    seen = Found((Lane.SEEN, False), Span(0, 5), 1.0, ("description",))
    heard = Found((Lane.HEARD, False), Span(start, 15), 1.0, ("bark",))
    assert len(moments([seen, heard])) == count


@pytest.mark.parametrize(("lane", "count"), [(Lane.SEEN, 2), (Lane.SAID, 1)])
def test_still_pictures_that_follow_one_another_are_moments_of_their_own(lane, count):
    minutes = [Found((lane, False), Span(n * 60, n * 60 + 60), 1.0, ("why",)) for n in range(2)]
    assert len(moments(minutes)) == count
    across = Found((Lane.HEARD, False), Span(55, 65), 1.0, ("bark",))
    assert len(moments([*minutes, across])) == 1


def test_evidence_names_the_lanes_in_order_and_the_best_of_each_first():
    found = [
        Found((Lane.SAID, False), Span(0, 9), 1.0, ("meant",)),
        Found((Lane.SAID, True), Span(0, 9), 1.0, ("words",)),
        Found((Lane.SEEN, False), Span(0, 2), 0.5, ("hardly",)),
        Found((Lane.SEEN, False), Span(2, 4), 1.0, ("well", "looks like it")),
    ]
    [moment] = moments(found)
    assert moment.evidence == (
        Evidence(Lane.SEEN, Span(2, 4), "well; looks like it"),
        Evidence(Lane.SEEN, Span(0, 2), "hardly"),
        Evidence(Lane.SAID, Span(0, 9), "words"),
    )
    assert (moment.start, moment.end, moment.at) == (0, 9, 2)


@pytest.fixture
def kennel(mixed: Mixed) -> Mixed:
    """Texts about a dog that barks; each test fills in its videos."""
    mixed.seeing.texts = {TEXT: (1, 0, 0.2)}
    mixed.hearing.texts = {TEXT: (1, 0, 0.2), f"This is a sound of {TEXT}": (1, 0, 0.2)}
    return mixed


def hits(mixed: Mixed, **query) -> dict[str, Hit]:
    return {hit.path.name: hit for hit in mixed.ask(**query).hits}


def test_a_video_shows_once_with_its_best_moments(kennel: Mixed) -> None:
    kennel.video("walk.mp4", [DOG, (1, 0.2, 0), OTHER, OTHER, (1, 0.1, 0)])
    kennel.video("sea.mp4", [OTHER, HARDLY])
    walk, sea = kennel.ask(text=TEXT).hits
    assert (walk.path.name, sea.path.name) == ("walk.mp4", "sea.mp4")
    assert [(each.start, each.end, each.at) for each in walk.moments] == [(0, 10, 0), (20, 25, 20)]
    assert (walk.start, walk.end) == (0, 10)
    assert walk.reasons == ("seen: description (0.98)",)
    assert [(each.start, each.end) for each in sea.moments] == [(5, 10)]


def test_a_hit_names_no_more_than_its_best_moments(kennel: Mixed) -> None:
    item = kennel.video("walk.mp4", [DOG, OTHER] * 20)
    assert len(hits(kennel, text=TEXT)["walk.mp4"].moments) == SHOWN
    assert len(kennel.engine.moments(item, Query(TEXT)).found) == 20


def test_lanes_that_agree_go_before_those_apart_and_those_alone(kennel: Mixed) -> None:
    kennel.video("seen.mp4", [DOG, OTHER, OTHER, OTHER, OTHER], [OTHER, OTHER, OTHER])
    kennel.video("heard.mp4", [OTHER] * 5, [DOG, OTHER, OTHER])
    nearly = (1, 0.15, 0)
    kennel.video("apart.mp4", [nearly, OTHER, OTHER, OTHER, OTHER], [OTHER, OTHER, nearly])
    kennel.video("together.mp4", [OTHER, OTHER, OTHER, OTHER, nearly], [OTHER, OTHER, nearly])
    kennel.video("none.mp4", [OTHER] * 5, [OTHER, OTHER])
    names = kennel.names(text=TEXT)
    assert names[:2] == ["together.mp4", "apart.mp4"]
    assert set(names[2:4]) == {"seen.mp4", "heard.mp4"}
    together = hits(kennel, text=TEXT)["together.mp4"]
    assert (together.start, together.end, together.moments[0].at) == (15, 25, 20)
    assert together.reasons == ("seen: description (0.97)", f'heard: sounds like "{TEXT}" (0.97)')
    assert {each.lane for each in together.moments[0].evidence} == {Lane.SEEN, Lane.HEARD}


def test_agreement_moves_videos_among_themselves_only(kennel: Mixed) -> None:
    kennel.photo("dog.jpg", DOG)
    kennel.photo("puppy.jpg", (1, 0.05, 0))
    kennel.video("seen.mp4", [(1, 0.1, 0), OTHER])
    kennel.video("both.mp4", [(1, 0.2, 0), OTHER], [DOG])
    kennel.sound("bark.wav", (1, 0.3, 0))
    answer = kennel.ask(text=TEXT).hits
    assert [hit.path.name for hit in answer][:2] == ["dog.jpg", "both.mp4"]
    assert all(0 < hit.score <= 1 for hit in answer)
    photos = [hit.path.name for hit in answer if hit.kind is Kind.PHOTO]
    assert photos == ["dog.jpg", "puppy.jpg"]
    assert [hit.moments for hit in answer if hit.kind is not Kind.VIDEO] == [()] * 3


def test_words_that_are_said_tell_the_moment_however_it_looks(kennel: Mixed) -> None:
    item = kennel.video("walk.mp4", [OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, DOG])
    kennel.says(item, "Listen.", "Is that a dog barking?")
    walk = hits(kennel, text=TEXT)["walk.mp4"]
    assert (walk.start, walk.end) == (20, 40)
    assert walk.reasons == ("seen: description (0.98)", 'said: "Is that a dog barking?"')
    quoted = kennel.ask(text='"a dog barking"').hits
    assert [hit.path.name for hit in quoted] == ["walk.mp4"]
    assert kennel.names(text='"barking a dog"') == []
    assert kennel.engine.moments(item, Query('"barking a dog"')).found == ()


PHRASES = (
    Phrase(0, 4, "We set out early."),
    Phrase(4, 9, "The old harbour lay still."),
    Phrase(9, 15, "Then it rained."),
)


def says_it(kennel: Mixed, item: int) -> None:
    kennel.says(item, " ".join(phrase.text for phrase in PHRASES))
    kennel.catalogue.transcripts.add(item, PHRASES, 15)


def test_a_moment_is_the_phrase_that_holds_the_words_and_quotes_no_more(kennel: Mixed) -> None:
    says_it(kennel, kennel.video("talk.mp4"))
    talk = hits(kennel, text="harbour")["talk.mp4"]
    assert (talk.start, talk.end, talk.moments[0].at) == (4, 9, 4)
    assert talk.reasons == ('said: "The old harbour lay still."',)


def test_where_nothing_is_seen_the_frame_is_the_one_at_the_words(kennel: Mixed) -> None:
    kennel.hearing.texts = {"harbour": (1, 0, 0), "This is a sound of harbour": (1, 0, 0)}
    says_it(kennel, kennel.video("talk.mp4", heard=[DOG]))
    [moment] = hits(kennel, text="harbour")["talk.mp4"].moments
    assert (moment.start, moment.end, moment.at) == (4, 9, 4)


def test_every_place_where_the_words_are_said_is_a_moment(kennel: Mixed) -> None:
    item = kennel.video("talk.mp4")
    kennel.says(item, "A harbour.", "The sea.", "The old harbour.")
    starts = {moment.start for moment in hits(kennel, text="harbour")["talk.mp4"].moments}
    assert starts == {0, 40}


def test_words_that_are_said_tell_more_than_all_that_is_like_them(kennel: Mixed) -> None:
    item = kennel.video("walk.mp4", [DOG, OTHER, OTHER, OTHER], [DOG, OTHER])
    kennel.says(item, "Listen.", "Is that a dog barking?")
    walk = hits(kennel, text=TEXT)["walk.mp4"]
    assert [(each.start, each.end) for each in walk.moments] == [(20, 35), (0, 10)]


def test_a_lane_that_says_hardly_anything_does_not_blur_a_moment(kennel: Mixed) -> None:
    kennel.video("noisy.mp4", [OTHER] * 4, [DOG])
    kennel.video("walk.mp4", [OTHER, DOG, OTHER, OTHER], [HARDLY, HARDLY])
    walk = hits(kennel, text=TEXT)["walk.mp4"]
    assert (walk.start, walk.end) == (5, 10)
    assert walk.reasons == ("seen: description (0.98)",)


def test_what_is_said_in_other_words_is_a_moment_too(kennel: Mixed) -> None:
    item = kennel.video("talk.mp4")
    kennel.says(item, "A walk.", "It has four legs.", means=[(0, 0, 1), (1, 0, 0)])
    kennel.says(kennel.video("chat.mp4", [OTHER]), "So.", means=[(0, 0.1, 1)])
    kennel.understanding.texts = {"an animal": (1, 0, 0.1)}
    found = hits(kennel, text="an animal")
    assert [(each.start, each.end) for each in found["talk.mp4"].moments] == [(20, 35)]
    assert found["talk.mp4"].reasons == ('said: "It has four legs."',)
    assert Lane.SAID not in {
        each.lane for moment in found["chat.mp4"].moments for each in moment.evidence
    }


def test_a_video_that_is_found_by_its_name_has_no_moment(kennel: Mixed) -> None:
    kennel.video("thursday.mp4")
    [found] = kennel.ask(text="thursday").hits
    assert (found.moments, found.start, found.reasons) == ((), None, ("words in name",))


def test_all_moments_of_a_video_score_as_those_of_its_hit(kennel: Mixed) -> None:
    item = kennel.video("walk.mp4", [DOG, OTHER, HARDLY, (1, 0.1, 0)], [OTHER, (1, 0.2, 0)])
    kennel.video("other.mp4", [(1, 0, 0.2)], [DOG])
    assert (
        kennel.engine.moments(item, Query(TEXT)).found
        == hits(kennel, text=TEXT)["walk.mp4"].moments
    )


def test_what_is_missing_for_an_answer_is_noted_beside_the_moments(kennel: Mixed) -> None:
    item = kennel.video("walk.mp4", [DOG], [DOG])
    del kennel.models[Purpose.SOUNDS]
    answer = kennel.engine.moments(item, Query(TEXT))
    assert [note.kind for note in answer.notes] == [NoteKind.SOUND_MODEL_MISSING]
    assert [moment.start for moment in answer.found] == [0]


def test_a_moment_of_a_video_that_no_list_reaches_is_found_in_it(kennel: Mixed) -> None:
    for number in range(130):
        kennel.photo(f"{number}.jpg", DOG)
    item = kennel.video("sea.mp4", [OTHER, HARDLY, OTHER])
    assert "sea.mp4" not in kennel.names(text=TEXT, limit=30)
    assert [moment.start for moment in kennel.engine.moments(item, Query(TEXT)).found] == [5]


def test_a_moment_is_whole_though_the_list_ends_within_it(kennel: Mixed) -> None:
    kennel.video("walk.mp4", [OTHER, (1, 0.6, 0), DOG, (1, 0.6, 0), OTHER])
    for number in range(130):
        kennel.photo(f"{number}.jpg", (1, 0.1, 0))
    walk = hits(kennel, text=TEXT)["walk.mp4"]
    assert (walk.start, walk.end, walk.moments[0].at) == (5, 20, 10)


def test_only_videos(kennel: Mixed) -> None:
    kennel.photo("dog.jpg", DOG)
    kennel.sound("bark.wav", DOG)
    kennel.video("walk.mp4", [DOG])
    assert kennel.names(text=TEXT, filters=ONLY_VIDEOS) == ["walk.mp4"]


def test_unwanted_pictures_push_moments_away(kennel: Mixed) -> None:
    kennel.photo("cat.jpg", (0.2, 1, 0))
    item = kennel.video("pets.mp4", [(1, 1, 0), OTHER, (0.9, 0, 0.3)])
    query = Query(TEXT, without=(kennel.folder / "cat.jpg",))
    assert [moment.start for moment in kennel.engine.moments(item, query).found] == [10]
