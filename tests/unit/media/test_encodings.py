import pytest

from mmdesk.media.encodings import mended


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "Señor Flamingos",
        "Äpfel und Öl",
        "Ænima",
        "Crème brûlée",
        "東京",
        "Привет",
        "¡Olé!",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Привет мир", "utf-8"),
        ("Ænima \N{EN DASH} Señor", "utf-8"),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s “quoted”", "cp1252"),
        ("さくらの唄", "cp932"),
        ("東京", "cp932"),
        ("Perfume の曲", "cp932"),
        ("Привет", "cp1251"),
        ("Кино", "cp1251"),
    ],
)
def test_what_was_read_as_latin_1_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert mended(text.encode(encoding).decode("latin-1")) == text


def test_blanks_and_zeros_are_nothing_and_pieces_of_characters_do_no_harm() -> None:
    assert mended(" \0 \0") is None
    assert mended("a\0b\0") == "a b"
    assert mended("\ud800 half") == "? half"
