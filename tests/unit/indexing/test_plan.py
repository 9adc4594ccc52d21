from hypothesis import given
from hypothesis import strategies as st

from mmdesk.catalogue.files import KnownFile
from mmdesk.core.entities import FileState
from mmdesk.indexing.plan import Loss, must_ask, plan

LONG_AGO, NOW = 10, 100


def state(size=1, changed=LONG_AGO, sidecar=0):
    return FileState(size, changed, changed, sidecar)


def known(id_=1, item=1, reader="r", **about):
    return KnownFile(id_, state(**about), item, reader)


def planned(seen, before, **how):
    return plan(seen, before, reader="r", recent=range(NOW, 2 * NOW), **how)


def test_a_new_file_is_opened():
    assert planned({b"a": state()}, {}).identify == {b"a": state()}


def test_the_same_file_is_left_alone():
    result = planned({b"a": state()}, {b"a": known()})
    assert (result.identify, result.unchanged, result.gone) == ({}, 1, {})


def test_another_size_or_time_is_opened_again():
    for seen in (state(size=2), state(changed=11)):
        assert list(planned({b"a": seen}, {b"a": known()}).identify) == [b"a"]


def test_a_file_that_changed_just_now_is_left_to_settle():
    result = planned({b"a": state(changed=NOW)}, {})
    assert (list(result.unsettled), result.identify) == ([b"a"], {})


def test_a_file_from_the_far_future_does_not_keep_one_waiting():
    result = planned({b"a": state(changed=50 * NOW)}, {})
    assert (result.unsettled, list(result.identify)) == ({}, [b"a"])


def test_a_known_file_that_did_not_change_needs_no_settling():
    result = planned({b"a": state(changed=NOW)}, {b"a": known(changed=NOW)})
    assert result.unchanged == 1


def test_a_sidecar_that_came_changed_or_went_is_read():
    for sidecar, before in ((5, 0), (6, 5), (0, 5)):
        result = planned({b"a": state(sidecar=sidecar)}, {b"a": known(sidecar=before)})
        assert (list(result.reread), result.identify) == ([b"a"], {})


def test_what_no_reader_could_take_is_tried_by_a_new_reader_only():
    for reader, opened in (("r", []), ("old", [b"a"])):
        result = planned({b"a": state()}, {b"a": known(item=None, reader=reader)})
        assert list(result.identify) == opened


def test_what_is_not_seen_is_gone():
    assert list(planned({}, {b"a": known()}).gone) == [b"a"]


def test_nothing_is_gone_from_a_folder_that_could_not_be_read():
    before = {b"x/a": known(1), b"x/y/b": known(2), b"xy": known(3)}
    assert list(planned({}, before, unreadable={b"x"}).gone) == [b"xy"]
    assert planned({}, before, unreadable={b""}).gone == {}


names = st.binary(min_size=1, max_size=3)
states = st.builds(state, st.integers(0, 2), st.sampled_from([10, 50, 100, 150]), st.integers(0, 1))
files = st.builds(
    lambda s, item, reader: KnownFile(1, s, item, reader),
    states,
    st.none() | st.just(7),
    st.sampled_from(["r", "s"]),
)


@given(st.dictionaries(names, states), st.dictionaries(names, files))
def test_every_file_has_exactly_one_fate(seen, before):
    result = planned(seen, before)
    fates = [*result.identify, *result.unsettled, *result.reread]
    assert len(fates) == len(set(fates))
    assert len(fates) + result.unchanged == len(seen)
    assert set(result.gone) == set(before) - set(seen)


@given(st.dictionaries(names, states), st.dictionaries(names, files))
def test_what_was_taken_in_is_left_alone_the_next_time(seen, before):
    first = planned(seen, before)
    taken = {path: KnownFile(1, seen[path], 7, "r") for path in first.identify | first.reread}
    kept = {path: file for path, file in before.items() if path not in first.gone}
    second = planned(seen, kept | taken)
    assert (second.identify, second.reread, second.gone) == ({}, {}, {})


def test_more_than_a_fifth_asks():
    assert not must_ask(Loss.FOUND, 2, 10)
    assert must_ask(Loss.FOUND, 3, 10)
    assert not must_ask(Loss.FOUND, 0, 0)


def test_what_went_by_hand_asks_only_when_it_is_more_than_a_handful_too():
    assert not must_ask(Loss.SEEN, 20, 21)
    assert must_ask(Loss.SEEN, 21, 21)
    assert not must_ask(Loss.SEEN, 21, 105)


def test_what_the_same_loss_has_cost_before_counts_too():
    assert not must_ask(Loss.FOUND, 1, 9, lately=1)
    assert must_ask(Loss.FOUND, 1, 8, lately=2)
    assert not must_ask(Loss.SEEN, 10, 20, lately=10)
    assert must_ask(Loss.SEEN, 11, 20, lately=10)
    assert not must_ask(Loss.FOUND, 0, 0, lately=30)


def test_what_the_user_said_is_not_asked_again():
    assert not must_ask(Loss.MEANT, 1000, 1000)
