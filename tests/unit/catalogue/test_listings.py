from datetime import datetime

from helpers.catalogues import a_root, a_sound, an_item

from mmdesk.catalogue.names import natural_keys
from mmdesk.core.entities import Facts, Filters, Kind, RootState
from mmdesk.core.listings import Listing, Month


def at(year: int, month: int, day: int = 1) -> Facts:
    return Facts(taken_at=datetime(year, month, day))  # noqa: DTZ001 - a camera's own time


def test_the_newest_come_first_with_their_months(catalogue, root):
    old = an_item(catalogue, root, "old.jpg", at(2019, 12))
    new = [an_item(catalogue, root, f"{day}.jpg", at(2021, 3, day)) for day in (1, 2)]
    listing = catalogue.listings.by_date(Filters())
    assert listing == Listing((new[1], new[0], old), (Month(2021, 3, 2), Month(2019, 12, 1)))
    assert catalogue.listings.sorted_by_date([old, new[0]]).items == (new[0], old)


def test_names_are_in_natural_order(catalogue, root):
    names = ["IMG_10.jpg", "img_2.jpg", "IMG_1.jpg", "b/IMG_3.jpg"]
    items = {name: an_item(catalogue, root, name) for name in names}
    wanted = ("IMG_1.jpg", "img_2.jpg", "b/IMG_3.jpg", "IMG_10.jpg")
    assert catalogue.listings.by_name(Filters()).items == tuple(items[name] for name in wanted)
    assert catalogue.listings.by_name(Filters()).months == ()
    some = [items["IMG_10.jpg"], items["img_2.jpg"]]
    assert catalogue.listings.sorted_by_name(some).items == tuple(reversed(some))


def test_natural_keys_of_no_names():
    assert natural_keys([]) == []
    assert natural_keys([""]) == [""]


def test_an_item_of_several_files_is_shown_by_its_first_reachable_one(catalogue, root, tmp_path):
    item = an_item(catalogue, root, "z.jpg", content=b"same")
    away = a_root(catalogue, tmp_path / "drive")
    an_item(catalogue, away, "a.jpg", content=b"same")
    middle = an_item(catalogue, root, "m.jpg")
    assert catalogue.listings.by_name(Filters()).items == (middle, item)
    assert catalogue.listings.tiles([item])[item].path == root.path / "z.jpg"
    catalogue.roots.set_state(root, RootState.OFFLINE)
    assert catalogue.listings.by_name(Filters()).items == (item, middle)
    assert catalogue.listings.tiles([item])[item].path == away.path / "a.jpg"
    assert catalogue.listings.tiles([item])[item].online
    assert not catalogue.listings.tiles([middle])[middle].online


def test_what_has_no_file_is_not_shown(catalogue, root):
    kept, gone = an_item(catalogue, root, "kept.jpg"), an_item(catalogue, root, "gone.jpg")
    catalogue.files.forget([catalogue.files.known(root)[b"gone.jpg"].id])
    assert catalogue.listings.by_date(Filters()).items == (kept,)
    assert catalogue.listings.by_name(Filters()).items == (kept,)
    assert catalogue.listings.existing([gone, kept, 12345]).items == (kept,)
    assert list(catalogue.listings.tiles([gone, kept])) == [kept]


def test_filters_limit_what_is_listed(catalogue, root):
    lisbon = an_item(catalogue, root, "Lisbon/a.jpg", Facts(camera="Aurora One"))
    other = an_item(catalogue, root, "b.jpg")
    catalogue.marks.favourite([other], on=True)
    listings = catalogue.listings
    assert listings.by_date(Filters(folders=("lisbon",))).items == (lisbon,)
    assert listings.by_name(Filters(cameras=("aurora",))).items == (lisbon,)
    assert listings.by_date(Filters(favourites=True)).items == (other,)
    assert listings.by_date(Filters(kinds=frozenset({Kind.SOUND}))) == Listing(())


def test_known_words_come_the_most_frequent_first(catalogue, root):
    an_item(catalogue, root, "x/a.jpg", Facts(camera="B", keywords=("sea",)))
    an_item(catalogue, root, "x/y/b.jpg", Facts(camera="B", keywords=("boat", "sea")))
    an_item(catalogue, root, "x/y/c.jpg", Facts(camera="A", keywords=("sea",)))
    assert catalogue.listings.keywords() == ["sea", "boat"]
    assert catalogue.listings.cameras() == ["B", "A"]
    assert sorted(catalogue.listings.folder_names()) == ["photos", "x", "y"]


def test_a_tile_of_a_sound_says_how_long_it_is(catalogue, root):
    facts = Facts(duration=61.5, artist="A", album="B", genre="C", year=1999, track=3, bpm=120.5)
    sound, photo = a_sound(catalogue, root, "a.mp3", facts), an_item(catalogue, root, "b.jpg")
    tiles = catalogue.listings.tiles([sound, photo])
    assert [tiles[item].duration for item in (sound, photo)] == [61.5, None]
    assert tiles[sound].kind is Kind.SOUND
    assert catalogue.items.facts([sound])[sound] == facts


def test_what_passes_is_counted_without_being_listed(catalogue, root):
    an_item(catalogue, root, "a.jpg")
    a_sound(catalogue, root, "b.wav")
    assert catalogue.listings.count(Filters()) == 2
    assert catalogue.listings.count(Filters(kinds=frozenset({Kind.SOUND}))) == 1
