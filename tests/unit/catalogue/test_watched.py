"""How far videos were looked through, and the shots that are known by then."""

import pytest
from helpers.catalogues import a_video

from mmdesk.catalogue.watched import Progress, Stretch
from mmdesk.core.entities import Part, Space, Span

SPACE = Space("test/1", "test", 1)


@pytest.fixture
def video(catalogue, root) -> int:
    return a_video(catalogue, root, "holiday.mp4", watched=False)


def stretch(start, end, *shots, extends=None, last=b"look"):
    """A stretch whose shots begin at these times; each ends where the next one begins."""
    ends = [*shots[1:], end]
    return Stretch(Span(start, end), tuple(map(Span, shots, ends)), extends, last)


def shots(catalogue, video):
    return list(catalogue.segments.of_item(video, Part.SHOT).values())


def test_a_video_is_looked_through_piece_by_piece(catalogue, video):
    assert catalogue.watched.progress(video) == Progress()
    begun = catalogue.watched.add(video, stretch(0, 60, 0, 20))
    assert catalogue.watched.progress(video) == Progress(60, b"look")
    more = catalogue.watched.add(video, stretch(60, 90, 70, extends=70, last=b"later"))
    assert shots(catalogue, video) == [Span(0, 20), Span(20, 70), Span(70, 90)]
    assert list({**begun, **more}) == [0, 20, 70]
    catalogue.watched.see_all(video)
    catalogue.watched.complete(video)
    assert catalogue.watched.progress(video) == Progress(90, b"later", seen=True, complete=True)


def test_a_still_stretch_goes_on_across_pieces(catalogue, video):
    catalogue.watched.add(video, stretch(0, 60, 0))
    catalogue.watched.add(video, stretch(60, 120, extends=120, last=None))
    assert shots(catalogue, video) == [Span(0, 120)]
    assert catalogue.watched.progress(video).last == b"look"


def test_what_is_looked_at_again_keeps_what_is_its_own(catalogue, video):
    space = catalogue.embeddings.add_space(SPACE)
    before = catalogue.watched.add(video, stretch(0, 60, 0, 20, 40))
    catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in before.values()])
    catalogue.watched.begin_anew(video)
    assert catalogue.watched.progress(video) == Progress()
    after = catalogue.watched.add(video, stretch(0, 30, 0, 25))
    assert after[0] == before[0]
    assert shots(catalogue, video) == [Span(0, 25), Span(25, 30), Span(40, 60)]
    assert set(catalogue.embeddings.of(space, [*before.values(), *after.values()])) == {
        before[0],
        before[40],
    }
    catalogue.watched.see_all(video)
    assert shots(catalogue, video) == [Span(0, 25), Span(25, 30)]


def test_what_cannot_be_looked_at_is_passed_over_and_noted_once(catalogue, video):
    catalogue.watched.add(video, stretch(0, 60, 0))
    for reason in ("Its decoder crashed.", "Its decoder crashed.", "Its sound breaks off."):
        catalogue.watched.note(video, reason)
    catalogue.watched.pass_over(video, 120)
    problem = "Its decoder crashed. Its sound breaks off."
    assert catalogue.watched.progress(video) == Progress(120, b"", problem=problem)
    assert shots(catalogue, video) == [Span(0, 60)]


def test_one_frame_without_any_length_is_a_shot(catalogue, video):
    catalogue.watched.add(video, stretch(0, 0, 0))
    catalogue.watched.see_all(video)
    assert shots(catalogue, video) == [Span(0, 0)]


def test_photos_and_videos_are_undescribed_until_all_of_them_is(catalogue, root, video):
    space = catalogue.embeddings.add_space(SPACE)
    some = a_video(catalogue, root, "some.mp4", shots=2)
    a_video(catalogue, root, "black.mp4")
    assert catalogue.embeddings.undescribed(space) == 2  # one has no shots yet, nobody looked
    first, second = catalogue.segments.of_item(some, Part.SHOT)
    catalogue.embeddings.put(space, [(first, b"\0\0")])
    assert catalogue.embeddings.undescribed(space) == 2
    catalogue.embeddings.put(space, [(second, b"\0\0")])
    assert catalogue.embeddings.undescribed(space) == 1
    assert catalogue.embeddings.undescribed(None) == 2
