"""Two people change one thing: nothing that either wrote is lost."""

from hypothesis import given, strategies as st

from participation.meetings.rules.merging import marks_of, merge, read_marks

NAMES = ("title-fr", "words-fr", "minutes")
FIELDS = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in NAMES})


@given(FIELDS, FIELDS, FIELDS)
def test_each_field_is_mine_or_theirs_and_no_change_is_lost(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merge(read_marks(marks_of(base)), mine, theirs)
    for name in NAMES:
        before, own, other = base[name], mine[name], theirs[name]
        if other in (own, before):
            expected, clash = own, False
        elif own == before:
            expected, clash = other, False
        else:
            expected, clash = own, True
        assert found.fields[name] == expected
        assert (name in found.clashes) is clash
        if clash:
            assert found.clashes[name] == other
        assert (name in found.taken) is (own == before != other)


@given(FIELDS, FIELDS)
def test_alone_everything_is_as_i_wrote_it(base: dict[str, str], mine: dict[str, str]) -> None:
    found = merge(read_marks(marks_of(base)), mine, base)
    assert (dict(found.fields), found.taken, dict(found.clashes)) == (mine, (), {})


@given(st.text())
def test_marks_that_somebody_made_up_break_nothing(text: str) -> None:
    read_marks(text)
    assert merge(read_marks(text), {"a": "1"}, {"a": "1"}).fields == {"a": "1"}
