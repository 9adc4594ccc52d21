from pathlib import Path

from helpers.catalogues import NOON, a_root, a_sound, a_video, an_item, said

from mmdesk.core.entities import Facts, Filters, Job, JobState, Kind, Part, RootState, Space, Stage

DAY = 24 * 3600 * 10**9


def waiting(catalogue, stage=Stage.READ):
    return [job.item for job in catalogue.jobs.next(stage, 10)]


def test_the_newest_come_first(catalogue, root):
    days = [an_item(catalogue, root, f"{n}.jpg", modified=NOON + n * DAY) for n in range(3)]
    catalogue.jobs.add(Stage.READ, days)
    assert waiting(catalogue) == days[::-1]


def test_of_one_moment_they_come_in_the_order_in_which_they_are_shown(catalogue, root):
    items = [an_item(catalogue, root, f"{n}.jpg", modified=NOON + n % 2 * DAY) for n in range(8)]
    catalogue.jobs.add(Stage.READ, items[::-1])
    shown = catalogue.listings.by_date(Filters()).items
    assert waiting(catalogue) == list(shown) == catalogue.items.newest(Filters(), 10)
    assert catalogue.listings.sorted_by_date(items).items == shown


def test_what_fails_keeps_its_reason_until_another_reader_comes(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    catalogue.jobs.fail(catalogue.jobs.next(Stage.READ, 1)[0], "It is cut off.", "reader 1")
    catalogue.jobs.retry_for(Stage.READ, "reader 1")
    assert waiting(catalogue) == []
    assert catalogue.jobs.counts()["read"]["failed"] == 1
    catalogue.jobs.retry_for(Stage.READ, "reader 2")
    assert waiting(catalogue) == [item]


def test_jobs_out_of_reach_wait(catalogue, root):
    away = a_root(catalogue, Path("/usb"))
    here, there = an_item(catalogue, root, "a.jpg"), an_item(catalogue, away, "b.jpg")
    catalogue.jobs.add(Stage.READ, [here, there])
    catalogue.roots.set_state(away, RootState.OFFLINE)
    assert waiting(catalogue) == [here]
    assert catalogue.jobs.waiting(Stage.READ) == 2
    catalogue.roots.set_state(away, RootState.ONLINE)
    assert set(waiting(catalogue)) == {here, there}


def test_only_items_that_lack_an_embedding_get_a_job(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    has, lacks, broken = (an_item(catalogue, root, name) for name in ("a", "b", "c"))
    segment = catalogue.items.whole_segments([has])[has]
    catalogue.embeddings.put(space, [(segment, b"\0\0")])
    catalogue.jobs.add(Stage.READ, [broken])
    catalogue.jobs.fail(catalogue.jobs.next(Stage.READ, 1)[0], "broken", "1")
    catalogue.jobs.add_missing(Stage.DESCRIBE, space, Kind.PHOTO, Part.WHOLE)
    assert waiting(catalogue, Stage.DESCRIBE) == [lacks]


def test_a_video_is_described_shot_by_shot_and_heard_window_by_window(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    some, all_ = (a_video(catalogue, root, f"{name}.mp4", shots=2, windows=2) for name in "ab")
    new = a_video(catalogue, root, "new.mp4", watched=False)
    for item, count in ((some, 1), (all_, 2)):
        for part in (Part.SHOT, Part.WINDOW):
            segments = list(catalogue.segments.of_item(item, part))[:count]
            catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in segments])
    for stage, part in ((Stage.DESCRIBE, Part.SHOT), (Stage.HEAR, Part.WINDOW)):
        catalogue.jobs.add_missing(stage, space, Kind.VIDEO, part)
        assert waiting(catalogue, stage) == [some]
    assert new not in waiting(catalogue, Stage.DESCRIBE)


def test_what_could_be_seen_of_a_damaged_video_is_described(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    item = a_video(catalogue, root, "cut.mp4", shots=2)
    for stage in (Stage.READ, Stage.WATCH):
        catalogue.jobs.add(stage, [item])
        catalogue.jobs.fail(Job(item, stage), "It breaks off at 0:20.", "1")
    catalogue.jobs.add_missing(Stage.DESCRIBE, space, Kind.VIDEO, Part.SHOT)
    assert waiting(catalogue, Stage.DESCRIBE) == [item]


def test_videos_are_read_and_then_looked_through_once(catalogue, root):
    new = an_item(catalogue, root, "new.mp4", kind=Kind.VIDEO)
    read = a_video(catalogue, root, "read.mp4", watched=False)
    a_video(catalogue, root, "watched.mp4")
    an_item(catalogue, root, "photo.jpg")
    catalogue.jobs.add_unread(Kind.VIDEO)
    catalogue.jobs.add_unwatched()
    assert waiting(catalogue) == [new]
    assert waiting(catalogue, Stage.WATCH) == [read]


def test_a_video_with_a_problem_keeps_it_and_is_looked_through_again_for_another_reader(
    catalogue, root
):
    item = a_video(catalogue, root, "cut.mp4")
    catalogue.watched.note(item, "It breaks off.")
    catalogue.jobs.add(Stage.WATCH, [item])
    catalogue.jobs.fail(Job(item, Stage.WATCH), "It breaks off.", "1")
    catalogue.jobs.add_unwatched()
    assert waiting(catalogue, Stage.WATCH) == []
    catalogue.jobs.retry_for(Stage.WATCH, "2")
    assert waiting(catalogue, Stage.WATCH) == [item]
    catalogue.jobs.done(Stage.WATCH, [item])  # as when it could not be read meanwhile
    catalogue.jobs.add_unwatched([item])
    assert waiting(catalogue, Stage.WATCH) == [item]


def test_speech_of_a_video_is_written_down_once_something_was_heard_in_it(catalogue, root):
    loud = a_video(catalogue, root, "loud.mp4", windows=1)
    a_video(catalogue, root, "silent.mp4")
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    assert waiting(catalogue, Stage.TRANSCRIBE) == [loud]


def test_the_clip_of_a_still_is_only_ever_read(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    facts = Facts(duration=3.0, live="one")
    an_item(catalogue, root, "a.heic", Facts(live="one"))
    clip = a_video(catalogue, root, "a.mov", shots=1, windows=1, facts=facts, watched=False)
    catalogue.stills.pair([clip])
    catalogue.jobs.add_unwatched()
    catalogue.jobs.add_missing(Stage.DESCRIBE, space, Kind.VIDEO, Part.SHOT)
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    catalogue.jobs.add(Stage.WATCH, [clip])
    assert [waiting(catalogue, stage) for stage in list(Stage)[1:]] == [[]] * 5
    catalogue.jobs.add(Stage.READ, [clip])
    assert waiting(catalogue) == [clip]


def test_done_jobs_are_gone(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    catalogue.jobs.done(Stage.READ, [item])
    assert catalogue.jobs.counts()["read"] == {state.value: 0 for state in JobState}


def test_what_failed_waits_again_when_a_file_of_it_changed(catalogue, root):
    item = an_item(catalogue, root, "a.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    catalogue.jobs.fail(catalogue.jobs.next(Stage.READ, 1)[0], "It is broken.", "1")
    assert catalogue.jobs.next(Stage.READ, 1) == []
    catalogue.jobs.retry([item])
    assert [job.item for job in catalogue.jobs.next(Stage.READ, 1)] == [item]


def test_jobs_of_items_without_files_are_not_counted(catalogue, root):
    items = [an_item(catalogue, root, name) for name in ("a.jpg", "b.jpg")]
    catalogue.jobs.add(Stage.READ, items)
    catalogue.jobs.add(Stage.DESCRIBE, items[:1])
    catalogue.files.forget([catalogue.files.known(root)[b"a.jpg"].id])
    assert catalogue.jobs.waiting(Stage.READ) == 1
    assert catalogue.jobs.waiting(Stage.DESCRIBE) == 0


def test_a_copy_within_reach_is_enough(catalogue, root):
    away = a_root(catalogue, Path("/usb"))
    item = an_item(catalogue, away, "a.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    catalogue.roots.set_state(away, RootState.OFFLINE)
    catalogue.roots.set_state(root, RootState.OFFLINE)
    assert waiting(catalogue) == []
    an_item(catalogue, root, "b.jpg", content=b"a.jpg")
    catalogue.roots.set_state(root, RootState.ONLINE)
    assert waiting(catalogue) == [item]


def test_items_are_asked_for_by_stage(catalogue, root):
    items = [an_item(catalogue, root, name) for name in "abc"]
    catalogue.jobs.add(Stage.READ, items[:2])
    assert catalogue.jobs.items_at(Stage.READ, items[1:]) == {items[1]}
    assert catalogue.jobs.items_at(Stage.DESCRIBE, items) == set()


def test_a_sound_is_heard_until_all_its_windows_are(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    some, all_, silent = (
        a_sound(catalogue, root, "some.wav", windows=3),
        a_sound(catalogue, root, "all.wav", windows=2),
        a_sound(catalogue, root, "silent.wav"),
    )
    for item, count in ((some, 2), (all_, 2)):
        segments = list(catalogue.segments.windows(item).values())[:count]
        catalogue.embeddings.put(space, [(segment, b"\0\0") for segment in segments])
    an_item(catalogue, root, "photo.jpg")
    catalogue.jobs.add_missing(Stage.HEAR, space, Kind.SOUND, Part.WINDOW)
    assert waiting(catalogue, Stage.HEAR) == [some]
    assert silent not in waiting(catalogue, Stage.HEAR)


def test_a_sound_is_read_until_it_was_read_once_and_its_windows_have_vectors(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    new = a_sound(catalogue, root, "new.wav", Facts())
    read = a_sound(catalogue, root, "read.wav", windows=1)
    a_sound(catalogue, root, "silent.wav")
    catalogue.jobs.add_missing(Stage.READ, space, Kind.SOUND, Part.WINDOW)
    catalogue.jobs.add_unread(Kind.SOUND)
    assert set(waiting(catalogue)) == {new, read}
    catalogue.jobs.fail(catalogue.jobs.next(Stage.READ, 1)[0], "It is empty.", "1")
    catalogue.jobs.add_missing(Stage.READ, space, Kind.SOUND, Part.WINDOW)
    catalogue.jobs.add_unread(Kind.SOUND)
    assert len(waiting(catalogue)) == 1


def test_a_sound_that_broke_off_is_heard_as_far_as_it_goes(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    item = a_sound(catalogue, root, "cut.mp3", windows=2)
    never = a_sound(catalogue, root, "none.mp3", Facts())
    catalogue.jobs.add(Stage.READ, [item, never])
    for job in catalogue.jobs.next(Stage.READ, 2):
        catalogue.jobs.fail(job, "It breaks off at 0:20.", "1")
    catalogue.jobs.add_missing(Stage.HEAR, space, Kind.SOUND, Part.WINDOW)
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    assert waiting(catalogue, Stage.HEAR) == [item]
    assert waiting(catalogue, Stage.TRANSCRIBE) == [item]


def test_what_was_said_is_understood_passage_by_passage(catalogue, root):
    space = catalogue.embeddings.add_space(Space("s", "s", 1))
    known, new = a_sound(catalogue, root, "a.wav", windows=1), a_sound(catalogue, root, "b.wav")
    for item in (known, new):
        said(catalogue, item, "Hello.")
    (segment,) = catalogue.segments.of_item(known, Part.PASSAGE)
    catalogue.embeddings.put(space, [(segment, b"\0\0")])
    catalogue.jobs.add_missing(Stage.UNDERSTAND, space, Kind.SOUND, Part.PASSAGE)
    assert waiting(catalogue, Stage.UNDERSTAND) == [new]


def test_speech_is_written_down_where_it_was_chosen(catalogue, root):
    music = a_root(catalogue, Path("/music"))
    song = a_sound(catalogue, music, "song.mp3")
    old, new = (a_sound(catalogue, root, f"{n}.wav", modified=NOON + n * DAY) for n in range(2))
    an_item(catalogue, root, "photo.jpg")
    catalogue.jobs.add_unheard_speech("m", everywhere=False)
    assert waiting(catalogue, Stage.TRANSCRIBE) == []
    catalogue.roots.set_speech(root, on=True)
    assert [each.speech for each in catalogue.roots.all()] == [True, False]
    catalogue.jobs.add_unheard_speech("m", everywhere=False)
    assert waiting(catalogue, Stage.TRANSCRIBE) == [new, old]
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    assert set(waiting(catalogue, Stage.TRANSCRIBE)) == {new, old, song}


def test_speech_that_is_no_longer_wanted_is_not_written_down(catalogue, root):
    item = a_sound(catalogue, root, "a.wav")
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    assert waiting(catalogue, Stage.TRANSCRIBE) == [item]
    catalogue.jobs.add_unheard_speech("m", everywhere=False)
    assert waiting(catalogue, Stage.TRANSCRIBE) == []


def test_a_complete_transcript_of_the_model_is_enough(catalogue, root):
    complete, begun, others = (a_sound(catalogue, root, f"{name}.wav") for name in "abc")
    said(catalogue, complete, "Hello.")
    catalogue.transcripts.begin(begun, "m", None)
    said(catalogue, others, "Hello.", model="other")
    catalogue.jobs.add_unheard_speech("m", everywhere=True)
    assert waiting(catalogue, Stage.TRANSCRIBE) == [begun, others]


def test_speech_of_some_sounds_is_looked_at_alone(catalogue, root):
    one, other, third = (a_sound(catalogue, root, f"{name}.wav") for name in "abc")
    catalogue.jobs.add_unheard_speech("m", everywhere=True, among=[one, other])
    assert waiting(catalogue, Stage.TRANSCRIBE) == [one, other]
    catalogue.jobs.add_unheard_speech("m", everywhere=False, among=[other, third])
    assert waiting(catalogue, Stage.TRANSCRIBE) == [one]


def test_the_reason_of_a_failure_is_known_by_stage(catalogue, root):
    item = a_sound(catalogue, root, "a.wav")
    for stage in (Stage.READ, Stage.TRANSCRIBE):
        catalogue.jobs.add(stage, [item])
    catalogue.jobs.fail(catalogue.jobs.next(Stage.READ, 1)[0], "It breaks off.", "1")
    assert catalogue.jobs.failure(Stage.READ, item) == "It breaks off."
    assert catalogue.jobs.failure(Stage.TRANSCRIBE, item) is None


def test_of_what_cannot_be_read_nothing_else_is_wanted(catalogue, root):
    """Whether a photo was to be described before it failed to be read makes no difference."""
    item = an_item(catalogue, root, "torn.jpg")
    catalogue.jobs.add(Stage.READ, [item])
    catalogue.jobs.add(Stage.DESCRIBE, [item])
    catalogue.jobs.fail(Job(item, Stage.READ), "The file is truncated.", "v1")
    assert catalogue.jobs.counts()["describe"] == {"waiting": 0, "failed": 0}
    assert catalogue.jobs.counts()["read"] == {"waiting": 0, "failed": 1}
