"""What may be said, and in which order a topic goes on."""

import pytest
from hypothesis import given, strategies as st

from participation.foundation.assets import drawing
from participation.voices import labels, rules
from participation.voices.rules import NEXT, Refusal, State, why_not_next, why_not_said

STATES = st.sampled_from(State)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"wish": "more"}, None),
        ({"text": "Le pain"}, None),
        ({"has_sound": True}, None),
        ({}, Refusal.NOTHING_SAID),
        ({"text": "  \n"}, Refusal.NOTHING_SAID),
        ({"text": "x" * rules.LONGEST_TEXT}, None),
        ({"text": "x" * (rules.LONGEST_TEXT + 1)}, Refusal.TOO_LONG),
        ({"wish": "more", "waiting": rules.MOST_WAITING - 1}, None),
        ({"wish": "more", "waiting": rules.MOST_WAITING}, Refusal.TOO_MANY_WAIT),
    ],
)
def test_one_card_one_voice_or_some_words_are_enough(
    said: dict[str, object], reason: Refusal | None
) -> None:
    facts = {"wish": "", "text": "", "has_sound": False, "waiting": 0, **said}
    assert why_not_said(**facts) is reason  # type: ignore[arg-type]


@given(present=STATES, wanted=STATES, because=st.text(max_size=5))
def test_a_step_is_taken_only_where_the_way_leads_and_a_no_has_a_reason(
    present: State, wanted: State, because: str
) -> None:
    allowed = why_not_next(present, wanted, because=because) is None
    silent = wanted is State.NOT_KEPT and not because.strip()
    assert allowed == (wanted in NEXT[present] and not silent)


def test_nothing_reaches_an_agenda_unless_it_was_kept() -> None:
    assert [state for state in State if State.PLACED in NEXT[state]] == [State.KEPT]
    assert all(State.RECEIVED not in after for after in NEXT.values())


@given(st.lists(STATES, max_size=12))
def test_no_walk_comes_back_to_unread_or_skips_the_council(walk: list[State]) -> None:
    state, seen = State.RECEIVED, [State.RECEIVED]
    for wanted in walk:
        if why_not_next(state, wanted, because="pourquoi") is None:
            state = wanted
            seen.append(state)
    assert State.RECEIVED not in seen[1:]
    if State.ANSWERED in seen:
        assert State.KEPT in seen[: seen.index(State.ANSWERED)]


def test_every_card_state_and_contact_has_its_words_and_its_drawing() -> None:
    assert set(labels.THEMES) == set(labels.THEME_PICTOGRAMS) == set(rules.Theme)
    assert set(labels.WISHES) == set(labels.WISH_PICTOGRAMS) == set(rules.Wish)
    assert set(labels.STATES) == set(labels.SENTENCES) == {*State, *rules.Told}
    assert set(labels.CONTACTS) == set(labels.CONTACT_FACTS) == set(rules.ContactKind)
    drawn = {*labels.THEME_PICTOGRAMS.values(), *labels.WISH_PICTOGRAMS.values()}
    drawn |= set(labels.CONTACT_PICTOGRAMS.values())
    assert all(drawing(name, "pictograms") for name in drawn)
