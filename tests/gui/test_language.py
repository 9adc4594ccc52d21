"""The window speaks the user's language, and days and numbers go with it."""

from PySide6.QtCore import QLocale

from mmdesk.gui.language import best, locale_of


def test_the_first_language_of_the_user_that_the_window_speaks_is_chosen():
    assert best(["fr-Latn-FR", "fr-FR", "fr", "de-AT", "en"]) == "de"
    assert best(["en-GB", "de"]) == "en"


def test_a_user_of_other_languages_gets_english():
    assert best(["fr-FR", "fr"]) == "en"
    assert best(["C"]) == "en"


def test_days_and_numbers_are_written_as_in_the_users_country():
    british, austrian = QLocale("en_GB"), QLocale("de_AT")
    assert locale_of("en", british) == british
    assert locale_of("de", austrian) == austrian
    assert locale_of("en", austrian).toString(1.5) == "1,5"


def test_the_names_of_days_are_of_the_language_that_the_window_speaks():
    assert locale_of("en", QLocale("fr_FR")).monthName(7) == "July"
    assert locale_of("de", QLocale("fr_FR")).monthName(7) == "Juli"


def test_a_window_in_english_reads_from_left_to_right_on_an_arabic_system():
    arabic = QLocale("ar_EG")
    assert locale_of(best(["ar-EG"]), arabic).textDirection() == QLocale("en").textDirection()
