import numpy as np
from helpers.catalogues import an_item

from mmdesk.core.entities import Space

SPACE = Space("test/1", "test", 2)


def vector(x, y):
    return np.array([x, y], "<f2").tobytes()


def segment_of(catalogue, item):
    return catalogue.items.whole_segments([item])[item]


def test_the_log_tells_what_was_added_replaced_and_removed(catalogue, root):
    space = catalogue.embeddings.add_space(SPACE)
    a = an_item(catalogue, root, "a.jpg")
    b = an_item(catalogue, root, "b.jpg")
    first, second = segment_of(catalogue, a), segment_of(catalogue, b)
    catalogue.embeddings.put(space, [(first, vector(1, 0)), (second, vector(0, 1))])
    known = catalogue.embeddings.last_change(space)
    catalogue.embeddings.put(space, [(first, vector(0, 1))])
    catalogue.roots.remove(root)
    changes = catalogue.embeddings.changes(space, known)
    assert {(change.segment, change.vector) for change in changes} == {
        (first, None),
        (second, None),
    }
    assert [c.number for c in changes] == sorted({c.number for c in changes})
    assert changes[0].number > known


def test_all_embeddings_with_the_change_they_are_current_to(catalogue, root):
    space = catalogue.embeddings.add_space(SPACE)
    segments = [segment_of(catalogue, an_item(catalogue, root, name)) for name in ("a", "b")]
    catalogue.embeddings.put(space, [(segments[1], vector(0, 1)), (segments[0], vector(1, 0))])
    found, vectors, change = catalogue.embeddings.all(space, 2)
    assert found.tolist() == segments
    assert vectors.tolist() == [[1, 0], [0, 1]]
    assert change == catalogue.embeddings.last_change(space)


def test_spaces_keep_apart(catalogue, root):
    one = catalogue.embeddings.add_space(SPACE)
    two = catalogue.embeddings.add_space(Space("test/2", "test", 2))
    segment = segment_of(catalogue, an_item(catalogue, root, "a"))
    catalogue.embeddings.put(one, [(segment, vector(1, 0))])
    assert catalogue.embeddings.of(two, [segment]) == {}
    assert catalogue.embeddings.last_change(two) == 0
    assert catalogue.embeddings.add_space(SPACE) == one


def test_a_log_that_was_let_go_says_so_and_goes_on(catalogue, root, monkeypatch):
    monkeypatch.setattr("mmdesk.catalogue.embeddings.TRIMMED", 2)
    space = catalogue.embeddings.add_space(SPACE)
    segments = [segment_of(catalogue, an_item(catalogue, root, name)) for name in "abcd"]
    catalogue.embeddings.put(space, [(segment, vector(1, 0)) for segment in segments])
    last = catalogue.embeddings.last_change(space)
    assert catalogue.embeddings.trim(space, last)
    assert catalogue.embeddings.trim(space, last)
    assert not catalogue.embeddings.trim(space, last)
    assert catalogue.embeddings.last_change(space) == last
    assert catalogue.embeddings.changes(space, 0) is None
    assert catalogue.embeddings.changes(space, last - 2) is None
    assert [c.segment for c in catalogue.embeddings.changes(space, last - 1)] == segments[3:]
    catalogue.embeddings.put(space, [(segments[0], vector(0, 1))])
    assert [c.segment for c in catalogue.embeddings.changes(space, last)] == segments[:1]
