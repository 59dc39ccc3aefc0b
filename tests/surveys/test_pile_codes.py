"""The code of a pile of sheets: alike on each, another for each language, read as people type."""

from participation.surveys.rules.sheets import pile_code, same_pile


def test_a_pile_is_told_by_six_signs_however_they_are_typed() -> None:
    french = pile_code("0000000000abc", "12345678ffff", "fr")
    assert len(french) == len("ABC-DEF")
    others = {
        pile_code("0000000000abc", "12345678ffff", "ar"),
        pile_code("0000000000abc", "87654321ffff", "fr"),
        pile_code("0000000000abd", "12345678ffff", "fr"),
    }
    assert french not in others
    assert len(others) == len("abc"), "language, version and survey each change it"
    assert same_pile(french, french.lower().replace("-", " "))
    assert same_pile("10B-0Z1", "lOb oz i")
    assert not same_pile(french, next(iter(others)))
