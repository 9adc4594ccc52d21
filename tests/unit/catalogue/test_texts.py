import pytest
from helpers.catalogues import a_sound, an_item
from hypothesis import given
from hypothesis import strategies as st

from mmdesk.catalogue import words
from mmdesk.core.entities import Facts, Filters


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("IMG_2041-edit.jpg", "2041"),
        ("IMG_2041-edit.jpg", "img_2041"),
        ("IMG_2041-edit.jpg", "IMG_2041-edit"),
        ("IMG_2041-edit.jpg", "edit"),
        ("SonyWH1000.jpg", "sony"),
        ("SonyWH1000.jpg", "wh1000"),
        ("SonyWH1000.jpg", "SonyWH1000"),
        ("SonyWH1000.jpg", "sonywh"),
        ("Crème brûlée.jpg", "creme brulee"),
        ("Ünïcode.jpg", "unico"),
        ("Straße.jpg", "straße"),
        ("Straße.jpg", "strasse"),
        ("Straße.jpg", "STRASS"),
        ("Strasse.jpg", "straße"),
        ("Strasse.jpg", '"Straße"'),
        ("Smørrebrød på Læsø.jpg", "smorrebrod laeso"),
        ("Laeso.jpg", "Læsø"),
        ("Łódź.jpg", "lodz"),
        ("Œuvre.jpg", "oeuvre"),
        ("東京タワー.jpg", "タワー"),
        ("東京タワー.jpg", "京"),
        ("мост ночью.jpg", "мост"),
        ("lighthouse.jpg", "light"),
        ("XMLHttpRequest.png", "http"),
    ],
)
def test_a_name_is_found_by_its_parts(catalogue, root, name, asked):
    item = an_item(catalogue, root, name)
    an_item(catalogue, root, "other.png")
    assert catalogue.texts.search(asked, Filters(), 10) == [item]


def test_every_word_must_be_there(catalogue, root):
    item = an_item(catalogue, root, "2022 Lisbon/tram.jpg", Facts(keywords=("yellow",)))
    assert catalogue.texts.search("yellow tram lisbon", Filters(), 10) == [item]
    assert catalogue.texts.search("yellow bus", Filters(), 10) == []


def test_quoted_words_must_stand_together(catalogue, root):
    item = an_item(catalogue, root, "a.jpg", Facts(caption="the old town hall"))
    assert catalogue.texts.search('"town hall"', Filters(), 10) == [item]
    assert catalogue.texts.search('"old hall"', Filters(), 10) == []


def test_the_title_counts_more_than_the_folder(catalogue, root):
    in_folder = an_item(catalogue, root, "harbour/a.jpg")
    in_title = an_item(catalogue, root, "x/b.jpg", Facts(title="Harbour"))
    assert catalogue.texts.search("harbour", Filters(), 10) == [in_title, in_folder]


def test_it_is_said_where_the_words_stand(catalogue, root):
    facts = Facts(title="Harbour", keywords=("harbour", "night"))
    item = an_item(catalogue, root, "Harbour/a.jpg", facts)
    found = catalogue.texts.fields_found("harbour", [item])
    assert found == {item: ("folders", "title", "keywords")}


def test_filters_hold_for_words(catalogue, root):
    an_item(catalogue, root, "x/boat.jpg")
    item = an_item(catalogue, root, "y/boat.jpg")
    assert catalogue.texts.search("boat", Filters(folders=("y",)), 10) == [item]


def test_changed_words_replace_the_old_ones(catalogue, root):
    item = an_item(catalogue, root, "a.jpg", Facts(title="Before"))
    an_item(catalogue, root, "a.jpg", Facts(title="After"))
    assert catalogue.texts.search("before", Filters(), 10) == []
    assert catalogue.texts.search("after", Filters(), 10) == [item]


@given(st.text(max_size=60))
def test_any_text_is_a_question_that_sqlite_takes(typed):
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    question = words.question(typed)
    if question is not None:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (question,)).fetchall()
    connection.close()


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_a_name_is_found_by_itself_whatever_its_script(name):
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO t VALUES (?)", (words.indexable(name),))
    question = words.question(name)
    found = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (question,)).fetchone()
    connection.close()
    assert found == (1,)


def test_the_tags_of_sounds_are_words_too(catalogue, root):
    item = a_sound(catalogue, root, "a.mp3")
    facts = Facts(album="Homogenic", year=1997, track=4, bpm=127.6, key="Am", duration=3.0)
    catalogue.items.set_facts(item, facts)
    catalogue.texts.refresh([item])
    for text in ("homogenic 1997", "128", "Am", "4"):
        assert catalogue.texts.search(text, Filters(), 10) == [item]
