"""The calendars that we write: what they say, what they never say, and that readers understand."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from participation.calendars.writing import LONGEST_LINE, Event, Times, feed, invitation
from tests.calendars.files import expanded

NOON = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)
NAMES = {
    "BEGIN", "VERSION", "PRODID", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND",
    "SUMMARY", "STATUS", "CLASS", "END",
}  # fmt: skip


def made(number: int = 0, start: dt.datetime = NOON, **facts: Any) -> Event:
    """Make an event of ninety minutes."""
    usual: dict[str, Any] = {
        "uid": f"{number}@example.org",
        "title": "Rendez-vous",
        "starts_at": start,
        "ends_at": start + dt.timedelta(minutes=90),
        "changed_at": NOON,
        "sequence": 3,
    }
    return Event(**{**usual, **facts})


def unfolded(raw: bytes) -> str:
    """Give the lines as they were before they were folded, each checked."""
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is cut
    return raw.decode().replace("\r\n ", "").replace("\r\n", "\n")


def test_an_invitation_says_when_and_nothing_else() -> None:
    text = unfolded(invitation(made(title="Réunion, ; \\ " + "é" * 60)))
    assert "\nDTSTART:20260414T120000Z\nDTEND:20260414T133000Z\n" in text
    assert f"\nSUMMARY:Réunion\\, \\; \\\\ {'é' * 60}\n" in text
    assert {line.partition(":")[0] for line in text.splitlines()} == NAMES
    assert "METHOD:PUBLISH" in text
    assert "CLASS:PRIVATE" in text


def test_a_cancelled_event_stays_and_says_so() -> None:
    gone = made(is_cancelled=True, sequence=4)
    assert "METHOD:CANCEL" in unfolded(invitation(gone))
    text = unfolded(feed([made(1), gone]))
    assert "METHOD:PUBLISH" in text
    assert [line for line in text.splitlines() if line[:6] in {"STATUS", "SEQUEN"}] == [
        "SEQUENCE:3", "STATUS:CONFIRMED", "SEQUENCE:4", "STATUS:CANCELLED",
    ]  # fmt: skip


def test_a_place_is_written_only_when_it_is_given() -> None:
    assert "LOCATION" not in unfolded(feed([made()]))
    assert "\nLOCATION:Salle 2\\, au fond\n" in unfolded(feed([made(place="Salle 2, au fond")]))


@pytest.mark.parametrize("way", ["title", "place", "uid"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00\r\n", "\x0b", "\x85"])
def test_no_word_becomes_a_line(way: str, end: str) -> None:
    bomb = f"x{end}RRULE:FREQ=SECONDLY{end}END:VEVENT"
    words: dict[str, Any] = {way: bomb}
    text = unfolded(feed([made(**words)]))
    assert not [line for line in text.split("\n") if line.startswith("RRULE:FREQ=S")]
    assert text.count("\nEND:VEVENT\n") == 1
    assert "\x00" not in text


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_words_come_back_as_they_were(title: str) -> None:
    raw = feed([made(title=title)])
    unfolded(raw)
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    assert str(found["SUMMARY"]) == title


@pytest.mark.parametrize("times", Times)
def test_every_half_hour_of_both_nights_comes_back(times: Times) -> None:
    """Our own VTIMEZONE, under a name that no reader knows, so that it is the one that counts."""
    nights = (
        dt.datetime(2026, 3, 28, 20, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC),
    )
    starts = [night + dt.timedelta(minutes=30 * n) for night in nights for n in range(20)]
    raw = feed([made(n, start) for n, start in enumerate(starts)], times)
    assert (b"BEGIN:VTIMEZONE" in raw) is (times is Times.PARIS)
    expected = [
        [f"{start:%Y-%m-%dT%H:%M:%SZ}", f"{start + dt.timedelta(minutes=90):%Y-%m-%dT%H:%M:%SZ}"]
        for start in starts
    ]
    assert expanded(raw) == expected
    assert expanded(raw.replace(b"Europe/Paris", b"Zone that nobody knows")) == expected


def test_the_zone_holds_for_the_years_to_come() -> None:
    starts = [
        NOON.replace(year=year, month=month) for year in (2010, 2026, 2040) for month in (1, 7)
    ]
    raw = feed([made(n, start) for n, start in enumerate(starts)]).replace(
        b"Europe/Paris", b"Other zone"
    )
    found = expanded(raw, "2000-01-01", "2050-01-01")
    assert [start for start, _end in found] == [f"{one:%Y-%m-%dT%H:%M:%SZ}" for one in starts]


def test_a_feed_of_the_same_events_is_the_same() -> None:
    events = [made(n, NOON + dt.timedelta(days=n)) for n in range(50)]
    assert feed(events) == feed(iter(events))
    assert unfolded(feed(events)).count("BEGIN:VEVENT") == 50
    assert unfolded(feed([])).count("BEGIN:VCALENDAR") == 1
