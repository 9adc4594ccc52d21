from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmdesk.search.fusion import Ranking, by_agreement, fuse

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine takes its time."""

rankings = st.lists(
    st.builds(
        Ranking,
        st.lists(st.integers(0, 20), unique=True),
        st.sampled_from([0.5, 1.0]),
        st.sampled_from(["", "like", "words"]),
    ),
    max_size=4,
)


def test_first_in_every_list_scores_one():
    assert fuse([Ranking([7, 8], 1.0), Ranking([7], 0.5)])[0] == (7, pytest.approx(1.0))


def test_good_in_two_lists_beats_good_in_one():
    fused = fuse([Ranking([1, 2], 1.0), Ranking([3, 2], 1.0)])
    assert fused[0][0] == 2


def test_the_heavier_list_decides():
    assert [item for item, _ in fuse([Ranking([1], 0.5), Ranking([2], 1.0)])] == [2, 1]


def test_alternatives_interleave_and_each_first_is_first():
    photos, sounds = Ranking([1, 2], 1.0, "like"), Ranking([3, 4], 1.0, "like")
    assert fuse([photos, sounds])[:2] == [(1, pytest.approx(1.0)), (3, pytest.approx(1.0))]
    assert [item for item, _ in fuse([photos, sounds])] == [1, 3, 2, 4]


def test_an_item_counts_once_however_many_alternatives_it_is_in():
    sounds, said = Ranking([3, 4], 1.0, "like"), Ranking([4, 3], 1.0, "like")
    assert dict(fuse([sounds, said])) == {3: pytest.approx(1.0), 4: pytest.approx(1.0)}


def test_an_alternative_that_is_not_asked_changes_nothing():
    words = Ranking([2], 1.0, "words")
    assert fuse([Ranking([1, 2], 1.0, "like"), words]) == fuse([Ranking([1, 2], 1.0), words])


def test_words_count_beside_whatever_the_kind_is_found_by():
    like = [Ranking([1, 2], 1.0, "like"), Ranking([3, 4], 1.0, "like")]
    fused = fuse([*like, Ranking([4], 1.0, "words")])
    assert fused[0][0] == 4
    assert fused[0][1] == pytest.approx((61 / 62 + 1) / 2)


@unhurried
@given(st.lists(st.integers(), unique=True, min_size=1), st.sampled_from([0.5, 1.0]))
def test_one_list_keeps_its_order(items, weight):
    assert [item for item, _ in fuse([Ranking(items, weight)])] == items


@unhurried
@given(rankings)
def test_every_item_comes_once_with_a_score_between_zero_and_one(lists):
    fused = fuse(lists)
    assert sorted(item for item, _ in fused) == sorted({i for each in lists for i in each.items})
    assert all(0 < score <= 1 + 1e-9 for _, score in fused)
    assert [score for _, score in fused] == sorted((s for _, s in fused), reverse=True)


@unhurried
@given(rankings.filter(lambda lists: any(each.items for each in lists)), st.data())
def test_moving_up_in_a_list_never_lowers_the_score(lists, data):
    which = data.draw(st.sampled_from([n for n, each in enumerate(lists) if each.items]))
    items = list(lists[which].items)
    place = data.draw(st.integers(0, len(items) - 1))
    item = items.pop(place)
    raised = [*lists]
    raised[which] = replace(lists[which], items=[item, *items])
    assert dict(fuse(raised))[item] >= dict(fuse(lists))[item] - 1e-12


def test_agreement_gives_the_places_of_some_items_to_others_of_them():
    fused = [(1, 1.0), (2, 0.9), (3, 0.8), (4, 0.7)]
    assert by_agreement(fused, {2: 1.0, 4: 1.4}) == [(1, 1.0), (4, 0.9), (3, 0.8), (2, 0.7)]
    assert by_agreement(fused, {2: 1.0, 4: 1.2}) == fused
    assert by_agreement(fused, {}) == fused


@unhurried
@given(rankings, st.dictionaries(st.integers(0, 20), st.floats(1, 1.7)))
def test_agreement_moves_nothing_else_and_changes_no_score(lists, agreement):
    fused = fuse(lists)
    moved = by_agreement(fused, agreement)
    assert [score for _, score in moved] == [score for _, score in fused]
    assert sorted(item for item, _ in moved) == sorted(item for item, _ in fused)
    for before, after in zip(fused, moved, strict=True):
        assert before == after or {before[0], after[0]} <= agreement.keys()
